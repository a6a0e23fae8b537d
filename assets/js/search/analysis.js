"use strict";

// Analysis of words: what the search box, the index and the languages share.
// In: text, and one rule table for each language (fi.js, sv.js, en.js). Out:
// opasSearch.fold, .tokens, .language and .languages. No dictionary, no DOM.
//
// An analyser does not know words. For each word form it makes hypotheses of
// the word it may be a form of, each with a cost; two forms belong together
// when they share a cheap hypothesis.
//
// A language is a finite machine. Its table is an array of lines: a line "name:"
// begins a state, and any other line is a row of that state
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
//   ^            the beginning of the word
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
// its cost in every grade (comma separated; an empty one is impossible).
{
  const search = (globalThis.opasSearch ??= {});
  const longest = 40, dearest = 150;

  search.fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize()
      .replace(/ø/g, "o").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/’/g, "'");

  const letter = "[0-9A-Za-zµÀ-ÖØ-öø-\u1fff\u2c00-\u2dff\u3041-\ud7ff\uf900-\ufdff\ufe70-\ufefc]+";
  const word = new RegExp(letter + "(?:[-'’\u2010\u2011]" + letter + ")*", "g");
  search.tokens = (text) => {
    const found = [];
    for (const match of text.matchAll(word)) {
      found.push({ word: match[0].toLowerCase().normalize(), at: match.index, end: match.index + match[0].length });
    }
    return found;
  };

  // fits looks from the end of the word to its beginning.
  const fits = (rule, text) => {
    let i = text.length;
    if (i - rule.cut < rule.least) return false;
    for (const element of rule.pattern) {
      if (element === "^") return !i;
      if (--i < 0) return false;
      if (element === ":" ? text[i] !== text[i - 1] : !element.includes(text[i])) return false;
    }
    return true;
  };

  // tables: { letters, rules, tails, grades, stop, near, harmony }, all but
  // rules optional. The first state of the rules is where a word begins.
  search.languages = {};
  search.language = (code, tables) => {
    const letters = {};
    for (const item of (tables.letters ?? "").split(" ")) letters[item[0]] = item.slice(2);

    const parse = (text) => {
      const [, least, body, add] = /^(\d?)([^>]*)>?(.*)$/.exec(text);
      const ending = body.slice(body.indexOf("-") + 1).replace("^", "");
      const pattern = [...body.replace("-", "")].reverse().map((c) => letters[c] ?? c);
      return { pattern, least: +least, cut: ending.length, add };
    };
    // Rows are looked up by the last letter of the word.
    const byLast = (rows) => {
      const index = {};
      return (text) => {
        const last = text[text.length - 1];
        return (index[last] ??= rows.filter(({ pattern: [end] }) => !end || end === ":" || end === "^" || end.includes(last)));
      };
    };

    const states = {};
    let rows;
    for (const line of tables.rules) {
      const [patterns, to, ...rest] = line.split(" ");
      if (!to) {
        states[line.slice(0, -1)] = rows = [];
        continue;
      }
      const row = { to, cost: 0, grade: 0 };
      for (const item of rest) isNaN(item) ? (row.grade = item) : (row.cost = +item);
      for (const pattern of patterns.split(",")) rows.push({ ...row, ...parse(pattern) });
    }
    const first = Object.keys(states)[0];
    for (const name in states) states[name] = byLast(states[name]);

    const tails = byLast((tables.tails ?? []).map((line) => {
      const [pattern, grade] = line.split(" ");
      return { ...parse(pattern), grade };
    }));
    const grades = byLast((tables.grades ?? []).map((line) => {
      const [pattern, ...forms] = line.split(" ");
      return { ...parse(pattern), forms: forms.map((form) => form.split(",")) };
    }));

    const keys = (text) => {
      const out = new Map(), folded = search.fold(text), plain = folded.replace(/[-']/g, "");
      const put = (key, cost) => {
        if (key.length >= tables.least && !(out.get(key) <= cost / 100)) out.set(key, cost / 100);
      };
      const finish = (stem, cost, grade) => {
        const tail = tails(stem).find((rule) => fits(rule, stem));
        const head = tail && stem.slice(0, stem.length - tail.cut);
        const rule = tail && grades(head).find((each) => fits(each, head));
        if (!rule) return put(stem, cost);
        for (const [form, ...costs] of rule.forms) {
          const more = costs["swui".indexOf(tail.grade ?? grade)];
          if (more) put(head.slice(0, head.length - rule.cut) + form + stem.slice(head.length), cost + +more);
        }
      };
      const run = (state, stem, cost, grade) => {
        if (stem.length < 2 || cost > dearest) return;
        if (state === "=") return finish(stem, cost, grade);
        for (const row of states[state](stem)) {
          if (fits(row, stem)) run(row.to, stem.slice(0, stem.length - row.cut) + row.add, cost + row.cost, row.grade || grade);
        }
      };
      if (plain.length <= longest) run(first, plain, 0, "u");
      out.set("=" + folded, 0).set("=" + plain, 0);
      return out;
    };
    // near: pairs of two-letter prefixes, "tyto yooi".
    const near = (prefix) => {
      const found = [];
      for (const pair of (tables.near ?? "").split(" ")) {
        const a = pair.slice(0, 2), b = pair.slice(2);
        if (a && a === prefix) found.push(b);
        if (b && b === prefix) found.push(a);
      }
      return found;
    };
    search.languages[code] = { keys, stop: new Set((tables.stop ?? "").split(" ")), near, harmony: tables.harmony ?? (() => 0) };
  };
}
