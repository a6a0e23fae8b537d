// Figures of one engine's answers to queries, by kind.

// score compares the pages an engine returned, best first, with the judge's.
export function score(query, got) {
  const right = new Set(query.right), accept = new Set(query.accept);
  const hits = got.filter((p) => right.has(p)).length;
  const wrong = got.filter((p) => !right.has(p) && !accept.has(p)).length;
  return {
    success: hits > 0,
    recall: hits / right.size,
    precision: hits + wrong ? hits / (hits + wrong) : null, // pages neither right nor wrong left out
    none: got.length === 0,
    // Of the pages that are right or wrong, the first is right.
    p1: right.has(got.find((p) => right.has(p) || !accept.has(p))),
    strict1: right.has(got[0]),
    first3: got.slice(0, 3).some((p) => right.has(p)),
  };
}

// mean returns the means of scores; precision over queries that got an answer.
export function mean(scores) {
  const out = { n: scores.length };
  for (const key of Object.keys(scores[0] ?? {})) {
    const values = scores.map((s) => s[key]).filter((v) => v !== null);
    out[key] = values.reduce((a, b) => a + Number(b), 0) / (values.length || 1);
  }
  return out;
}

// percentiles returns n, p50, p95 and the greatest of numbers.
export function percentiles(numbers) {
  const v = [...numbers].sort((a, b) => a - b);
  const at = (q) => v[Math.min(v.length - 1, Math.floor(q * v.length))] ?? 0;
  return { n: v.length, p50: at(0.5), p95: at(0.95), max: v.at(-1) ?? 0 };
}

// group returns a map from key(x) to the x that have it, in order of arrival.
export function group(list, key) {
  const out = new Map();
  for (const x of list) out.set(key(x), [...(out.get(key(x)) ?? []), x]);
  return out;
}

// table prints rows under a head, columns aligned.
export function table(head, rows) {
  const show = (v) => typeof v === "number" ? (Number.isInteger(v) ? String(v) : v.toFixed(v < 10 ? 3 : 1)) : String(v ?? "–");
  const cells = [head, ...rows.map((r) => r.map(show))];
  const width = head.map((_, i) => Math.max(...cells.map((r) => r[i].length)));
  console.log(cells.map((r) => r.map((c, i) => i < 2 ? c.padEnd(width[i]) : c.padStart(width[i])).join("  ")).join("\n") + "\n");
}
