/** Creates a task, submits it and waits for it: node out/mainJob.js http://127.0.0.1:8765 */

import { setTimeout as sleep } from "node:timers/promises";
import createClient from "openapi-fetch";
import { type components, type paths, TaskStatus } from "./rayvision.js";
import { signing } from "./signing.js";

type Envelope = components["schemas"]["Envelope"];

/** From here on nothing happens to a task by itself: `x-rayvision-waiter` of queryTaskInfo. */
const AT_REST = new Set([
  TaskStatus.STOP,
  TaskStatus.USER_STOP,
  TaskStatus.ARREARAGE_STOP,
  TaskStatus.TIME_OUT_STOP,
  TaskStatus.FINISHED,
  TaskStatus.FINISHED_HAS_FAILED,
  TaskStatus.ABANDON,
  TaskStatus.FINISHED_TEST,
  TaskStatus.FAILED,
]);

const { RAYVISION_API_ACCESS_ID: accessId = "", RAYVISION_API_KEY: accessKey = "" } = process.env;
const farm = createClient<paths>({ baseUrl: process.argv[2]! });
farm.use(signing(accessId, accessKey, "2"));

/** What an envelope carries, if the farm did what it was asked to. */
function answer<T>({ data: envelope }: { data?: Envelope & { data?: T } }): T {
  if (envelope?.code !== 200) throw new Error(`the farm refused: ${envelope?.code} ${envelope?.message}`);
  return envelope.data!;
}

const created = answer(await farm.POST("/api/render/task/createTask", { body: { count: 1, labels: ["shot_010"] } }));
const taskId = created!.taskIdList[0]!;
console.log(`created task ${taskId}, submitting it`);
answer(await farm.POST("/api/render/task/submitTask", { body: { taskId } }));

const deadline = Date.now() + 300_000;
for (let shown: TaskStatus | undefined; Date.now() < deadline; await sleep(200)) {
  const page = answer(await farm.POST("/api/render/task/queryTaskInfo", { body: { taskIds: [taskId] } }));
  const task = page!.items[0]!;
  if (task.taskStatus !== shown) {
    // A status that is younger than the spec has no name yet; it is shown by its number.
    console.log(`task ${taskId}: ${TaskStatus[task.taskStatus] ?? task.taskStatus}, ${task.doneFrames ?? 0} frames done`);
    shown = task.taskStatus;
  }
  if (AT_REST.has(task.taskStatus)) process.exit();
}
throw new Error(`task ${taskId} is still not at rest after five minutes`);
