// Time in Chromium: from the index's arrival to ready, and for each key press.
import { launch, serve } from "./browser.mjs";
import { asset, scripts } from "./engines.mjs";
import { percentiles } from "./metrics.mjs";

// open loads the search of a site in a new document and returns the milliseconds
// from the index's last byte to ready.
async function open(page, address, { files, rules }, lang, languages) {
  await page.goto(address + "/");
  return page.evaluate(async (files, rules, lang, languages) => {
    const run = (file) => new Promise((done, fail) => {
      const script = document.createElement("script");
      Object.assign(script, { src: "/site/" + file, onload: () => done(), onerror: () => fail(new Error(file)) });
      document.head.append(script);
    });
    const load = async (file) => {
      const other = /^search\/(\w+)\.js$/.exec(file)?.[1];
      if (other && other !== lang) await run(rules[other]);
      await run(file);
    };
    for (const file of files) await run(file);
    globalThis.bench = globalThis.opasSearch.open({ lang, languages, load });
    await globalThis.bench.warm();
    const now = performance.now();
    const index = performance.getEntriesByType("resource").find((e) => e.name.endsWith(`/search/${lang}.js`));
    return now - index.responseEnd;
  }, files, rules, lang, languages);
}

// press types queries letter by letter and returns the milliseconds of each letter.
const press = (page, queries) => page.evaluate(async (queries) => {
  const out = [];
  for (const q of queries) {
    const letters = [...q];
    for (let i = 1; i <= letters.length; i++) {
      const from = performance.now();
      await globalThis.bench.search(letters.slice(0, i).join(""), { typing: true, limit: 10 });
      out.push(performance.now() - from);
    }
  }
  return out;
}, queries);

// measure returns [{what, slowed, n, p50, p95, max}] in milliseconds. sets are
// {name: [query]}; warm are queries asked before.
export async function measure(require, site, lang, languages, sets, warm) {
  const server = await serve({ "/site/": site }), browser = await launch(require), out = [];
  const files = { files: scripts(site, lang), rules: Object.fromEntries(languages.map((l) => [l, asset(site, l)])) };
  try {
    for (const slowed of [1, 4]) {
      const page = await browser.newPage();
      await page.emulateCPUThrottling(slowed);
      const add = (what, numbers) => out.push({ what, slowed, ...percentiles(numbers) });
      const ready = [];
      for (let i = 0; i < 9; i++) ready.push(await open(page, server.address, files, lang, languages));
      add("index arrived → ready", ready);
      const first = [];
      for (const q of sets.words.slice(0, 12)) {
        await open(page, server.address, files, lang, languages);
        first.push(...await press(page, [q]));
      }
      add("key press, first query (with what it loads)", first);
      await open(page, server.address, files, lang, languages);
      // As the box does while its reader does nothing.
      await page.evaluate(async () => { while (await globalThis.bench.warm()); });
      await press(page, warm);
      for (const [name, queries] of Object.entries(sets)) if (queries.length) add(`key press, ${name}`, await press(page, queries));
      await page.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
  return out;
}
