// Slides one by one with the arrow keys; each page that was shown is told to the house.
const slides = document.querySelector("[data-slides]");
if (slides) {
  const pages = [...slides.querySelectorAll("li[data-number]")];
  const at = slides.querySelector("[data-at]");
  const counted = document.querySelector("[data-seen-count]");
  let here = Math.max(0, pages.findIndex((page) => !("seen" in page.dataset)));
  const tell = async (page) => {
    const form = page.querySelector("form.slide-seen");
    if (!form || "seen" in page.dataset) return;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "script" } }).catch(() => null);
    const told = await answer?.json().catch(() => null);   // a request is over when its answer is read
    if (answer?.ok && told) {
      page.dataset.seen = "";
      if (counted) counted.textContent = pages.filter((one) => "seen" in one.dataset).length;
    }
  };
  const show = (number) => {
    here = Math.min(Math.max(number, 0), pages.length - 1);
    pages.forEach((page, place) => page.classList.toggle("slide-here", place === here));
    for (const near of pages.slice(here, here + 2)) near.querySelector("img").loading = "eager";
    at.textContent = slides.dataset.said.replace("{page}", here + 1).replace("{all}", pages.length);
    slides.querySelector("[data-back]").disabled = here === 0;
    slides.querySelector("[data-on]").disabled = here === pages.length - 1;
    tell(pages[here]);
  };
  slides.classList.add("one-by-one");
  slides.querySelector("[data-bar]").hidden = false;
  slides.querySelector("[data-back]").addEventListener("click", () => show(here - 1));
  slides.querySelector("[data-on]").addEventListener("click", () => show(here + 1));
  const keys = { ArrowRight: () => here + 1, ArrowLeft: () => here - 1, PageDown: () => here + 1, PageUp: () => here - 1, Home: () => 0, End: () => pages.length - 1 };
  document.addEventListener("keydown", (event) => {
    if (!(event.key in keys) || event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    show(keys[event.key]());
  });
  show(here);
}

// The film: every ten seconds, and whenever it stops, the stretch that was played is told to the house.
const film = document.querySelector("video[data-token]");
if (film) {
  const way = document.querySelector("[data-way]");
  const mark = { from: null, to: null, sending: false, number: 0 };
  const beat = async () => {
    if (mark.sending || mark.from === null || mark.to - mark.from < 0.05) return;
    const begins = Math.round(mark.from * 1000), ends = Math.round(mark.to * 1000);
    mark.sending = true;
    const said = new FormData(way);
    for (const [name, value] of Object.entries({ token: film.dataset.token, number: mark.number, begins, ends })) said.set(name, value);
    const answer = await fetch(film.dataset.beat, { method: "POST", body: said, keepalive: true }).catch(() => null);
    mark.sending = false;
    const told = await answer?.json().catch(() => ({})) ?? {};
    const good = answer?.ok && "share" in told;
    // A refusal is an answer too; what got none (no network, signed out) is sent again with the next stretch.
    if ((good || told.problems) && mark.from !== null && mark.from * 1000 <= ends) mark.from = ends / 1000;
    if (good || told.problems) mark.number += 1;
    const trouble = way.querySelector("[data-trouble]");
    trouble.textContent = good ? "" : told.problems?.join(" ") ?? trouble.dataset.words;
    if (good) {
      way.querySelector("[data-share]").value = told.share;
      way.querySelector("[data-share-said]").textContent = told.share;
      const done = way.querySelector("[data-done]");
      if (told.done) done.textContent = done.dataset.words;
    }
  };
  const stop = () => beat();
  film.addEventListener("ratechange", () => { if (film.playbackRate > 2) film.playbackRate = 2; });
  film.addEventListener("playing", () => { if (mark.from === null || Math.abs(film.currentTime - mark.to) > 1) { mark.from = film.currentTime; mark.to = film.currentTime; } });
  film.addEventListener("timeupdate", () => {
    if (film.seeking || mark.from === null) return;
    const jump = film.currentTime - mark.to;
    if (jump < 0 || jump > 3) { mark.from = film.currentTime; }
    mark.to = film.currentTime;
  });
  film.addEventListener("seeking", () => { stop(); mark.from = null; });
  for (const when of ["pause", "ended"]) film.addEventListener(when, () => { if (mark.from !== null) mark.to = Math.max(mark.to, Math.min(film.currentTime, mark.to + 1)); stop(); });
  addEventListener("pagehide", stop);
  setInterval(stop, 10_000);
}
