"use strict";

// The tags that the reader has gathered, in an order of their own: remembered on
// this computer, and shared by the page's address. In: the library (hashtags.js).
// Out: opasHashtags.TagSet.
{
  const hashtags = (globalThis.opasHashtags ??= {});
  const { el, fill, put } = hashtags;
  const doneShown = 2000; // milliseconds

  const idsOf = (list) => [...new Set(list?.split(",").filter(Boolean))];
  const characters = (text) => Array.from(text).length;

  hashtags.TagSet = class {
    #root;
    #library;
    #keep;
    #place;
    #list;
    #notes;
    #lang; // that the page's tags have by themselves
    #ids = [];
    #isShared = false;

    constructor(root, library, { stored, store }) {
      this.#root = root;
      this.#library = library;
      this.#keep = { stored, store };
      this.#place = root.querySelector(".tags-set");
      this.#list = root.querySelector(".tags-set-list");
      this.#notes = root.querySelector(".tags-notes");
      this.#lang = library.lang;
      this.#begin(new URLSearchParams(location.search));
      root.addEventListener("click", (event) => this.#click(event.target.closest("button[data-act]")));
      root.addEventListener("speak", () => this.#spoken());
      // In another language the line is another, and a warning may come or go.
      root.addEventListener("input", ({ target }) => target.name === "language" && this.#say(this.#entries.length ? [this.#size, ...this.#warnings] : []));
      // Another tab has changed the set.
      addEventListener("storage", () => this.#isShared || this.#open(this.#own));
      new ResizeObserver(() => this.#makeRoom()).observe(this.#place);
    }

    // begin shows the set of the address, or else the reader's own.
    #begin(asked) {
      const shared = idsOf(asked.get("tags")), { entries, isUnknown } = this.#read(shared);
      this.#isShared = entries.length > 0;
      this.#library.speak(asked.get("language") ?? (this.#isShared ? this.#lang : this.#ownLang));
      const notes = this.#open(this.#isShared ? shared : this.#own);
      if (isUnknown) notes.unshift(this.#library.word("unknown"));
      this.#note(notes);
      if (this.#isShared) notes.unshift(this.#place.querySelector(".tags-set-shared span").textContent, this.#size);
      if (notes.length) this.#say(notes);
    }

    get #own() { return idsOf(this.#keep.stored("hashtags")); }

    get #ownLang() { return this.#keep.stored("hashtags-language") || this.#lang; }

    // A tag that is not in the list at the moment may come back, in the preview.
    get #entries() { return this.#read(this.#ids).entries; }

    // read returns the entries of ids, whether there are ids of none, and those
    // that are retired. Their successors take their places.
    #read(ids) {
      const found = ids.map((id) => this.#library.get(id));
      const known = found.filter(Boolean), retired = known.filter((entry) => entry.successor);
      const entries = known.map((entry) => (entry.successor ? this.#library.get(entry.successor) : entry));
      return { entries: [...new Set(entries)], retired, isUnknown: known.length < found.length };
    }

    // open shows a set, and returns what is to be told of it.
    #open(ids) {
      this.#ids = ids;
      this.#show();
      const { retired } = this.#read(ids);
      if (retired.length && !this.#isShared) this.#store();
      return retired.map((entry) => fill(this.#library.word("replaced"), { tag: entry.tag, successor: this.#library.get(entry.successor).tag }));
    }

    // change takes a new set as the reader's own, and tells what was done.
    #change(entries, done = []) {
      this.#isShared = false;
      this.#open(entries.map((entry) => entry.id));
      this.#store();
      this.#follow();
      this.#note([]);
      this.#say(entries.length ? [...done, this.#size, ...this.#warnings] : [...done, this.#library.word("empty")]);
    }

    #store() {
      this.#keep.store("hashtags", this.#entries.map((entry) => entry.id).join());
      this.#storeLang();
    }

    #storeLang() {
      this.#keep.store("hashtags-language", this.#library.lang === this.#lang ? "" : this.#library.lang);
    }

    // spoken keeps the language that the reader has chosen.
    #spoken() {
      this.#show();
      if (!this.#isShared) this.#storeLang();
      this.#follow();
    }

    // follow brings the address up to date: it tells of a set that is shared, and of
    // no other. To load the page again changes nothing.
    #follow() {
      const url = new URL(this.#isShared ? this.#address + location.hash : location.href);
      if (!this.#isShared) for (const name of ["tags", "language"]) url.searchParams.delete(name);
      if (url.href !== location.href) history.replaceState(history.state, "", url);
    }

    // note shows what the reader should know of how the set came to be.
    #note(texts) {
      this.#notes.hidden = !texts.length;
      this.#notes.replaceChildren(...texts.map((text) => el("li", {}, text)));
    }

    #say(texts) { this.#library.say(texts.map((text) => text.replace(/\.$/, "")).join(". ")); }

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
      const entries = this.#entries, ids = new Set(entries.map((entry) => entry.id));
      this.#place.hidden = this.#root.querySelector(".tags-skip").hidden = !entries.length;
      this.#place.querySelector(".tags-set-size").textContent = this.#size;
      put(this.#place.querySelector(".tags-set-line"), entries.flatMap((entry) => [el("span", { lang: entry.lang }, entry.tag), " "]));
      put(this.#place.querySelector(".tags-set-warnings"), this.#warnings.map((text) => el("li", {}, text)));
      this.#place.querySelector(".tags-set-shared").hidden = !this.#isShared;
      put(this.#list, entries.map((entry, i) => this.#row(entry, i, entries.length)));
      for (const button of this.#root.querySelectorAll("[data-act=add]")) button.setAttribute("aria-pressed", String(ids.has(button.closest(".tag").id)));
    }

    #row(entry, i, n) {
      const button = (act, sign) => {
        const name = this.#library.word(act);
        const b = el("button", { class: "button", type: "button", "data-act": act, "aria-label": name + " " + entry.tag, title: name }, sign);
        b.disabled = (act === "earlier" && i === 0) || (act === "later" && i === n - 1);
        return b;
      };
      return el("li", { "data-id": entry.id }, el("span", { lang: entry.lang }, entry.tag), " ", button("earlier", "↑"), button("later", "↓"), button("remove", "×"));
    }

    // makeRoom tells the style how much of the window the set takes, and brings back
    // what has the focus where the set has grown over it.
    #makeRoom() {
      document.documentElement.style.setProperty("--tags-set", this.#place.offsetHeight + "px");
      const focused = document.activeElement, { top, bottom } = focused.getBoundingClientRect(), set = this.#place.getBoundingClientRect();
      if (this.#root.contains(focused) && !this.#place.contains(focused) && top < set.bottom && bottom > set.top) focused.scrollIntoView({ block: "nearest" });
    }

    #click(button) {
      if (!button) return;
      const entry = this.#library.get(button.closest(".tag")?.id ?? button.closest("li")?.dataset.id);
      const i = this.#entries.findIndex(({ id }) => id === entry?.id);
      switch (button.dataset.act) {
        case "copy": return this.#copy(button, entry.tag);
        case "copy-all": return this.#copy(button, this.#line);
        case "share": return this.#copy(button, this.#address);
        case "add": return i < 0 ? this.#change([...this.#entries, entry], [this.#did("added", entry)]) : this.#change(this.#entries.toSpliced(i, 1), [this.#did("removed", entry)]);
        case "clear": return this.#remove(this.#entries.length, 0);
        case "remove": return this.#remove(1, i);
        case "earlier": return this.#move(i, i - 1, "earlier");
        case "later": return this.#move(i, i + 1, "later");
        case "own": return this.#return();
      }
    }

    // did tells what was done with a tag.
    #did(act, { tag }, values = {}) { return fill(this.#library.word(act), { tag, ...values }); }

    #move(from, to, act) {
      const entry = this.#entries[from];
      const entries = this.#entries.toSpliced(from, 1).toSpliced(to, 0, entry);
      this.#change(entries, [this.#did("moved", entry, { n: to + 1, all: entries.length })]);
      const row = this.#list.children[to];
      (row.querySelector(`[data-act=${act}]:enabled`) ?? row.querySelector("button:enabled")).focus();
    }

    #remove(n, from) {
      const done = n === 1 ? [this.#did("removed", this.#entries[from])] : [];
      this.#change(this.#entries.toSpliced(from, n), done);
      const row = this.#list.children[Math.min(from, this.#entries.length - 1)];
      if (row) row.querySelector("[data-act=remove]").focus();
      else this.#focus();
    }

    // return goes back from a shared set to the reader's own.
    #return() {
      const lang = this.#ownLang;
      this.#isShared = false;
      const notes = this.#open(this.#own);
      this.#library.speak(lang);
      this.#follow();
      this.#note(notes);
      this.#say([...notes, this.#entries.length ? this.#size : this.#library.word("empty")]);
      this.#focus();
    }

    // focus goes to the set, or where there is none to the field.
    #focus() { (this.#place.hidden ? this.#root.querySelector("input[type=search]") : this.#place).focus(); }

    // address leads to this page with the set.
    get #address() {
      const lang = this.#library.lang;
      return location.href.replace(/[?#].*/, "") + "?tags=" + this.#entries.map((entry) => entry.id).join() + (lang === this.#lang ? "" : "&language=" + lang);
    }

    async #copy(button, text) {
      const copied = await write(text);
      this.#library.say(copied ? fill(this.#library.word("copied"), { text }) : this.#library.word("failed"));
      if (!copied) return;
      button.dataset.done = this.#library.word("done");
      setTimeout(() => delete button.dataset.done, doneShown);
    }
  };

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
}
