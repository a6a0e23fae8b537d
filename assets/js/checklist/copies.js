"use strict";
// What is kept of a checklist: its copies, each with what a reader has ticked and
// written. Nothing here knows of the page or of where it is kept.
//
//   list  { v, next, current, copies }        next is the id of the copy to come
//   copy  { id, name, marks, seen }           name is "" for the one that one begins with
//   marks { id of the item: { value, label, lang } }
//   seen  { language: { id of the item: group } }
//
// A value is true or false for a tick, and text for a field; the label is what the
// item said then. An item is found by its id, whatever becomes of its text and its
// place. An id that its author has not chosen is made of the text, as
// "task:read-the-rules" or, for a field of a task, "field:now/task:read-the-rules",
// and is another one in each language. For their sake seen holds all items that
// were on the page: so that one that has been reworded since can be told from one
// that was there before.
const opasChecklist = {};
{
  const version = 1;
  const longestLabel = 1000; // characters
  const isAutomatic = (id) => id.includes(":");

  const newCopy = (id, name) => ({ id, name, marks: Object.create(null), seen: Object.create(null) }); // ids may be any word
  const newList = () => ({ v: version, next: 2, current: 1, copies: [newCopy(1, "")] });

  // ---- Reading what may be anything

  const isObject = (x) => typeof x === "object" && x !== null && !Array.isArray(x);
  const text = (x, most = Infinity) => (typeof x === "string" ? x.slice(0, most) : "");
  const entries = (x) => (isObject(x) ? Object.entries(x) : []);

  function readCopy(x, id) {
    const copy = newCopy(id, text(x.name, 100).trim());
    for (const [item, mark] of entries(x.marks)) {
      if (!isObject(mark) || !["boolean", "string"].includes(typeof mark.value)) continue;
      copy.marks[item] = { value: mark.value, label: text(mark.label, longestLabel), lang: text(mark.lang, 40) };
    }
    for (const [lang, items] of entries(x.seen)) {
      copy.seen[lang] = Object.fromEntries(entries(items).map(([item, group]) => [item, text(group)]));
    }
    return copy;
  }

  function parse(json) {
    try {
      return JSON.parse(json);
    } catch {
      return null;
    }
  }

  // read returns a list, and what is wrong with the text of it: "", "unreadable",
  // or "newer" for one of a later version of this script.
  function read(json) {
    if (json === null) return { list: newList(), fault: "" };
    const x = parse(json);
    if (isObject(x) && x.v > version) return { list: newList(), fault: "newer" };
    const ids = new Set();
    const good = isObject(x) && x.v === version && Array.isArray(x.copies)
      ? x.copies.filter((c) => isObject(c) && Number.isSafeInteger(c.id) && c.id > 0 && !ids.has(c.id) && ids.add(c.id)) : [];
    if (!good.length) return { list: newList(), fault: "unreadable" };
    const copies = good.map((c) => readCopy(c, c.id));
    const next = Math.max(...ids) + 1;
    return {
      list: {
        v: version, copies,
        next: Number.isSafeInteger(x.next) ? Math.max(x.next, next) : next,
        current: ids.has(x.current) ? x.current : copies[0].id,
      },
      fault: "",
    };
  }

  // ---- Copies

  // find returns a copy by its id, the current one where it is gone.
  const find = (list, id) => list.copies.find((c) => c.id === id) ?? list.copies.find((c) => c.id === list.current);

  const same = (a, b) => a.trim().toLowerCase() === b.trim().toLowerCase();

  // taken reports whether another copy than the one of an id has a name. mine is
  // how the copy without one is called.
  const taken = (list, name, mine, id) => list.copies.some((c) => c.id !== id && same(c.name || mine, name));

  // free returns a name that no copy has.
  function free(list, name, mine) {
    let n = 1;
    const next = () => (n === 1 ? name : name + " " + n);
    while (taken(list, next(), mine)) n++;
    return next();
  }

  // add puts a copy in its place among the others, and makes it the current one.
  function add(list, copy, at = list.copies.length) {
    list.copies.splice(at, 0, copy);
    list.current = copy.id;
    return copy;
  }

  const create = (list, name) => add(list, newCopy(list.next++, name));

  // remove takes a copy away and returns what puts it back.
  function remove(list, id) {
    const at = list.copies.findIndex((c) => c.id === id);
    const [copy] = list.copies.splice(at, 1);
    list.current = list.copies[Math.max(0, at - 1)].id;
    return (later) => add(later, copy, at);
  }

  // ---- Marks

  // mark keeps what an item of the page is now; nothing where that is as it was
  // written by the author.
  function mark(copy, item, value, lang) {
    if (value === item.initial) delete copy.marks[item.id];
    else copy.marks[item.id] = { value, label: labelOf(item), lang };
  }

  const labelOf = (item) => item.label.slice(0, longestLabel);

  // value returns what an item is in a copy.
  function value(copy, item) {
    const kept = copy.marks[item.id]?.value;
    return typeof kept === typeof item.initial ? kept : item.initial;
  }

  const count = (copy, tasks) => tasks.filter((t) => value(copy, t)).length;

  // gone returns what was ticked or written in items that are not on the page any
  // more. In another language than that in which it was done they may still be.
  function gone(copy, items, lang) {
    const here = new Set(items.map((i) => i.id));
    return Object.entries(copy.marks).filter(([id, m]) => !here.has(id) && m.lang === lang && m.value)
      .map(([id, m]) => ({ id, label: m.label, text: typeof m.value === "string" ? m.value : "" }));
  }

  // ---- Items that have been reworded

  function pairs(s) {
    const out = new Map();
    for (let i = 0; i + 1 < s.length; i++) out.set(s.slice(i, i + 2), (out.get(s.slice(i, i + 2)) ?? 0) + 1);
    return out;
  }

  const digits = (s) => (s.match(/\d+/g) ?? []).join();

  // likeness tells how alike two ids are, from 0 to 1. A field of a task is as
  // like another as their labels are, and their tasks.
  function likeness(a, b) {
    const parts = a.split("/"), others = b.split("/");
    return parts.length === others.length ? Math.min(...parts.map((part, i) => resemblance(part, others[i]))) : 0;
  }

  // wordsOf returns the kind and the words of an id, without the letters by which
  // one is told from that of a text alike.
  function wordsOf(id) {
    const [kind, words = ""] = id.split(":");
    return [kind, words.replace(/_[a-z]+$/, "")];
  }

  // resemblance is Dice's coefficient of the pairs of letters; ids with other
  // numbers, of another kind of item, or that an author has chosen are not alike.
  function resemblance(a, b) {
    if (a === b) return 1;
    const [kind, words] = wordsOf(a), [otherKind, otherWords] = wordsOf(b);
    if (kind !== otherKind || digits(words) !== digits(otherWords)) return 0;
    const p = pairs(words), q = pairs(otherWords);
    let common = 0;
    for (const [pair, n] of p) common += Math.min(n, q.get(pair) ?? 0);
    return (2 * common) / Math.max(1, words.length + otherWords.length - 2);
  }

  const alike = 0.6; // at least
  const clear = 0.1; // by how much the best one must be better than the next

  // best returns the one of others that is most like an id, if it is clearly so.
  function best(id, others, group, groups) {
    const ranked = others.filter((o) => groups[o] === group).map((o) => [likeness(id, o), o]).sort((a, b) => b[0] - a[0]);
    if (!ranked.length || ranked[0][0] < alike) return null;
    return ranked.length > 1 && ranked[0][0] - ranked[1][0] < clear ? null : ranked[0][1];
  }

  function move(copy, id, to) {
    copy.marks[to] = copy.marks[id];
    delete copy.marks[id];
  }

  // wording returns what a text says without its typography: case, spaces, soft
  // hyphens, quotation marks, kinds of dashes, and the points and commas after
  // words. (goja, which runs the tests, knows no \p{Pd}.)
  const wording = (label) => label.normalize("NFKC").toLowerCase()
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff"'`\u2018-\u201f\u2032\u2033«»‹›]/g, "")
    .replace(/[.,:;]+(?=\s|$)|\s+/g, "").replace(/[\u2010-\u2015\u2212]/g, "-");

  // byWording returns things by what their labels say; null for several that say
  // the same.
  function byWording(things) {
    const out = new Map();
    for (const thing of things) {
      const key = wording(thing.label);
      out.set(key, out.has(key) ? null : thing);
    }
    return out;
  }

  // keep takes what was ticked over to items that are new by their ids, and not by
  // their texts: an author has chosen an id, or a text alike has come or gone.
  function keep(copy, items, now, then, lang) {
    const marks = Object.entries(copy.marks).map(([id, m]) => ({ id, ...m }));
    const lost = byWording(marks.filter((m) => isAutomatic(m.id) && !(m.id in now) && m.lang === lang));
    for (const [said, item] of byWording(items)) {
      const mark = lost.get(said);
      if (!said || !item || !mark || item.id in then || copy.marks[item.id]) continue;
      if (typeof mark.value === typeof item.initial) move(copy, mark.id, item.id);
    }
  }

  // follow takes what was ticked over to items that have been reworded: those that
  // are new in their group, and like one that is gone as no other is. The label
  // stays what it was, for the reader to be told of. It returns whether it has
  // changed the copy.
  function follow(copy, items, lang) {
    const now = Object.create(null);
    for (const i of items) now[i.id] = i.group;
    const then = copy.seen[lang] ?? {};
    if (![...Object.keys(then), ...Object.keys(now)].some(isAutomatic)) return false;
    if (copy.seen[lang] && JSON.stringify(then) === JSON.stringify(now)) return false;
    keep(copy, items, now, then, lang);
    const lost = Object.keys(then).filter((id) => isAutomatic(id) && !(id in now));
    const fresh = Object.keys(now).filter((id) => isAutomatic(id) && !(id in then));
    for (const id of lost) {
      const heir = best(id, fresh, then[id], now);
      if (heir && copy.marks[id] && !copy.marks[heir] && best(heir, lost, now[heir], then) === id) move(copy, id, heir);
    }
    copy.seen[lang] = now;
    return true;
  }

  // reworded returns the items that said something else when they were ticked or
  // written in, each with what it said. In which words it was said in another
  // language is not known. With a task its fields are meant too.
  function reworded(copy, items, lang) {
    const changed = items.filter((item) => {
      const mark = copy.marks[item.id];
      return mark?.value && typeof mark.value === typeof item.initial && mark.label && mark.lang === lang && wording(mark.label) !== wording(labelOf(item));
    });
    const ids = new Set(changed.map((i) => i.id));
    return changed.filter((i) => !ids.has(i.task)).map((item) => ({ item, before: copy.marks[item.id].label }));
  }

  // confirm takes an item as it is now, with its fields, for the one that was ticked
  // or written in.
  function confirm(copy, items, id, lang) {
    for (const item of items) {
      const mark = copy.marks[item.id];
      if ((item.id === id || item.task === id) && mark?.lang === lang) mark.label = labelOf(item);
    }
  }

  // ---- Files

  // toFile returns the text of a file that holds a copy. about tells the list, and
  // the title of its page.
  const toFile = (copy, { key, title }, name) =>
    JSON.stringify({ opas: "checklist", v: version, list: key, title, name, marks: copy.marks, seen: copy.seen }, null, 1) + "\n";

  const longestFile = 1e7; // characters, more than a browser keeps

  // fromFile adds the copy of a file to a list. It returns the copy, or what is
  // wrong: "noFile", "newFile" or "otherFile", the last with the title of the list
  // that it belongs to. A list may have been given another file or title since.
  function fromFile(json, list, { key, title, mine }) {
    const x = json.length > longestFile ? null : parse(json);
    if (!isObject(x) || x.opas !== "checklist" || !isObject(x.marks) || !(x.v >= 1)) return { fault: "noFile" };
    if (x.v > version) return { fault: "newFile" };
    if (x.list !== key && x.title !== title) return { fault: "otherFile", title: text(x.title, 200) };
    const copy = readCopy(x, list.next++);
    copy.name = free(list, copy.name || mine, mine);
    return { copy: add(list, copy) };
  }

  Object.assign(opasChecklist, { read, find, taken, create, add, remove, mark, value, count, gone, follow, reworded, confirm, toFile, fromFile });
}
