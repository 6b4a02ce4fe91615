// Small helps at the workbench, which works without them: a line lights its words, and keys for those who type.

function light(id, on) {
  for (const one of document.querySelectorAll(`[data-words="${id}"], [data-line="${id}"]`)) one.classList.toggle("bench-lit", on);
  if (!on) return;
  const words = document.querySelector(`[data-words="${id}"]`);
  const frame = words?.closest(".bench-text");
  // Only the text's own frame moves; the page stays where the reader is.
  if (frame && frame.scrollHeight > frame.clientHeight) {
    const at = words.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    if (at < 0 || at > frame.clientHeight - 40) frame.scrollTop += at - frame.clientHeight / 3;
  }
}

let lit = null;
function show(event) {
  const found = event.target.closest?.("[data-line], [data-words]");
  const id = found ? found.dataset.line ?? found.dataset.words : null;
  if (id === lit) return;
  if (lit !== null) light(lit, false);
  lit = id;
  if (id !== null) light(id, true);
}
document.addEventListener("mouseover", show);
document.addEventListener("focusin", show);

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-edits]");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector('button[value="settle"]'));
  } else if (form && event.key === "Escape") {
    form.querySelector("[data-cancels]").click();
  } else if (event.target.matches?.(".bench-edit") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const all = [...document.querySelectorAll(".bench-edit")];
    const next = all[all.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }
});

// After a line was exchanged the keyboard goes on where it was.
document.addEventListener("htmx:afterSettle", (event) => {
  const line = event.target.closest?.(".bench-line") ?? document.getElementById(event.detail.target?.id ?? "");
  if (!line?.matches?.(".bench-line") || event.target.closest?.(".bench-check")) return;
  (line.querySelector("textarea:not([hidden])") ?? line.querySelector(".bench-edit"))?.focus({ preventScroll: true });
});
