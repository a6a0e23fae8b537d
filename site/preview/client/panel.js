// What the preview shows over a page: the errors that keep it from being up to
// date, or else a small panel about the page. They live in a shadow root, away
// from the styles of the page.

const root = "/_preview/";
const sheet = await sheetOf(root + "client/preview.css");
const host = document.createElement("opas-preview");
const shadow = host.attachShadow({ mode: "open" });
const dock = make("div", { class: "dock" });
const said = make("p", { class: "said", role: "status" }); // for screen readers

// What is to be shown: the server's State; whether the connection is lost, the
// page gone, and the overlay all that there is to see.
const now = { state: null, lost: false, gone: false, fixed: false };
const put = { panel: remembered(), warnings: false }; // what is open
const putAway = new Set(); // problems that the overlay was put away for
let modals = []; // open modal dialogs of the page, in the order in which they came

// sheetOf returns a style sheet that its shadow root takes along, wherever that goes.
async function sheetOf(url) {
  const answer = await fetch(url);
  return new CSSStyleSheet().replace(await answer.text());
}

// mount adds the host.
export function mount() {
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(dock, said);
  place();
  new MutationObserver(place).observe(document, { subtree: true, childList: true, attributeFilter: ["open"] });
}

// place puts the host where it can be seen and used: all but the modal dialog of
// the page that was opened last is inert, and lies below it.
function place() {
  const open = [...document.querySelectorAll("dialog:modal")];
  modals = [...modals.filter((d) => open.includes(d)), ...open.filter((d) => !modals.includes(d))];
  const home = modals.at(-1) ?? document.body;
  if (host.parentNode !== home) home.append(host);
}

// show takes in what has changed of what is to be shown.
export function show(news) {
  Object.assign(now, news);
  if (now.state) render();
}

function render() {
  if (!problems().length) putAway.clear();
  const focused = shadow.activeElement;
  dock.lang = said.lang = now.state.lang;
  dock.classList.toggle("fixed", now.fixed);
  dock.replaceChildren(isOverlaid() ? overlay() : panel());
  if (focused) focus(focused.id) || focus("toggle") || focus("hide");
  if (!isUnsettled()) say(summary());
}

function focus(id) {
  const el = shadow.getElementById(id);
  el?.focus();
  return el;
}

function say(text) {
  if (said.textContent !== text) said.textContent = text;
}

const word = (key, values = {}) => (now.state.words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
const count = (one, many, n) => word(n === 1 ? one : many, { n: n.toLocaleString(now.state.lang) });

// make returns an element. Functions among its attributes listen to events.
function make(tag, attributes, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") el.addEventListener(name, value);
    else if (value !== false) el.setAttribute(name, value === true ? "" : value);
  }
  el.append(...children.filter(Boolean));
  return el;
}

const button = (id, attributes, ...children) => make("button", { type: "button", id, ...attributes }, ...children);
const pages = (id, state, text) => make("a", { id, href: root + "?lang=" + now.state.lang + state }, text);
const allPages = () => pages("all", "", word("all_pages"));

// ---- The overlay

function problems() {
  const names = now.state.findings.map((f) => f.file + "\n" + f.message);
  return now.gone ? [...names, gone()] : names;
}

// gone is the word for what has become of a page that is no longer there.
const gone = () => (now.state.leftOut ? "left_out" : "deleted");

const isOverlaid = () => now.fixed || problems().some((p) => !putAway.has(p));

function overlay() {
  const { findings, errors: n, stale } = now.state;
  return make("section", { class: "overlay", "aria-labelledby": "heading" },
    make("div", { class: "head" },
      make("h2", { id: "heading" }, n || !now.gone ? count("error_one", "errors", n) : word(gone())),
      !now.fixed && button("hide", { click: hide }, word("hide"), " ", make("kbd", {}, "Esc"))),
    now.lost && make("p", { class: "is-lost" }, word("lost")),
    now.gone && n > 0 && make("h3", {}, word(gone())),
    now.gone && make("p", {}, word(gone() + "_text"), " ", allPages()),
    n > 0 && !now.gone && !now.fixed && make("p", {}, word(stale ? "errors_text" : "found_text")),
    n > 0 && make("ol", {}, ...findings.map((f, i) => finding(f, "error" + i))),
    n > findings.length && make("p", { class: "more" }, count("more_one", "more", n - findings.length)));
}

function hide() {
  const isInside = shadow.activeElement;
  for (const p of problems()) putAway.add(p);
  render();
  if (isInside) focus("badge");
}

function bringBack() {
  putAway.clear();
  render();
  focus("hide");
}

document.addEventListener("keydown", (e) => {
  const isFree = e.key === "Escape" && !e.defaultPrevented && !document.querySelector(":popover-open, dialog:modal");
  if (isFree && now.state && !now.fixed && isOverlaid()) hide();
});

function finding(f, id) {
  const place = [f.file, f.line, f.col].filter(Boolean).join(":");
  return make("li", { class: "finding" },
    f.url ? make("a", { id, class: "place", href: f.url, "aria-label": word("open_page", { place }) }, place) : copyButton(place, id),
    make("p", { class: "message" }, f.message),
    f.excerpt && make("pre", {}, ...f.excerpt.map(excerptLine)),
    f.hint && make("p", { class: "hint" }, make("strong", {}, word("hint")), " ", f.hint));
}

// The caret hangs below its character (in the style), so that it is there where
// long lines wrap too.
function excerptLine({ number, text, caret }) {
  const code = make("code", {}, text);
  if (caret) {
    const chars = Array.from(text); // columns count characters
    code.replaceChildren(chars.slice(0, caret - 1).join(""), make("mark", {}, chars[caret - 1] ?? " "), chars.slice(caret).join(""));
  }
  return make("span", { class: "line" }, make("span", { class: "number" }, String(number)), code);
}

function copyButton(place, id) {
  const self = button(id, { class: "place", "aria-label": word("copy_place", { place }) }, place);
  self.addEventListener("click", async () => {
    await copy(place);
    self.dataset.copied = word("copied");
    say(word("copied"));
    setTimeout(() => delete self.dataset.copied, 1500);
  });
  return self;
}

// Browsers have a clipboard on this computer's own addresses. A preview that is
// shown to other computers needs the old way.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const focused = shadow.activeElement;
  const area = make("textarea", {}, text);
  shadow.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  focused?.focus();
}

// ---- The panel

function panel() {
  return make("aside", { class: "panel", "aria-label": word("panel") },
    make("div", { class: "facts", id: "facts", hidden: !put.panel }, ...facts().filter(Boolean)),
    make("div", { class: "bar" },
      problems().length > 0 && button("badge", { click: bringBack }, word(now.state.findings.length ? "show_errors" : gone())),
      button("toggle", { class: "is-" + kind(), "aria-expanded": String(put.panel), "aria-controls": "facts", click: toggle },
        word("panel") + " · " + summary())));
}

function kind() {
  if (now.lost) return "lost";
  if (problems().length) return "error";
  return now.state.page?.warnings.length ? "warning" : "ok";
}

// While the pages of a build are being checked, that none is wrong can't be said.
const isUnsettled = () => now.state.checking && !now.lost && !problems().length;

function summary() {
  const { errors, page } = now.state;
  if (now.lost) return word("lost");
  if (errors) return count("error_one", "errors", errors);
  if (now.gone) return word(gone());
  if (page?.warnings.length) return count("warning_one", "warnings", page.warnings.length);
  return word(isUnsettled() ? "checking" : "ok");
}

function facts() {
  const { page, drafts, unpaired } = now.state;
  const kinds = make("p", { class: "row" },
    pages("drafts", "&state=draft", word("drafts", { n: drafts })),
    pages("unpaired", "&state=unpaired", word("unpaired_pages", { n: unpaired })));
  if (!page) return [make("p", {}, allPages()), kinds];
  const notes = ["draft", "missing", "unpaired"].filter((key) => page[key]);
  const languages = page.lacking?.join(", ");
  return [
    copyButton([page.file, page.line].filter(Boolean).join(":"), "file"),
    make("p", { class: "row" }, count("word_one", "words", page.words), allPages()),
    ...notes.map((key) => make("p", {}, make("span", { class: "state-" + key }, word(key)))),
    languages === "" && make("p", {}, word("translated")),
    languages && make("p", {}, make("span", { class: "state-missing" }, word("lacking", { languages }))),
    kinds,
    page.warnings.length > 0 && warnings(page.warnings),
  ];
}

function warnings(list) {
  const details = make("details", { open: put.warnings },
    make("summary", { id: "warnings" }, word("page_warnings")),
    make("ul", {}, ...list.map((f, i) => finding(f, "warning" + i))));
  details.addEventListener("toggle", () => (put.warnings = details.open));
  return details;
}

function toggle() {
  put.panel = !put.panel;
  try {
    localStorage.setItem("opas-preview", put.panel);
  } catch {
    // Then it is not remembered.
  }
  render();
}

// remembered returns whether the panel is open; on a narrow screen it begins
// put away.
function remembered() {
  try {
    return (localStorage.getItem("opas-preview") ?? String(innerWidth >= 768)) === "true";
  } catch {
    return true;
  }
}
