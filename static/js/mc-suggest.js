// Proposes pages while the visitor types (the ARIA combobox pattern); the form works without it.
const DELAY = 180;
const MOST = 8;
let counter = 0;

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

class Suggest extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    if (!this.input || !this.dataset.url || this.list) return;
    this.active = -1;
    this.list = element("ul", "suggestions");
    this.list.id = `suggestions-${++counter}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.found || this.input.labels[0]?.textContent || "");
    this.list.hidden = true;
    this.news = element("span", "visually-hidden");
    this.news.setAttribute("role", "status");
    this.append(this.list, this.news);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.close());
    // A press on an option must not take the focus away from the field first.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), DELAY);
  }

  async ask() {
    this.asking?.abort();
    const words = this.input.value.trim();
    if (words.length < 2) return this.close();
    const address = new URL(this.dataset.url, location.href);
    address.searchParams.set("q", words);
    address.searchParams.set("lang", this.dataset.language || document.documentElement.lang);
    this.asking = new AbortController();
    try {
      const answer = await fetch(address, { signal: this.asking.signal });
      const found = answer.ok ? await answer.json() : [];
      if (document.activeElement === this.input) this.show(found.slice(0, MOST));
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(found) {
    this.list.replaceChildren(...found.map((item, place) => this.option(item, place)));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(!!found.length));
    this.point(-1);
    this.news.textContent = `${this.dataset.found || ""} ${found.length}`;
  }

  option(item, place) {
    const option = element("li", "suggestions__option");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.dataset.address = item.url;
    option.append(element("span", "", item.title), element("span", "suggestions__kind", item.kind));
    return option;
  }

  point(place) {
    this.active = place;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const option = this.list.children[place];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.point(-1);
    this.news.textContent = "";
  }

  go(option) {
    if (option) location.assign(option.dataset.address);
  }

  key(event) {
    const count = this.list.hidden ? 0 : this.list.children.length;
    if (event.key === "Escape" && count) {
      event.preventDefault(); // the first Escape closes the list, the next one empties the field
      event.stopPropagation();
      this.close();
    } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // -1 is the field itself: the arrows go round through it.
      this.point(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.go(this.list.children[this.active]);
    }
  }
}
customElements.define("mc-suggest", Suggest);
