"use strict";

// An entry of the library as the page has it. In: its element. Out:
// opasHashtags.Entry, and what makes elements and texts.
{
  const hashtags = (globalThis.opasHashtags ??= {});
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const wordsOf = (text) => text.normalize().match(/[\p{L}\p{N}]+/gu) ?? [];
  // A tag is found by each of its words, and by all in one.
  const parts = (tag) => [...wordsOf(tag), ...tag.split(/(?<=\p{Ll})(?=\p{Lu})|_/u).flatMap(wordsOf)];
  // compact returns all words of a text in one, folded.
  const compact = (text) => fold(wordsOf(text).join(""));

  // How near words come to an entry, the nearest first: they are one of its tags,
  // begin one, stand elsewhere in its tags or their synonyms, in what it means, in the
  // name of its theme, or in what it means in a language other than the page's.
  hashtags.nearness = { tag: 0, begins: 1, name: 2, meaning: 3, theme: 4, foreign: 5 };
  const { tag, begins, name, meaning, theme } = hashtags.nearness;

  // An entry that is retired has a successor, and no theme.
  hashtags.Entry = class {
    #read = ""; // what the words were taken from
    #tags;  // each in one word, folded
    #words; // by how near they come, folded

    constructor(item) {
      this.item = item;
      this.theme = item.closest(".tags-theme");
    }

    get id() { return this.item.id; }
    get successor() { return this.item.dataset.successor; }
    get #forms() { return [...this.item.querySelectorAll(".tag-form")]; }
    get tag() { return this.item.querySelector(".tag-form").textContent; }
    get lang() { return this.item.querySelector(".tag-form").lang; }

    // speak puts the form of a language before the others. Where it is there already,
    // nothing is touched.
    speak(lang) {
      const rank = (form) => (form.lang === lang ? 0 : form.lang === document.documentElement.lang ? 1 : 2);
      const forms = this.#forms.sort((a, b) => rank(a) - rank(b));
      forms.forEach((form, i) => (form.hidden = forms.slice(0, i).some((other) => other.textContent === form.textContent)));
      const place = this.item.querySelector(".tag-forms");
      if (forms.some((form, i) => form !== place.children[i])) place.replaceChildren(...forms.flatMap((form) => [form, " "]));
      for (const button of this.item.querySelectorAll("button")) button.setAttribute("aria-label", button.textContent + " " + this.tag);
    }

    // near returns how near words come that stand in its tags or their synonyms,
    // all in one and folded.
    near(text) {
      this.#look();
      if (this.#tags.includes(text)) return tag;
      return this.#tags.some((each) => each.startsWith(text)) ? begins : name;
    }

    // rank returns how near a word comes that begins a word of the entry; Infinity
    // where it begins none.
    rank(word) {
      this.#look();
      const text = fold(word), near = this.near(text);
      if (near < name) return near;
      return [name, meaning, theme].find((each) => this.#words[each].some((other) => other.startsWith(text))) ?? Infinity;
    }

    // look takes in the words. The live preview changes them while the page is open.
    #look() {
      const forms = this.#forms;
      const tags = forms.map((form) => form.textContent), also = forms.map((form) => form.dataset.also ?? "").join(" ");
      const about = this.item.querySelector(".tag-meaning").textContent, group = this.theme?.querySelector("h3").textContent ?? "";
      const read = [...tags, also, about, group].join("\n");
      if (read === this.#read) return;
      this.#read = read;
      this.#tags = tags.map(compact);
      const words = { [name]: [...tags.flatMap(parts), ...wordsOf(also)], [meaning]: wordsOf(about), [theme]: wordsOf(group) };
      this.#words = Object.fromEntries(Object.entries(words).map(([near, list]) => [near, list.map(fold)]));
    }
  };

  hashtags.wordsOf = wordsOf;
  hashtags.compact = compact;
  hashtags.fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  hashtags.el = (name, attributes, ...children) => {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    e.append(...children);
    return e;
  };
  // put gives an element children, unless it has the like.
  hashtags.put = (place, children) => {
    const next = place.cloneNode();
    next.append(...children);
    if (!next.isEqualNode(place)) place.replaceChildren(...next.childNodes);
  };
}
