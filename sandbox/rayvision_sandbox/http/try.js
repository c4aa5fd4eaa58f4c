// Each request of the reference can be changed and sent: the sandbox signs it, and its reply is shown below.
const { secret } = document.querySelector("script[data-secret]").dataset;
const edition = location.pathname.split("/")[2];

function make(tag, members, ...children) {
  const node = Object.assign(document.createElement(tag), members);
  node.append(...children);
  return node;
}

function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function addForm(example, name, path) {
  const lines = example.textContent.split("\n").length;
  const body = make("textarea", { value: example.textContent, rows: Math.min(lines, 16), spellcheck: false });
  body.setAttribute("aria-label", `Request of ${name}`);
  const button = make("button", { title: "Ctrl+Enter" }, "Send to this sandbox"), said = make("small", { role: "status" });
  const reply = make("pre", { tabIndex: 0, hidden: true });
  const form = make("form", { className: "try" }, body, button, said, reply);
  said.textContent = "Signed by the sandbox with the keys of its first user.";
  let sending = false;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    reply.hidden = true;
    said.textContent = "Sending…";
    try {
      const headers = { "Content-Type": "application/json", "X-Rayvision-Page": secret };
      const answer = await fetch(`/sandbox/try/${edition}${path}`, { method: "POST", headers, body: body.value });
      reply.textContent = readable(await answer.text());
      reply.hidden = false;
      said.textContent = `Answered with HTTP status ${answer.status}.`;
    } catch {
      said.textContent = "There was no whole reply: the sandbox has ended, or a fault cut the connection.";
    } finally {
      sending = false;
    }
  });
  body.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  example.replaceWith(form);
}

for (const operation of document.querySelectorAll("article[data-path]")) {
  const name = operation.querySelector("h2").textContent;
  for (const example of operation.querySelectorAll("details.request pre")) addForm(example, name, operation.dataset.path);
}
