// Words that Wagtail's templates hold in English only, said in the person's language.
(() => {
  const HELD = [
    ["nav#w-slim-header-buttons", "aria-label"],
    [".submit > input[type=submit]", "value"],
  ];

  document.addEventListener("DOMContentLoaded", () => {
    for (const [place, name] of HELD) {
      for (const item of document.querySelectorAll(place)) item.setAttribute(name, gettext(item.getAttribute(name)));
    }
  });
})();
