// Keeps the search of a page up to date. It has an index of its own, and lists
// what it has found: both are older than the build that a tab has just taken in.

import { replaceChildren } from "./morph.js";
import { keepReader } from "./reader.js";

let wanted = ""; // stands for the newest build, and ends the addresses of its index
let taken = "";

// renewSearch makes the search answer from a build, and ask again what it shows.
export function renewSearch(build) {
  wanted = "?" + build;
  take();
}

// A page that nobody sees waits: of a large site an index is long in the making.
async function take() {
  if (document.hidden || taken === wanted) return;
  for (const script of document.querySelectorAll(`script[src$="${taken}"]`)) script.remove(); // they run all the same
  taken = wanted;
  const reach = keepReached();
  await globalThis.opasSearch?.renew?.(taken, (place, children) => {
    const keep = keepReader();
    const touched = replaceChildren(place, children);
    keep.fill();
    keep.stay(touched);
  });
  reach();
}

// keepReached notes the option that the arrows have reached in the list below the
// box. What it returns presses them until it is reached again.
function keepReached() {
  const box = document.querySelector("[role=combobox]");
  const reached = () => {
    const option = document.getElementById(box?.getAttribute("aria-activedescendant"));
    return option && option.pathname + option.hash;
  };
  const before = reached();
  return () => {
    if (!before || box.ariaExpanded !== "true") return;
    const n = document.getElementById(box.getAttribute("aria-controls")).querySelectorAll("[role=option]").length;
    for (let i = 0; i <= n && reached() !== before; i++) {
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    }
  };
}

document.addEventListener("visibilitychange", take);
