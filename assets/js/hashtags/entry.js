"use strict";

// An entry of the library as the page has it. In: its element. Out:
// opasHashtags.Entry, and what makes elements and texts.
{
  const hashtags = (globalThis.opasHashtags ??= {});
  const shortestMiddle = 3; // so many letters are looked for within words, too

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const wordsOf = (text) => text.normalize().match(/[\p{L}\p{N}]+/gu) ?? [];
  // A tag is found by each of its words, and by all in one.
  const parts = (tag) => [...wordsOf(tag), ...tag.split(/(?<=\p{Ll})(?=\p{Lu})|_/u).flatMap(wordsOf)];

  // An entry that is retired has a successor, and no theme.
  hashtags.Entry = class {
    #read = ""; // what the words were taken from
    #names;  // words of the tags and their synonyms: [in small letters, folded]
    #others; // words of the meaning and the theme, folded

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

    // has reports whether a word stands in the entry, or the beginning of one; of
    // a tag and its synonyms a middle will do, with the dots that were typed.
    has(word) {
      this.#look();
      const folded = fold(word), isLong = folded.length >= shortestMiddle;
      const within = ([name, plain]) => isLong && (word === folded ? plain : name).includes(word);
      return this.#names.some((name) => name[1].startsWith(folded) || within(name)) || this.#others.some((other) => other.startsWith(folded));
    }

    // look takes in the words. The live preview changes them while the page is open.
    #look() {
      const forms = this.#forms;
      const tags = forms.map((form) => form.textContent), also = forms.map((form) => form.dataset.also ?? "").join(" ");
      const others = this.item.querySelector(".tag-meaning").textContent + " " + (this.theme?.querySelector("h3").textContent ?? "");
      const read = [...tags, also, others].join("\n");
      if (read === this.#read) return;
      this.#read = read;
      this.#names = [...tags.flatMap(parts), ...wordsOf(also)].map((word) => [word.toLowerCase(), fold(word)]);
      this.#others = wordsOf(others).map(fold);
    }
  };

  hashtags.wordsOf = wordsOf;
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
