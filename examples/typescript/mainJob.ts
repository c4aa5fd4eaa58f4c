/** Creates a task, submits it and waits for it: node out/mainJob.js http://127.0.0.1:8765 2.0.0 */

import { setTimeout as sleep } from "node:timers/promises";
import createClient from "openapi-fetch";
import { ApiPaths, type components, type paths, TaskStatus } from "./rayvision.js";
import { signing } from "./signing.js";

type Envelope = components["schemas"]["Envelope"];

/** From here on nothing happens to a task by itself: `x-rayvision-waiter` of queryTaskInfo, in its latest edition. */
const AT_REST = new Set<number>([10, 15, 20, 23, 25, 30, 35, 40, 45, 65, 70]);

/** Where the operations are in the edition that `rayvision.ts` was generated from. */
const PATHS = {
  create: `${ApiPaths.createTask}`,
  submit: `${ApiPaths.submitTask}`,
  info: `${ApiPaths.queryTaskInfo}`,
} as const;

const { RAYVISION_API_ACCESS_ID: accessId = "", RAYVISION_API_KEY: accessKey = "" } = process.env;
const [url, edition] = process.argv.slice(2) as [string, string];
const farm = createClient<paths>({ baseUrl: url });
farm.use(signing(accessId, accessKey, "2", edition));

/** What an envelope carries, if the farm did what it was asked to. */
function answer<T>({ data: envelope }: { data?: Envelope & { data?: T } }): T {
  if (envelope?.code !== 200) throw new Error(`the farm refused: ${envelope?.code} ${envelope?.message}`);
  return envelope.data!;
}

const created = answer(await farm.POST(PATHS.create, { body: { count: 1, labels: ["shot_010"] } }));
const taskId = created!.taskIdList[0]!;
console.log(`created task ${taskId}, submitting it`);
answer(await farm.POST(PATHS.submit, { body: { taskId } }));

const deadline = Date.now() + 300_000;
for (let shown = ""; Date.now() < deadline; await sleep(200)) {
  const page = answer(await farm.POST(PATHS.info, { body: { taskIds: [taskId] } }));
  const task = page!.items[0]!;
  // A layered task says of itself that it waits, whatever its parts do.
  const parts = task.respRenderingTaskList?.length ? task.respRenderingTaskList : [task];
  // A status that is younger than the spec has no name yet; it is shown by its number.
  const statuses = parts.map(({ taskStatus }) => TaskStatus[taskStatus] ?? taskStatus).join(", ");
  if (statuses !== shown) {
    const done = parts.reduce((sum, { doneFrames }) => sum + (doneFrames ?? 0), 0);
    console.log(`task ${taskId}: ${statuses}, ${done} frames done`);
    shown = statuses;
  }
  if (parts.every(({ taskStatus }) => AT_REST.has(taskStatus))) process.exit();
}
throw new Error(`task ${taskId} is still not at rest after five minutes`);
