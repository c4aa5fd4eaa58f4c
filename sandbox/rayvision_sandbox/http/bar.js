// The sandbox's controls: they call its control interface, and show the simulated time.
const bar = document.getElementById("sandbox"), part = name => document.getElementById(`sandbox-${name}`);
let clock = null;

async function control(path, members, method = members ? "POST" : "GET") {
  const options = members && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(members) };
  let reply, answer;
  try {
    reply = await fetch(`/sandbox${path}`, { method, ...options });
    answer = await reply.json();
  } catch {
    part("said").textContent = bar.dataset.away;
    return null;
  }
  if (!reply.ok) {
    part("said").textContent = answer.error ?? answer.message;
    return null;
  }
  if (method !== "GET") part("said").textContent = bar.dataset.done;
  return answer;
}

function showClock(state) {
  if (!state) return;
  if (clock?.speed !== state.speed) part("speed").elements.speed.value = state.speed;
  clock = { now: state.now, speed: state.speed, read: Date.now() };
  tick();
}

function tick() {
  if (!clock) return;
  const now = new Date((clock.now + (Date.now() - clock.read) / 1000 * clock.speed) * 1000);
  part("now").dateTime = now.toISOString();
  part("now").textContent = now.toLocaleString(document.documentElement.lang);
}

function showFaults(answer) {
  if (!answer) return;
  part("count").textContent = answer.faults.length || "";
  const lines = answer.faults.map(fault => `${fault.kind}: ${fault.operation}${fault.times ? ` × ${fault.times}` : ""}`);
  part("list").replaceChildren(...(lines.length ? lines : [bar.dataset.none]).map(line => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
}

function onSubmit(name, send) {
  part(name).addEventListener("submit", event => {
    event.preventDefault();
    void send(part(name).elements);
  });
}

part("hour").addEventListener("click", async () => showClock(await control("/clock", { advance: 3600 })));
onSubmit("speed", async ({ speed }) => showClock(await control("/clock", { speed: Number(speed.value) })));
onSubmit("faults", async ({ kind, operation, times }) => {
  const members = { kind: kind.value, operation: operation.value };
  showFaults(await control("/faults", times.value ? { ...members, times: Number(times.value) } : members));
});
part("clear").addEventListener("click", async () => showFaults(await control("/faults", null, "DELETE")));
onSubmit("scene", ({ name, frames, failing }) => control("/scene", {
  scene: { name: name.value, frames: Number(frames.value), failing: failing.value.match(/[0-9]+/g)?.map(Number) ?? [] },
}));
part("random").addEventListener("click", () => control("/scene", { scene: null }));

async function refresh() {
  showClock(await control(""));
  showFaults(await control("/faults"));
}

setInterval(tick, 1000);
setInterval(() => { if (!document.hidden) void refresh(); }, 10000);
void refresh();
