// The pages of a built site, as readers see them: what every engine indexes and
// what the judge of right pages reads.
import fs from "node:fs";
import path from "node:path";

export const languages = ["fi", "sv", "en"];

// pages returns the pages of a language that come from a content file, each
//   {key, url, title, headings, text, extra, html}
// key is the file's path without numbers and ending, url the address from the
// site's root, text the page's own words with title and headings; extra holds
// words that stand for the page but not in its text: cards that name other
// pages, and keywords. html is the page's own part, for engines that read HTML.
export function pages(site, content, lang) {
  const slugs = {};
  const sources = walk(path.join(content, lang)).filter((f) => f.endsWith(".md")).sort();
  const front = sources.map((file) => {
    const text = fs.readFileSync(path.join(content, lang, file), "utf8");
    const names = file.replace(/\.md$/, "").split("/").map((n) => n.replace(/^\d+-/, ""));
    const get = (key) => new RegExp(`^${key}:\\s*(.*)$`, "m").exec(text.split(/^---$/m)[1] ?? "")?.[1] ?? "";
    const slug = get("slug").replaceAll('"', "");
    const folder = names.at(-1) === "index" ? names.slice(0, -1) : names;
    slugs[folder.join("/")] = slug || folder.at(-1) || "";
    return { names: folder, keywords: get("keywords") + " " + get("tags") };
  });
  const out = [];
  for (const { names, keywords } of front) {
    const dirs = names.map((_, i) => slugs[names.slice(0, i + 1).join("/")] ?? names[i]);
    const url = [lang, ...dirs, ""].join("/");
    const file = path.join(site, url, "index.html");
    if (!fs.existsSync(file)) continue;
    const page = parse(fs.readFileSync(file, "utf8"));
    out.push({ key: names.join("/") || "index", url, ...page, extra: page.extra + " " + keywords.replace(/[[\],"]/g, " ") });
  }
  return out;
}

export function walk(dir, under = "") {
  return fs.readdirSync(path.join(dir, under), { withFileTypes: true }).flatMap((e) => {
    const name = path.posix.join(under, e.name);
    return e.isDirectory() ? walk(dir, name) : [name];
  });
}

// Elements whose words are not the page's own, and those that name other pages.
const SKIP = /^(nav|svg|script|style|template|form|footer|button|dialog)$|class="(?:[^"]* )?(kicker|anchor|updated|notice|stations-number|button|checklist-tools|checklist-print|checklist-printed|tags-tools|tags-none|tags-set|tag-actions)[ "]/;
const OTHERS = /class="(?:[^"]* )?(journey|section-pages|cards|path|task-source|tag-pages)[ "]/;
const VOID = /^(meta|br|hr|img|input|link|wbr|source|col)$/;

// parse returns {title, headings, text, extra, html} of a built page.
export function parse(html) {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? "";
  const out = { title: "", headings: "", text: "", extra: "", html: "" };
  const open = []; // {name, state: "" | "skip" | "others" | "title" | "heading"}
  const now = (...states) => open.some((e) => states.includes(e.state));
  for (const [token, close, name, attributes] of main.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|[^<]+/g)) {
    if (!name) {
      if (now("skip")) continue;
      const words = decode(token);
      if (now("others")) { out.extra += words; continue; }
      if (now("title")) out.title += words;
      if (now("heading")) out.headings += words + " ";
      out.text += words;
      out.html += token;
      continue;
    }
    const inline = /^(a|b|em|strong|span|code|i|mark|abbr|sup|sub|wbr)$/.test(name);
    if (!inline) { out.text += " "; out.extra += " "; }
    if (close) {
      const kept = !inline && !now("skip", "others");
      while (open.length && open.pop().name !== name);
      if (kept) out.html += token;
      continue;
    }
    const state = SKIP.test(name) || SKIP.test(attributes + " ") ? "skip" : OTHERS.test(attributes) ? "others"
      : name === "h1" ? "title" : /^h[2-6]$/.test(name) ? "heading" : "";
    if (!VOID.test(name) && !attributes.endsWith("/")) open.push({ name, state });
    if (!inline && !now("skip", "others")) out.html += `<${name}>`;
  }
  return out;
}

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", shy: "" };
const decode = (s) => s.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (all, d, x, n) =>
  n ? NAMED[n] ?? all : String.fromCodePoint(d ? +d : parseInt(x, 16))).normalize("NFC").replaceAll("\u00ad", "");
