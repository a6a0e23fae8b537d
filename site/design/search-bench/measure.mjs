// Measures the search of a built site beside Pagefind and lunr; see README.md.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import * as engines from "./engines.mjs";
import * as large from "./large.mjs";
import { group, mean, score, table } from "./metrics.mjs";
import * as pagefind from "./pagefind.mjs";
import { draw, generated, random, written } from "./sets.mjs";
import { languages, pages as read } from "./site.mjs";
import * as time from "./time.mjs";

const here = path.dirname(fileURLToPath(import.meta.url)), cache = path.join(here, ".work");
const { values: o, positionals: [site] } = parseArgs({
  allowPositionals: true,
  options: {
    content: { type: "string", default: path.join(here, "../../../content") },
    large: { type: "string" }, lang: { type: "string", default: languages.join() },
    only: { type: "string", default: "quality,bytes,time,large" },
    example: { type: "string", multiple: true, default: [] }, // fi=FILE
    engine: { type: "string", multiple: true, default: [] }, // a module whose default export is an engine
    without: { type: "string", default: "" }, // names of engines to leave out
    json: { type: "string" }, failures: { type: "string" },
    seed: { type: "string", default: "1" }, size: { type: "string", default: "1" },
  },
});
const parts = new Set(o.only.split(",")), without = new Set(o.without.split(","));
const require = createRequire(path.join(cache, "x.js"));
require.resolveModule = (name) => pathToFileURL(path.join(cache, "node_modules", name, JSON.parse(fs.readFileSync(path.join(cache, "node_modules", name, "package.json"))).main)).href;
const seed = Number(o.seed), report = { quality: [], written: [], bytes: [], time: [], large: null }, failures = [];

async function compared() {
  const list = [];
  const memo = new Map();
  if (!without.has("opas")) list.push(engines.ours(site, languages, { memo }), engines.ours(site, languages, { related: true, memo }));
  for (const file of o.engine) list.push((await import(pathToFileURL(path.resolve(file)))).default);
  if (!without.has("Pagefind")) list.push({
    name: "Pagefind",
    async open(lang, pages) {
      const dir = path.join(cache, "pagefind-" + lang);
      await pagefind.index(await import(require.resolveModule("pagefind")), lang, pages, dir);
      return pagefind.open(require, pages, dir);
    },
  });
  if (!without.has("lunr")) list.push(engines.lunr(require));
  return list.filter((e) => !without.has(e.name));
}

const list = await compared();
for (const lang of o.lang.split(",")) {
  const pages = read(site, o.content, lang);
  const made = parts.has("quality") || parts.has("time") ? generated(lang, pages, { seed, size: Number(o.size), cache, python: "/usr/bin/python3" }) : [];
  const files = [path.join(o.content, lang, "search-tests.tsv"), ...o.example.filter((e) => e.startsWith(lang + "=")).map((e) => e.slice(lang.length + 1))];
  const byHand = files.map((f) => written(f, pages));
  for (const engine of list) {
    if (!parts.has("quality") && !parts.has("bytes")) break;
    if (engine.languages && !engine.languages.includes(lang)) continue;
    const s = await engine.open(lang, pages);
    if (parts.has("bytes") && !engine.name.includes("related")) {
      if (made.length) await s.search(made[0].q, { shown: 5 });
      const sum = s.loaded.reduce((a, f) => a + f.bytes, 0);
      // Of opas the sum has the box in the page as well, in one script with the engine;
      // the engines' own boxes are no part of it.
      const box = engine.name === "opas" ? ["marks"].map((n) => engines.asset(site, n)).filter(Boolean) : [];
      report.bytes.push({ lang, engine: engine.name, sum, files: s.loaded.map((f) => ({ ...f })), besides: box.map((file) => ({ file, bytes: engines.gz(fs.readFileSync(path.join(site, file))) })) });
    }
    if (parts.has("quality")) await quality(lang, engine.name, s, made, byHand);
    await s.close?.();
  }
  if (parts.has("time") && !without.has("opas")) {
    const r = random(seed), of = (kind, n) => draw(made.filter((q) => q.kind === kind).map((q) => q.q), n, r);
    const sets = { words: of("inflected", 60), parts: of("part", 20), typos: of("typo", 40), "by hand": draw(byHand.flat().map((q) => q.q), 30, r) };
    for (const row of await time.measure(require, site, lang, languages, sets, of("inflected", 20))) report.time.push({ lang, ...row });
  }
}
if (o.large && parts.has("large")) report.large = await large.measure(require, o.large, "fi", languages, { seed, cache, size: Number(o.size) });
show();
if (o.json) fs.writeFileSync(o.json, JSON.stringify(report, null, 1));
if (o.failures) fs.writeFileSync(o.failures, failures.map((f) => f.join("\t") + "\n").join(""));

async function quality(lang, engine, s, made, byHand) {
  for (const [kind, queries] of group(made, (q) => q.kind)) {
    const scores = [];
    for (const q of queries) {
      const got = await s.search(q.q), x = score(q, got);
      scores.push({ ...x, q });
      if (!x.success || !x.p1 || x.precision < 1 || x.recall < 1)
        failures.push([engine, lang, kind, q.form, !x.success ? (x.none ? "none" : "failed") : x.recall < 1 ? "missed" : x.p1 ? "wrong" : "not first", q.q, q.lemma, got.slice(0, 4).join(" "), q.right.slice(0, 4).join(" ")]);
    }
    const add = (name, rows) => report.quality.push({ lang, kind: name, engine, ...mean(rows.map(({ q, ...x }) => x)) });
    add(kind, scores);
    if (kind !== "inflected") continue;
    add("· in the text", scores.filter((x) => x.q.seen));
    add("· not in the text", scores.filter((x) => !x.q.seen));
    if (lang === "fi") for (const [form, rows] of group(scores, (x) => x.q.form)) add("· " + form, rows);
  }
  byHand.forEach((queries, i) => {
    for (const q of queries) q.set = i ? "examples" : "search-tests";
  });
  const rows = [];
  for (const q of byHand.flat()) {
    const got = await s.search(q.q), at = got.findIndex((p) => q.right.includes(p));
    rows.push({ set: q.set, kind: q.kind, first: at === 0, first3: at >= 0 && at < 3, inN: at >= 0 && at < q.first, any: at >= 0 });
    if (at < 0 || at >= q.first) failures.push([engine, lang, q.set, q.kind, at < 0 ? "failed" : `at ${at + 1} of ${q.first}`, q.q, "", got.slice(0, 4).join(" "), q.right.join(" ")]);
  }
  for (const [set, all] of group(rows, (x) => x.set)) {
    const add = (kind, of) => report.written.push({ lang, set, kind, engine, ...mean(of.map(({ set, kind, ...x }) => x)) });
    add("all", all);
    for (const [kind, of] of group(all, (x) => x.kind)) add(kind, of);
  }
}

function show() {
  const rows = (list, keys) => list.map((x) => keys.map((k) => x[k]));
  const by = (list, key) => [...group(list, key).values()].flat();
  if (report.quality.length) table(["kind", "engine", "lang", "n", "success", "recall", "precision", "none", "P@1", "P@1 strict", "first 3"],
    rows(by(report.quality, (x) => x.lang + x.kind), ["kind", "engine", "lang", "n", "success", "recall", "precision", "none", "p1", "strict1", "first3"]));
  if (report.written.length) table(["by hand", "engine", "lang", "set", "n", "first", "first 3", "in N", "any"],
    rows(by(report.written, (x) => x.lang + x.set + x.kind), ["kind", "engine", "lang", "set", "n", "first", "first3", "inN", "any"]));
  if (report.bytes.length) table(["bytes, cold first search", "file", "lang", "gz"],
    report.bytes.flatMap((x) => [...x.files.map((f) => [x.engine, f.file, x.lang, f.bytes]), [x.engine, "= without texts of results", x.lang, x.files.filter((f) => !/\/[^/]+\/\d+\.js$|fragment/.test(f.file)).reduce((a, f) => a + f.bytes, 0)], [x.engine, "= all", x.lang, x.sum], ...x.besides.map((f) => [x.engine, "besides: " + f.file, x.lang, f.bytes])]));
  const timed = (list) => table(["ms", "CPU slowed", "lang", "n", "p50", "p95", "max"], rows(list, ["what", "slowed", "lang", "n", "p50", "p95", "max"]));
  if (report.time.length) timed(report.time);
  if (!report.large) return;
  console.log(`large site: ${report.large.pages} pages of one language`);
  table(["bytes, five results shown", "n", "p50", "p95", "max"], rows(report.large.bytes, ["what", "n", "p50", "p95", "max"]));
  timed(report.large.time.map((x) => ({ lang: "fi", ...x })));
}
