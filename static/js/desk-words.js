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
    // Django keeps the names of rights in English: the headings of column and row say the same.
    for (const label of document.querySelectorAll("label.w-sr-only[for^=id_permissions_]")) {
      const cell = label.closest("td");
      const heading = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
      label.textContent = `${heading.textContent.trim()}: ${cell.parentElement.cells[0].textContent.trim()}`;
    }
  });
})();
