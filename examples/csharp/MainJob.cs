using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Rayvision.Api;
using Rayvision.Model;

namespace Example
{
    /// <summary>Creates a task, submits it and waits for it; arguments are the farm and the edition.</summary>
    public static class MainJob
    {
        /// <summary>From here on nothing happens to a task by itself: x-rayvision-waiter, in its latest edition.</summary>
        private static readonly int[] AtRest = { 10, 15, 20, 23, 25, 30, 35, 40, 45, 65, 70 };

        public static void Main(string[] arguments) => Run(arguments).GetAwaiter().GetResult();

        private static async Task Run(string[] arguments)
        {
            var handler = new SigningHandler(
                Environment.GetEnvironmentVariable("RAYVISION_API_ACCESS_ID"),
                Environment.GetEnvironmentVariable("RAYVISION_API_KEY"),
                "2",
                arguments[1]);
            using (var http = new HttpClient(handler))
            {
                var tasks = new TaskApi(http, arguments[0]);
                var created = await tasks.CreateTaskAsync(new CreateTaskRequest(labels: new List<string> { "shot_010" }));
                Check(created.Code, created.Message);
                var taskId = created.Data.TaskIdList.First();
                Console.WriteLine($"created task {taskId}, submitting it");
                var submitted = await tasks.SubmitTaskAsync(new SubmitTaskRequest(taskId));
                Check(submitted.Code, submitted.Message);
                await WaitFor(taskId, new QueryApi(http, arguments[0]));
            }
        }

        private static async Task WaitFor(long taskId, QueryApi queries)
        {
            var deadline = DateTime.UtcNow.AddMinutes(5);
            var shown = "";
            while (DateTime.UtcNow < deadline)
            {
                var reply = await queries.QueryTaskInfoAsync(new TaskIdsRequest(new List<long> { taskId }));
                Check(reply.Code, reply.Message);
                var task = reply.Data.Items.First();
                // A layered task says of itself that it waits, whatever its parts do.
                var parts = task.RespRenderingTaskList?.Count > 0 ? task.RespRenderingTaskList : new List<TaskInfo> { task };
                var statuses = string.Join(", ", parts.Select(part => part.TaskStatus));
                if (statuses != shown)
                {
                    shown = statuses;
                    Console.WriteLine($"task {taskId}: status {statuses}, {parts.Sum(part => part.DoneFrames ?? 0)} frames done");
                }
                if (parts.All(part => AtRest.Contains(part.TaskStatus)))
                    return;
                await Task.Delay(200);
            }
            throw new TimeoutException($"task {taskId} is still not at rest after five minutes");
        }

        private static void Check(int code, string message)
        {
            if (code != 200)
                throw new InvalidOperationException($"the farm refused: {code} {message}");
        }
    }
}
