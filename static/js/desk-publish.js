// The publish panel: the editor's button saves the draft and opens the panel in a dialog; without this file the
// button sends the form, and the panel comes as a page of its own.
(() => {
  const { Controller } = window.StimulusModule;
  const INSIDE = "[data-mc-publish-inside]";
  const TEXTS = ".mc-publish__texts textarea"; // the note to a translator is none
  const RICH_TEXT = 350; // the rich text editor hands over what was typed after a quarter of a second

  function ask(address, options = {}) {
    return fetch(address, { credentials: "same-origin", headers: { "X-Requested-With": "mc-publish" }, ...options })
      .then((response) => {
        if (!response.ok) throw new Error(String(response.status));
        return response.text();
      });
  }

  const tell = (dialog, name) => dialog.dispatchEvent(new CustomEvent(`w-dialog:${name}`, { bubbles: false }));

  class PublishController extends Controller {
    static values = { address: String, dialog: String, active: String };

    static targets = ["label"];

    get form() {
      return this.element.closest("form");
    }

    get dialog() {
      return document.getElementById(this.dialogValue);
    }

    of(name) {
      return this.application.getControllerForElementAndIdentifier(this.form, name);
    }

    async open(event) {
      const autosave = this.of("w-autosave");
      if (!autosave?.activeValue) return; // the form is sent
      event.preventDefault();
      if (this.isBusy) return;
      this.busy(true);
      try {
        if (await this.save(autosave)) await this.show();
        else this.send();
      } catch {
        this.send();
      } finally {
        this.busy(false);
      }
    }

    busy(isBusy) {
      this.isBusy = isBusy;
      this.words ??= this.labelTarget.textContent;
      this.labelTarget.textContent = isBusy ? this.activeValue : this.words;
      this.element.setAttribute("aria-busy", String(isBusy));
    }

    get pageId() {
      return /\/pages\/(\d+)\/edit\//.exec(this.form.action)?.[1];
    }

    get hasEdits() {
      const unsaved = this.of("w-unsaved");
      if (!this.pageId || !unsaved?.initialFormData) return true;
      unsaved.hasChanges();
      return unsaved.hasEditsValue || unsaved.hasCommentsValue;
    }

    // Save by the editor's own autosave, so that it goes on from the same revision afterwards.
    async save(autosave) {
      let isRefused = false;
      const note = () => { isRefused = true; };
      this.form.addEventListener("w-autosave:error", note);
      try {
        await new Promise((done) => { setTimeout(done, RICH_TEXT); });
        while (autosave.submitPromise) await autosave.submitPromise;
        isRefused = false;
        if (this.hasEdits) autosave.save({ type: "mc-publish" });
        while (autosave.submitPromise) await autosave.submitPromise;
      } finally {
        this.form.removeEventListener("w-autosave:error", note);
      }
      return !isRefused && Boolean(this.pageId);
    }

    async show() {
      const inside = this.dialog.querySelector(INSIDE);
      const typed = new Map([...inside.querySelectorAll("textarea, [type=radio]:checked")].map((field) => [field.name, field.value]));
      inside.innerHTML = await ask(this.addressValue.replace("{id}", this.pageId));
      this.restore(inside, typed);
      tell(this.dialog, "show");
      this.dialog.addEventListener("w-dialog:hidden", () => {
        if (inside.querySelector("[data-mc-published]")) window.location.reload();
      }, { once: true });
    }

    // What was typed before the panel was closed, to mend something, is there again.
    restore(inside, typed) {
      inside.querySelectorAll("textarea, [type=radio]").forEach((field) => {
        if (!typed.has(field.name)) return;
        if (field.type === "radio") field.checked = field.value === typed.get(field.name);
        else if (typed.get(field.name)) field.value = typed.get(field.name);
      });
    }

    // As if there were no script: Wagtail shows what it cannot save, or leads to the panel's page.
    send() {
      const name = Object.assign(document.createElement("input"), { type: "hidden", name: this.element.name, value: "1" });
      this.form.append(name);
      this.of("w-unsaved")?.submit();
      this.form.submit();
    }
  }

  class PanelController extends Controller {
    static values = { labels: Object, base: Number, inside: Boolean, busy: String, lost: String };

    static targets = ["language", "label", "confirm", "errors", "status"];

    connect() {
      this.count();
      if (this.errorsTarget.textContent.trim()) this.errorsTarget.focus();
    }

    // Say on the button what it will do.
    count() {
      if (!this.hasLabelTarget) return;
      const isLater = this.element.querySelector("[name=when][value=later]")?.checked;
      const ready = this.languageTargets.filter((language) => this.goesLive(language)).length;
      const labels = this.labelsValue[isLater ? "later" : "now"];
      this.labelTarget.textContent = labels[Math.min(this.baseValue + ready, labels.length - 1)];
    }

    goesLive(language) {
      const isWritten = language.querySelector("[value=write]")?.checked;
      const texts = [...language.querySelectorAll(TEXTS)];
      const confirmed = language.querySelector("[type=checkbox]");
      const isRead = !confirmed || confirmed.checked || texts.every((text) => text.value !== text.defaultValue);
      return language.dataset.mayPublish === "1" && isWritten && isRead && texts.every((text) => text.value.trim());
    }

    // A pointer that chose to write wants to type; a keyboard is left where it is.
    begin(event) {
      if (event.detail && event.target.value === "write") {
        const texts = [...event.target.closest("fieldset").querySelectorAll(TEXTS)];
        (texts.find((text) => !text.value) || texts[0])?.focus();
      }
    }

    leave(event) {
      const field = document.getElementById(event.currentTarget.hash.slice(1));
      if (!this.insideValue || !field || this.element.contains(field)) return;
      event.preventDefault();
      tell(this.element.closest(".w-dialog"), "hide");
      field.scrollIntoView({ block: "center" });
      (field.matches("input:not([type=hidden]), textarea, [tabindex]") ? field : field.querySelector("input, textarea, button, [contenteditable=true]") || field).focus();
    }

    async send(event) {
      if (this.isSending) {
        event.preventDefault();
        return;
      }
      this.isSending = true;
      if (!this.insideValue) return;
      event.preventDefault();
      this.statusTarget.textContent = this.busyValue;
      this.confirmTarget.setAttribute("aria-disabled", "true");
      try {
        const inside = this.element.closest(INSIDE);
        inside.innerHTML = await ask(this.element.getAttribute("action"), { method: "POST", body: new FormData(this.element) });
        inside.querySelector("[data-mc-published]")?.focus();
      } catch {
        this.statusTarget.textContent = this.lostValue;
        this.confirmTarget.removeAttribute("aria-disabled");
        this.isSending = false;
      }
    }
  }

  window.wagtail.app.register("mc-publish", PublishController);
  window.wagtail.app.register("mc-panel", PanelController);
})();
