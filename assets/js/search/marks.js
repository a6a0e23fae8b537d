"use strict";
// Marks the words that led to a page, until Escape. The address carries them as
// ?mark=word,word and is cleaned at once. Where the browser can, the text is
// marked without a change of the page.
{
  const name = "opas-search";
  // Style sheets do not have this: the validator does not know ::highlight yet.
  const style = `::highlight(${name}) { background-color: var(--mark); color: var(--ink) }
    @media (forced-colors: active) { ::highlight(${name}) { background-color: Mark; color: MarkText } }`;
  const fold = (s) => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const url = new URL(location.href);
  const words = new Set((url.searchParams.get("mark") ?? "").split(",", 24).map(fold).filter(Boolean));
  url.searchParams.delete("mark");
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // Some browsers allow no change of a file's address.
  }

  // ranges returns the places of the words in the page's own text.
  const ranges = () => {
    const found = [];
    const main = document.querySelector("main");
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.parentElement.closest("nav, .page-footer, .anchor, script, style")) continue;
      for (const match of text.data.matchAll(/[\p{L}\p{N}\p{M}]+(?:[-'’:.][\p{L}\p{N}\p{M}]+)*/gu)) {
        const word = fold(match[0]);
        if (!words.has(word) && !(/[-'’:.]/.test(word) && word.split(/[-'’:.]/).some((part) => words.has(part)))) continue;
        const range = document.createRange();
        range.setStart(text, match.index);
        range.setEnd(text, match.index + match[0].length);
        found.push(range);
      }
    }
    return found;
  };

  const found = words.size ? ranges() : [];
  if (found.length) {
    let clear;
    if (globalThis.Highlight && CSS.highlights) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      document.adoptedStyleSheets.push(sheet);
      CSS.highlights.set(name, new Highlight(...found));
      clear = () => CSS.highlights.delete(name);
    } else {
      const marks = found.reverse().map((range) => {
        const mark = document.createElement("mark");
        range.surroundContents(mark);
        return mark;
      }).reverse();
      clear = () => {
        for (const mark of marks) {
          const parent = mark.parentNode;
          mark.replaceWith(...mark.childNodes);
          parent?.normalize();
        }
      };
    }
    if (!url.hash) {
      const first = found.reduce((a, b) => (a.compareBoundaryPoints(Range.START_TO_START, b) <= 0 ? a : b));
      const top = first.getBoundingClientRect().top;
      if (top > innerHeight * 0.8) scrollBy(0, top - innerHeight / 3);
    }
    const onKey = (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      clear();
      document.removeEventListener("keydown", onKey);
    };
    document.addEventListener("keydown", onKey);
  }
}
