"use strict";
import "./matching.js";
import "./engine.js";

// The search box, once it is used: the words of the interface, the engine, and
// the list of results below the box. All text comes from the index and from the
// page, and goes into text nodes.
//
// The list is the listbox of an editable combobox (WAI-ARIA Authoring Practices,
// "Editable Combobox With List Autocomplete"): the focus stays in the box, and
// aria-activedescendant tells which option the arrows have reached. An option is
// a section; those of a page are a group with the page's title as its name.
{
  const search = (globalThis.opasSearch ??= {});

  // el makes an element. Attributes that are null, false or "" are left out.
  const el = (name, attributes, ...children) => {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value || value === 0) e.setAttribute(key, value === true ? "" : value);
    }
    e.append(...children);
    return e;
  };

  // pieces shows a text of which parts are marked.
  const pieces = (list) => list.map((p) => (p.mark ? el("mark", {}, p.text) : p.text));
  const plain = (list) => list.map((p) => p.text).join("");

  // fill puts nodes or texts in the parameters of a text: {name}.
  const fill = (text, values) => text.split(/\{(\w+)\}/).map((part, i) => (i % 2 ? values[part] : part));

  const short = (text, most = 60) => (Array.from(text).length > most ? Array.from(text).slice(0, most).join("") + "…" : text);

  // Client is the engine as a page uses it.
  class Client {
    #engine;
    #form;
    #lang = document.documentElement.lang;
    #load;
    #suffix = "";

    constructor(form, load) {
      this.#form = form;
      this.#load = load;
      this.#engine = this.#open();
    }

    #open() {
      const engine = search.open({
        lang: this.#lang,
        languages: this.#form.dataset.languages.split(" "),
        load: (path) => this.#file(path),
      });
      this.#warm(engine).catch(() => {}); // told when something is asked
      return engine;
    }

    // warm lets the engine make itself ready while the reader does nothing.
    async #warm(engine) {
      const idle = globalThis.requestIdleCallback ?? setTimeout;
      while (await engine.warm()) await new Promise((go) => idle(go));
    }

    // renew forgets the index. When something is asked it is loaded again, from
    // addresses that end so.
    renew(suffix) {
      this.#engine = null;
      this.#suffix = suffix;
    }

    // file loads a file of the index. With that of another language come the
    // rules of its words, which have the name of their bytes.
    #file(path) {
      const lang = /^search\/([\w-]+)\.js$/.exec(path)?.[1];
      const rules = lang && lang !== this.#lang && this.#form.getAttribute("data-rules-" + lang);
      return Promise.all([rules && this.#load(rules), this.#load(this.#form.dataset.root + path + this.#suffix)]);
    }

    // find asks the engine. An index that did not arrive is asked for again.
    find(query, options) {
      this.#engine ??= this.#open();
      return this.#engine.search(query, options);
    }

    word(name) { return this.#form.dataset[name]; }

    count(n) { return n === 1 ? this.word("single") : fill(this.word("several"), { n }).join(""); }

    // address leads to a section, with the words that are to be marked there.
    address(hit, section) {
      const mark = formsOf(hit).map(encodeURIComponent).join();
      const anchor = section?.anchor ? "#" + encodeURIComponent(section.anchor) : "";
      return this.#form.dataset.root + hit.url + "index.html" + (mark && "?mark=" + mark) + anchor;
    }

    // results leads to the page of results. Half of a surrogate pair, which no
    // address can have, is left out.
    results(query) { return this.#form.dataset.results + "?q=" + encodeURIComponent(query.replace(/\p{Cs}/gu, "")); }

    // via tells through which word of another language a page was found.
    via(hit) {
      const { lang, word } = hit.via;
      return fill(this.#form.getAttribute("data-via-" + lang) ?? "{word}", { word: el("i", { lang }, word) });
    }
  }

  // sectionsOf returns what there is to open of a page: at least its top.
  const sectionsOf = (hit) => (hit.sections.length ? hit.sections : [{ anchor: "", heading: [], excerpt: [] }]);

  // formsOf returns the words to mark on a page: those that are marked in what is
  // shown of it, then other forms of what was asked, nearest first.
  const formsMost = 12;
  const formsOf = (hit) => {
    const shown = [hit.title, ...hit.sections.flatMap((s) => [s.heading, s.excerpt])].flat().filter((p) => p.mark).map((p) => p.text.toLowerCase());
    const others = hit.via ? [] : (hit.why ?? []).slice().sort((a, b) => a.cost - b.cost).map((why) => why.form);
    return [...new Set([...shown, ...others])].slice(0, formsMost);
  };

  // Ear tells readers who do not see the page what has come, after a pause.
  class Ear {
    #status;
    #timer;

    constructor(form) { this.#status = form.querySelector("[role=status]"); }

    say(text) {
      clearTimeout(this.#timer);
      this.#status.textContent = "";
      if (text) this.#timer = setTimeout(() => (this.#status.textContent = text), 700);
    }
  }

  const pagesShown = 6;
  // Of one or two letters or digits it is too early to say that they find nothing.
  const tooEarly = /^[\p{L}\d.]{1,2}$/u;

  class Box {
    #client;
    #form;
    #input;
    #popup;
    #failed;
    #list;
    #note;
    #ear;
    #options = [];
    #active = -1;
    #turn = null; // stands for what is asked or shown

    constructor(form, client) {
      this.#client = client;
      this.#form = form;
      this.#input = form.elements.q;
      this.#popup = form.querySelector(".search-popup");
      this.#failed = this.#popup.firstElementChild;
      this.#ear = new Ear(form);
      this.#list = el("div", { class: "search-options", id: "ui_options", role: "listbox", "aria-label": client.word("title"), hidden: true });
      this.#note = el("p", { class: "search-note", hidden: true });
      this.#popup.append(this.#note, this.#list);
      this.#failed.hidden = true;
      const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "ui_options" };
      for (const [key, value] of Object.entries(combobox)) this.#input.setAttribute(key, value);

      this.#input.addEventListener("input", () => this.#refresh());
      form.addEventListener("keydown", (event) => this.#key(event));
      // The list belongs to the box; a notice, which has a link, to the whole form.
      form.addEventListener("focusout", (event) => {
        if (document.hasFocus() && !(this.#list.hidden ? form : this.#popup).contains(event.relatedTarget)) this.#close();
      });
      // The focus stays in the box while the list is used.
      this.#popup.addEventListener("mousedown", (event) => event.preventDefault());
      form.addEventListener("submit", (event) => {
        if (!this.#input.value.trim()) event.preventDefault();
      });
      addEventListener("pagehide", () => this.#close());
      if (document.activeElement === this.#input) this.#refresh();
    }

    // again asks anew what is asked or shown.
    again() { return this.#turn && this.#refresh(); }

    // refresh shows what there is for what stands in the box. An answer that is
    // no longer the newest is dropped.
    async #refresh() {
      const turn = (this.#turn = {});
      const query = this.#input.value;
      if (!query.trim()) return this.#close();
      const slow = setTimeout(() => turn === this.#turn && this.#tell([this.#client.word("loading")]), 250);
      try {
        const results = await this.#client.find(query, { typing: true, limit: pagesShown });
        if (turn === this.#turn) this.#show(query, results);
      } catch (error) {
        console.warn(error);
        if (turn === this.#turn) this.#fail();
      } finally {
        clearTimeout(slow);
      }
    }

    #show(query, results) {
      this.#clear();
      const { main, other, related, suggestion } = results;
      let room = pagesShown;
      const take = (hits) => {
        const taken = hits.slice(0, Math.max(0, room));
        room -= taken.length;
        return taken;
      };
      this.#add(take(main), "");
      this.#add(take(other), this.#client.word("other"));
      this.#add(take(related), this.#client.word("related"));
      const found = this.#options.length;
      if (!found && tooEarly.test(query.trim())) return this.#close();
      if (suggestion) this.#addSuggestion(suggestion);
      if (found) {
        this.#addLink(this.#client.results(query), this.#client.word("all"));
        this.#tell(null);
      } else {
        const none = fill(this.#client.word("none"), { query: short(query.trim()) });
        this.#addLink(this.#failed.querySelector("a").href, this.#client.word("register"));
        this.#tell(none);
      }
      this.#ear.say(found ? this.#client.count(found) : this.#note.textContent);
      this.#list.hidden = false;
      this.#input.setAttribute("aria-expanded", "true");
    }

    #clear() {
      this.#list.replaceChildren();
      this.#options = [];
      this.#activate(-1);
      this.#failed.hidden = true;
    }

    // add adds a group for each page. A page whose top stands first is its own
    // heading; else its title stands above its sections.
    #add(hits, heading) {
      hits.forEach((hit, i) => {
        const title = pieces(hit.title);
        const group = el("div", { class: "search-page", role: "group", "aria-label": (heading ? heading + ": " : "") + plain(hit.title), lang: hit.lang });
        if (heading && i === 0) group.append(el("p", { class: "search-heading", "aria-hidden": "true", lang: document.documentElement.lang }, heading));
        const sections = sectionsOf(hit);
        if (sections[0].anchor) group.append(el("p", { class: "search-title", "aria-hidden": "true" }, ...title));
        for (const section of sections) {
          const name = section.anchor ? pieces(section.heading) : pieces(hit.title);
          const option = this.#option(this.#client.address(hit, section), section.anchor ? "search-section" : "search-top");
          option.append(el("span", { class: "search-name" }, ...name));
          if (hit.via && section === sections[0]) {
            option.append(" ", el("span", { class: "search-via", lang: document.documentElement.lang }, ...this.#client.via(hit)));
          }
          if (section.excerpt.length) option.append(" ", el("span", { class: "search-excerpt" }, ...pieces(section.excerpt)));
          group.append(option);
        }
        this.#list.append(group);
      });
    }

    #addSuggestion(suggestion) {
      const option = this.#option(this.#client.results(suggestion), "search-meant");
      option.append(el("span", {}, ...fill(this.#client.word("meant"), { query: el("b", {}, suggestion) })));
      option.addEventListener("click", (event) => {
        event.preventDefault();
        this.#input.value = suggestion;
        this.#refresh();
      });
      this.#list.append(option);
    }

    #addLink(href, text) {
      const option = this.#option(href, "search-all");
      option.append(text);
      this.#list.append(option);
    }

    #option(href, name) {
      const id = "ui_option" + this.#options.length;
      const option = el("a", { class: "search-option " + name, id, role: "option", "aria-selected": "false", tabindex: "-1", href });
      this.#options.push(option);
      return option;
    }

    // tell shows a sentence above the list, or none.
    #tell(text) {
      this.#note.replaceChildren(...(text ?? []));
      this.#note.hidden = !text;
      this.#popup.hidden = false;
    }

    #fail() {
      this.#clear();
      this.#close();
      this.#failed.hidden = false;
      this.#popup.hidden = false;
      this.#ear.say(this.#failed.textContent);
    }

    get #isOpen() { return !this.#popup.hidden; }

    #close() {
      this.#turn = null;
      this.#activate(-1);
      this.#popup.hidden = this.#list.hidden = this.#note.hidden = true;
      this.#input.setAttribute("aria-expanded", "false");
      this.#ear.say("");
    }

    #activate(i) {
      this.#options[this.#active]?.setAttribute("aria-selected", "false");
      this.#active = i;
      const option = this.#options[i];
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        this.#input.setAttribute("aria-activedescendant", option.id);
      } else {
        this.#input.removeAttribute("aria-activedescendant");
      }
    }

    #key(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (event.key === "Escape") {
        if (this.#isOpen) this.#close();
        else if (this.#input.value) this.#input.value = "";
        else return;
        this.#input.focus();
        event.preventDefault();
      } else if (event.target === this.#input) {
        this.#arrow(event);
      }
    }

    async #arrow(event) {
      const n = this.#options.length;
      const isListed = this.#isOpen && !this.#list.hidden;
      switch (event.key) {
        case "ArrowDown":
        case "ArrowUp":
          event.preventDefault();
          if (!isListed) {
            await this.#refresh();
            if (!event.altKey && !this.#list.hidden) this.#activate(event.key === "ArrowDown" ? 0 : this.#options.length - 1);
            return;
          }
          if (event.altKey) return event.key === "ArrowUp" ? this.#close() : undefined;
          // The box itself is one of the stops.
          this.#activate(event.key === "ArrowDown" ? (this.#active + 2) % (n + 1) - 1 : (this.#active + n + 1) % (n + 1) - 1);
          return;
        case "Enter":
          if (!isListed || this.#active < 0) return;
          event.preventDefault();
          this.#options[this.#active].click();
          return;
        case "Home":
        case "End":
        case "ArrowLeft":
        case "ArrowRight":
          this.#activate(-1); // and the cursor moves in the box
      }
    }
  }

  Object.assign(search, { el, pieces, plain, fill, short, Ear, sectionsOf });

  // mount makes a form work. From then on renew makes it load its index anew, from
  // addresses that end so, and ask again what it shows. On the page of results put,
  // which gives an element other children, puts the new ones in place.
  search.mount = (form, load) => {
    const client = new Client(form, load);
    const view = new (form.matches(".search-large") ? search.ResultsPage : Box)(form, client);
    search.renew = (suffix, put) => {
      client.renew(suffix);
      return view.again(put);
    };
  };
}
