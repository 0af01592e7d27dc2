// Loads a film's player on the visitor's click; before it, and without this script, there is a link.
class Embed extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    if (!link || !this.dataset.src) return;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.src = this.dataset.src;
      frame.title = this.dataset.title;
      frame.allow = "fullscreen; picture-in-picture";
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      frame.tabIndex = 0;
      this.replaceChildren(frame);
      frame.focus();
    });
  }
}
customElements.define("mc-embed", Embed);
