// Search, and the active item in the navigation; without scripts, the rest of the page is the same.
const search = document.getElementById("search"), box = search.querySelector("input");
const found = document.getElementById("found"), said = search.querySelector("[role=status]");
const places = document.getElementById("places");
const MOST = 50;

// What can be found: headings with the paragraph below them, and rows of tables.
const entries = [...document.querySelectorAll("main :is(h1, h2, h3, tr)[id]")].map(place => {
  const row = place.matches("tr");
  const detail = row ? [...place.cells].slice(1).map(cell => cell.textContent).join(" · ") : place.nextElementSibling?.textContent ?? "";
  const name = row ? place.id : place.textContent;
  return { id: place.id, name, own: name.split(".").pop().toLowerCase(), detail, row, text: `${name} ${detail}`.toLowerCase() };
});

function rank(entry, query) {
  const order = [entry.own === query, entry.own.startsWith(query), entry.name.toLowerCase().includes(query), true];
  return order.indexOf(true) * 2 + entry.row;
}

function item({ id, name, detail }) {
  const line = document.createElement("li"), link = document.createElement("a"), more = document.createElement("small");
  link.href = `#${encodeURIComponent(id)}`;
  link.textContent = name;
  more.textContent = detail;
  link.append(more);
  line.append(link);
  return line;
}

function show() {
  const query = box.value.trim().toLowerCase(), words = query.split(/\s+/);
  const hits = query ? entries.filter(entry => words.every(word => entry.text.includes(word))) : [];
  hits.sort((one, other) => rank(one, query) - rank(other, query));
  found.replaceChildren(...hits.slice(0, MOST).map(item));
  places.hidden = query !== "";
  const limited = hits.length > MOST ? `, the first ${MOST} are shown` : "";
  said.textContent = query ? `${hits.length || "Nothing"} found${limited}` : "";
}

function clear() {
  box.value = "";
  show();
}

function step(by) {
  const stops = [box, ...found.querySelectorAll("a")];
  stops[stops.indexOf(document.activeElement) + by]?.focus();
}

document.addEventListener("keydown", event => {
  const inside = search.contains(document.activeElement);
  if (event.key === "/" && !event.target.closest("input, textarea, select")) box.focus();
  else if (!inside) return;
  else if (event.key === "Escape") clear();
  else if (event.key === "ArrowDown") step(1);
  else if (event.key === "ArrowUp") step(-1);
  else if (event.key === "Enter" && document.activeElement === box) found.querySelector("a")?.click();
  else return;
  event.preventDefault();
});
box.addEventListener("input", show);
// In a narrow window, what was found covers the page.
found.addEventListener("click", () => { if (matchMedia("(max-width: 50em)").matches) clear(); });

const links = new Map([...places.querySelectorAll("a")].map(link => [link.hash.slice(1), link]));
const targets = [...document.querySelectorAll("main, main [id]")].filter(target => links.has(target.id));
let active = null;

function mark() {
  // A heading counts as read from a little below where a link to it takes the reader.
  const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 40;
  const link = links.get(targets.findLast(target => target.getBoundingClientRect().top < line)?.id);
  if (!link || link === active) return;
  active?.removeAttribute("aria-current");
  active = link;
  active.setAttribute("aria-current", "location");
  const nav = places.parentElement, box = active.getBoundingClientRect();
  if (box.height && (box.top < search.offsetHeight || box.bottom > nav.clientHeight)) nav.scrollTop += box.top - nav.clientHeight / 2;
}

let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; mark(); });
}, { passive: true });
search.hidden = false;
mark();
