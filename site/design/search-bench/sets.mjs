// The queries: made from the site's own words by queries.py, and written by hand.
import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));

// generated returns made queries with their right pages, kept in a cache folder
// by what they were made of.
export function generated(lang, pages, { seed, size, cache, python }) {
  const input = JSON.stringify({
    lang, seed, counts: { inflected: Math.round((lang === "fi" ? 3000 : 1000) * size), other: Math.round(300 * size) },
    pages: pages.map(({ key, text, extra }) => ({ key, text, extra })),
  });
  const hash = crypto.createHash("sha256").update(input);
  for (const f of ["queries.py", "finnish.py", "hunspell.py"]) hash.update(fs.readFileSync(path.join(here, f)));
  const file = path.join(cache, `queries-${lang}-${hash.digest("hex").slice(0, 12)}.json`);
  if (!fs.existsSync(file)) {
    const r = spawnSync(python, [path.join(here, "queries.py")], { input, maxBuffer: 1 << 30, env: { ...process.env, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" } });
    if (r.status !== 0) throw new Error(`queries.py: ${r.stderr}`);
    fs.writeFileSync(file, r.stdout);
  }
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

// written reads queries written by hand: query, pages of which any is right, N (the
// page must be among the first N) and kind; or query, pages, kind. Pages are keys, or
// short names: step1 is steps/step-1, rules2 is rules/rules-2, and checklists in the
// latter form is any of them.
export function written(file, pages) {
  if (!fs.existsSync(file)) return [];
  const keys = pages.map((p) => p.key);
  return fs.readFileSync(file, "utf8").split("\n").filter((l) => l.trim() && !l.startsWith("# ")).map((line) => {
    const [q, names, ...rest] = line.split("\t").map((s) => s.trim());
    const short = rest.length === 1 && !/^\d*$/.test(rest[0]);
    const right = names.split("|").flatMap((name) => {
      const key = name.replace(/#.*/, "").replace(/^(step|rules)(\d)$/, (_, k, n) => `${k === "step" ? "steps" : "rules"}/${k}-${n}`);
      return short && key === "checklists" ? keys.filter((k) => k.startsWith(key)) : [key];
    });
    for (const k of right) if (!keys.includes(k)) console.error(`${path.basename(file)}: no page "${k}" (${q})`);
    return { q, kind: (short ? rest[0] : rest[1]) || "other", first: short ? 1 : Number(rest[0] || 1), right, accept: [] };
  });
}

// random returns a generator of numbers in [0, 1), the same for the same seed.
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// draw returns n of list, in a random order.
export function draw(list, n, r) {
  const rest = [...list], out = [];
  while (rest.length && out.length < n) out.push(...rest.splice(Math.floor(r() * rest.length), 1));
  return out;
}
