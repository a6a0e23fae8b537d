"use strict";

// Analysis of words: what the search box, the index and the languages share.
// In: text, and one rule table for each language (fi.js, sv.js, en.js). Out:
// opasSearch.fold, .tokens, .language and .languages. No dictionary, no DOM.
//
// An analyser does not know words. For each word form it makes hypotheses of
// the word it may be a form of, each with a cost; two forms belong together
// when they share a cheap hypothesis.
//
// A language is a finite machine: tables.rules has the rows of each state, and
// the first state is where a word begins. A row is a line
//
//   patterns target [cost] [grade]
//
// If a pattern fits the end of the word, its ending is rewritten and the
// target, another state, goes on with what came out. The target "=" is the end:
// what came out is a hypothesis. Costs are hundredths and add up along the way.
// A grade (a column of the gradation table, see below) holds until another row
// sets one. Patterns are separated by commas:
//
//   pattern = [least] ["^"] [context "-"] ending [">" replacement]
//
//   least        digit: so many letters must stay before the ending
//   ^            the beginning: every word begins with this mark, which stays
//   context      letters that must stand before the ending, and stay
//   V            a capital that tables.letters defines: any of its letters
//   :            the letter on its left once more: "V:" is a long vowel
//
// Capitals that are not defined, and digits, are marks a rule has put there.
//
// Consonant gradation is a second table. tables.tails says which hypotheses
// have it: the first pattern that fits gives the part after the consonants, and
// the grade if the word's own does not count. Of tables.grades the first line
// whose pattern fits what is before that tail gives the strong forms, each with
// its costs in the strong, weak, unknown and inverse grade (s w u i), separated
// by commas: what is left out is 0, and "-" is impossible.
{
  const search = (globalThis.opasSearch ??= {});
  const longest = 40, dearest = 150;

  search.fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
      .replace(/ø/g, "o").replace(/ß/g, "ss").replace(/’/g, "'");

  // A dot between digits is one of them: "1.4".
  const letter = "(?:\\d\\.(?=\\d)|[0-9A-Za-zÀ-ÖØ-öø-\u1fff\u3041-\ud7ff])+";
  // An ending behind a colon, as in "FPA:s", is passed over.
  const word = new RegExp("(" + letter + "(?:[-'’\u2010\u2011]" + letter + ")*)(?::[a-zåäö]{1,4}(?!" + letter + "))?", "g");
  search.tokens = (text) =>
    Array.from(text.matchAll(word), ({ 1: match, index: at }) => ({ word: match.toLowerCase().normalize(), at, end: at + match.length }));

  // dots gives the highest of the penalties for letters that differ in nothing
  // but their dots, from the beginning to where the words part.
  search.dots = (typed, found, penalty) => {
    let most = 0;
    for (let i = 0; typed[i] && found[i] && search.fold(typed[i]) === search.fold(found[i]); i++) {
      if (typed[i] !== found[i]) most = Math.max(most, penalty(typed[i], found[i]));
    }
    return most;
  };

  // ends compares from the end of the text to its beginning. Of a part of a word,
  // its last letters, it says whether the pattern may fit the whole. (No for…of
  // in what runs for every word: it is slow in goja.)
  const ends = (pattern, text, part) => {
    for (let k = 0, i = text.length - 1; k < pattern.length; k++, i--) {
      if (i < 0) return part;
      if (pattern[k] === ":" ? (i ? text[i] !== text[i - 1] : !part) : !pattern[k].includes(text[i])) return false;
    }
    return true;
  };

  // fits is for rows that a table gave for the text; least does not count the ^.
  const fits = (row, text) => text.length - row.cut > row.least && (row.sure || ends(row.pattern, text));

  // table parses lines into rows, and gives a function from a word to the rows
  // whose patterns may fit: those for its last three letters, found when first
  // asked. Those rows are sure whose patterns are no longer than that.
  const table = (lines, letters) => {
    const rows = [], index = new Map();
    for (const line of lines) {
      const [patterns, ...columns] = line.split(" ");
      for (const text of patterns.split(",")) {
        const [, least, body, add] = /^(\d?)([^>]*)>?(.*)$/.exec(text);
        const pattern = [...body.replace("-", "")].reverse().map((c) => letters[c] ?? c);
        rows.push({
          pattern, add,
          sure: pattern.length < 4,
          least: +least,
          cut: body.replace(/.*-|\^/g, "").length,
          to: columns[0],
          cost: +columns.find((item) => item > 0) || 0,
          grade: columns.find((item) => /^[swui]$/.test(item)),
          forms: columns.map((item) => item.split(",")),
        });
      }
    }
    return (text) => {
      const n = text.length, end = text.charCodeAt(n - 1) | (text.charCodeAt(n - 2) << 7) | (text.charCodeAt(n - 3) << 14);
      let found = index.get(end);
      if (!found) index.set(end, (found = rows.filter((row) => ends(row.pattern, text.slice(-3), n > 2))));
      return found;
    };
  };

  // tables: { letters, rules, tails, grades, least, stop, weak, ends, near, harmony },
  // all but letters and rules optional. The first state of the rules is where a word
  // begins; no hypothesis is shorter than least; ends are what forms can lack that
  // are being typed.
  search.languages = {};
  search.language = (code, { letters: sets, rules, tails = [], grades = [], least = 2, stop = "", weak = "", ends = "", near: pairs = "", harmony = () => 0 }) => {
    const letters = {}, states = {};
    for (const set of sets.split(" ")) letters[set[0]] = set.slice(2);

    for (const state in rules) states[state] = table(rules[state], letters);
    const begin = Object.keys(rules)[0];
    const tailsOf = table(tails, letters), gradesOf = table(grades, letters);

    const keys = (word) => {
      const out = new Map(), folded = search.fold(word), plain = folded.replace(/[-']/g, "");
      const put = (key, cost) => {
        if (key.length > least && !(out.get(key) <= cost / 100)) out.set(key, cost / 100);
      };
      const finish = (stem, cost, grade) => {
        const tail = tailsOf(stem).find((row) => fits(row, stem));
        const head = tail && stem.slice(0, stem.length - tail.cut);
        const row = tail && gradesOf(head).find((each) => fits(each, head));
        if (!row) return put(stem, cost);
        const column = 1 + "swui".indexOf(tail.grade ?? grade);
        const before = head.slice(0, head.length - row.cut), after = stem.slice(head.length);
        for (let i = 0; i < row.forms.length; i++) {
          const form = row.forms[i], more = form[column] || 0;
          if (more !== "-") put(before + form[0] + after, cost + +more);
        }
      };
      const run = (state, stem, cost, grade) => {
        const n = stem.length;
        if (n < 3 || cost > dearest) return;
        if (state === "=") return finish(stem, cost, grade);
        const rows = states[state](stem);
        for (let i = 0; i < rows.length; i++) {
          const row = rows[i], { cut, add } = row;
          if (fits(row, stem)) run(row.to, cut || add ? stem.slice(0, n - cut) + add : stem, cost + row.cost, row.grade ?? grade);
        }
      };
      if (plain.length <= longest && !/[^a-z0-9]/.test(plain)) run(begin, "^" + plain, 0, "u");
      return out.set("=" + folded, 0).set("=" + plain, 0);
    };
    // pairs of prefixes, two letters each: "tyto yooi"
    const near = (prefix) =>
      prefix.length === 2 ? pairs.split(" ").filter((pair) => pair.startsWith(prefix) || pair.endsWith(prefix)).map((pair) => pair.replace(prefix, "")) : [];
    search.languages[code] = { keys, stop: new Set(stop.split(" ")), weak: weak.split(" "), ends: ends.split(" "), near, harmony };
  };
}
