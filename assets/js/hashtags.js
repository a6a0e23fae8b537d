"use strict";
import "./hashtags/entry.js";
import "./hashtags/finder.js";
import "./hashtags/set.js";

// The library of hashtags: finds tags while one types, switches their language
// and order, copies one, and gathers a set. The list itself is in the page.
{
  const { el, fill, Entry, Finder, TagSet } = opasHashtags;

  class Library {
    #root;
    #tools;
    #field;
    #none;
    #status;
    #jump;
    #entries = [];
    #retired = [];
    #finder;
    #letters = el("ul", { class: "tags-list", hidden: "" });
    #timer;
    #updates = 0;

    constructor(root, load) {
      this.#root = root;
      this.#tools = root.querySelector(".tags-tools");
      this.#field = this.#tools.querySelector("input[type=search]");
      this.#none = root.querySelector(".tags-none");
      this.#status = root.querySelector("[role=status]");
      this.#jump = root.querySelector(".tags-jump-letters");
      this.#look();
      const codes = Array.from(this.#tools.querySelectorAll("[name=language]"), (radio) => radio.value);
      const languages = [this.lang, ...codes.filter((code) => code !== this.lang)];
      this.#finder = new Finder({ languages, scripts: root.dataset.scripts.split(" "), root: root.dataset.root }, load);
      this.#none.before(this.#letters);
      this.#field.addEventListener("focus", () => this.#finder.begin().then(() => this.#filter()));
      this.#tools.addEventListener("input", (event) => this.#change(event.target));
      this.#tools.addEventListener("submit", (event) => event.preventDefault());
      this.#field.addEventListener("keydown", (event) => event.key === "Escape" && this.#clear());
      // The preview changes the page: the entries are in their themes while it does.
      document.addEventListener("opas:update", () => this.#arrange(false));
      document.addEventListener("opas:updated", () => this.#update());
      // An entry that is linked to is never out of sight.
      addEventListener("hashchange", () => this.#root.querySelector(".tag:target:is([hidden], [hidden] *)") && this.#clear());
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

    // speak shows the tags in a language.
    speak(lang) {
      const radios = [...this.#tools.querySelectorAll("[name=language]")];
      for (const radio of radios) if (radio.value === lang) radio.checked = true;
      for (const entry of this.#entries) entry.speak(this.lang);
      this.#arrange();
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
      else if (control.name === "order") this.#arrange();
      else this.#filter(true);
    }

    #clear() {
      this.#field.value = this.#tools.elements.ui_tags_theme.value = "";
      this.#filter(true);
    }

    #sorted(entries) {
      const collator = new Intl.Collator(this.lang);
      return [...entries].sort((a, b) => collator.compare(a.tag, b.tag));
    }

    // arrange puts the entries in one list from A to Z, or back into their themes.
    #arrange(byLetter = this.#tools.elements.order.value === "letters") {
      if (byLetter || !this.#letters.hidden) {
        const focused = document.activeElement;
        const list = byLetter ? this.#sorted(this.#entries) : this.#entries;
        for (const entry of list) (byLetter ? this.#letters : entry.theme.querySelector(".tags-list")).append(entry.item);
        this.#letters.hidden = !byLetter;
        focused?.focus({ preventScroll: true });
      }
      this.#filter();
    }

    // filter shows the entries that are meant, and those that took the place of a
    // retired one that is.
    #filter(tell = false) {
      const byLetter = !this.#letters.hidden;
      const query = this.#field.value.trim();
      const theme = this.#tools.elements.ui_tags_theme.value;
      const inTheme = this.#entries.filter((entry) => !theme || entry.theme.querySelector("h3").id === theme);
      const meant = new Set(this.#finder.find(query, theme ? inTheme : [...inTheme, ...this.#retired]));
      const retired = this.#retired.filter((entry) => meant.has(entry));
      const found = inTheme.filter((entry) => meant.has(entry) || retired.some(({ successor }) => successor === entry.id));
      const shown = new Set([...found, ...retired]);
      for (const entry of [...this.#entries, ...this.#retired]) entry.item.hidden = !shown.has(entry);
      for (const section of this.#root.querySelectorAll(".tags-theme")) section.hidden = byLetter || !found.some((entry) => entry.theme === section);
      for (const section of this.#root.querySelectorAll(".tags-retired")) section.hidden = !retired.length;
      this.#showLetters(byLetter ? found : []);
      const text = found.length ? this.count(found.length) : fill(this.word("none"), { query });
      this.#none.hidden = found.length > 0;
      this.#none.firstElementChild.textContent = text;
      if (tell) this.say(text, 500);
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
