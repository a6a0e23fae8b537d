// A large site: bytes of a cold search with five results shown, and time.
import fs from "node:fs";
import path from "node:path";
import { ours } from "./engines.mjs";
import { percentiles } from "./metrics.mjs";
import * as pagefind from "./pagefind.mjs";
import { draw, random } from "./sets.mjs";
import { parse, walk } from "./site.mjs";
import * as time from "./time.mjs";

// Kinds of pages that are no content.
const MADE = /<body class="kind-(search|register|index)\b/;

// read returns the pages of a language of any built site.
function read(site, lang) {
  return walk(path.join(site, lang)).filter((f) => f.endsWith("index.html")).sort().flatMap((f) => {
    const url = path.posix.join(lang, path.posix.dirname(f)) + "/", html = fs.readFileSync(path.join(site, lang, f), "utf8");
    const page = { key: url, url, ...parse(html) };
    return page.text.trim() && !MADE.test(html) ? [page] : [];
  });
}

// words returns queries of one or two words, each drawn as often as it occurs.
function words(pages, n, r) {
  const drawn = draw(pages, 400, r).map((p) => p.text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((w) => w.length);
  const one = () => { const w = drawn[Math.floor(r() * drawn.length)]; return w[Math.floor(r() * w.length)]; };
  return Array.from({ length: n }, (_, i) => i % 2 ? one() : `${one()} ${one()}`);
}

export async function measure(require, site, lang, languages, { seed, cache, size }) {
  const pages = read(site, lang), r = random(seed), asked = words(pages, Math.ceil(120 * size), r);
  const engine = ours(site, languages), start = [], whole = [], typed = [];
  const total = (loaded) => loaded.reduce((a, f) => a + f.bytes, 0);
  for (const q of asked) {
    let s = await engine.open(lang, pages, { limit: 5 });
    start.push(total(s.loaded));
    await s.search(q);
    whole.push(total(s.loaded));
    s = await engine.open(lang, pages, { limit: 5 });
    for (let i = 1; i <= q.length; i++) await s.search(q.slice(0, i), { typing: true });
    typed.push(total(s.loaded));
  }
  const bytes = [
    { what: "opas, whole query at once", ...percentiles(whole) },
    { what: "opas, letter by letter", ...percentiles(typed) },
    { what: "opas, before the query", ...percentiles(start) },
  ];
  const dir = path.join(cache, "pagefind-large-" + lang);
  await pagefind.index(await import(require.resolveModule("pagefind")), lang, pages, dir);
  const other = await pagefind.open(require, pages, dir), theirs = [];
  for (const q of asked.slice(0, Math.ceil(40 * size))) {
    await other.start();
    await other.search(q, { shown: 5 });
    theirs.push(total(other.loaded));
  }
  await other.close();
  bytes.push({ what: "Pagefind, whole query at once", ...percentiles(theirs) });
  const sets = { words: words(pages, Math.ceil(60 * size), r) };
  return { pages: pages.length, bytes, time: await time.measure(require, site, lang, languages, sets, words(pages, 20, r)) };
}
