// Pagefind over the same pages, asked through its own script in Chromium.
import fs from "node:fs";
import path from "node:path";
import { launch, serve } from "./browser.mjs";

// index writes a Pagefind bundle of pages to a folder.
export async function index(module, lang, pages, dir) {
  const { createIndex, close } = module;
  const { index } = await createIndex({ forceLanguage: lang });
  for (const p of pages) {
    const content = `<!doctype html><html lang="${lang}"><head><title>${p.title}</title></head><body><main data-pagefind-body>${p.html}</main></body></html>`;
    const { errors } = await index.addHTMLFile({ url: "/" + p.url, content });
    if (errors.length) throw new Error(errors.join("; "));
  }
  fs.rmSync(dir, { recursive: true, force: true });
  await index.writeFiles({ outputPath: dir });
  await close();
}

// open starts Chromium with a bundle; search returns the pages' keys.
export async function open(require, pages, dir) {
  const server = await serve({ "/pagefind/": dir }), browser = await launch(require);
  const page = await browser.newPage();
  const keys = new Map(pages.map((p) => ["/" + p.url, p.key]));
  const start = async () => {
    server.fetched.length = 0;
    await page.goto(server.address + "/");
    await page.evaluate(async () => {
      globalThis.pagefind = await import("/pagefind/pagefind.js");
      await globalThis.pagefind.init();
      globalThis.urls = new Map();
    });
  };
  await start();
  return {
    loaded: server.fetched, start,
    // shown: how many results' fragments are loaded, all unless told.
    async search(q, { shown = Infinity } = {}) {
      const urls = await page.evaluate(async (q, shown) => {
        const { results } = await globalThis.pagefind.search(q);
        const out = [];
        for (const r of results.slice(0, shown)) {
          if (!globalThis.urls.has(r.id)) globalThis.urls.set(r.id, (await r.data()).raw_url);
          out.push(globalThis.urls.get(r.id));
        }
        return out;
      }, q, shown === Infinity ? 1e9 : shown);
      return urls.map((u) => keys.get(u) ?? u);
    },
    async close() { await browser.close(); server.close(); },
  };
}
