// A film's player is asked for on the visitor's click only; without this script there is a link to the film.
class Embed extends HTMLElement {
  connectedCallback() {
    const template = this.querySelector("template");
    if (!template || !this.dataset.src) return;
    const button = template.content.firstElementChild.cloneNode(true);
    button.addEventListener("click", () => this.open(button));
    template.replaceWith(button);
  }

  open(button) {
    const frame = document.createElement("iframe");
    frame.src = this.dataset.src;
    frame.title = this.dataset.title;
    frame.allow = "fullscreen; picture-in-picture; encrypted-media";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups";
    frame.tabIndex = 0;
    const news = document.createElement("p");
    news.className = "visually-hidden";
    news.setAttribute("role", "status");
    this.querySelector(".embed__picture")?.remove();
    this.append(news);
    this.prepend(frame);
    button.remove();
    frame.focus();
    news.textContent = this.dataset.opened;
  }
}
customElements.define("mc-embed", Embed);
