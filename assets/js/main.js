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

  // The search is loaded when its box is first used, and a page of results that
  // was asked something at once. Without its scripts the box leads to the
  // register; where they do not arrive it says so.
  search(form) {
    const { results, scripts, marks } = form.dataset;
    const popup = form.querySelector(".search-popup");
    const input = form.elements.q;
    const isLarge = form.matches(".search-large");
    const asked = new URLSearchParams(location.search);
    let begun = false;
    const begin = async () => {
      if (begun) return;
      begun = true;
      try {
        await Promise.all(scripts.split(" ").map(load));
        await opasSearch.mount(form, load);
      } catch (error) {
        console.warn(error);
        begun = false; // the next time may be better
        popup.hidden = false;
        form.querySelector("[role=status]").textContent = popup.textContent;
      }
    };
    form.action = results;
    form.addEventListener("focusin", begin);
    form.addEventListener("focusout", (event) => {
      if (!isLarge && document.hasFocus() && !form.contains(event.relatedTarget)) popup.hidden = true;
    });
    if (isLarge && asked.has("q")) begin();
    if (marks && asked.has("mark")) load(marks);

    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      const chord = key === "k" && (event.ctrlKey !== event.metaKey) && !event.altKey && !event.shiftKey;
      const slash = key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && stored("slash") !== "off";
      if (!chord && !slash) return;
      event.preventDefault();
      document.getElementById("ui_nav")?.hidePopover?.();
      input.focus();
      input.select();
    });
  },

  // The library of hashtags has a script of its own, and without it is a list.
  async hashtags(library) {
    try {
      await load(library.dataset.script);
      opasHashtags.mount(library, { load, stored, store });
    } catch (error) {
      console.warn(error);
      for (const tool of library.querySelectorAll(".scripted")) tool.remove();
    }
  },

  print(button) {
    button.addEventListener("click", () => print());
  },

  // A key of one sign must be possible to switch off (WCAG 2.2, 2.1.4).
  shortcut(choice) {
    const box = choice.querySelector("input");
    box.checked = stored("slash") !== "off";
    box.addEventListener("change", () => store("slash", box.checked ? "on" : "off"));
  },
};

const isTyping = (el) => el.isContentEditable || el.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button])");

// stored returns a choice of the reader's; storage may be forbidden.
function stored(key) {
  try {
    return localStorage.getItem("opas:" + key);
  } catch {
    return null;
  }
}

function store(key, value) {
  try {
    localStorage.setItem("opas:" + key, value);
  } catch {
    // Then the choice holds for this page only.
  }
}

// load runs a script once. It returns a promise that fails where the script does
// not arrive; a later call then tries again.
const loading = new Map();
function load(src) {
  if (!loading.has(src)) {
    loading.set(src, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = src;
      script.async = false; // they run in the order in which they were asked for
      script.onload = resolve;
      script.onerror = () => {
        loading.delete(src);
        script.remove();
        reject(new Error("could not load " + src));
      };
      document.head.append(script);
    }));
  }
  return loading.get(src);
}

for (const el of document.querySelectorAll("[data-component]")) {
  components[el.dataset.component]?.(el);
}
