// Creates a task, submits it and waits for it: go run . http://127.0.0.1:8765 2.0.0
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"slices"
	"time"

	"rayvision-example/rayvision"
	"rayvision-example/signing"
)

const success = 200

// From here on nothing happens to a task by itself: x-rayvision-waiter of queryTaskInfo, in its latest edition.
var atRest = []int32{10, 15, 20, 23, 25, 30, 35, 40, 45, 65, 70}

func main() {
	log.SetFlags(0)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	if err := run(ctx, os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, url, edition string) error {
	configuration := rayvision.NewConfiguration()
	configuration.Servers = rayvision.ServerConfigurations{{URL: url}}
	configuration.HTTPClient = &http.Client{Transport: signing.Transport{
		AccessID:  os.Getenv("RAYVISION_API_ACCESS_ID"),
		AccessKey: os.Getenv("RAYVISION_API_KEY"),
		Platform:  "2",
		Edition:   edition,
	}}
	farm := rayvision.NewAPIClient(configuration)

	request := rayvision.NewCreateTaskRequest()
	request.SetLabels([]string{"shot_010"})
	created, _, err := farm.TaskAPI.CreateTask(ctx).CreateTaskRequest(*request).Execute()
	if err != nil {
		return err
	}
	if created.Code != success {
		return fmt.Errorf("the farm refused: %d %s", created.Code, created.Message)
	}
	taskID := created.Data.Get().TaskIdList[0]
	fmt.Printf("created task %d, submitting it\n", taskID)

	submitted, _, err := farm.TaskAPI.SubmitTask(ctx).
		SubmitTaskRequest(*rayvision.NewSubmitTaskRequest(taskID)).Execute()
	if err != nil {
		return err
	}
	if submitted.Code != success {
		return fmt.Errorf("the farm refused: %d %s", submitted.Code, submitted.Message)
	}
	return wait(ctx, farm, taskID)
}

func wait(ctx context.Context, farm *rayvision.APIClient, taskID int64) error {
	shown := ""
	for {
		reply, _, err := farm.QueryAPI.QueryTaskInfo(ctx).
			TaskIdsRequest(*rayvision.NewTaskIdsRequest([]int64{taskID})).Execute()
		if err != nil {
			return err
		}
		if reply.Code != success {
			return fmt.Errorf("the farm refused: %d %s", reply.Code, reply.Message)
		}
		task := reply.Data.Get().Items[0]
		// A layered task says of itself that it waits, whatever its parts do.
		parts := task.RespRenderingTaskList
		if len(parts) == 0 {
			parts = []rayvision.TaskInfo{task}
		}
		done, isAtRest, statuses := int64(0), true, ""
		for _, part := range parts {
			done += int64(part.GetDoneFrames())
			isAtRest = isAtRest && slices.Contains(atRest, part.TaskStatus)
			statuses += fmt.Sprintf(" %d", part.TaskStatus)
		}
		if statuses != shown {
			fmt.Printf("task %d: status%s, %d frames done\n", taskID, statuses, done)
			shown = statuses
		}
		if isAtRest {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}
