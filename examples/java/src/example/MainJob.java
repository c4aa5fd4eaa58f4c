package example;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import rayvision.ApiClient;
import rayvision.api.QueryApi;
import rayvision.api.TaskApi;
import rayvision.model.CreateTaskRequest;
import rayvision.model.SubmitTaskRequest;
import rayvision.model.TaskIdsRequest;
import rayvision.model.TaskInfo;

/** Creates a task, submits it and waits for it; arguments are the farm, http://127.0.0.1:8765, and the edition. */
final class MainJob {
  /** From here on nothing happens to a task by itself: {@code x-rayvision-waiter} of queryTaskInfo, latest edition. */
  private static final Set<Integer> AT_REST = Set.of(10, 15, 20, 23, 25, 30, 35, 40, 45, 65, 70);

  public static void main(String[] arguments) throws Exception {
    ApiClient farm = new ApiClient();
    farm.updateBaseUri(arguments[0]);
    farm.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    farm.setRequestInterceptor(
        new Signing(System.getenv("RAYVISION_API_ACCESS_ID"), System.getenv("RAYVISION_API_KEY"), "2", arguments[1]));
    TaskApi tasks = new TaskApi(farm);

    var created = tasks.createTask(new CreateTaskRequest().labels(List.of("shot_010")));
    check(created.getCode(), created.getMessage());
    long taskId = created.getData().getTaskIdList().get(0);
    System.out.printf("created task %d, submitting it%n", taskId);
    var submitted = tasks.submitTask(new SubmitTaskRequest().taskId(taskId));
    check(submitted.getCode(), submitted.getMessage());
    waitFor(taskId, new QueryApi(farm));
  }

  private static void waitFor(long taskId, QueryApi queries) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(5));
    List<Integer> shown = List.of();
    while (Instant.now().isBefore(deadline)) {
      var reply = queries.queryTaskInfo(new TaskIdsRequest().taskIds(List.of(taskId)));
      check(reply.getCode(), reply.getMessage());
      TaskInfo task = reply.getData().getItems().get(0);
      // A layered task says of itself that it waits, whatever its parts do.
      List<TaskInfo> parts = task.getRespRenderingTaskList();
      if (parts == null || parts.isEmpty()) {
        parts = List.of(task);
      }
      List<Integer> statuses = parts.stream().map(TaskInfo::getTaskStatus).toList();
      if (!statuses.equals(shown)) {
        shown = statuses;
        System.out.printf("task %d: status %s%n", taskId, statuses);
      }
      if (AT_REST.containsAll(statuses)) {
        return;
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException("task " + taskId + " is still not at rest after five minutes");
  }

  private static void check(int code, String message) {
    if (code != 200) {
      throw new IllegalStateException("the farm refused: " + code + " " + message);
    }
  }
}
