// Codes read live from the camera, tube after tube. Without a camera no button appears, and every field works as before.
const words = document.getElementById("camera");
const QUIET = 2000, PAUSE = 90, WIDEST = 1280; // milliseconds a code must be out of sight to count again; between two looks; dots
let reader, sound;

function loaded() {
  reader ??= new Promise((good, bad) => {
    const script = Object.assign(document.createElement("script"), { src: words.dataset.reader, onload: good, onerror: bad });
    document.head.append(script);
  }).then(() => {
    const locateFile = () => words.dataset.compiled;
    return window.ZXingWASM.prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  }).catch((fault) => { reader = undefined; throw fault; });
  return reader;
}

function heard(good) {
  navigator.vibrate?.(good ? 60 : [80, 60, 80]);
  if (!sound) return;
  const tone = sound.createOscillator(), loud = sound.createGain();
  tone.frequency.value = good ? 1200 : 300;
  loud.gain.value = 0.08;
  tone.connect(loud).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + (good ? 0.09 : 0.35));
}

class Camera {
  constructor(field) {
    this.seen = new Map();
    this.field = () => (field.isConnected ? field : document.getElementById(field.id)); // the page may have drawn it again
    this.how = field.dataset.scan;
    this.opener = document.activeElement;
    this.box = words.content.querySelector("dialog").cloneNode(true);
    this.video = this.box.querySelector("video");
    this.line = this.box.querySelector(".bank-camera-said");
    this.torch = this.box.querySelector("[data-torch]");
    this.lost = ({ detail }) => {
      if (this.waiting && (!detail.xhr.status || detail.xhr.status >= 500)) { this.waiting = false; this.seen.clear(); this.say(words.dataset.lost, "stop"); heard(false); }
    };
    this.settled = (event) => this.answered(event.detail.target);
    document.body.append(this.box);
    this.box.querySelector(".dialog-close").addEventListener("click", () => this.box.close());
    this.box.addEventListener("close", () => this.ended());
    this.torch.addEventListener("click", () => this.light());
    document.body.addEventListener("htmx:afterSettle", this.settled);
    document.body.addEventListener("htmx:afterRequest", this.lost);
    this.box.showModal();
    this.say(words.dataset.ready, "");
    this.begun();
  }

  say(text, tone, code = "") {
    this.line.dataset.tone = tone;
    this.line.replaceChildren(text, code && Object.assign(document.createElement("strong"), { textContent: " " + code }));
  }

  async begun() {
    const wanted = { facingMode: "environment", width: { ideal: WIDEST }, height: { ideal: 720 } };
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    } catch (fault) {
      this.say(fault.name === "NotAllowedError" ? words.dataset.refused : words.dataset.busy, "stop");
      return;
    }
    if (this.over) { this.ended(); return; }
    this.video.srcObject = this.stream;
    const [track] = this.stream.getVideoTracks();
    this.torch.hidden = !track.getCapabilities?.().torch;
    try { await Promise.all([this.video.play(), loaded()]); } catch {
      if (!this.over) this.say(words.dataset.unread, "stop");
      return;
    }
    this.look();
  }

  async look() {
    if (this.over) return;
    const wide = this.video.videoWidth, high = this.video.videoHeight, small = Math.min(1, WIDEST / wide);
    if (wide && !this.waiting) {
      this.paper ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      const { canvas } = this.paper;
      if (canvas.width !== Math.round(wide * small)) [canvas.width, canvas.height] = [Math.round(wide * small), Math.round(high * small)];
      this.paper.drawImage(this.video, 0, 0, canvas.width, canvas.height);
      const picture = this.paper.getImageData(0, 0, canvas.width, canvas.height);
      const found = await window.ZXingWASM.readBarcodes(picture, { formats: ["DataMatrix", "QRCode"], textMode: "Plain", maxNumberOfSymbols: 40 });
      if (!this.over) this.found(found.filter((one) => one.isValid && one.text.trim()), canvas);
    }
    setTimeout(() => this.look(), PAUSE);
  }

  found(codes, { width, height }) {
    const off = ({ position: { topLeft: a, bottomRight: b } }) => Math.hypot((a.x + b.x - width) / 2, (a.y + b.y - height) / 2);
    const near = codes.sort((one, other) => off(one) - off(other)).map((one) => one.text.trim());
    // A list takes a whole rack at once; a field takes what lies in the middle.
    for (const code of this.how === "list" ? near : near.slice(0, 1)) {
      const last = this.seen.get(code) ?? -QUIET, now = performance.now();
      this.seen.set(code, now);
      if (now - last >= QUIET) this.enter(code);
    }
  }

  enter(code) {
    const field = this.field();
    if (!field) { this.box.close(); return; }
    if (this.how === "list") {
      const lines = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
      if (lines.includes(code)) { this.say(words.dataset.again, "careful", code); heard(false); return; }
      field.value = [...lines, code].join("\n") + "\n";
    } else field.value = code;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.say(words.dataset.read, "good", code);
    heard(true);
    if (this.how === "send") this.sent(field.form);
    if (this.how === "fill") this.next(field);
  }

  sent(form) {
    this.waiting = form.hasAttribute("hx-post"); // else the page itself goes on, and the camera with it
    form.requestSubmit();
    if (!this.waiting) this.box.close();
  }

  answered(part) {
    if (!this.waiting) return;
    this.waiting = false;
    const told = part.isConnected ? part : document.getElementById(part.id);
    const notices = (tone) => [...(told?.querySelectorAll(".notice-" + tone) ?? [])].map((one) => one.textContent.trim());
    const stop = notices("stop"), careful = notices("careful"), good = notices("good");
    const said = stop.length ? stop : [...good, ...careful];
    if (said.length) this.say(said.join(" "), stop.length ? "stop" : careful.length ? "careful" : "good");
    if (stop.length) heard(false);
  }

  next(field) {
    const fields = [...field.form.querySelectorAll("[data-scan=fill]")];
    const after = fields.slice(fields.indexOf(field) + 1).find((one) => !one.value);
    if (after) this.field = () => after;
    else this.box.close();
  }

  async light() {
    const on = this.torch.getAttribute("aria-pressed") !== "true";
    try { await this.stream.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: on }] }); } catch { return; }
    this.torch.setAttribute("aria-pressed", String(on));
  }

  ended() {
    this.over = true;
    this.stream?.getTracks().forEach((track) => track.stop());
    document.body.removeEventListener("htmx:afterSettle", this.settled);
    document.body.removeEventListener("htmx:afterRequest", this.lost);
    this.box.remove();
    (this.opener?.isConnected ? this.opener : this.field())?.focus();
  }
}

function offer(root) {
  root.querySelectorAll("input[data-scan], textarea[data-scan]").forEach((field) => {
    if (field.dataset.seen) return;
    field.dataset.seen = "yes";
    const name = field.labels?.[0]?.firstChild?.textContent.trim() || "";
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-plain bank-camera-open", textContent: words.dataset.opener });
    if (name) button.setAttribute("aria-label", words.dataset.opener + ": " + name);
    button.addEventListener("click", () => { sound ??= window.AudioContext && new AudioContext(); new Camera(field); });
    field.closest(".field-row").append(button);
  });
}

const devices = words && navigator.mediaDevices?.enumerateDevices ? await navigator.mediaDevices.enumerateDevices().catch(() => []) : [];
if (devices.some((one) => one.kind === "videoinput")) {
  offer(document);
  document.addEventListener("htmx:load", (event) => offer(event.target));
}
