// Turns a page into the next one in place, changing as little as possible.
//
// What is compared with the next page is the page as the server sent it, not
// the one that is shown: what scripts and readers have done to that one is
// theirs, and stays.

// Page is a page as the server sent it.
export class Page {
  #doc;
  #tree = null; // once it is the page that is shown

  constructor(status, html) {
    this.status = status;
    this.#doc = new DOMParser().parseFromString(html, "text/html");
    const own = this.#doc.querySelector("script[data-build]");
    this.build = own?.dataset.build;
    for (const name of Object.keys(own?.dataset ?? {})) delete own.dataset[name]; // differs always
    this.scripts = scriptsOf(this.#doc);
  }

  // adopt makes this the page that is shown. Where that one is of another
  // build, it is itself the best that is known of what was sent.
  adopt(isSame) {
    if (!isSame) {
      this.#doc = document.cloneNode(true);
      this.#doc.querySelector("opas-preview")?.remove();
    }
    this.#tree = new Tree(this.#doc.documentElement, document.documentElement);
  }

  // isLike reports whether the next page is the same.
  isLike(next) {
    return next.status === this.status && next.#doc.isEqualNode(this.#doc);
  }

  // canBecome reports whether the page can become the next one in place.
  // Scripts that have run can't be taken back.
  canBecome(next) {
    return next.scripts === this.scripts && this.status !== 503 && !next.#doc.querySelector('meta[http-equiv="refresh"]');
  }

  // become returns the elements that were changed and are shown.
  become(next) {
    this.status = next.status;
    try {
      return this.#tree.become(next.#doc.documentElement);
    } catch (error) {
      reportError(error);
      location.reload(); // always right, only less pleasant
      return [];
    }
  }
}

// replaceChildren gives an element that is shown other children, in place: those
// that it has are not the server's but a script's. It returns the elements that
// were changed.
export function replaceChildren(shown, children) {
  const next = shown.cloneNode();
  next.append(...children);
  return new Tree(shown.cloneNode(true), shown).become(next);
}

// Tree is an element as it was sent, which leads from each of its nodes to the
// one that is shown.
class Tree {
  #sent;
  #live = new WeakMap();
  #touched = [];

  constructor(sent, shown) {
    this.#sent = sent;
    this.#pair(sent, shown);
  }

  // become turns the element into the next one, and returns the elements that
  // were changed and are shown.
  become(next) {
    this.#touched = [];
    this.#morph(this.#sent, next);
    return this.#touched;
  }

  // #pair walks two trees in parallel. Nodes that scripts have added are passed
  // over.
  #pair(sent, shown) {
    this.#live.set(sent, shown);
    let at = shown.firstChild;
    for (let child = sent.firstChild; child; child = child.nextSibling) {
      let twin = at;
      while (twin && twin.nodeName !== child.nodeName) twin = twin.nextSibling;
      if (!twin) continue;
      this.#pair(child, twin);
      at = twin.nextSibling;
    }
  }

  #touch(node) {
    if (node) this.#touched.push(node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  }

  // #morph turns a node as sent into the next one, and the shown one alike.
  #morph(sent, next) {
    if (sent.isEqualNode(next)) return;
    const node = this.#live.get(sent);
    if (sent.nodeType !== Node.ELEMENT_NODE) {
      this.#morphText(sent, next, node);
    } else if (isSheet(sent) && isSheet(next)) {
      this.#morphSheet(sent, next, node);
    } else {
      this.#morphAttributes(sent, next, node);
      this.#morphChildren(sent, next, node);
    }
  }

  // Only what differs is replaced, so that a selection in the text stays.
  #morphText(sent, next, node) {
    const a = sent.data, b = next.data;
    const most = Math.min(a.length, b.length);
    let head = 0, tail = 0;
    while (head < most && a[head] === b[head]) head++;
    while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
    for (const text of [sent, node]) {
      if (text?.data === a) text.replaceData(head, a.length - head - tail, b.slice(head, b.length - tail));
    }
    this.#touch(node);
  }

  #morphAttributes(sent, next, node) {
    for (const name of new Set([...sent.getAttributeNames(), ...next.getAttributeNames()])) {
      const value = next.getAttribute(name);
      if (sent.getAttribute(name) === value) continue;
      if (name === "class" && node && node.getAttribute(name) !== sent.getAttribute(name)) {
        // A script has added some of its own.
        node.classList.remove(...sent.classList);
        node.classList.add(...next.classList);
      } else {
        setAttribute(node, name, value);
      }
      setAttribute(sent, name, value);
      this.#touch(node);
    }
  }

  // The old style sheet, and those that it was about to replace, go when the
  // new one has loaded.
  #morphSheet(sent, next, node) {
    this.#morphAttributes(sent, next, null);
    const fresh = document.importNode(next);
    this.#live.set(sent, fresh);
    const old = [node, ...(replaced.get(node) ?? [])];
    replaced.set(fresh, old);
    fresh.onload = () => old.forEach((sheet) => sheet.remove());
    node.after(fresh);
    this.#touch(fresh);
  }

  #morphChildren(sent, next, parent) {
    const olds = [...sent.childNodes], news = [...next.childNodes];
    const partners = match(olds, news);
    const kept = new Set(partners.values());
    for (const old of olds) {
      if (kept.has(old)) continue;
      this.#live.get(old)?.remove();
      old.remove();
      this.#touch(parent);
    }
    let last = null, lastShown = null;
    for (const item of news) {
      const old = partners.get(item);
      if (old) this.#morph(old, item);
      else this.#insert(item, sent, last, parent, lastShown);
      last = old ?? item;
      const shown = this.#live.get(last);
      if (shown?.parentNode === parent) lastShown = shown;
    }
  }

  // #insert puts a new node after the last one, and a copy where it is shown.
  #insert(item, sent, last, parent, lastShown) {
    if (parent) {
      const copy = document.importNode(item, true);
      this.#pair(item, copy);
      if (lastShown) lastShown.after(copy);
      else parent.prepend(copy);
      this.#touch(copy);
    }
    if (last) last.after(item);
    else sent.prepend(item);
  }
}

// scriptsOf names the scripts of a page, those too that its components load.
function scriptsOf(doc) {
  const named = [...doc.querySelectorAll("[data-component]")].flatMap((el) => Object.values(el.dataset)).filter((value) => /\.js\b/.test(value));
  return [...Array.from(doc.scripts, (s) => s.src), ...named].join();
}

const isSheet = (el) => el.localName === "link" && el.rel === "stylesheet";
const replaced = new WeakMap(); // style sheet → those that it replaces

function setAttribute(el, name, value) {
  if (value === null) el?.removeAttribute(name);
  else el?.setAttribute(name, value);
}

// What two nodes can have in common, the strongest first: everything; their
// id; how they begin; their name.
const likenesses = [
  (n) => n.outerHTML ?? n.nodeName + n.data,
  (n) => (n.id ? n.nodeName + n.id : n),
  (n) => [n.nodeName, n.rel, n.name, n.textContent.trim().slice(0, 10)].join(),
  (n) => n.nodeName,
];

// match returns the old node that each new one goes on from, for those that
// have one. They come in the same order in both lists.
function match(olds, news) {
  const pairs = new Map();
  const most = Math.min(olds.length, news.length);
  let head = 0, tail = 0;
  while (head < most && olds[head].isEqualNode(news[head])) pairs.set(news[head], olds[head++]);
  while (tail < most - head && olds.at(-1 - tail).isEqualNode(news.at(-1 - tail))) {
    pairs.set(news.at(-1 - tail), olds.at(-1 - tail));
    tail++;
  }
  align(olds.slice(head, olds.length - tail), news.slice(head, news.length - tail), 0, pairs);
  return pairs;
}

// align pairs off the longest run of nodes that are alike, and those between
// them by the next likeness.
function align(olds, news, rank, pairs) {
  if (!olds.length || !news.length || rank === likenesses.length) return;
  if (olds.length === 1 && news.length === 1) rank = likenesses.length - 1;
  const run = longestRun(olds.map(likenesses[rank]), news.map(likenesses[rank]));
  let i = 0, j = 0;
  for (const [x, y] of [...run, [olds.length, news.length]]) {
    align(olds.slice(i, x), news.slice(j, y), rank + 1, pairs);
    if (x < olds.length) pairs.set(news[y], olds[x]);
    i = x + 1;
    j = y + 1;
  }
}

// longestRun returns the places of the longest common subsequence, by the usual
// table. Lists too long for one are compared place by place.
function longestRun(a, b) {
  const run = [];
  if (a.length * b.length > 250000) {
    a.forEach((key, i) => key === b[i] && run.push([i, i]));
    return run;
  }
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      table[at] = a[i] === b[j] ? table[at + width + 1] + 1 : Math.max(table[at + width], table[at + 1]);
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) run.push([i++, j++]);
    else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) i++;
    else j++;
  }
  return run;
}
