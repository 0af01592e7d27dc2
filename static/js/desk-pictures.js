// A picture dropped on its field, or chosen with one button, is uploaded and put there at once.
(() => {
  const FIELD = ".image-chooser";
  const words = document.currentScript.dataset;
  const token = () => window.wagtailConfig.CSRF_TOKEN;

  // What the library said itself, in words for the person.
  class Refusal extends Error {}

  async function answer(address, options = {}) {
    const response = await fetch(address, { credentials: "same-origin", ...options });
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }

  const nameOf = (file) => file.name.replace(/\.[^.]+$/, "").replace(/[_-]+/g, " ").trim() || file.name;

  async function upload(file) {
    const form = new FormData();
    form.set("csrfmiddlewaretoken", token());
    form.set("image-chooser-upload-title", nameOf(file).slice(0, 255));
    form.set("image-chooser-upload-file", file);
    form.set("image-chooser-upload-collection", words.collection);
    const found = await answer(words.address, { method: "POST", body: form });
    if (found.step === "chosen") return found.result;
    if (found.step === "duplicate_found") return sameAsBefore(found.htmlFragment);
    const page = new DOMParser().parseFromString(found.htmlFragment || "", "text/html");
    throw new Refusal(page.querySelector(".error-message")?.textContent.trim() || words.refused);
  }

  // The library has this picture already: use that one, and take the second copy back.
  async function sameAsBefore(fragment) {
    const page = new DOMParser().parseFromString(fragment, "text/html");
    const addressOf = (name) => page.querySelector(name).getAttribute("href");
    const takeBack = addressOf(".use-existing-image");
    const body = new URLSearchParams({ csrfmiddlewaretoken: token() });
    const done = await fetch(takeBack, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    const isBack = done.type === "opaqueredirect";
    const next = new URL(takeBack, window.location.href).searchParams.get("next");
    return (await answer(isBack ? next : addressOf(".use-new-image"))).result;
  }

  function say(field, text) {
    let line = field.querySelector(".mc-drop__says");
    if (!line) {
      line = document.createElement("p");
      line.className = "mc-drop__says";
      line.setAttribute("role", "status");
      field.append(line);
    }
    line.textContent = text;
  }

  async function take(field, file) {
    if (!file || !field.widget) return;
    say(field, words.busy);
    field.setAttribute("aria-busy", "true");
    try {
      field.widget.setStateFromModalData(await upload(file));
      say(field, "");
      alternativeOf(field)?.focus();
    } catch (error) {
      say(field, error instanceof Refusal ? error.message : words.refused);
    } finally {
      field.removeAttribute("aria-busy");
    }
  }

  // The text is asked where the picture is used: the next field of that kind in the same group.
  function alternativeOf(field) {
    const group = field.closest(".struct-block, .w-panel, [data-contentpath]:not([data-contentpath=picture])");
    return group?.querySelector("input[name$=picture_alt], input[name$=alt_text]");
  }

  function furnish(field) {
    if (field.querySelector(".mc-drop__button")) return;
    const place = field.querySelector(".unchosen");
    if (!place) return;
    const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/*", className: "mc-drop__input" });
    const label = Object.assign(document.createElement("label"), { className: "mc-drop__button button button-small button-secondary" });
    input.setAttribute("form", "mc-no-form");
    input.addEventListener("change", () => take(field, input.files[0]).then(() => { input.value = ""; }));
    label.append(words.upload, input);
    const hint = Object.assign(document.createElement("span"), { className: "mc-drop__hint", textContent: words.drop });
    place.append(" ", label, " ", hint);
  }

  const furnishAll = (root) => root.querySelectorAll?.(FIELD).forEach(furnish);
  const fieldOf = (event) => (event.dataTransfer?.types.includes("Files") ? event.target.closest?.(FIELD) : null);

  document.addEventListener("dragover", (event) => {
    const field = fieldOf(event);
    document.querySelectorAll(".mc-drop--over").forEach((item) => item !== field && item.classList.remove("mc-drop--over"));
    if (!field) return;
    event.preventDefault();
    field.classList.add("mc-drop--over");
  });
  document.addEventListener("drop", (event) => {
    const field = fieldOf(event);
    if (!field) return;
    event.preventDefault();
    field.classList.remove("mc-drop--over");
    take(field, event.dataTransfer.files[0]);
  });
  document.addEventListener("DOMContentLoaded", () => {
    furnishAll(document);
    new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(furnishAll))).observe(document.body, { childList: true, subtree: true });
  });
})();
