"use strict";

// The library of hashtags: finds tags while one types, switches their language
// and order, copies one, and gathers a set, which is remembered on this computer
// and can be shared by the page's address. The list itself is in the page.
{
  // A word of a tag is a form of the word typed where both may stem from one word
  // at no greater cost (see search/analysis.js).
  const near = 0.4;
  const shortestMiddle = 3; // so many letters are looked for within words, too
  const doneShown = 2000;   // milliseconds

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const wordsOf = (text) => text.normalize().match(/[\p{L}\p{N}]+/gu) ?? [];
  // A tag is found by each of its words, and by all in one.
  const parts = (tag) => [...wordsOf(tag), ...tag.split(/(?<=\p{Ll})(?=\p{Lu})|_/u).flatMap(wordsOf)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const characters = (text) => Array.from(text).length;

  const el = (name, attributes, ...children) => {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    e.append(...children);
    return e;
  };

  // put gives an element children, unless it has the like.
  const put = (place, children) => {
    const next = place.cloneNode();
    next.append(...children);
    if (!next.isEqualNode(place)) place.replaceChildren(...next.childNodes);
  };

  // Entry is a tag of the list.
  class Entry {
    #words; // [[word, folded, language, whether it is found by its middle]]
    #forms;

    constructor(item, lang) {
      this.item = item;
      this.id = item.id;
      this.theme = item.closest(".tags-theme");
      this.#forms = [...item.querySelectorAll(".tag-form")];
      const at = (lang, middle) => (word) => [word.toLowerCase(), fold(word), lang, middle];
      this.#words = this.#forms.flatMap((form) => [
        ...parts(form.textContent).map(at(form.lang, true)),
        ...wordsOf(form.dataset.also ?? "").map(at(form.lang, true)),
      ]).concat(wordsOf(item.querySelector(".tag-meaning").textContent).map(at(document.documentElement.lang, false)));
      this.speak(lang);
    }

    get tag() { return this.#forms[0].textContent; }
    get lang() { return this.#forms[0].lang; }

    // speak puts the form of a language before the others. Where it is there already,
    // nothing is touched.
    speak(lang) {
      const rank = (form) => (form.lang === lang ? 0 : form.lang === document.documentElement.lang ? 1 : 2);
      this.#forms.sort((a, b) => rank(a) - rank(b));
      this.#forms.forEach((form, i) => (form.hidden = this.#forms.slice(0, i).some((other) => other.textContent === form.textContent)));
      const place = this.item.querySelector(".tag-forms");
      if (this.#forms.some((form, i) => form !== place.children[i])) place.replaceChildren(...this.#forms.flatMap((form) => [form, " "]));
      for (const button of this.item.querySelectorAll("button")) button.setAttribute("aria-label", button.textContent + " " + this.tag);
    }

    // means reports whether a word typed may mean the tag.
    means(word, analysis) {
      const folded = fold(word);
      return this.#words.some(([each, plain, lang, middle]) =>
        plain.startsWith(folded) || (middle && folded.length >= shortestMiddle && plain.includes(folded)) || analysis.areForms(word, each, lang));
    }
  }

  // Analysis knows which words are forms of one, once its scripts are there.
  class Analysis {
    #scripts;
    #load;
    #keys = new Map();
    #loading;

    constructor(scripts, load) {
      this.#scripts = scripts.split(" ");
      this.#load = load;
    }

    // begin loads the scripts. All languages are needed, since a tag is found in
    // each; they are small, and the search box has some of them already.
    begin() {
      this.#loading ??= Promise.all(this.#scripts.map((src) => this.#load(src))).catch((error) => {
        console.warn(error); // beginnings of words are still found
        this.#loading = null;
      });
      return this.#loading;
    }

    #keysOf(word, lang) {
      const name = lang + " " + word;
      if (!this.#keys.has(name)) this.#keys.set(name, opasSearch.languages[lang].keys(word));
      return this.#keys.get(name);
    }

    areForms(typed, word, lang) {
      if (!globalThis.opasSearch?.languages?.[lang] || fold(typed)[0] !== fold(word)[0]) return false;
      const keys = this.#keysOf(word, lang);
      for (const [key, cost] of this.#keysOf(typed, lang)) if (cost + keys.get(key) <= near) return true;
      return false;
    }

    isStop(word) {
      return globalThis.opasSearch?.languages?.[document.documentElement.lang]?.stop.has(fold(word)) ?? false;
    }
  }

  class Library {
    #root;
    #tools;
    #field;
    #none;
    #status;
    #entries = [];
    #analysis;
    #letters = el("ul", { class: "tags-list", hidden: "" });
    #timer;

    constructor(root, load) {
      this.#root = root;
      this.#tools = root.querySelector(".tags-tools");
      this.#field = this.#tools.querySelector("input[type=search]");
      this.#none = root.querySelector(".tags-none");
      this.#status = root.querySelector("[role=status]");
      this.#look();
      this.#analysis = new Analysis(root.dataset.scripts, load);
      this.#none.before(this.#letters);
      this.#field.addEventListener("focus", () => this.#analysis.begin().then(() => this.#filter()), { once: true });
      this.#tools.addEventListener("input", (event) => this.#change(event.target));
      this.#tools.addEventListener("submit", (event) => event.preventDefault());
      this.#field.addEventListener("keydown", (event) => event.key === "Escape" && this.#clear());
      // An entry that is linked to is never out of sight.
      addEventListener("hashchange", () => this.#root.querySelector(":target")?.matches(".tag") && this.#clear());
      // The preview changes the page: the entries are in their themes while it does.
      document.addEventListener("opas:update", () => this.#arrange(false));
      document.addEventListener("opas:updated", () => {
        this.#look();
        this.speak(this.lang);
      });
    }

    // look takes in the entries that the page has.
    #look() {
      this.#entries = Array.from(this.#root.querySelectorAll(".tags-theme .tag"), (item) => new Entry(item, this.lang));
    }

    get(id) { return this.#entries.find((entry) => entry.id === id); }

    word(name) { return this.#root.dataset[name]; }

    count(n) { return n === 1 ? this.word("one") : fill(this.word("many"), { n }); }

    get lang() { return this.#tools.elements.language.value; }

    // speak shows the tags in a language.
    speak(lang) {
      for (const radio of this.#tools.querySelectorAll("[name=language]")) radio.checked = radio.value === lang;
      for (const entry of this.#entries) entry.speak(lang);
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

    // arrange puts the entries in one list from A to Z, or back into their themes.
    #arrange(byLetter = this.#tools.elements.order.value === "letters") {
      if (!byLetter && this.#letters.hidden) return this.#filter();
      const focused = document.activeElement;
      const collator = new Intl.Collator(this.lang);
      const list = byLetter ? [...this.#entries].sort((a, b) => collator.compare(a.tag, b.tag)) : this.#entries;
      for (const entry of list) (byLetter ? this.#letters : entry.theme.querySelector(".tags-list")).append(entry.item);
      this.#letters.hidden = !byLetter;
      focused?.focus({ preventScroll: true });
      this.#filter();
    }

    // filter shows the entries that all words typed mean; where there is none,
    // those that one of the words means.
    #filter(tell = false) {
      const query = this.#field.value.trim();
      const theme = this.#tools.elements.ui_tags_theme.value;
      const typed = wordsOf(query), topics = typed.filter((word) => !this.#analysis.isStop(word.toLowerCase()));
      const words = (topics.length ? topics : typed).map((word) => word.toLowerCase());
      const inTheme = this.#entries.filter((entry) => !theme || entry.theme.querySelector("h3").id === theme);
      const meant = (how) => inTheme.filter((entry) => words[how]((word) => entry.means(word, this.#analysis)));
      let found = words.length ? meant("every") : inTheme;
      if (!found.length) found = meant("some");
      const shown = new Set(found);
      const isThemed = this.#letters.hidden;
      for (const entry of this.#entries) entry.item.hidden = !shown.has(entry);
      for (const section of this.#root.querySelectorAll(".tags-theme")) section.hidden = !isThemed || !found.some((entry) => entry.theme === section);
      const text = found.length ? this.count(found.length) : fill(this.word("none"), { query });
      this.#none.hidden = found.length > 0;
      this.#none.firstElementChild.textContent = text;
      if (tell) this.say(text, 500);
    }
  }

  // TagSet is the tags that the reader has gathered, in an order of their own.
  class TagSet {
    #root;
    #library;
    #keep;
    #place;
    #list;
    #ids = [];
    #isShared = false;

    constructor(root, library, { stored, store }) {
      this.#root = root;
      this.#library = library;
      this.#keep = { stored, store };
      this.#place = root.querySelector(".tags-set");
      this.#list = root.querySelector(".tags-set-list");
      root.addEventListener("click", (event) => this.#click(event.target.closest("button[data-act]")));
      root.addEventListener("speak", () => this.#show());
      addEventListener("storage", () => this.#isShared || this.#open(this.#own)); // another tab
      const asked = new URLSearchParams(location.search);
      const shared = this.#known(asked.get("tags"));
      const lang = this.#speaks(asked.get("language"));
      if (lang) library.speak(lang);
      this.#isShared = shared.length > 0;
      this.#open(this.#isShared ? shared : this.#own);
    }

    // A tag that is not in the list at the moment may come back, in the preview.
    get #entries() { return this.#ids.map((id) => this.#library.get(id)).filter(Boolean); }

    get #own() { return this.#known(this.#keep.stored("hashtags")); }

    #known(ids) { return [...new Set((ids ?? "").split(","))].map((id) => this.#library.get(id)).filter(Boolean); }

    #speaks(lang) { return [...this.#root.querySelectorAll("[name=language]")].find((radio) => radio.value === lang)?.value; }

    #open(entries) {
      this.#ids = entries.map((entry) => entry.id);
      this.#show();
    }

    // change takes a new set as the reader's own.
    #change(entries) {
      this.#isShared = false;
      this.#keep.store("hashtags", entries.map((entry) => entry.id).join());
      this.#open(entries);
      this.#library.say(entries.length ? [this.#size, ...this.#warnings].join(". ") : this.#library.word("empty"));
    }

    get #line() { return this.#entries.map((entry) => entry.tag).join(" "); }

    get #size() { return fill(this.#library.word("size"), { tags: this.#library.count(this.#entries.length), n: characters(this.#line) }); }

    // warnings tell what services do not take.
    get #warnings() {
      const length = characters(this.#line);
      return JSON.parse(this.#library.word("limits")).flatMap(([service, most, tags]) => [
        most && length > most && fill(this.#library.word("mostCharacters"), { service, n: most }),
        tags && this.#entries.length > tags && fill(this.#library.word("mostTags"), { service, n: tags }),
      ]).filter(Boolean);
    }

    #show() {
      this.#place.hidden = this.#root.querySelector(".tags-skip").hidden = !this.#entries.length;
      this.#place.querySelector(".tags-set-size").textContent = this.#size;
      put(this.#place.querySelector(".tags-set-line"), this.#entries.flatMap((entry) => [el("span", { lang: entry.lang }, entry.tag), " "]));
      put(this.#place.querySelector(".tags-set-warnings"), this.#warnings.map((text) => el("li", {}, text)));
      this.#place.querySelector(".tags-set-shared").hidden = !this.#isShared;
      put(this.#list, this.#entries.map((entry, i) => this.#row(entry, i)));
      for (const button of this.#root.querySelectorAll("[data-act=add]")) {
        button.setAttribute("aria-pressed", String(this.#entries.some((entry) => entry.id === button.closest(".tag").id)));
      }
    }

    #row(entry, i) {
      const button = (act, sign) => {
        const name = this.#library.word(act);
        const b = el("button", { class: "button", type: "button", "data-act": act, "aria-label": name + " " + entry.tag, title: name }, sign);
        b.disabled = (act === "earlier" && i === 0) || (act === "later" && i === this.#entries.length - 1);
        return b;
      };
      return el("li", { "data-id": entry.id }, el("span", { lang: entry.lang }, entry.tag), " ", button("earlier", "↑"), button("later", "↓"), button("remove", "×"));
    }

    #click(button) {
      if (!button) return;
      const entry = this.#library.get(button.closest(".tag")?.id ?? button.closest("li")?.dataset.id);
      const i = this.#entries.findIndex(({ id }) => id === entry?.id);
      switch (button.dataset.act) {
        case "copy": return this.#copy(button, entry.tag);
        case "copy-all": return this.#copy(button, this.#line);
        case "share": return this.#copy(button, this.#address);
        case "add": return this.#change(i < 0 ? [...this.#entries, entry] : this.#entries.toSpliced(i, 1));
        case "clear": return this.#remove(this.#entries.length, 0);
        case "remove": return this.#remove(1, i);
        case "earlier": return this.#move(i, i - 1, "earlier");
        case "later": return this.#move(i, i + 1, "later");
        case "own":
          this.#isShared = false;
          this.#open(this.#own);
          this.#focus();
      }
    }

    #move(from, to, act) {
      const entry = this.#entries[from];
      this.#change(this.#entries.toSpliced(from, 1).toSpliced(to, 0, entry));
      const row = this.#list.children[to];
      (row.querySelector(`[data-act=${act}]:enabled`) ?? row.querySelector("button:enabled")).focus();
    }

    #remove(n, from) {
      this.#change(this.#entries.toSpliced(from, n));
      const row = this.#list.children[Math.min(from, this.#entries.length - 1)];
      if (row) row.querySelector("[data-act=remove]").focus();
      else this.#focus();
    }

    // focus goes to the set, or where there is none to the field.
    #focus() { (this.#place.hidden ? this.#root.querySelector("input") : this.#place).focus(); }

    // address leads to this page with the set.
    get #address() {
      const lang = this.#library.lang;
      return location.href.replace(/[?#].*/, "") + "?tags=" + this.#entries.map((entry) => entry.id).join() + (lang === document.documentElement.lang ? "" : "&language=" + lang);
    }

    async #copy(button, text) {
      const copied = await write(text);
      this.#library.say(copied ? fill(this.#library.word("copied"), { text }) : this.#library.word("failed"));
      if (!copied) return;
      button.dataset.done = this.#library.word("done");
      setTimeout(() => delete button.dataset.done, doneShown);
    }
  }

  // write puts a text on the clipboard. A page from a server without encryption
  // may do so in the old way only.
  async function write(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const focused = document.activeElement;
      const area = el("textarea", { class: "visually-hidden", readonly: "" }, text);
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      focused?.focus();
      return copied;
    }
  }

  globalThis.opasHashtags = (root, { load, stored, store }) => {
    new TagSet(root, new Library(root, load), { stored, store });
  };
}
