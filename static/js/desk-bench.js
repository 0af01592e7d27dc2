// The translators' bench: saves each text by itself, keeps what the site did not take, follows in the preview, and
// listens to keys inside fields only. Without this file the form is sent as a whole.
(() => {
  const root = document.querySelector("[data-mc-bench]");
  if (!root) return;
  const form = root.querySelector("form");
  const say = root.querySelector("[data-mc-says]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const words = root.dataset;
  const PAUSE = 1200; // after the last sign, before a text is saved
  const LOOK = 500;
  const PATIENCE = 10000; // for texts on their way, before the form goes
  const RETRY = [2000, 5000, 15000, 30000];
  const drafts = {
    name: (key) => `mc-bench:${words.id}:${key}`,
    keep(key, text, seen) { try { localStorage.setItem(this.name(key), JSON.stringify({ text, seen })); } catch { /* full or closed */ } },
    take(key) { try { return JSON.parse(localStorage.getItem(this.name(key))); } catch { return null; } },
    drop(key) { try { localStorage.removeItem(this.name(key)); } catch { /* closed */ } },
  };

  const announce = (text) => { say.textContent = ""; setTimeout(() => { say.textContent = text; }, 50); };

  // One text: its row, its field, and what the site has of it.
  class Line {
    constructor(row) {
      this.row = row;
      this.key = row.dataset.mcLine;
      this.field = row.querySelector("[data-mc-text]");
      this.error = row.querySelector("[data-mc-error]");
      this.kept = this.field.value;
      this.isRefused = this.field.getAttribute("aria-invalid") === "true";
      this.tries = 0;
      this.restore();
    }

    get state() { return this.row.dataset.state; }

    get isOpen() { return this.state !== "done"; }

    get isDirty() { return this.field.value.trim() !== this.kept.trim(); }

    restore() {
      const draft = drafts.take(this.key);
      if (!draft || draft.text.trim() === this.kept.trim()) return drafts.drop(this.key);
      this.field.value = draft.text;
      this.field.dataset.version = draft.seen;
      this.later(PAUSE);
    }

    typed() {
      this.isRefused = false; // until the site has seen the new words
      drafts.keep(this.key, this.field.value, this.field.dataset.version);
      this.later(PAUSE);
      status(words.typing);
      look(this);
    }

    later(pause) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), pause);
    }

    // Send the text; answers come in the order of the questions, because one waits for the other.
    save(act = "keep", isForced = false) {
      clearTimeout(this.timer);
      if (act === "keep" && !isForced && !this.isDirty) return this.going || Promise.resolve(true);
      this.going = (this.going || Promise.resolve()).then(() => this.send(act));
      return this.going;
    }

    async send(act) {
      const text = this.field.value;
      const body = new URLSearchParams({ text, act, seen: this.field.dataset.version });
      waiting.add(this);
      status(words.saving);
      try {
        const response = await fetch(`${words.address}line/${this.key}/`, {
          method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest" },
        });
        if (response.type === "opaqueredirect" || response.status === 401) return this.failed(words.signedOut);
        if (response.status >= 500 || !(response.headers.get("Content-Type") || "").includes("json")) return this.failed(response.status === 403 ? words.signedOut : words.waiting);
        return this.answered(await response.json(), response.status, text, act);
      } catch {
        return this.failed(words.waiting);
      }
    }

    failed(message) {
      drafts.keep(this.key, this.field.value, this.field.dataset.version);
      status(message, true);
      this.later(RETRY[Math.min(this.tries, RETRY.length - 1)]);
      this.tries += 1;
      return false;
    }

    answered(found, code, text, act) {
      waiting.delete(this);
      this.tries = 0;
      this.isRefused = code === 422;
      this.show(found.message || "");
      this.field.toggleAttribute("aria-invalid", code !== 200);
      if (code !== 200) this.field.setAttribute("aria-invalid", "true");
      if (found.state) this.stands(found);
      if (code === 409) this.field.dataset.version = found.version; // once seen, the person may write over it
      if (code === 403 || code === 404 || code === 409) {
        status(`${words.refused}: ${found.message}`, true);
        return false;
      }
      if (act === "keep") this.kept = text;
      if (code === 200) this.field.dataset.version = found.version;
      if (!this.isDirty) drafts.drop(this.key);
      if (!waiting.size) status(code === 422 ? `${words.refused}: ${found.message}` : words.saved, code === 422);
      return code === 200;
    }

    stands(found) {
      this.row.dataset.state = found.state;
      this.row.querySelector("[data-mc-state]").textContent = found.words;
      root.querySelector("[data-mc-progress]").textContent = found.progress;
      const left = root.querySelector("[data-mc-left]");
      if (left) left.textContent = found.left;
      const later = this.row.querySelector("[data-mc-do=later]");
      later.setAttribute("aria-pressed", String(found.state === "later"));
      later.value = `${found.state === "later" ? "now" : "later"}:${this.key}`;
      this.row.querySelector(`[name="s-${this.key}"]`).value = found.text;
      this.row.querySelector(`[name="v-${this.key}"]`).value = found.version;
    }

    show(message) { this.error.textContent = message; }

    insert(text) {
      this.field.focus();
      this.field.select();
      // Typed by the browser, so that undoing works.
      if (!document.execCommand("insertText", false, text)) this.field.value = text;
      this.typed();
    }

    wrap(number) {
      const { selectionStart: start, selectionEnd: end, value } = this.field;
      const text = `<${number}>${value.slice(start, end)}</${number}>`;
      this.field.focus();
      if (!document.execCommand("insertText", false, text)) this.field.setRangeText(text, start, end, "end");
      if (start === end) this.field.setSelectionRange(start + `<${number}>`.length, start + `<${number}>`.length);
      this.typed();
    }

    copy() { this.insert(this.row.querySelector("[data-mc-source]").dataset.mcSource); }

    async help() {
      if (this.helped) return;
      this.helped = true;
      try {
        const response = await fetch(`${words.address}help/${this.key}/`, { credentials: "same-origin", headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (response.ok && !response.redirected) this.row.querySelector("[data-mc-help]").innerHTML = await response.text();
        else this.helped = false;
      } catch {
        this.helped = false;
      }
    }

    suggest(number) {
      const offer = this.row.querySelectorAll("[data-mc-offer]")[number - 1];
      if (offer) this.insert(offer.dataset.mcOffer);
      else announce(words.nothing);
    }

    focus() {
      this.field.focus();
      this.field.setSelectionRange(this.field.value.length, this.field.value.length);
      this.row.scrollIntoView({ block: "center", behavior: calm() });
    }

    // Read and good: saved though nothing was typed, where a machine wrote it or it was set aside.
    async accept() {
      const needs = this.isDirty || this.isRefused || this.state === "machine" || this.state === "later";
      const saved = this.field.value.trim() && needs ? this.save("keep", true) : Promise.resolve(true);
      const missing = this.missing;
      if (missing) this.show(`${words.missing} ${missing}`);
      // A text that will be refused is stayed with; any other is left at once.
      const isWhole = !missing && this.field.value.length <= Number(this.row.dataset.limit || Infinity);
      if (isWhole || (await saved)) forward(this);
      else announce(this.error.textContent);
    }

    // The marks that are not there just once, as the buttons below the field name them. The site checks the rest.
    get missing() {
      const text = this.field.value;
      const once = (sign) => text.split(sign).length === 2;
      const marks = text.trim() ? [...this.row.querySelectorAll("[data-mc-mark]")] : [];
      const wrong = marks.filter(({ dataset: { mcMark: number } }) => !once(`<${number}>`) || !once(`</${number}>`));
      return wrong.map((button) => button.textContent.trim()).join(", ");
    }
  }

  const waiting = new Set();
  const lines = [...root.querySelectorAll("[data-mc-line]")].filter((row) => row.querySelector("[data-mc-text]")).map((row) => new Line(row));
  const byField = new Map(lines.map((line) => [line.field, line]));
  const byKey = new Map(lines.map((line) => [line.key, line]));
  const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const lineOf = (node) => byKey.get(node.closest?.("[data-mc-line]")?.dataset.mcLine);

  function status(text, isLoud = false) {
    const place = root.querySelector("[data-mc-saved]");
    if (place.textContent === text) return;
    place.textContent = text;
    if (isLoud) announce(text);
  }

  // What is written or being written counts as done, so that nobody waits for the network.
  const isLeft = (line) => line.isOpen && !(line.field.value.trim() && (line.going || line.isDirty) && line.state !== "later" && !line.isRefused);

  function forward(from) {
    const place = lines.indexOf(from);
    const next = lines.slice(place + 1).find(isLeft) || lines.slice(0, place).find(isLeft);
    if (next) return next.focus();
    const end = form.querySelector("[data-mc-end]");
    announce(words.end);
    return (end || from.field).focus();
  }

  function back(from) {
    (lines[lines.indexOf(from) - 1] || from).focus();
  }

  // The preview: the page with what is typed, and the text in hand lit in it.
  const frame = root.querySelector("iframe");
  const panel = root.querySelector("[data-mc-look]");
  let current = null;
  let looking = 0;

  function light() {
    const page = frame?.contentDocument;
    if (!page || !current) return;
    page.querySelectorAll(".is-lit").forEach((mark) => mark.classList.remove("is-lit"));
    const marks = page.querySelectorAll(`[data-mc-line="${current.key}"]`);
    marks.forEach((mark) => mark.classList.add("is-lit"));
    marks[0]?.scrollIntoView({ block: "center" });
  }

  async function refresh() {
    const round = ++looking;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token);
    lines.filter((line) => line.isDirty || waiting.has(line) || line.isRefused).forEach((line) => body.append(`t-${line.key}`, line.field.value));
    try {
      const response = await fetch(frame.src, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
      if (!response.ok || round !== looking) return;
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      const page = frame.contentDocument;
      const main = page?.querySelector("main");
      if (main && fresh.querySelector("main")) main.replaceWith(page.adoptNode(fresh.querySelector("main")));
      light();
    } catch { /* the next look will do */ }
  }

  let lookTimer = 0;
  function look(line) {
    current = line;
    light();
    if (!frame || !panel.open) return;
    clearTimeout(lookTimer);
    lookTimer = setTimeout(refresh, LOOK);
  }

  function framed() {
    light();
    const page = frame.contentDocument;
    if (!page) return;
    // A text in the page leads to its field; links would lead away.
    page.addEventListener("click", (event) => {
      const mark = event.target.closest?.("[data-mc-line]");
      if (event.target.closest?.("a, button, form, summary, label")) event.preventDefault();
      if (mark) byKey.get(mark.dataset.mcLine)?.focus();
    }, true);
    page.addEventListener("submit", (event) => event.preventDefault(), true);
  }

  const DOES = {
    copy: (line) => line.copy(),
    later: (line) => { const act = line.state === "later" ? "now" : "later"; line.save(act, true); if (act === "later") forward(line); },
    comment(line) {
      const box = line.row.querySelector("[data-mc-comment]");
      box.open = true;
      box.querySelector("textarea").focus();
    },
  };

  root.addEventListener("input", (event) => byField.get(event.target)?.typed());
  root.addEventListener("focusin", (event) => {
    const line = lineOf(event.target);
    if (!line) return;
    line.help();
    if (line !== current) { current = line; light(); }
  });
  root.addEventListener("focusout", (event) => { const line = byField.get(event.target); if (line?.isDirty) line.save(); });
  root.addEventListener("click", (event) => {
    const line = lineOf(event.target);
    const button = event.target.closest("button");
    if (!line || !button) return;
    if (button.dataset.mcOffer !== undefined) line.insert(button.dataset.mcOffer);
    else if (button.dataset.mcMark) line.wrap(button.dataset.mcMark);
    else if (button.dataset.mcDo) { event.preventDefault(); DOES[button.dataset.mcDo](line); }
  });
  root.addEventListener("keydown", (event) => {
    const line = lineOf(event.target);
    // AltGr is Ctrl with Alt on some systems: it types signs, and is left alone. So is what composes a sign.
    if (!line || event.isComposing || event.altKey || event.getModifierState("AltGraph")) return;
    const isText = event.target === line.field;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!isText) event.target.closest("details")?.querySelector("button")?.click();
      else if (event.shiftKey) back(line);
      else line.accept();
      return;
    }
    if (!isText || !event.ctrlKey || !event.shiftKey || event.metaKey) return;
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    const act = { KeyF: "copy", KeyL: "later", KeyE: "comment" }[event.code];
    if (!digit && !act) return;
    event.preventDefault();
    if (digit) line.suggest(Number(digit));
    else DOES[act](line);
  });

  // The form as a whole goes with everything that is typed; what was kept meanwhile is not sent as new.
  let isLeaving = false;
  form.addEventListener("submit", async (event) => {
    const isFirst = !isLeaving;
    isLeaving = true;
    if (!isFirst || !waiting.size) return;
    event.preventDefault();
    status(words.saving);
    await Promise.race([Promise.allSettled(lines.map((line) => line.going)), new Promise((done) => { setTimeout(done, PATIENCE); })]);
    form.requestSubmit(event.submitter);
  });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && lines.some((line) => line.isDirty)) event.preventDefault();
  });
  addEventListener("online", () => waiting.forEach((line) => line.save("keep", true)));

  frame?.addEventListener("load", framed);
  root.querySelectorAll("[data-mc-do], [data-mc-mark]").forEach((button) => { button.hidden = false; });
  root.classList.add("is-live");
  if (frame?.contentDocument?.readyState === "complete") framed();
  if (panel && matchMedia("(max-width: 60rem)").matches) panel.open = false;
  panel?.addEventListener("toggle", () => { if (panel.open && current) look(current); });
  const asked = byKey.get(location.hash.replace("#line-", ""));
  if (asked) asked.focus();
  else if (!location.hash) lines.find((line) => line.isOpen)?.focus();
})();
