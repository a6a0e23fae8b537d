// Keeps what readers have of a page while it changes under them: the place they
// read at, what they have ticked and written, the details they have opened, and
// the focus, where the elements that had these were replaced.

const blocks = ":is(h1, h2, h3, h4, p, li, dt, dd, tr, pre, figure)";
const boxes = "[type=checkbox], [type=radio]";
const fields = `input:not(${boxes}, [type=file]), textarea, select`;
const filled = `details, ${boxes}, ${fields}`; // with something of the reader's

// keepReader notes it. fill gives back what is in the controls, before scripts that
// know better hear of the change; stay gives back the focus and the place, after
// them, and marks what was touched.
export function keepReader() {
  const focused = document.activeElement ?? document.body;
  const isFocused = focused !== document.body;
  const elements = new Kept(isFocused ? `${filled}, ${focused.localName}` : filled);
  const selection = selectionIn(focused), back = keepPlace();
  return {
    fill: () => elements.fill(),
    stay(touched) {
      if (isFocused && document.activeElement === document.body) focus(elements.now(focused), selection);
      back();
      mark(touched);
    },
  };
}

// keepPlace notes the first blocks in view; the first of them that is still
// there will be where it was. At the top of a page the reader stays there.
function keepPlace() {
  const seen = [];
  for (const el of scrollY > 0 ? document.querySelectorAll("main " + blocks) : []) {
    const { top, bottom } = el.getBoundingClientRect();
    if (bottom <= 0) continue;
    if (top > innerHeight) break;
    if (top <= 0) seen.length = 0; // the innermost that the edge cuts
    seen.push({ el, top });
  }
  return () => {
    const first = seen.find(({ el }) => el.isConnected);
    const by = first ? first.el.getBoundingClientRect().top - first.top : 0;
    if (by) scrollBy({ top: by, behavior: "instant" });
  };
}

// Kept knows elements of a page by name, and those that took their place.
class Kept {
  #selector;
  #before;

  constructor(selector) {
    this.#selector = selector;
    this.#before = named(selector);
  }

  // now returns an element, or the one that took its place.
  now(el) {
    if (el.isConnected) return el;
    const [name] = [...this.#before].find(([, was]) => was === el) ?? [];
    return named(this.#selector).get(name);
  }

  // fill gives the elements that took the place of others what those had.
  fill() {
    const known = new Set(this.#before.values());
    for (const [name, el] of named(this.#selector)) {
      const was = this.#before.get(name);
      if (known.has(el) || !was) continue;
      if (el.matches("details")) el.open = was.open;
      if (was.checked !== was.defaultChecked) el.checked = was.checked;
      if (el.matches(fields) && was.value !== was.defaultValue) el.value = was.value;
    }
  }
}

// named returns elements by what they are and are called, and by number where
// several are alike.
function named(selector) {
  const elements = new Map(), count = new Map();
  for (const el of document.querySelectorAll(selector)) {
    const name = nameOf(el), n = count.get(name) ?? 0;
    count.set(name, n + 1);
    elements.set(name + "\n" + n, el);
  }
  return elements;
}

function nameOf(el) {
  const label = el.labels?.[0] ?? (el.localName === "details" ? el.querySelector("summary") : el);
  return [el.localName, el.type, el.id || [el.getAttribute("href"), el.ariaLabel, label?.textContent]].join("\n");
}

// selectionIn returns what is selected in a field. Where nothing can be, there are
// no numbers in it.
const selectionIn = (el) => [el.selectionStart, el.selectionEnd, el.selectionDirection];

function focus(el, selection) {
  el?.focus({ preventScroll: true });
  if (Number.isInteger(selection[0])) el?.setSelectionRange(...selection);
}

// mark lights up the first change in view, and leaves no trace in the page.
function mark(touched) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const inView = (el) => {
    const { top, bottom } = el.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const block = touched.map((el) => el?.closest("main " + blocks)).find((el) => el && inView(el));
  const line = (colour) => ({ outline: "2px solid " + colour, outlineOffset: "4px" });
  block?.animate([line("#2a9d84"), line("transparent")], { duration: 1500, easing: "ease-in" });
}
