// Proposes pages while the visitor types; the form works without it.
const DELAY = 180;
let counter = 0;

class Suggest extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    if (!this.input || !this.dataset.url) return;
    this.id ||= `suggest-${++counter}`;
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = `${this.id}-list`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels[0]?.textContent || "");
    this.list.hidden = true;
    this.append(this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id }))
      this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.close());
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), DELAY);
  }

  async ask() {
    const words = this.input.value.trim();
    if (words.length < 2) return this.close();
    const address = new URL(this.dataset.url, location.href);
    address.searchParams.set("q", words);
    address.searchParams.set("lang", this.dataset.language || document.documentElement.lang);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const found = answer.ok ? await answer.json() : [];
      if (words === this.input.value.trim()) this.show(Array.isArray(found) ? found : found.suggestions || []);
    } catch {
      this.close();
    }
  }

  show(found) {
    this.active = -1;
    this.list.replaceChildren(
      ...found.slice(0, 8).map((item, place) => {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${place}`;
        option.className = "suggestions__option";
        option.setAttribute("role", "option");
        option.textContent = item.title;
        option.dataset.url = item.url;
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => location.assign(item.url));
        return option;
      }),
    );
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(!!found.length));
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const options = [...this.list.children];
    if (event.key === "Escape") return this.close();
    if (this.list.hidden || !options.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.active = (this.active + step + options.length + (this.active < 0 && step < 0 ? 1 : 0)) % options.length;
      options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.active)));
      this.input.setAttribute("aria-activedescendant", options[this.active].id);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      location.assign(options[this.active].dataset.url);
    }
  }
}
customElements.define("mc-suggest", Suggest);
