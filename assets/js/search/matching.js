"use strict";

// Finds the words of an index that a word of a query means. In: the files of an
// index (their format is told in site/search/doc.go), put here by their scripts,
// and the language's analyser (analysis.js). Out: opasSearch.put, .files and
// .index, which gives match(word, typing). No DOM.
{
  const search = (globalThis.opasSearch ??= {});
  search.files = new Map();
  search.put = (path, data) => search.files.set(path, data);

  // What a match costs, added to what the forms' hypotheses cost. The last part of
  // a compound says what it is: a share price is a price. A synonym costs more where
  // the guide has the word itself (besides).
  const part = 0.7, lastPart = 0.35, beginning = 1, begun = 0.3, typo = 1, wrongLetter = 0.2, synonym = 0.15, besides = 0.4, eachLetter = 0.02;
  // So many letters a word has at most of which errors are mended.
  const longestGuess = 28;
  // In a word of so many letters another letter makes another word; nor does one
  // with an error stand for a synonym.
  const shortWord = 5;
  // In so many letters at the end, at most, forms of a word differ.
  const formEnds = 6;
  // Of an unknown compound: how short a part may be, and how short one that alone
  // is known; what that costs, and the first part where the last one is known too.
  const shortestPart = 3, longPart = 5, onlyTail = 1.3, onlyHead = 1.6, headToo = 0.3;
  // A word is given up for a dearer match than these; the second is for typos.
  const dearest = 1.6, dearestTypo = 2.6;
  // How much dearer than the best a match may be.
  const near = 0.4, nearPart = 1.1, nearSynonym = 0.7, likely = 0.2;
  // Of a large index so many shards are loaded for one beginning of a word, of
  // which so many letters must have been typed.
  const mostShards = 2, fewestLetters = 3;

  const bare = (word) => search.fold(word).replace(/[-'|]/g, "");

  // readWords reads front-coded words: a capital letter tells how much a word
  // has in common with the one before it.
  const readWords = (text) => {
    let last = "";
    return [...text.matchAll(/([A-Z])([^A-Z]*)/g)].map(([, shared, rest]) => (last = last.slice(0, shared.charCodeAt() - 65) + rest));
  };

  const digits = "CNaltdeuigsyovrp|EkfmFBjDhc)w,bnS:&>/Y*X<^VW;[U?(=]~Z`_}T{@-$.'IR71G53Q40H+K%2P8qz6MLx#AOJ9";

  // readNumbers reads numbers of one or more characters each.
  const readNumbers = (text) => {
    const list = [];
    let value = 0, scale = 1;
    for (let i = 0; i < text.length; i++) {
      const digit = digits.indexOf(text[i]);
      value += (digit < 59 ? digit : digit - 59) * scale;
      scale *= 32;
      if (digit < 59) {
        list.push(value);
        value = 0;
        scale = 1;
      }
    }
    return list;
  };

  // oneApart returns what it costs that a letter is missing, added or another, or
  // that two have changed places; undefined where more is wrong.
  const oneApart = (a, b) => {
    const n = a.length - b.length;
    if (n < 0) return oneApart(b, a);
    let i = 0;
    while (i < b.length && a[i] === b[i]) i++;
    if (n < 2 && a.slice(i + 1) === b.slice(i + 1 - n)) return n ? typo : typo + wrongLetter;
    if (!n && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2)) return typo;
  };

  const list = (map, key) => map.get(key) ?? (map.set(key, []), map.get(key));

  // index opens the index of a language, whose file holds data; take loads others
  // (see engine.js). An entry of it is {word, text, pages, asks, also}: the word,
  // folded; [page, level] of each page that has it; the questions that have it, by
  // number; or of a synonym the words it stands for.
  search.index = (code, data, take) => {
    const analyser = search.languages[code] ?? { keys: (word) => new Map([["=" + bare(word), 0]]), stop: new Set(), weak: [], ends: [], near: () => [], harmony: () => 0 };
    const shards = data.shards ? data.shards.split(" ") : [];
    const entries = new Map(); // word → entry
    const places = new Map();  // first two letters → what is filed there: {entry, text, part, tail}
    const keyed = new Map();   // key → [[filed, cost]], of the places prepared
    const prepared = new Set();
    const begins = new Map();  // length → beginnings of that length of all words
    const known = new Map();   // word → keys
    const initials = new Map(); // word → its first letter, folded
    const texts = new Map();   // text → its words
    const matched = new Map(); // word → what match returned
    const kindred = new Map(); // word of a text → what kin returned
    const questions = [];      // {page, words}: who answers it, how many words it has
    const phrases = [];        // synonyms of several words: lists of words
    let weak;                  // keys of words that tell little

    const file = (entry, part, tail) => {
      const filed = { entry, text: part ? bare(part) : entry.text, part, tail }, place = filed.text.slice(0, 2);
      list(places, place).push(filed);
      if (prepared.has(place)) addKeys(filed);
    };

    const addKeys = (filed) => {
      for (const [key, cost] of analyser.keys(filed.part ?? filed.entry.word)) list(keyed, key).push([filed, cost]);
    };

    const read = ({ words = "", posts = "", levels }) => {
      const numbers = readNumbers(posts);
      let i = 0, ranked = 0;
      for (const marked of readWords(words)) {
        const word = marked.replace(/\|/g, ""), entry = { word, text: bare(word), pages: [], asks: [] };
        for (let page = 0, last = 0; !last; i++) {
          last = numbers[i] & 1;
          page += numbers[i] >> 1;
          if (page < firstQuestion) entry.pages.push([page, digits.indexOf(levels[ranked++])]);
          else entry.asks.push(page - firstQuestion);
        }
        if (entries.has(word)) continue; // stands in two shards
        entries.set(word, entry);
        file(entry);
        const parts = marked.split(/[-|]/), n = parts.length;
        // Each part, all from a joint on, and all up to one.
        for (let from = 0; from < n; from++) {
          for (let to = from + 1; to <= n; to++) {
            if (to - from < n && (to === from + 1 || !from || to === n)) file(entry, parts.slice(from, to).join(""), to === n);
          }
        }
      }
      for (const map of [matched, begins, kindred]) map.clear(); // there are more words now
    };

    const keys = (word) => known.get(word) ?? (known.set(word, analyser.keys(word)), known.get(word));

    const initial = (word) => initials.get(word) ?? (initials.set(word, bare(word)[0]), initials.get(word));

    // areForms tells whether two words that begin alike are forms of one.
    const areForms = (a, b) => {
      if (initial(a) === initial(b)) for (const [key, cost] of keys(a)) if (cost + keys(b).get(key) <= near) return true;
      return false;
    };

    // kin returns the entries that a word of a text can be a form of: [entry, cost].
    const kin = (word) => {
      let found = kindred.get(word);
      if (!found) {
        const costs = new Map(), first = initial(word);
        for (const place of around(word)) prepare(place);
        for (const [key, cost] of keys(word)) {
          for (const [{ entry, part }, other] of keyed.get(key) ?? []) {
            if (!part && cost + other <= near && initial(entry.word) === first && !(costs.get(entry) <= cost + other)) costs.set(entry, cost + other);
          }
        }
        kindred.set(word, (found = [...costs]));
      }
      return found;
    };

    const isStop = (word) => analyser.stop.has(search.fold(word));

    // endOf returns where a phrase ends that begins at a place among words; 0
    // where it does not.
    const endOf = (phrase, words, from) => {
      let at = from;
      for (const word of phrase) {
        while (at > from && at < words.length && isStop(words[at]) && !areForms(word, words[at])) at++;
        if (at === words.length || !areForms(word, words[at])) return 0;
        at++;
      }
      return at;
    };

    // around returns the places where forms of a word can stand.
    const around = (word) => {
      const found = new Set([bare(word).slice(0, 2)]);
      for (const key of keys(word).keys()) found.add(key.slice(1, 3).toLowerCase());
      for (const place of [...found]) for (const other of analyser.near(place)) found.add(other);
      return found;
    };

    const prepare = (place) => {
      if (prepared.has(place)) return;
      prepared.add(place);
      for (const filed of places.get(place) ?? []) addKeys(filed);
    };

    // compare adds the entries that are forms of a word, or have one as a part.
    const compare = (word, extra, how, add) => {
      const sums = new Map();
      for (const place of around(word)) prepare(place);
      for (const [key, cost] of keys(word)) {
        for (const [filed, other] of keyed.get(key) ?? []) {
          if (!(sums.get(filed) <= cost + other)) sums.set(filed, cost + other);
        }
      }
      for (const [filed, sum] of sums) {
        if (sum <= (filed.part ? near : dearest)) {
          const cost = sum + extra + analyser.harmony(word, filed.part ?? filed.entry.word);
          add(filed.entry, filed.part ? cost + (filed.tail ? lastPart : part) : cost, filed.part && how === "form" ? "part" : how);
        }
      }
    };

    // isBegun tells whether a word of the index begins like a text.
    const isBegun = (text) => {
      const n = text.length;
      if (!begins.has(n)) begins.set(n, new Set([...places.values()].flatMap((filed) => filed.map((each) => each.text.slice(0, n)))));
      return begins.get(n).has(text);
    };

    // compareTypos adds the entries that a word with one letter changed means; a
    // short word with another letter is mostly another word.
    // Their beginning, all but the letters that forms of a word differ in, is one
    // of the index.
    const compareTypos = (word, add) => {
      const text = bare(word), isLong = text.length > shortWord, alphabet = "abcdefghijklmnoprstuvwy" + [...new Set(word)].filter((letter) => letter > "z").join("");
      for (let i = 0; i <= word.length; i++) {
        const before = word.slice(0, i), after = word.slice(i), sure = Math.max(4, Math.min(i + 2, word.length - formEnds));
        const attempt = (rest, more = 0) => {
          if (before + rest !== word && isBegun(bare((before + rest).slice(0, sure)))) compare(before + rest, typo + more, "typo", add);
        };
        if (i) attempt(after.slice(1));
        if (after[1]) attempt(after[1] + after[0] + after.slice(2));
        for (const letter of alphabet) {
          attempt(letter + after);
          if (isLong) attempt(letter + after.slice(1), wrongLetter);
        }
      }
      for (const filed of places.get(text.slice(0, 2)) ?? []) {
        const cost = oneApart(text, filed.text);
        if (cost === typo || (cost && isLong)) add(filed.entry, cost, "typo");
      }
    };

    // split adds the entries that the parts of an unknown compound mean. One part
    // alone must be long; the last one tells more than the first.
    const split = (text, add) => {
      let cheapest = Infinity, chosen = [];
      for (let i = shortestPart; i <= text.length - shortestPart; i++) {
        const [head, tail] = [text.slice(0, i), text.slice(i)].map((word) => {
          const found = [];
          compare(word, 0, "split", (entry, cost) => !entry.also && cost <= nearPart && found.push([entry, cost]));
          return found;
        });
        const lone = (head[0] ? i : text.length - i) >= longPart;
        const cost = (head[0] && tail[0] ? part : tail[0] && lone ? onlyTail : head[0] && lone ? onlyHead : Infinity) - (tail[0] ? text.length - i : i) * eachLetter;
        if (cost < cheapest) [cheapest, chosen] = [cost, [...tail, ...head.map(([entry, cost]) => [entry, tail[0] ? cost + headToo : cost])]];
      }
      for (const [entry, cost] of chosen) add(entry, cost + cheapest, "split");
    };

    // find finds what a word means. A stop word, which is asked for where there is
    // no other, counts as known, so that nothing is guessed: it means a synonym, or
    // while it is typed the words that begin like it.
    const find = (word, typing) => {
      const found = new Map(), text = bare(word), isLong = text.length > shortWord, stop = isStop(word);
      const best = () => Math.min(stop ? 1 : Infinity, ...[...found.values()].map(([cost]) => cost));
      const add = (entry, cost, how) => {
        if (!(found.get(entry)?.[0] <= cost)) found.set(entry, [cost, how]);
      };
      compare(word, 0, "form", (entry, cost, how) => (stop && entry.text !== text) || add(entry, cost, how));
      const more = [...found].some(([entry, [cost]]) => !entry.also && cost <= near) ? besides : synonym;
      // A synonym adds the words that it stands for.
      const standIn = ({ also }, cost) => also.forEach((other) => compare(other, cost, "synonym", (target, sum, how) => target.also || add(target, sum, how)));
      for (const [entry, [cost]] of [...found]) {
        if (!entry.also) continue;
        found.delete(entry);
        if (cost <= nearSynonym) standIn(entry, cost + more);
      }
      // One that only begins so or is misspelt does where no word of the guide is.
      const guesses = [];
      const guess = (entry, cost, how) => {
        if (!entry.also) add(entry, cost, how);
        else if (how !== "typo" || (isLong && cost + synonym <= dearest)) guesses.push([entry, cost + synonym]);
      };
      const settle = () => best() > dearest && guesses.forEach((each) => standIn(...each));
      if (text[1] && (typing || best() > 1)) {
        for (const filed of places.get(text.slice(0, 2)) ?? []) {
          const more = filed.text.length - text.length;
          if (more > 0 && filed.text.startsWith(text)) guess(filed.entry, (typing ? begun : beginning) + more * eachLetter + (filed.part ? part : 0), "prefix");
        }
        settle();
      }
      // A form that is being typed may lack its end, and its stem have changed already:
      // tavoitt (tavoite, tavoittaan), ystavallis (ystavallinen, ystavallisen).
      if (typing && best() > dearest && text.length > shortestPart) {
        for (const end of analyser.ends) compare(word + end, begun, "prefix", (entry, cost, how) => entry.also || add(entry, cost, how));
      }
      let limit = dearest;
      if (best() > dearest && text.length > 3 && text.length <= longestGuess) {
        limit = dearestTypo;
        const plain = word.replace(/[-']/g, "");
        compareTypos(plain, guess);
        settle();
        if (best() > dearestTypo && !/-/.test(word)) split(plain, add);
      }
      const cheapest = best();
      for (const [entry, [cost, how]] of found) {
        if (cost > limit || cost > cheapest + (how === "part" || how === "split" ? nearPart : near)) found.delete(entry);
      }
      return { found, best: best() };
    };

    // match returns the entries that a word means, entry → [cost, how], and the
    // cost of the best. While a word is being typed, those that only begin like it
    // count as well.
    const match = (word, typing, name = typing ? word + "*" : word) =>
      matched.get(name) ?? (matched.set(name, find(word, typing)), matched.get(name));

    // need loads the shards in which forms of a word can stand, or of those that it
    // is a synonym of. For one beginning of a word a few are enough.
    const need = async (word, typing) => {
      if (!shards.length) return;
      const others = [];
      compare(word, 0, "form", (entry, cost) => entry.also && cost <= nearSynonym && others.push(...entry.also));
      await Promise.all([fetchForms(word, typing), ...others.map((other) => fetchForms(other))]);
    };

    // fetchForms loads those in which forms of one word can stand. Where forms
    // begin in different ways (near), a hypothesis of their stem is short.
    const fetchForms = async (word, typing) => {
      const text = bare(word), starts = new Set([text]), paths = new Set();
      let short = false;
      if (typing && text.length < fewestLetters) return;
      for (const [key, cost] of keys(word)) {
        // All forms begin as the stem does before its last consonants; of a short
        // stem, with one of them, or with a vowel where they are lost.
        const [, stem, last] = /^.([a-z]*?)([^aeiouy]*)[aeiouy]*$/.exec(key.replace(/[A-Z0-9].*/, "")) ?? [];
        if (!stem || cost > near) continue;
        short ||= key.length < 6;
        if (stem.length > 2) starts.add(stem);
        else for (const next of [last.slice(0, 1), text[stem.length] ?? "", "e", "i"]) starts.add(stem + next);
      }
      if (short) for (const place of around(word)) if (place !== text.slice(0, 2)) starts.add(place);
      for (const start of starts) {
        const found = [];
        shards.forEach((from, i) => {
          if (from < start + "\uffff" && !(shards[i + 1] <= start)) found.push("search/" + code + "/s" + i + ".js");
        });
        for (const path of start === text && !typing ? found.slice(0, 1) : found.slice(0, mostShards)) paths.add(path);
      }
      await Promise.all([...paths].map((path) => take(path, read)));
    };

    const [firstQuestion = Infinity, ...asked] = readNumbers(data.asks ?? "");
    for (let i = 0, page = 0; i < asked.length; i += 2) questions.push({ page: (page += asked[i]), words: asked[i + 1] });
    read(data);
    for (const line of data.also ? data.also.split("\n") : []) {
      const [also, synonyms] = line.split("=").map((words) => words.split("|"));
      for (const word of synonyms) {
        file({ word, text: bare(word), also, pages: [], asks: [] });
        if (/ /.test(word)) phrases.push(word.split(" "));
      }
    }

    // warm makes ready for what may be asked, a little with each call, and tells
    // whether there is more to do.
    const cold = [...places.keys()];
    const warm = () => cold.length > 0 && (prepare(cold.pop()), true);

    return {
      code, warm, questions, match,
      pages: data.n,
      tags: data.tags,
      prior: (page) => (data.priors.charCodeAt(page) - 48 || 10) / 10,
      need,
      isStop,
      isWeak: (word) => {
        weak ??= new Map(analyser.weak.flatMap((each) => [...keys(each)]));
        return [...keys(word)].some(([key, cost]) => cost + weak.get(key) <= likely);
      },
      // phrases joins the words that are a synonym together, in any forms and with
      // stop words between them. Where the guide has them they stand beside it: they
      // say what they say as well.
      phrases: (words) => {
        const joined = [], beside = new Set();
        for (let i = 0, end; i < words.length; i = end || i + 1) {
          const phrase = phrases.find((all) => (end = endOf(all, words, i))), own = words.slice(i, end || i + 1);
          if (phrase) {
            joined.push(phrase.join(" "));
            if (!own.every((word) => isStop(word) || match(word).best <= near)) continue;
            for (const word of own) beside.add(word);
          }
          joined.push(...own);
        }
        return { words: joined, beside };
      },
      entry: (word) => entries.get(word),
      // formOf returns which of the entries of a match a word of a text is a form of.
      formOf: (match, word) => {
        match.initials ??= new Set([...match.found.keys()].map((entry) => initial(entry.word)));
        if (!match.initials.has(initial(word))) return;
        let least = Infinity, form;
        for (const [entry, cost] of kin(word)) if (cost < least && match.found.has(entry)) [least, form] = [cost, entry];
        return form;
      },
      // read returns the words of a text.
      read: (text) => texts.get(text) ?? (texts.set(text, search.tokens(text)), texts.get(text)),
    };
  };
}
