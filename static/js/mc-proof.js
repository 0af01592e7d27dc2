// Proves a little work while the visitor writes, so that robots pay for each message; the form is sent without it too.
const PATIENCE = 10_000;

class Proof extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    if (!this.form || this.field) return;
    this.field = document.createElement("input");
    this.field.type = "hidden";
    this.field.name = "proof";
    this.append(this.field);
    this.form.addEventListener("focusin", () => this.begin(), { once: true });
    this.form.addEventListener("submit", (event) => this.hold(event));
    // Whoever comes back by the browser's history may send again.
    addEventListener("pageshow", () => this.say(""));
  }

  disconnectedCallback() {
    this.worker?.terminate();
  }

  begin() {
    this.work ??= new Promise((done) => {
      try {
        this.worker = new Worker(this.dataset.worker);
        this.worker.onmessage = (event) => done(event.data);
        this.worker.onerror = () => done("");
        this.worker.postMessage({ ticket: this.dataset.ticket, bits: Number(this.dataset.bits) });
      } catch {
        done("");
      }
    }).then((proof) => {
      this.field.value = proof;
      this.isDone = true;
    });
    return this.work;
  }

  hold(event) {
    if (this.isDone) return;
    event.preventDefault();
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.say(this.dataset.busy);
    // A slow phone is not kept waiting: without a proof the site only asks for more time.
    const enough = new Promise((done) => setTimeout(done, PATIENCE));
    Promise.race([this.begin(), enough]).then(() => {
      this.isWaiting = false;
      this.isDone = true;
      this.form.requestSubmit(event.submitter);
    });
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}
customElements.define("mc-proof", Proof);
