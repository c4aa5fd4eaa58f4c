"use strict";
// The page of all tasks. Rows come from the server as texts, and go into the page as texts: nothing is parsed as HTML
// here. One tab of the browser holds the stream of changes and passes them on to the others.

const page = document.body.dataset, texts = JSON.parse(page.texts), isReadOnly = "readOnly" in page;
const $ = id => document.getElementById(id);
const say = (name, values = {}) => texts[name].replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
const clock = () => new Date().toTimeString().slice(0, 8);

function element(tag, members = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(members)) {
    if (name in made) made[name] = value; else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-Rayvision-Page": page.secret },
  };
  return fetch(page.folder + path, options);
}

// ---- What is known

const rows = new Map();
const numbers = new Intl.NumberFormat(document.documentElement.lang);
let run = "", at = 0, farm = { known: false, age: 0, pause: 3, trouble: "" }, freshAt = Date.now();
let lost = "", ended = [];

function take(news) {
  if (news.run !== run) {
    rows.clear();
    [run, at] = [news.run, 0];
  }
  if (news.from > at) return void load();
  for (const row of news.tasks) {
    const before = rows.get(row.id);
    if (before && !before.ended && row.ended) {
      waiting.push(row);
      // Of all tabs, the one with the stream gives notice.
      if (stream) ended.push(row);
    }
    rows.set(row.id, row);
  }
  for (const id of news.gone) rows.delete(id);
  at = Math.max(at, news.to);
  farm = news.farm;
  if ($("budget").textContent !== news.budget) $("budget").textContent = news.budget;
  freshAt = Date.now() - farm.age * 1000;
  lost = "";
  redraw();
  if (news.tasks.some(row => row.id === openTask)) void refreshTask();
}

async function load() {
  try {
    const response = await ask("/state");
    if (response.ok) take(await response.json()); else lose("reopen");
  } catch { lose("no page"); }
}

// ---- The stream: one for all tabs

const channel = new BroadcastChannel("rayvision");
let stream = null, heard = Date.now();

channel.onmessage = ({ data }) => data.lost ? lose(data.lost, data.since) : take(data);

function lose(why, since = clock()) {
  if (lost && lost.why === why) return;
  lost = { why, since };
  if (stream) channel.postMessage({ lost: why, since });
  redraw();
}

function listen() {
  stream?.close();
  heard = Date.now();
  stream = new EventSource(page.folder + "/events");
  stream.onmessage = ({ data }) => {
    heard = Date.now();
    const news = JSON.parse(data);
    take(news);
    channel.postMessage(news);
    tellEnded();
  };
  stream.addEventListener("bye", () => { stream.close(); lose("ended"); setTimeout(listen, 5000); });
  // A browser tries again by itself, unless it was refused: then the token is one of an earlier start.
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) { lose("reopen"); setTimeout(listen, 10000); } else lose("no page");
  };
}

// After a laptop has slept, a dead connection looks like a silent one.
function wake() {
  if (!stream) return void load();
  if (Date.now() - heard > 20000) listen();
}

function lead() {
  if (!navigator.locks) return listen();
  void navigator.locks.request("rayvision-stream", () => new Promise(() => listen()));
}

// ---- Telling

let announced = 0, waiting = [];

function tellEnded() {
  const news = ended;
  ended = [];
  if (localStorage.notify === "on" && Notification.permission === "granted") {
    for (const row of news) new Notification(say("notice", row), { body: row.scene, tag: `task-${row.id}` });
  }
}

function announce() {
  if (!waiting.length || Date.now() - announced < 10000) return;
  const failed = waiting.filter(row => row.failed || row.kind === "failed").length;
  $("said").textContent = say("announce", { count: waiting.length, failed });
  [announced, waiting] = [Date.now(), []];
}

function drawFarm() {
  const age = Math.max(0, Math.round((Date.now() - freshAt) / 1000)), isStale = age > 2 * farm.pause + 10;
  $("farm").textContent = farm.known ? say("age", { seconds: age }) : say("asking");
  $("farm").classList.toggle("stale", farm.known && isStale);
  const alarm = lost ? say(lost.why, { time: lost.since })
    : farm.trouble ? say("no answer", { time: farm.since, reason: farm.trouble }) : "";
  if ($("alarm").textContent !== alarm) $("alarm").textContent = alarm;
  document.body.classList.toggle("away", Boolean(alarm));
  $("balance").textContent = farm.balance ? say("balance", { amount: farm.balance }) : "";
}

// ---- The list

const FILTERS = ["s", "q", "label", "software", "day"];
const ORDER = ["rendering", "waiting", "unknown", "failed", "stopped", "finished"];
const STEP = 300, FEW = 5;
let most = STEP, isAllAttention = false, openTask = 0, isDrawing = false;
const filters = $("filters"), body = document.querySelector("#tasks tbody"), lines = new Map();

const asked = () => Object.fromEntries(FILTERS.map(name => [name, filters.elements[name].value]));

function matches(row, wanted) {
  const text = wanted.q.trim().toLowerCase();
  return (!wanted.s || row.kind === wanted.s)
    && (!wanted.label || row.labels.includes(wanted.label))
    && (!wanted.software || row.software === wanted.software)
    && (!wanted.day || row.day === wanted.day)
    && (!text || [row.id, row.scene, row.software, row.status, ...row.labels].join("\n").toLowerCase().includes(text));
}

function redraw() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => { isDrawing = false; draw(); });
  // A hidden tab draws no frames, but its title counts.
  if (document.hidden) { isDrawing = false; draw(); }
}

function draw() {
  announce();
  drawFarm();
  const all = [...rows.values()], wanted = asked();
  drawChoices(all);
  const found = all.filter(row => matches(row, wanted))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.id - a.id);
  drawLines(found.slice(0, most));
  $("found").textContent = found.length ? say("tasks", { shown: numbers.format(found.length), total: numbers.format(all.length) })
    : farm.known ? say(all.length ? "no match" : "none") : say("asking");
  $("more").hidden = found.length <= most;
  $("more").textContent = say("more", { count: numbers.format(Math.min(STEP, found.length - most)) });
  const alarming = all.filter(row => row.attention).sort((a, b) => b.id - a.id);
  drawAttention(alarming);
  document.title = (alarming.length ? `(${alarming.length}) ` : "") + (openTask ? rows.get(openTask)?.scene ?? openTask : say("title"));
  if (openTask) drawTask();
}

function drawChoices(all) {
  const choices = {
    label: new Set(all.flatMap(row => row.labels)), software: new Set(all.map(row => row.software)), day: new Set(all.map(row => row.day)),
  };
  for (const [name, values] of Object.entries(choices)) {
    const select = filters.elements[name], chosen = select.value || new URLSearchParams(location.search).get(name) || "";
    if (chosen && openTask === 0) values.add(chosen);
    const options = [...values].filter(Boolean).sort();
    if (name === "day") options.reverse();
    if (options.join("\n") === select.dataset.options) continue;
    select.dataset.options = options.join("\n");
    select.replaceChildren(element("option", { value: "", textContent: select.dataset.all }),
      ...options.map(value => element("option", { value, textContent: value })));
    select.value = chosen;
  }
  for (const count of document.querySelectorAll("[data-count]")) {
    const kind = count.dataset.count, number = kind ? all.filter(row => row.kind === kind).length : all.length;
    count.textContent = numbers.format(number);
    count.closest("label").hidden = !number && kind !== "" && !count.closest("label").control.checked;
  }
}

function bar(parts) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawn.setAttribute("class", "progress");
  drawn.setAttribute("aria-hidden", "true");
  for (const [kind, left, width] of parts) {
    const part = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ class: kind, x: `${left}%`, width: `${width}%`, height: "100%" })) part.setAttribute(name, value);
    drawn.append(part);
  }
  return drawn;
}

function addressOf(id) {
  const search = new URLSearchParams(location.search);
  search.set("task", id);
  return `/?${search}`;
}

const link = row => element("a", { href: addressOf(row.id), className: "open", textContent: row.scene, dir: "auto" });
const mark = row => element("span", { className: `mark ${row.kind}` }, element("span", { "aria-hidden": "true", textContent: `${row.sign} ` }), row.status);

function line(row) {
  const cell = (name, ...content) => element("td", { className: name }, ...content);
  const made = element("tr", {},
    cell("name", link(row), " ", element("small", { textContent: [row.id, row.software].filter(Boolean).join(" · ") })),
    cell("standing", mark(row)),
    cell("frames", row.frames, bar(row.bar)),
    cell("left", row.left), cell("rate", row.rate), cell("money", row.money),
    cell("labels", row.labels.join(", ")), cell("day", row.submitted));
  made.dataset.id = row.id;
  return made;
}

// A line is made anew only if its row has changed, and moved only if its place has: scrolling and focus stay.
function drawLines(shown) {
  const kept = new Set(shown.map(row => row.id));
  for (const [id, known] of lines) {
    if (!kept.has(id)) { known.line.remove(); lines.delete(id); }
  }
  let before = null;
  for (const row of shown) {
    let known = lines.get(row.id);
    if (!known || known.row !== row) {
      const made = line(row), hadFocus = known?.line.contains(document.activeElement);
      known?.line.replaceWith(made);
      lines.set(row.id, known = { row, line: made });
      if (hadFocus) made.querySelector(".open").focus();
    }
    const place = before ? before.nextSibling : body.firstChild;
    if (place !== known.line) {
      const focus = known.line.contains(document.activeElement) ? document.activeElement : null;
      body.insertBefore(known.line, place);
      focus?.focus();
    }
    before = known.line;
  }
}

let drawnAttention = "";

function drawAttention(alarming) {
  const listed = isAllAttention ? alarming : alarming.slice(0, FEW);
  const what = JSON.stringify([listed, alarming.length]);
  if (what === drawnAttention) return;
  drawnAttention = what;
  $("attention").hidden = !alarming.length;
  $("attention-list").replaceChildren(...listed.map(row =>
    element("li", {}, link(row), mark(row), tools([row], row.can.filter(action => action !== "full-speed" && action !== "stop")))));
  $("attention-more").hidden = alarming.length <= listed.length;
  $("attention-more").textContent = say("and more", { count: alarming.length - listed.length });
  const failing = alarming.filter(row => row.can.includes("restart"));
  const all = failing.length > 1 && !isReadOnly
    ? [element("button", { type: "button", textContent: say("restart all", { count: failing.length }), onclick: () => question("restart", failing) })] : [];
  $("attention-tools").replaceChildren(...all);
}

function tools(about, actions) {
  const made = element("span", { className: "tools" });
  for (const action of isReadOnly ? [] : actions) {
    made.append(element("button", { type: "button", textContent: say(action), onclick: () => question(action, about) }));
  }
  if (about.some(row => row.attention)) {
    made.append(element("button", { type: "button", textContent: say("dismiss"), onclick: () => dismiss(about) }));
  }
  return made;
}

const dismiss = about => void ask("/dismiss", { ids: about.map(row => row.id) }).catch(() => lose("no page"));

// ---- Actions: asked before, and told after

function question(action, about) {
  const yes = $("ask-yes");
  $("ask-title").textContent = say(`ask ${action}`);
  const items = about.map(row => {
    const facts = [row.id, row.frames, row.failed ? say("failed frames", { count: row.failed }) : "", row.money].filter(Boolean).join(", ");
    return element("li", {}, element("bdi", { textContent: row.scene }), ` (${facts}) `, element("b"));
  });
  $("ask-tasks").replaceChildren(...items);
  $("ask-no").textContent = say("cancel");
  yes.hidden = yes.disabled = false;
  yes.textContent = say(action);
  yes.onclick = () => void carryOut(action, about, items);
  if (!$("ask").open) $("ask").showModal();
  $("ask-no").focus();
}

async function carryOut(action, about, items) {
  const yes = $("ask-yes");
  yes.disabled = true;
  yes.textContent = say("busy");
  try {
    const response = await ask(`/actions/${action}`, { ids: about.map(row => row.id) });
    if (response.status >= 500) throw new Error(response.status);
    const results = response.ok ? (await response.json()).results : about.map(() => ({ outcome: "not sent", text: "" }));
    results.forEach((result, place) => {
      items[place].lastChild.textContent = [say(result.outcome), result.text].filter(Boolean).join(": ");
    });
    if (results.every(result => result.outcome === "done")) {
      $("said").textContent = `${say(action)}: ${say("done")}`;
      $("ask").close();
    }
  } catch {
    // The request may have arrived, and the answer been lost.
    for (const item of items) item.lastChild.textContent = `${say("unknown")}: ${say("not answered")}`;
  }
  yes.hidden = true;
  $("ask-no").textContent = say("close");
  $("ask-no").focus();
}

// ---- A task

let refreshed = 0, isRefreshing = false, isDirty = false, frames = null, failedAt = -1, openPath = "";

function drawTask() {
  const row = rows.get(openTask);
  $("task-title").textContent = row?.scene ?? `${openTask}`;
  $("task-facts").textContent = row ? [row.id, row.software, row.money, row.left, row.rate].filter(Boolean).join(" · ") : "";
  const what = JSON.stringify(row && [row.can, row.attention]);
  if ($("task-tools").dataset.drawn === what) return;
  $("task-tools").dataset.drawn = what;
  $("task-tools").replaceChildren(...(row ? [tools([row], row.can)] : []));
}

async function refreshTask() {
  if (isRefreshing || document.hidden) return void (isDirty = true);
  const id = openTask;
  if (!id) return;
  [isRefreshing, isDirty] = [true, false];
  try {
    const response = await ask(`/tasks/${id}`);
    const told = await response.json();
    if (id === openTask) $("task-trouble").textContent = response.ok ? "" : told.error || say("no task");
    if (response.ok && id === openTask) {
      drawGrid(told);
      const report = await fetchDocument(`${page.folder}/tasks/${id}/report`);
      if (report && id === openTask) drawReport(report);
    }
  } catch { lose("no page"); }
  refreshed = Date.now();
  isRefreshing = false;
  if (id !== openTask) void refreshTask();
}

// The one way to read HTML that runs nothing and needs no leave to do so.
function fetchDocument(address) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => resolve(request.status === 200 ? request.response : null);
    request.onerror = () => resolve(null);
    request.send();
  });
}

function drawReport(report) {
  exchange($("summary"), [...report.querySelector("header").children]);
  exchange($("sections"), [...report.querySelector("main").children]);
}

// Only what differs is replaced, so that nothing flickers, closes or loses the focus for nothing.
function exchange(holder, parts) {
  parts.forEach((part, place) => {
    const old = holder.children[place], source = part.outerHTML;
    if (old?.source === source) return;
    const made = document.importNode(part, true);
    made.source = source;
    if (old?.querySelector("details")?.open && made.querySelector("details")) made.querySelector("details").open = true;
    if (old) old.replaceWith(made); else holder.append(made);
  });
  while (holder.children.length > parts.length) holder.lastChild.remove();
}

const KINDS = { f: "finished", r: "rendering", x: "failed", s: "stopped", w: "waiting", u: "unknown" };
const WORST = "xrsuwf", MOST_CELLS = 10000;

function drawGrid(told) {
  const grid = $("grid"), each = Math.max(1, Math.ceil(told.letters.length / MOST_CELLS));
  const shown = each === 1 ? told.letters : told.letters.replace(new RegExp(`.{1,${each}}`, "g"), some => [...WORST].find(one => some.includes(one)));
  frames = { ...told, each, shown };
  $("frames").hidden = !told.letters;
  grid.setAttribute("aria-label", told.label);
  while (grid.childElementCount > shown.length) grid.lastChild.remove();
  const added = document.createDocumentFragment();
  for (let place = grid.childElementCount; place < shown.length; place++) added.append(document.createElement("i"));
  grid.append(added);
  let cell = grid.firstElementChild;
  for (const letter of shown) {
    if (cell.className !== KINDS[letter]) cell.className = KINDS[letter];
    cell = cell.nextElementSibling;
  }
  const failing = [...told.letters].flatMap((letter, place) => letter === "x" ? [place] : []);
  frames.failing = failing;
  if ($("failed-frames").dataset.drawn === failing.join()) return;
  $("failed-frames").dataset.drawn = failing.join();
  $("failed-frames").replaceChildren(...failing.slice(0, 60).map(place =>
    element("button", { type: "button", textContent: told.names[place], title: describe(place), onclick: () => void openFrame(place) })),
  failing.length > 60 ? say("and more", { count: failing.length - 60 }) : "");
}

const placeOf = cell => [...$("grid").children].indexOf(cell);
const describe = place => say("frame", { name: frames.names[place], status: frames.kinds[frames.letters[place]] });

function describeCell(place) {
  const first = place * frames.each, last = Math.min(first + frames.each, frames.names.length) - 1;
  return first === last ? describe(first)
    : say("frames", { first: frames.names[first], last: frames.names[last], status: frames.kinds[frames.shown[place]] });
}

async function openFrame(place) {
  if (place === undefined || frames.ids[place] === null) return;
  failedAt = frames.failing.indexOf(place);
  const path = `/tasks/${openTask}/frames/${frames.ids[place]}`, picture = $("frame-picture");
  $("frame-title").textContent = describe(place);
  $("frame-facts").replaceChildren();
  $("frame-note").textContent = say("asking");
  picture.hidden = $("frame-log").hidden = true;
  if (!$("frame").open) $("frame").showModal();
  openPath = path;
  try {
    const response = await ask(path);
    const told = await response.json();
    // People go from frame to frame without waiting: an answer that comes late is about another one.
    if (openPath !== path) return;
    if (!response.ok) return void ($("frame-note").textContent = told.error);
    $("frame-title").textContent = told.title;
    $("frame-facts").replaceChildren(...[told.layer, ...told.facts].filter(Boolean).map(fact => element("li", { textContent: fact })));
    $("frame-note").textContent = told.note;
    if (told.picture) showPicture(`${page.folder}${path}/picture`, frames.names[place]);
    $("frame-log").hidden = !told.log.length;
    $("frame-log").textContent = told.log.join("\n");
    $("frame-log").scrollTop = $("frame-log").scrollHeight;
  } catch { if (openPath === path) $("frame-note").textContent = say("not answered"); }
}

function showPicture(source, name) {
  const picture = $("frame-picture");
  picture.onload = () => { picture.hidden = false; };
  picture.alt = say("picture", { name });
  picture.src = source;
  picture.hidden = !picture.complete;
}

// ---- Where one is: filters and the open task are in the address, so that it can be sent and gone back to

function arrive() {
  const search = new URLSearchParams(location.search), before = openTask;
  openTask = /^[1-9]\d{0,17}$/.test(search.get("task") ?? "") ? Number(search.get("task")) : 0;
  for (const name of FILTERS) {
    const value = search.get(name) ?? "", field = filters.elements[name];
    if (field.tagName === "SELECT" && value && ![...field.options].some(option => option.value === value)) continue;
    field.value = value;
  }
  $("list").hidden = Boolean(openTask);
  $("task").hidden = !openTask;
  if (openTask !== before) {
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    for (const id of ["summary", "sections", "grid", "failed-frames", "task-tools"]) { $(id).replaceChildren(); delete $(id).dataset.drawn; }
    $("frames").hidden = true;
    $("task-trouble").textContent = "";
    [frames, failedAt] = [null, -1];
    search.delete("task");
    $("back").href = `/?${search}`.replace(/\?$/, "");
    if (openTask) { scrollTo(0, 0); $("task-title").focus(); void refreshTask(); }
    else lines.get(before)?.line.querySelector(".open").focus();
  }
  redraw();
}

function go(address) {
  history.pushState(null, "", address);
  arrive();
}

function filter() {
  const search = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value));
  history.replaceState(null, "", `/?${search}`.replace(/\?$/, ""));
  most = STEP;
  redraw();
}

// ---- What people do

filters.addEventListener("input", filter);
filters.addEventListener("submit", event => event.preventDefault());
$("more").onclick = () => { most += STEP; redraw(); };
$("attention-more").onclick = () => { isAllAttention = true; redraw(); };
$("ask-no").onclick = () => $("ask").close();
$("help").onclick = () => $("keys").showModal();
for (const button of document.querySelectorAll("dialog .close")) button.onclick = () => button.closest("dialog").close();

document.addEventListener("click", event => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const anchor = event.target.closest("a");
  if (anchor?.matches(".open, #back")) {
    event.preventDefault();
    go(anchor.href);
  } else if (anchor?.closest(".pictures")) {
    event.preventDefault();
    openPath = "";
    const image = anchor.querySelector("img");
    $("frame-title").textContent = image.alt;
    $("frame-facts").replaceChildren();
    $("frame-note").textContent = "";
    $("frame-log").hidden = true;
    showPicture(image.src, image.closest("figure").querySelector("bdi").textContent);
    $("frame").showModal();
  }
});
// Pictures that cannot be had are left out. Errors of images do not bubble.
document.addEventListener("error", ({ target }) => {
  const item = target.closest?.(".pictures li");
  if (item) item.hidden = true;
}, true);
$("grid").onclick = ({ target }) => {
  if (target.tagName !== "I") return;
  const first = placeOf(target) * frames.each;
  const some = frames.letters.slice(first, first + frames.each);
  void openFrame(first + some.indexOf(frames.shown[first / frames.each]));
};
$("grid").onmouseover = ({ target }) => { if (target.tagName === "I") target.title = describeCell(placeOf(target)); };
$("find-frame").onsubmit = event => {
  event.preventDefault();
  const name = event.target.elements.frame.value.trim(), place = frames.names.indexOf(name);
  if (place >= 0) void openFrame(place); else $("said").textContent = $("task-trouble").textContent = say("no frame", { name });
};

function drawNotify() {
  const isOn = localStorage.notify === "on" && "Notification" in window && Notification.permission === "granted";
  $("notify").setAttribute("aria-pressed", isOn);
  $("notify").textContent = say(isOn ? "notify on" : "notify off");
}

$("notify").onclick = async () => {
  const wasOn = $("notify").getAttribute("aria-pressed") === "true";
  localStorage.notify = wasOn ? "off" : "on";
  if (!wasOn && await window.Notification?.requestPermission() !== "granted") {
    localStorage.notify = "off";
    $("said").textContent = $("notify").title = say("notify denied");
  }
  drawNotify();
};

$("keys-on").checked = localStorage.keys !== "off";
$("keys-on").onchange = ({ target }) => { localStorage.keys = target.checked ? "on" : "off"; };

function step(by) {
  const links = [...body.querySelectorAll(".open")], place = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, place + by))]?.focus();
}

function stepFrame(by) {
  if (!frames?.failing.length) return;
  const count = frames.failing.length;
  void openFrame(frames.failing[failedAt < 0 ? (by > 0 ? 0 : count - 1) : (failedAt + by + count) % count]);
}

const current = () => rows.get(openTask || Number(document.activeElement.closest?.("tr")?.dataset.id));

function act(action) {
  const row = current();
  if (row?.can.includes(action) && !isReadOnly) question(action, [row]);
}

function choose(kind) {
  filters.elements.s.value = kind;
  if (!kind) filters.reset();
  filter();
}

const KEYS = {
  "/": () => { filters.elements.q.focus(); }, j: () => step(1), k: () => step(-1), f: () => choose("failed"), a: () => choose(""),
  n: () => stepFrame(1), p: () => stepFrame(-1), l: () => stepFrame(1), "?": () => $("keys").showModal(),
  r: () => act("restart"), s: () => act("stop"), d: () => { const row = current(); if (row) dismiss([row]); },
};
const ON_LIST = "/jkfa";

document.addEventListener("keydown", event => {
  const isTyping = event.target.matches("input:not([type=radio]):not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && openTask && !document.querySelector("dialog[open]")) return void go($("back").href);
  if (event.key === "Escape" && isTyping) event.target.blur();
  if (localStorage.keys === "off" || isTyping || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  const dialog = document.querySelector("dialog[open]");
  if ((dialog && !(dialog.id === "frame" && "npl".includes(event.key))) || (openTask && ON_LIST.includes(event.key))) return;
  event.preventDefault();
  KEYS[event.key]();
});

setInterval(() => {
  drawFarm();
  announce();
  if (document.hidden) return;
  if (stream && Date.now() - heard > 40000) listen();
  const since = Date.now() - refreshed;
  if (openTask && ((isDirty && since > 1000) || (frames?.running && since > 10000))) void refreshTask();
}, 1000);
addEventListener("popstate", arrive);
for (const name of ["online", "pageshow"]) addEventListener(name, wake);
document.addEventListener("visibilitychange", () => { if (!document.hidden) { wake(); redraw(); } });

drawNotify();
arrive();
void load().then(lead);
