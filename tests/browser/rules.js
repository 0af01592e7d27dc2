// The rules of the look that a page can be asked about; the numbers are those of docs/look.md.
(() => {
  const name = (item) => item.outerHTML.replace(/\s+/g, " ").slice(0, 90);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isShown = (item) => item.checkVisibility({ visibilityProperty: true });

  function headings() {
    const found = all("h1").length === 1 ? [] : ["4: not one first heading"];
    const levels = all("main :is(h1, h2, h3, h4, h5, h6)").map((item) => Number(item.tagName[1]));
    levels.forEach((level, place) => {
      if (place && level > levels[place - 1] + 1) found.push(`4: h${level} after h${levels[place - 1]}`);
    });
    return found;
  }

  function pictures() {
    return all("img").flatMap((image) => [
      ...(image.hasAttribute("alt") ? [] : [`9: no alternative text ${name(image)}`]),
      ...(image.getAttribute("width") && image.getAttribute("height") ? [] : [`9: no size ${name(image)}`]),
    ]);
  }

  function fields() {
    const inputs = all("input:not([type=hidden], [type=submit]), textarea, select");
    const unlabelled = inputs.filter((field) => !field.closest("[hidden], [aria-hidden=true]") && !field.labels.length);
    const starred = all("label, legend").filter((label) => label.textContent.includes("*"));
    const personal = all("input[type=email], input[type=tel], input[type=password]");
    return [
      ...unlabelled.map((field) => `12: no label ${name(field)}`),
      ...starred.map((label) => `13: asterisk ${name(label)}`),
      ...personal.filter((field) => !field.autocomplete).map((field) => `14: no autocomplete ${name(field)}`),
    ];
  }

  function languages() {
    const turned = all("main [lang][dir]").filter((item) => {
      const isRightToLeft = /^(ar|fa|he|ur)/.test(item.lang);
      return isShown(item) && (getComputedStyle(item).direction === "rtl") !== isRightToLeft;
    });
    const flags = [...document.body.innerText.matchAll(/[\u{1F1E6}-\u{1F1FF}]{2}/gu)];
    return [...turned.map((item) => `36: direction ${name(item)}`), ...flags.map((flag) => `29: flag ${flag[0]}`)];
  }

  function loading() {
    // Data for machines is no script.
    const blocking = all("script:not([type='application/ld+json'])").filter((item) => !item.src || !(item.type === "module" || item.defer || item.async));
    const lazy = all("main img[loading=lazy]").filter((image) => {
      const box = image.getBoundingClientRect();
      return box.height && box.bottom < innerHeight * 0.6;
    });
    return [
      ...blocking.map((item) => `40: blocks ${name(item)}`),
      ...lazy.map((image) => `39: lazy at the top ${name(image)}`),
      ...all("[style], style").map((item) => `1: inline style ${name(item)}`),
    ];
  }

  const cards = () => all(".card").filter((card) => card.querySelectorAll("a").length > 1)
    .map((card) => `34: more than one link ${name(card)}`);

  // Signs in the longest line of running text, cut where the browser cut it.
  function longestLine() {
    const range = document.createRange();
    const lines = new Map();
    for (const item of all("main .prose :is(p, li)").slice(0, 12)) {
      const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        for (let at = 0; at < walker.currentNode.length; at++) {
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + 1);
          const line = Math.round(range.getBoundingClientRect().bottom + scrollY);
          lines.set(line, (lines.get(line) ?? 0) + 1);
        }
      }
    }
    return Math.max(0, ...lines.values());
  }

  const layoutShift = () => new Promise((resolve) => {
    let sum = 0;
    const add = (list) => list.getEntries().forEach((entry) => { sum += entry.hadRecentInput ? 0 : entry.value; });
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 300);
  });

  const navigationShown = () => all("nav, form[role=search], .skip-link, .breadcrumbs, .pager")
    .filter((item) => isShown(item) && item.getBoundingClientRect().height).map(name);

  // Without backgrounds only edges tell a button or a notice from the text.
  const edgeless = () => all(".button, .notice, .call, .tag").filter((item) => isShown(item)
    && getComputedStyle(item).borderBlockStartStyle === "none").map(name);

  // Say what is wrong with the element that has the focus, and remember that Tab came here.
  function focus() {
    const item = document.activeElement;
    if (!item || item === document.body) return "";
    item.dataset.reached = "yes";
    const box = item.getBoundingClientRect();
    const style = getComputedStyle(item);
    const within = (value, most) => Math.min(most - 1, Math.max(0, value));
    const top = document.elementFromPoint(
      within(box.x + box.width / 2, innerWidth), within(box.y + Math.min(box.height, 40) / 2, innerHeight));
    if (!box.width || !box.height) return `32: no size ${name(item)}`;
    if (top && !item.contains(top) && !top.contains(item) && !item.labels?.[0]?.contains(top)) return `32: covered ${name(item)}`;
    const marks = [style, getComputedStyle(item, "::after"), getComputedStyle(item.closest(".card, label") ?? item)];
    return marks.every((mark) => mark.outlineStyle === "none") ? `32: focus not seen ${name(item)}` : "";
  }

  const unreached = () => all("a[href], button, input:not([type=hidden]), select, textarea, summary")
    .filter((item) => isShown(item) && item.tabIndex >= 0 && !item.dataset.reached && !isOtherRadio(item)).map(name);
  const isOtherRadio = (item) => item.type === "radio" && all(`input[name="${item.name}"][data-reached]`).length > 0;

  window.rules = {
    page: () => [...headings(), ...pictures(), ...fields(), ...languages(), ...loading(), ...cards()],
    longestLine, layoutShift, navigationShown, edgeless, focus, unreached,
  };
})();
