// The engines that are compared, each {name, open(lang, pages) → {search(q, options) → keys of pages, loaded}}.
// loaded lists what a reader's browser would have fetched: [{file, bytes}], compressed.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import zlib from "node:zlib";
import { walk } from "./site.mjs";

export const gz = (data) => zlib.gzipSync(data, { level: 9 }).length;

// asset returns the path of a script of a built site, whose name may carry a
// fingerprint and stand in any folder of assets; or undefined.
export function asset(site, name) {
  const file = walk(path.join(site, "assets")).find((f) => new RegExp(`(^|/)${name}(\\.[0-9a-f]+)?\\.js$`).test(f));
  return file && "assets/" + file;
}

// scripts returns the search scripts of a built site for a reader of a language, in the order in which they load.
export function scripts(site, lang) {
  return ["analysis", lang, "box"].map((name) => {
    const file = asset(site, name);
    if (!file) throw new Error(`no script "${name}" under ${path.join(site, "assets")}`);
    return file;
  });
}

// ours runs the built site's own scripts, a fresh context for each open. Answers
// are the main group and what was found through other languages, or related ones too;
// memo is a map of answers for the two to share.
export function ours(site, languages, { related = false, memo = null } = {}) {
  return {
    name: related ? "opas + related" : "opas",
    async open(lang, pages, { limit = 100 } = {}) {
      const loaded = [], context = vm.createContext({ console, setTimeout, clearTimeout, queueMicrotask, performance });
      context.globalThis = context.window = context.self = context;
      const load = async (file) => {
        // The rules of another language come with its index.
        const other = /^search\/(\w+)\.js$/.exec(file)?.[1];
        if (other && other !== lang) await load(asset(site, other));
        const code = fs.readFileSync(path.join(site, file));
        loaded.push({ file: file.replace(/\.[0-9a-f]{8,}\./, "."), bytes: gz(code) });
        vm.runInContext(code.toString(), context, { filename: file });
      };
      for (const file of scripts(site, lang)) await load(file);
      const search = context.opasSearch.open({ lang, languages, load });
      await search.warm();
      const keys = new Map(pages.map((p) => [p.url, p.key]));
      const plain = (url) => url.replace(/index\.html$/, "").replace(/^\.?\//, "");
      return {
        loaded,
        async search(q, { typing = false } = {}) {
          const name = [lang, typing, q].join();
          const r = memo?.get(name) ?? await search.search(q, { typing, limit });
          memo?.set(name, r);
          const hits = [...r.main, ...(related ? r.related : []), ...r.other];
          return [...new Set(hits.map((h) => keys.get(plain(h.url)) ?? h.url))];
        },
      };
    },
  };
}

// lunr with the stemmers and stop words of lunr-languages.
export function lunr(require) {
  const lib = require("lunr");
  const dir = path.dirname(require.resolve("lunr-languages/package.json"));
  require("lunr-languages/lunr.stemmer.support")(lib);
  for (const lang of ["fi", "sv"]) require(`lunr-languages/lunr.${lang}`)(lib);
  return {
    name: "lunr",
    async open(lang, pages) {
      const index = lib(function () {
        if (lang !== "en") this.use(lib[lang]);
        this.ref("key");
        this.field("title", { boost: 3 });
        this.field("headings", { boost: 2 });
        this.field("text");
        for (const p of pages) this.add(p);
      });
      const file = (name) => ({ file: name, bytes: gz(fs.readFileSync(path.join(dir, name))) });
      const min = path.join(path.dirname(require.resolve("lunr/package.json")), "lunr.min.js");
      const loaded = [{ file: "lunr.min.js", bytes: gz(fs.readFileSync(min)) }, { file: "index (JSON)", bytes: gz(JSON.stringify(index)) }];
      if (lang !== "en") loaded.push(file("min/lunr.stemmer.support.min.js"), file(`min/lunr.${lang}.min.js`));
      return {
        loaded,
        async search(q) {
          return index.query((query) => {
            for (const token of lib.tokenizer(q)) query.term(token.toString().replace(/^\W+|\W+$/gu, "") || token, {});
          }).map((r) => r.ref);
        },
      };
    },
  };
}
