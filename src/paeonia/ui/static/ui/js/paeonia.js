// Small helps over pages that already work without them. No data of a patient is ever kept in the browser.

// A dialog stands open on the page without script; with it, it becomes modal and opens from its button.
class PageDialog extends HTMLElement {
  connectedCallback() {
    const dialog = this.querySelector("dialog");
    const opener = this.querySelector("[data-opens]");
    if (!dialog || !opener) return;
    if (!dialog.hasAttribute("data-stay-open")) dialog.close();
    opener.hidden = false;
    const close = dialog.querySelector(".dialog-close");
    if (close) close.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }
}
customElements.define("page-dialog", PageDialog);

// Which columns a person wants to see is remembered by table, in their own browser.
function offerColumns(table) {
  const name = "columns:" + table.dataset.columns;
  const heads = [...table.tHead.rows[0].cells];
  let hidden = [];
  try { hidden = JSON.parse(localStorage.getItem(name)) || []; } catch { hidden = []; }
  const show = () => heads.forEach((head, at) => {
    const away = hidden.includes(head.dataset.key);
    for (const row of table.rows) if (row.cells.length === heads.length) row.cells[at].hidden = away;
  });
  const choice = document.createElement("details");
  const above = !table.caption || table.caption.classList.contains("out-of-sight");
  choice.className = "column-choice no-print" + (above ? " column-choice-above" : "");
  choice.dataset.menu = "";
  choice.append(Object.assign(document.createElement("summary"), { textContent: table.dataset.columnsLabel }));
  const list = document.createElement("ul");
  heads.forEach((head, at) => {
    if (at === 0 || "always" in head.dataset) return;
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: !hidden.includes(head.dataset.key) });
    box.addEventListener("change", () => {
      hidden = box.checked ? hidden.filter((key) => key !== head.dataset.key) : [...hidden, head.dataset.key];
      try { localStorage.setItem(name, JSON.stringify(hidden)); } catch { /* a private window keeps nothing */ }
      show();
    });
    const label = document.createElement("label");
    const text = head.querySelector("a")?.firstChild.textContent || head.textContent;
    label.append(box, document.createTextNode(text.trim()));
    const item = document.createElement("li");
    item.append(label);
    list.append(item);
  });
  choice.append(list);
  table.closest(".table-frame").prepend(choice);
  show();
}

// Rows written by a page itself get their labels here, and then stack on a phone like the others.
function labelCells(table) {
  const heads = [...table.tHead.rows[0].cells].map((head) => (head.querySelector("a")?.firstChild.textContent || head.textContent).trim());
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length === heads.length);
  rows.forEach((row) => [...row.cells].forEach((cell, at) => { cell.dataset.label ??= heads[at]; }));
  if (rows.length) table.classList.add("table-stacks");
}

function wake(root) {
  root.querySelectorAll("table.table:not(.table-stacks, .table-without)").forEach(labelCells);
  root.querySelectorAll("table[data-columns]").forEach((table) => {
    if (!table.dataset.awake) { table.dataset.awake = "yes"; offerColumns(table); }
  });
}
wake(document);

// On a narrow screen the menu and tabs scroll sideways; where one stands must be in sight. `scrollIntoView` would also move the place
// from which the Tab key sets out, past the link that skips the menu.
for (const here of document.querySelectorAll(".site-nav [aria-current], .tabs [aria-current]")) {
  const menu = here.closest("ul"), [box, link] = [menu.getBoundingClientRect(), here.getBoundingClientRect()];
  menu.scrollLeft += Math.min(0, link.left - box.left) + Math.max(0, link.right - box.right);
}
document.addEventListener("htmx:load", (event) => wake(event.target));

// Arrow keys go from row to row of a table while a row's link has the focus.
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = event.target.closest?.("a.row-link, tbody th a")?.closest("tr");
  if (!row) return;
  const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  const link = next?.querySelector("a.row-link, th a");
  if (link) { event.preventDefault(); link.focus(); }
});

// Menus close by Escape and by a click elsewhere.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});

// A filter acts when it is chosen; empty ones stay out of the address, so that it is short enough to send.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-filters]");
  if (form && event.target.matches("select, input[type=checkbox]")) form.requestSubmit();
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-filters]")) return;
  for (const input of event.target.elements) if (input.name && input.value === "") input.disabled = true;
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-filters] :disabled").forEach((input) => { input.disabled = false; });
});

// On paper everything is open.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("main details:not([open]):not([data-menu])").forEach((part) => { part.dataset.opened = ""; part.open = true; });
});
window.addEventListener("afterprint", () => {
  document.querySelectorAll("details[data-opened]").forEach((part) => { part.open = false; delete part.dataset.opened; });
});
