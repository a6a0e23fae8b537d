// Keeps what readers have of a page while it changes under them: the place they
// read at, and what they have ticked and written in controls that were replaced.

const blocks = ":is(h1, h2, h3, h4, p, li, dt, dd, tr, pre, figure)";

// keepReader notes it. fill gives back what is in the controls, before scripts that
// know better hear of the change; stay gives back the place, after them, and marks
// what was touched.
export function keepReader() {
  const fill = keepControls(), back = keepPlace();
  return {
    fill,
    stay(touched) {
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

// keepControls needs to fill only controls that took the place of others.
function keepControls() {
  const before = namedControls();
  const known = new Set(before.values());
  return () => {
    for (const [name, el] of namedControls()) {
      const was = before.get(name);
      if (known.has(el) || was?.type !== el.type || el.type === "file") continue;
      if (was.checked !== was.defaultChecked) el.checked = was.checked;
      if (was.value !== was.defaultValue) el.value = was.value;
    }
  };
}

// namedControls returns the page's controls by id, or by label and number.
function namedControls() {
  const named = new Map();
  for (const el of document.querySelectorAll("input, textarea, select")) {
    const name = el.id || el.labels?.[0]?.textContent;
    let n = 1;
    while (named.has(name + "\n" + n)) n++;
    named.set(name + "\n" + n, el);
  }
  return named;
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
