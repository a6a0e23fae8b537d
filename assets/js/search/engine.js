"use strict";

// Answers queries: ranks the pages that hold the words of a query, finds the
// places in them, and cuts excerpts. In: matching.js, and the files of pages.
// Out: opasSearch.open. No DOM: how a file is loaded is the caller's affair.
{
  const search = (globalThis.opasSearch ??= {});
  const longestQuery = 300, mostWords = 12;
  const fewestLetters = 4; // of a word that is being typed before others are asked
  // Up to these costs a word of the index is the word typed, in the reader's own
  // language and in another.
  const ownForm = 1, foreignForm = 0.75;
  // What a word is worth beside others that was only guessed (e to the power of
  // doubt less the cost), or tells little.
  const doubt = 0.6, little = 0.25;
  // What a posting of a level is worth, all of a page's together, and by how much
  // less for the cost of the match (the exponent).
  const levels = [0.6, 1, 1.4, 1.9, 2.4, 3.1], most = 4, decay = 2;
  const mostMended = 2; // words of a query in which errors are mended
  // A page that covers so much of what the best one covers is a main result.
  const mainShare = 0.5;
  // What it is worth to answer the very question, beside the best score.
  const answering = 1.5;
  // How much more the library of hashtags counts where a hashtag is typed.
  const library = 2;
  const none = new Map(); // what a word means that means none of the query's
  // A word says most of what it can by so many times in a section, or by more in one
  // of more words than these. The top of a page, which sums it up, answers less.
  const enough = 0.8, longSection = 40, aside = 0.85;
  const excerptWords = 28, wordsBefore = 6, mostSections = 3;

  // topics leaves out stop words. A lone one may be the beginning of another word.
  const topics = (index, words) => {
    const left = [...new Set(words)].filter((word) => !index.isStop(word));
    return left.length ? left : words.slice(-1);
  };

  // ask asks an index for words; said are those that readers typed, not joined to
  // phrases, and beside those that also stand in a phrase.
  const ask = (index, all, typing, said, beside) => {
    // Of a word with a hyphen that the index has not got, the parts are asked for.
    const known = all.flatMap((word) => (/-/.test(word) && index.match(word).best > ownForm ? word.split("-") : word));
    const words = topics(index, known).slice(0, mostWords);
    const matches = words.map((word) => index.match(word, typing && word === all[all.length - 1]));
    const weights = []; // of the words, by how few pages have them
    const seen = new Map(), begun = new Set(); // what meant returned, and what of it a word only begins like

    const rank = (tagged) => {
      const hits = new Map();
      const hitOf = (page) => hits.get(page) ?? (hits.set(page, { page, score: 0, covered: 0 }), hits.get(page));
      matches.forEach((match, i) => {
        const here = new Map();
        for (const [entry, [cost]] of match.found) {
          const near = Math.exp(-decay * cost);
          for (const [page, level] of entry.pages) here.set(page, (here.get(page) ?? 0) + levels[level] * near);
        }
        const weight = (weights[i] = weigh(words[i], match, here.size) * (beside.has(words[i]) ? little : 1));
        for (const [page, sum] of here) {
          const hit = hitOf(page);
          hit.score += weight * Math.min(sum, most);
          hit.covered += weight;
        }
      });
      const all = weights.reduce((a, b) => a + b, 0) || 1;
      let top = 0;
      for (const hit of hits.values()) {
        hit.score *= (0.5 + hit.covered / all) * index.prior(hit.page) * (tagged && hit.page === index.tags ? library : 1);
        top = Math.max(top, hit.score);
      }
      raise(hitOf, top, all);
      const list = [...hits.values()], best = Math.max(...list.map((hit) => hit.covered));
      for (const hit of list) hit.main = hit.covered >= mainShare * best;
      return list.sort((a, b) => b.main - a.main || b.score - a.score || a.page - b.page);
    };

    // weigh returns what a word counts for beside others.
    const weigh = (word, { best }, pages) =>
      Math.sqrt(Math.log(1 + (index.pages - pages + 0.5) / (pages + 0.5))) * (best > ownForm ? Math.exp(doubt - best) : 1) * (index.isWeak(word) ? little : 1);

    // raise raises the pages that answer what is asked, top being the best score and
    // full what a page covers that has all words: a question is like the query as far
    // as it has the query's words, by weight, and they are its words. A single word
    // asks nothing.
    const raise = (hitOf, top, full) => {
      const asked = topics(index, said).slice(0, mostWords), shares = new Map();
      if (asked.length < 2 || !index.questions.length) return;
      let all = 0;
      for (const word of asked) {
        const match = index.match(word), pages = new Set(), questions = new Map();
        for (const [entry, [cost]] of match.found) {
          for (const [page] of entry.pages) pages.add(page);
          for (const question of entry.asks) questions.set(question, Math.max(questions.get(question) ?? 0, Math.exp(-decay * cost)));
        }
        const weight = weigh(word, match, pages.size);
        all += weight;
        for (const [question, near] of questions) {
          const share = shares.get(question) ?? { weight: 0, words: 0 };
          shares.set(question, { weight: share.weight + weight * near, words: share.words + 1 });
        }
      }
      const best = new Map();
      for (const [question, share] of shares) {
        const { page, words } = index.questions[question];
        best.set(page, Math.max(best.get(page) ?? 0, (share.weight / all) * (share.words / words)));
      }
      for (const [page, likeness] of best) {
        const hit = hitOf(page);
        hit.score += answering * likeness * top;
        hit.covered = Math.max(hit.covered, likeness * full);
      }
    };

    // meant returns which of the words a word of a text stands for: their numbers,
    // each with how near it is, 1 for the word itself.
    const meant = (word) => {
      let near = seen.get(word);
      if (!near) {
        near = none;
        const entry = index.entry(word);
        matches.forEach((match, i) => {
          const form = match.found.get(entry ?? index.formOf(match, word));
          if (!form) return;
          if (near === none) near = new Map();
          near.set(i, Math.exp(-form[0]));
          if (form[1] === "prefix") begun.add(near);
        });
        seen.set(word, near);
      }
      return near;
    };

    // read returns the words of a text, and those that stand for one of the
    // query: {at, end, order among the words, meant}.
    const read = (text) => {
      const tokens = index.read(text), hits = [];
      for (let order = 0; order < tokens.length; order++) {
        const { word, at, end } = tokens[order], near = meant(word);
        if (near.size) hits.push({ at, end, order, meant: near });
      }
      return { text, tokens, hits };
    };

    // cut cuts a text, from one place to another, into marked and unmarked pieces.
    const cut = ({ text, hits }, from = 0, to = text.length) => {
      const pieces = [];
      const put = (end, mark) => {
        if (end > from) pieces.push({ text: text.slice(from, end).replace(/\n/g, " · "), mark });
        from = Math.max(from, end);
      };
      for (const { at, end } of hits) {
        if (at >= from && end <= to) {
          put(at, false);
          put(end, true);
        }
      }
      put(to, false);
      return pieces;
    };

    // excerpt returns the part of a text that says most of what was asked.
    const excerpt = (read) => {
      const { text, tokens, hits } = read;
      if (!tokens.length) return cut(read);
      let best = -1, first = 0;
      hits.forEach(({ order }, i) => {
        const line = text.lastIndexOf("\n", tokens[order].at);
        let from = order;
        while (from && tokens[from - 1].at > line && order - from < wordsBefore) from--;
        const inside = new Set();
        let value = 0, j = i;
        while (hits[j - 1]?.order >= from) j--;
        for (; hits[j]?.order < from + excerptWords; j++) {
          for (const word of hits[j].meant.keys()) inside.add(word);
          value += hits[j].meant.size;
        }
        for (const word of inside) value += 10 * weights[word];
        if (value > best) [best, first] = [value, from];
      });
      const line = text.lastIndexOf("\n", tokens[first].at), begins = !(first && tokens[first - 1].at > line);
      const last = tokens[Math.min(first + excerptWords, tokens.length) - 1];
      const rest = /^.*/.exec(text.slice(last.end))[0], ends = !/[^\s.,:;!?)”’"…]/.test(rest);
      const pieces = cut(read, begins ? line + 1 : tokens[first].at, last.end + (ends ? rest.length : 0));
      if (!begins) pieces.unshift({ text: "… ", mark: false });
      if (!ends) pieces.push({ text: " …", mark: false });
      return pieces;
    };

    // places returns the sections of a page that answer best.
    const places = (sections) => {
      const scored = sections.map(([anchor, heading, text], order) => {
        const inText = read(text), inHeading = read(heading), counts = new Map();
        const count = (hits, n) => {
          for (const { meant } of hits) for (const [i, near] of meant) counts.set(i, (counts.get(i) ?? 0) + n * near);
        };
        count(inText.hits, 1);
        count(inHeading.hits, 3);
        let score = 0;
        for (const [i, n] of counts) score += (weights[i] * n) / (n + enough * Math.max(1, inText.tokens.length / longSection));
        if (!anchor) score *= aside;
        // A heading that has no other words is the very thing that was asked for.
        const { hits, tokens } = inHeading;
        if (hits.length === tokens.length && !hits.some(({ meant }) => begun.has(meant))) {
          for (const { meant } of hits) for (const [i, near] of meant) score += weights[i] * near;
        }
        return { anchor: score ? anchor : "", inHeading, inText, score, order };
      });
      scored.sort((a, b) => b.score - a.score || a.order - b.order);
      return scored.filter(({ score }, i) => !i || (score && score >= 0.6 * scored[0].score)).slice(0, mostSections)
        .map(({ anchor, inHeading, inText }) => ({ anchor, heading: cut(inHeading), excerpt: excerpt(inText) }));
    };

    return {
      index, words, rank, places,
      answered: matches.filter(({ best }) => best <= ownForm).length,
      // How well the words are known, 0 to 1, and not only put together of known ones.
      known: matches.reduce((sum, { found, best }) => sum + ([...found.values()].some(([cost, how]) => cost <= foreignForm && how !== "split") ? Math.exp(-best) : 0), 0) / (words.length || 1),
      mark: (text) => cut(read(text)),
      // mended returns the query with a typing error mended; "" if it has none. Of many
      // words one that is unknown is more likely another than a wrong one.
      mended: (query) => {
        if (words.length > mostMended) return "";
        const right = new Map();
        matches.forEach(({ found, best }, i) => {
          const typo = [...found].find(([, [cost, how]]) => how === "typo" && cost === best);
          if (typo) right.set(words[i], typo[0].word);
        });
        if (!right.size) return "";
        return index.read(query).reduceRight((text, { word, at, end }) => text.slice(0, at) + (right.get(word) ?? text.slice(at, end)) + text.slice(end), query);
      },
      // nearest returns the words of the index that the query's were taken for.
      nearest: () => matches.flatMap(({ found, best }) => [...found].find(([, [cost]]) => cost === best)?.[0].word ?? []).join(" "),
      why: () => matches.flatMap(({ found }, i) => [...found].sort((a, b) => a[1][0] - b[1][0]).map(([{ word, pages }, [cost, how]]) => ({
        word: words[i], form: word, cost, how, pages: pages.length,
      }))),
    };
  };

  // open returns a searcher for readers of lang, which asks the other languages
  // where their own knows nothing. What it has loaded is its own: another one loads
  // the files anew.
  search.open = ({ lang, languages, load }) => {
    const taken = new Map();
    // take loads a file and makes something of it, once, or again where it failed.
    const take = (path, make) => {
      const taking = taken.get(path) ?? Promise.resolve(load(path)).then(() => make(search.files.get(path)));
      taken.set(path, taking);
      taking.catch(() => taken.delete(path));
      return taking;
    };
    const index = (code) => take("search/" + code + ".js", (data) => search.index(code, data, take));

    const question = async (code, all, typing) => {
      const asked = await index(code), { words, beside } = asked.phrases(all);
      const needed = topics(asked, words.flatMap((word) => (/-/.test(word) ? [word, ...word.split("-")] : word)));
      if (asked.questions.length) needed.push(...topics(asked, all));
      await Promise.all([...new Set(needed)].slice(0, 2 * mostWords).map((word) => asked.need(word, typing && word === words[words.length - 1])));
      return ask(asked, words, typing, all, beside);
    };

    // rank returns the pages that answer a query, in three groups, and who was asked.
    const rank = async (query, typing) => {
      // What is pasted may have letters of full width, and signs that are not seen:
      // soft hyphens, spaces of no width. (goja knows no \p{Cf}.)
      const text = query.slice(0, longestQuery).normalize("NFKC").replace(/[\xad\u200b-\u200f\ufeff]/g, "");
      const words = [...new Set(search.tokens(text).map(({ word }) => word))].slice(0, mostWords);
      const own = await question(lang, words, typing), tagged = /^\s*#/.test(query), hits = own.rank(tagged);
      let foreign = null;
      if (own.answered < own.words.length && !(typing && words[words.length - 1].length < fewestLetters)) {
        for (const code of languages) {
          const asked = code === lang ? null : await question(code, own.words).catch((error) => {
            if (!hits.length) throw error;
          });
          if (asked && asked.answered > own.answered && asked.known > (foreign?.known ?? 0)) foreign = asked;
        }
      }
      const other = foreign ? foreign.rank(tagged).filter((hit) => hit.main) : [];
      // Where another language knows more of the words, it has the first place.
      const isMain = (hit) => hit.main && !foreign;
      return { own, foreign, other, main: hits.filter(isMain), related: hits.filter((hit) => !isMain(hit)) };
    };

    const answer = async (query, { typing = false, limit = 10 } = {}) => {
      const { own, foreign, main, other, related } = await rank(query, typing);
      const isThere = new Set(other.map(({ page }) => page));
      const typed = own.index.read(query).map(({ word }) => search.fold(word)), isPhrase = typed.length > 1;
      // isNamed tells whether a title or heading is what was typed, word for word, or
      // begins so.
      const isNamed = (text) => {
        const tokens = own.index.read(text), isBegun = typing && isPhrase && tokens.length >= typed.length;
        return (isBegun || tokens.length === typed.length) && typed.every((word, i) => {
          const other = search.fold(tokens[i].word);
          return other === word || (isBegun && i === typed.length - 1 && other.startsWith(word));
        });
      };
      const show = async (hits, asked, limit, why = asked?.why()) => {
        const files = await Promise.allSettled(hits.slice(0, limit).map(async ({ page, score }) => [page, score, ...(await take("search/" + lang + "/" + page + ".js", (data) => data))]));
        const there = files.flatMap(({ value }) => (value ? [value] : [])); // one that does not come is left out
        if (files.length && !there.length) throw files[0].reason;
        const shown = there.map(([id, score, url, title, textLang, sections]) => ({
          hit: {
            id, url, lang: textLang, score, why,
            title: own.mark(title),
            via: asked === own ? null : { lang: asked.index.code, word: asked.nearest() },
            sections: asked.places(sections),
          },
          named: isNamed(title) ? 2 : +(isPhrase && sections.some(([, heading]) => isNamed(heading))),
        }));
        return shown.sort((a, b) => b.named - a.named).map(({ hit }) => hit);
      };
      return {
        query,
        words: own.words.map(search.fold),
        main: await show(main, own, limit),
        other: await show(other, foreign, limit),
        related: await show(related.filter(({ page }) => !isThere.has(page)), own, Math.max(0, limit - main.length)),
        suggestion: foreign ? "" : own.mended(query),
      };
    };

    return { rank, search: answer, warm: async () => (await index(lang)).warm() };
  };
}
