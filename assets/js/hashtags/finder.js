"use strict";

// Finds the tags that a reader means. In: the entries of the page, and, once they
// are there, the scripts of the search and an index of the library in each language
// (search/<lang>/tags.js, see site/search/doc.go). Out: opasHashtags.Finder. No DOM.
{
  const hashtags = (globalThis.opasHashtags ??= {});
  // Up to this cost a word of an index is the word typed, or one of its parts is,
  // in any form (see search/matching.js).
  const sure = 1.1;
  const { name, meaning, theme, foreign } = hashtags.nearness;

  hashtags.Finder = class {
    #sources; // { languages, scripts, root }: codes, that of the page first; addresses
    #load;
    #loading;
    #suffix = ""; // of the addresses of the indexes
    #opened = new Map(); // path → { data, index, places, ends }: of a word [id, how near]; see endsOf

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
          const ids = data.ids.split(" "), kinds = [name, theme, i ? foreign : meaning];
          const places = (entry) => entry.pages.map(([number]) => [ids[number % ids.length], kinds[Math.floor(number / ids.length)]]);
          const index = opasSearch.index(lang, data, this.#load);
          this.#opened.set(path, { data, index, places, ends: endsOf(data, index) });
        }
        return this.#opened.get(path) ?? [];
      });
    }

    // find returns those of the entries that all words typed mean, the nearest
    // first, and otherwise in their order. Where there is none, isGuess is true,
    // and found are those that words like them mean, or one of them.
    find(query, entries) {
      const indexes = this.#indexes, known = new Map(), whole = hashtags.compact(query);
      const meant = (word, typing) => {
        const key = word + (typing ? "*" : "");
        return known.get(key) ?? (known.set(key, meanings(word, typing, entries, indexes)), known.get(key));
      };
      const queries = indexes.length ? indexes.map(({ index }) => topics(index, query, indexes)) : [long(hashtags.wordsOf(query.toLowerCase()))];
      const readings = queries.map((words) => words.map((word, i) => meant(word, i === words.length - 1)));
      const ranked = (readings, join) => {
        const ranks = entries.map((entry) => {
          const near = entry.near(whole);
          return [entry, Math.min(near < name ? near : Infinity, ...readings.map((words) => join(...words.map(({ ranks }) => ranks.get(entry.id) ?? Infinity))))];
        });
        return ranks.filter(([, rank]) => rank < Infinity).sort((a, b) => a[1] - b[1]).map(([entry]) => entry);
      };
      const found = ranked(readings.filter((words) => !words.some(({ isGuess }) => isGuess)), Math.max);
      if (found.length) return { found, isGuess: false };
      const all = ranked(readings, Math.max);
      return { found: all.length ? all : ranked(readings, Math.min), isGuess: true };
    }
  };

  const pathOf = (lang) => "search/" + lang + "/tags.js";

  // endsOf returns what stands behind the joints of an index's words, and the words:
  // [end, word]. The index has the words front-coded, see site/search/doc.go.
  const endsOf = (data, index) => {
    const list = [];
    let word = "";
    for (const [, shared, rest] of data.words.matchAll(/([A-Z])([^A-Z]*)/g)) {
      word = word.slice(0, shared.charCodeAt() - 65) + rest;
      const parts = word.split("|");
      for (let i = 1; i < parts.length; i++) list.push([opasSearch.fold(parts.slice(i).join("")), index.entry(parts.join(""))]);
    }
    return list;
  };

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

  // meanings returns how near the entries are that a word stands in or that an index
  // knows for sure, by their ids. Where there is none, forms count whose ends were
  // made up, and what tags mean in other languages, which the page does not show; and
  // where that is of no use, what the index that is nearest guesses.
  const meanings = (word, typing, entries, indexes) => {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const known = new Map(), likely = new Map();
    let guesses = new Map(), nearest = Infinity;
    const put = (ranks, id, near) => byId.has(id) && !(ranks.get(id) <= near) && ranks.set(id, near);
    for (const entry of entries) {
      const near = entry.rank(word);
      if (near < Infinity) put(known, entry.id, near);
    }
    for (const { index, places, ends } of indexes) {
      const { found, best } = index.match(word, typing), here = new Map(), folded = opasSearch.fold(word);
      // Of words that begin so the index gives up those that are far longer.
      for (const [end, form] of ends) if (end.startsWith(folded)) for (const [id, near] of places(form)) put(near === foreign ? likely : known, id, near);
      for (const [form, [cost, how]] of found) {
        const isBegun = typing && how === "prefix", isMadeUp = isBegun && !form.text.includes(folded);
        const isSure = isBegun || (how !== "typo" && cost <= sure);
        for (const [id, near] of places(form)) {
          put(here, id, near);
          const isForm = how === "form" && near === name;
          if (isSure) put(isMadeUp || near === foreign ? likely : known, id, isForm ? byId.get(id)?.near(form.text) : near);
        }
      }
      if (best < nearest) [guesses, nearest] = [here, best];
    }
    const ranks = [known, likely].find((each) => each.size);
    return { ranks: ranks ?? guesses, isGuess: !ranks };
  };
}
