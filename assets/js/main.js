"use strict";

// Everything reads and works without this file. A component mounts on the
// elements that carry its name in data-component.
const components = {
  // Links end in index.html so that the site works from a folder; on a server
  // the address bar shows the address people share.
  address() {
    const folder = location.pathname.replace(/\/index\.html$/, "/");
    if (/^https?:$/.test(location.protocol) && folder !== location.pathname) {
      history.replaceState(history.state, "", folder + location.search + location.hash);
    }
  },

  // The menu closes where the page becomes wide enough to show it itself; a
  // long column is scrolled to the current page.
  nav(nav) {
    for (const width of ["60rem", "80rem"]) {
      matchMedia(`(min-width: ${width})`).addEventListener("change", () => nav.hidePopover?.());
    }
    const here = nav.querySelector('[aria-current="page"]');
    if (here && getComputedStyle(nav).position === "sticky") {
      const below = here.getBoundingClientRect().bottom - nav.getBoundingClientRect().bottom;
      if (below > 0) nav.scrollTop = below + nav.clientHeight / 2;
    }
  },

  // The section being read is marked in the table of contents: the last one
  // whose heading has passed the upper third of the window.
  toc(toc) {
    const links = new Map();
    for (const a of toc.querySelectorAll("a")) {
      const heading = document.getElementById(decodeURIComponent(a.hash.slice(1)));
      if (heading) links.set(heading, a);
    }
    const mark = () => {
      let here = null;
      for (const [heading, a] of links) {
        a.removeAttribute("aria-current");
        if (heading.getBoundingClientRect().top < innerHeight / 3) here = a;
      }
      here?.setAttribute("aria-current", "true");
    };
    const seen = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
    for (const heading of links.keys()) seen.observe(heading);
  },
};

for (const el of document.querySelectorAll("[data-component]")) {
  components[el.dataset.component]?.(el);
}
