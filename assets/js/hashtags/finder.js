"use strict";

// Finds the tags that a reader means. In: the entries of the page, and, once they
// are there, the scripts of the search and an index of the library in each language
// (search/<lang>/tags.js, see site/search/doc.go). Out: opasHashtags.Finder. No DOM.
{
  const hashtags = (globalThis.opasHashtags ??= {});
  // Up to this cost a word of an index is the word typed, or one of its parts is,
  // in any form (see search/matching.js).
  const sure = 1.1;

  hashtags.Finder = class {
    #sources; // { languages, scripts, root }: codes, that of the page first; addresses
    #load;
    #loading;
    #suffix = ""; // of the addresses of the indexes
    #opened = new Map(); // path → { data, index, idsOf }

    constructor(sources, load) {
      this.#sources = sources;
      this.#load = load;
    }

    // begin loads what is needed. All languages are, since a tag is found in each.
    begin() {
      const { scripts, languages, root } = this.#sources;
      const files = languages.map((lang) => root + pathOf(lang) + this.#suffix);
      this.#loading ??= Promise.all([...scripts, ...files].map((src) => this.#load(src))).catch((error) => {
        console.warn(error); // beginnings of words are still found
        this.#loading = null;
      });
      return this.#loading;
    }

    // renew loads the indexes again, if they were loaded, from addresses that end so.
    async renew(suffix) {
      this.#suffix = suffix;
      if (!this.#loading) return;
      this.#loading = null;
      await this.begin();
    }

    // The indexes that have come, each opened anew where another one was put in its
    // place.
    get #indexes() {
      return this.#sources.languages.flatMap((lang, i) => {
        const path = pathOf(lang), data = globalThis.opasSearch?.files?.get(path);
        if (data && this.#opened.get(path)?.data !== data) {
          // What tags mean is told in the language of the page.
          const ids = data.ids.split(" "), known = i ? ids : [...ids, ...ids];
          const idsOf = (entry) => entry.pages.flatMap(([number]) => known[number] ?? []);
          this.#opened.set(path, { data, index: opasSearch.index(lang, data, this.#load), idsOf });
        }
        return this.#opened.get(path) ?? [];
      });
    }

    // find returns those of the entries that all words typed mean; where there is
    // none, those that one of them means.
    find(query, entries) {
      const indexes = this.#indexes, known = new Map();
      const meant = (word, typing) => {
        const name = word + (typing ? "*" : "");
        return known.get(name) ?? (known.set(name, meanings(word, typing, entries, indexes)), known.get(name));
      };
      const readings = indexes.length ? indexes.map(({ index }) => topics(index, query, indexes)) : [long(hashtags.wordsOf(query.toLowerCase()))];
      const having = (how) => entries.filter((entry) => readings.some((words) => words[how]((word, i) => meant(word, i === words.length - 1).has(entry.id))));
      const found = having("every");
      return found.length ? found : having("some");
    }
  };

  const pathOf = (lang) => "search/" + lang + "/tags.js";

  // long leaves out letters that stand alone, unless there is nothing else.
  const long = (words) => {
    const left = words.filter((word) => word.length > 1);
    return left.length ? left : words;
  };

  // topics reads a query as one in the language of an index, which has stop words,
  // and synonyms of several words. Of a word with a hyphen that no index has got,
  // the parts are asked for.
  const topics = (index, query, indexes) => {
    const isKnown = (word) => indexes.some((each) => each.index.match(word).best <= sure);
    const { words: said, beside } = index.phrases(opasSearch.tokens(query).map(({ word }) => word));
    const words = said.flatMap((word) => (/-/.test(word) && !isKnown(word) ? word.split("-") : word));
    const left = words.filter((word) => !index.isStop(word) && !beside.has(word));
    return long(left.length ? left : words);
  };

  // meanings returns the ids of the entries that have a word or that an index knows
  // for sure; where there is none, what the index that is nearest guesses.
  const meanings = (word, typing, entries, indexes) => {
    const ids = new Set(entries.filter((entry) => entry.has(word)).map((entry) => entry.id));
    let guesses = [], nearest = Infinity;
    for (const { index, idsOf } of indexes) {
      const { found, best } = index.match(word, typing);
      for (const [entry, [cost, how]] of found) {
        if (cost <= sure && how !== "typo") for (const id of idsOf(entry)) ids.add(id);
      }
      if (best < nearest) [guesses, nearest] = [[...found.keys()].flatMap(idsOf), best];
    }
    return ids.size ? ids : new Set(guesses);
  };
}
