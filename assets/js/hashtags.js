"use strict";
import "./hashtags/entry.js";
import "./hashtags/finder.js";
import "./hashtags/set.js";

// The library of hashtags: finds tags while one types, switches their language
// and order, copies one, and gathers a set. The list itself is in the page.
{
  const { el, fill, Entry, Finder, TagSet } = opasHashtags;
  const room = 208; // pixels under the tools, in which the first tag found is in sight

  class Library {
    #root;
    #tools;
    #bar;   // the field and its count
    #field;
    #found; // all that can be found
    #none;
    #status;
    #jump;
    #entries = [];
    #retired = [];
    #finder;
    #flat = el("ul", { class: "tags-list", hidden: "" }); // tags that are not in their themes
    #timer;
    #updates = 0;

    constructor(root, load) {
      this.#root = root;
      this.#tools = root.querySelector(".tags-tools");
      this.#bar = root.querySelector(".tags-filter");
      this.#field = this.#bar.querySelector("input");
      this.#found = root.querySelector(".tags-found");
      this.#none = root.querySelector(".tags-none");
      this.#status = root.querySelector("[role=status]");
      this.#jump = root.querySelector(".tags-jump-letters");
      this.#look();
      const languages = [this.lang, ...this.#codes.filter((code) => code !== this.lang)];
      this.#finder = new Finder({ languages, scripts: root.dataset.scripts.split(" "), root: root.dataset.root }, load);
      this.#none.after(this.#flat);
      this.#field.addEventListener("focus", () => this.#begin());
      this.#tools.addEventListener("input", (event) => this.#change(event.target));
      this.#tools.addEventListener("submit", (event) => event.preventDefault());
      this.#field.addEventListener("keydown", (event) => event.key === "Escape" && this.#clear());
      root.querySelector("[data-act=all]").addEventListener("click", () => this.#showAll());
      // The preview changes the page: the entries are in their themes while it does.
      document.addEventListener("opas:update", () => this.#place([]));
      document.addEventListener("opas:updated", () => this.#update());
      // What is linked to is never out of sight, even where the address has it already.
      addEventListener("hashchange", () => this.#reveal());
      document.addEventListener("click", (event) => event.target.closest("a[href]")?.href === location.href && this.#reveal());
      new ResizeObserver(() => document.documentElement.style.setProperty("--tags-bar", this.#bar.offsetHeight + "px")).observe(this.#bar);
    }

    // begin makes ready for what will be typed.
    #begin() {
      this.#approach();
      this.#finder.begin().then(() => this.#filter());
    }

    // approach scrolls to where the first tag found is in sight, so that the page
    // stands still while one types.
    #approach() {
      const set = this.#root.querySelector(".tags-set"), bar = this.#bar.getBoundingClientRect(), found = this.#found.getBoundingClientRect();
      const floor = set.hidden ? innerHeight : Math.min(innerHeight, set.getBoundingClientRect().top);
      const way = getComputedStyle(this.#bar).position === "sticky" ? found.top - bar.height : bar.top;
      if (way < 0 || found.top + room > floor) scrollBy({ top: way, behavior: "instant" });
    }

    // look takes in the entries that the page has.
    #look() {
      const known = new Map(this.#entries.map((entry) => [entry.item, entry]));
      const read = (selector) => Array.from(this.#root.querySelectorAll(selector), (item) => known.get(item) ?? new Entry(item));
      this.#entries = read(".tag:not([data-successor])");
      this.#retired = read(".tag[data-successor]");
    }

    #update() {
      this.#look();
      this.speak(this.lang);
      this.#finder.renew("?" + ++this.#updates).then(() => this.#filter());
    }

    // get returns the entry of an id, which may be retired.
    get(id) { return [...this.#entries, ...this.#retired].find((entry) => entry.id === id); }

    word(name) { return this.#root.dataset[name]; }

    count(n) { return n === 1 ? this.word("single") : fill(this.word("several"), { n }); }

    get lang() { return this.#tools.elements.language.value; }

    // A library in one language has no choice of them.
    get #codes() {
      const { language } = this.#tools.elements;
      return Array.from(language.options ?? [language], ({ value }) => value);
    }

    // speak shows the tags in a language.
    speak(lang) {
      if (this.#codes.includes(lang)) this.#tools.elements.language.value = lang;
      for (const entry of this.#entries) entry.speak(this.lang);
      this.#filter();
      this.#root.dispatchEvent(new Event("speak"));
    }

    // say tells readers who do not see the page; what it tells waits for a pause.
    say(text, pause = 0) {
      clearTimeout(this.#timer);
      this.#status.textContent = "";
      this.#timer = setTimeout(() => (this.#status.textContent = text), pause || 50);
    }

    #change(control) {
      if (control.name === "language") this.speak(this.lang);
      else if (control.name === "order") this.#filter();
      else this.#filter(true);
      if (control === this.#field) this.#approach();
    }

    #clear() {
      this.#field.value = this.#tools.elements.theme.value = "";
      this.#filter(true);
    }

    #showAll() {
      this.#tools.elements.theme.value = "";
      this.#filter(true);
      this.#field.focus();
    }

    // reveal shows what the address leads to, an entry or a theme.
    #reveal() {
      const target = this.#found.querySelector(":target");
      if (!target || target.checkVisibility()) return;
      if (!target.matches(".tag")) this.#tools.elements.order.value = "themes";
      this.#clear();
      target.scrollIntoView();
    }

    #sorted(entries) {
      const collator = new Intl.Collator(this.lang);
      return [...entries].sort((a, b) => collator.compare(a.tag, b.tag));
    }

    // place puts the entries in one list, or with none back into their themes.
    #place(list) {
      const focused = document.activeElement;
      if (list.some(({ item }, i) => item !== this.#flat.children[i])) this.#flat.append(...list.map(({ item }) => item));
      if (!list.length && this.#flat.firstChild) for (const { item, theme } of this.#entries) theme.querySelector(".tags-list").append(item);
      this.#flat.hidden = !list.length;
      if (focused !== document.activeElement) focused.focus({ preventScroll: true });
    }

    // filter shows the entries that are meant, and those that took the place of a
    // retired one that is. Those of a query stand with the nearest first, and not in
    // their themes.
    #filter(tell = false) {
      const query = this.#field.value.trim(), { theme, order } = this.#tools.elements, byLetter = order.value === "letters";
      const current = (entry) => (entry.successor ? this.get(entry.successor) : entry);
      const all = [...(byLetter ? this.#sorted(this.#entries) : this.#entries), ...this.#retired];
      const { found, isGuess } = this.#finder.find(query, all);
      const meant = found.filter((entry) => !theme.value || current(entry).theme.firstElementChild.id === theme.value);
      const tags = [...new Set(meant.map(current))], shown = new Set([...meant, ...tags]);
      const isFlat = byLetter || query !== "";
      this.#place(isFlat ? [...tags, ...all.filter((entry) => !entry.successor && !shown.has(entry))] : []);
      for (const entry of all) entry.item.hidden = !shown.has(entry);
      for (const section of this.#root.querySelectorAll(".tags-theme")) section.hidden = isFlat || !tags.some((entry) => entry.theme === section);
      for (const section of this.#root.querySelectorAll(".tags-retired")) section.hidden = !meant.some((entry) => entry.successor);
      this.#showLetters(byLetter && !query ? tags : []);
      this.#tell({ query, theme: theme.selectedOptions[0].text, n: tags.length, isGuess, isElsewhere: found.length > meant.length }, tell);
    }

    // tell shows how many tags there are, and says what is to be known of them.
    #tell({ query, theme, n, isGuess, isElsewhere }, aloud) {
      const name = n ? (isGuess ? "near" : "") : isElsewhere ? "elsewhere" : "none";
      const text = name && fill(this.word(name), { query, theme });
      this.#root.querySelector(".tags-count").textContent = this.count(n);
      this.#none.hidden = !text;
      this.#none.querySelector(".tags-told").textContent = text;
      this.#none.querySelector(".tags-all").hidden = name !== "elsewhere";
      for (const ask of this.#none.querySelectorAll(".tags-ask")) ask.hidden = name !== "none";
      if (aloud) this.say([text, n && this.count(n)].filter(Boolean).join(" "), 500);
    }

    // showLetters shows links to the first tag of each letter.
    #showLetters(found) {
      const first = new Map();
      for (const { tag, id } of this.#sorted(found)) {
        const letter = Array.from(tag)[1].toLocaleUpperCase(this.lang);
        if (!first.has(letter)) first.set(letter, id);
      }
      this.#jump.hidden = !first.size;
      this.#jump.firstElementChild.replaceChildren(...Array.from(first, ([letter, id]) => el("li", {}, el("a", { href: "#" + id }, letter))));
    }
  }

  opasHashtags.mount = (root, { load, stored, store }) => {
    new TagSet(root, new Library(root, load), { stored, store });
  };
}
