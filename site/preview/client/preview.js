"use strict";

// The live preview in a tab. It hears of builds, turns the page that is shown
// into the new one in place, and keeps the panel up to date. It is never
// published.
(async () => {
  const own = document.currentScript;
  const root = "/_preview/";
  const [{ Page }, { keepReader }, { renewSearch }, panel] = await Promise.all(
    ["morph.js", "reader.js", "search.js", "panel.js"].map((name) => import(root + "client/" + name)),
  );

  // ---- Hearing of builds

  const channel = new BroadcastChannel("opas-preview");
  let stream = null;
  let retry = 0;

  // A browser opens six connections to a server at most, over all its tabs. So
  // a tab that nobody sees gives its own back, and hears of builds from one
  // that is seen.
  function listen() {
    hangUp();
    if (document.hidden) return;
    stream = new EventSource(root + "events");
    stream.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      channel.postMessage(event);
      hear(event);
    };
    stream.onerror = lose;
  }

  function hangUp() {
    clearTimeout(retry);
    stream?.close();
    stream = null;
  }

  // The browser would connect again by itself, but not at once, and not after
  // every kind of failure.
  function lose() {
    hangUp();
    panel.show({ lost: true });
    retry = setTimeout(listen, 700);
  }

  const get = (url) => fetch(url, { cache: "no-store" }).catch(lose);

  // ---- Taking builds in

  let built = own.dataset.build;
  let page = null; // what is shown, as the server sent it
  let known = null; // what the server told of that page
  let wanted = null;
  let busy = false;

  // Builds are taken in one after the other; of those that come meanwhile, the
  // last is enough.
  async function hear(event) {
    wanted = event;
    if (busy) return;
    busy = true;
    try {
      page ??= await firstPage();
      while (page && wanted) {
        const { build } = wanted;
        wanted = null;
        if (build !== built) await update(build);
        await refresh();
      }
    } finally {
      busy = false;
    }
  }

  async function load() {
    let answer = await get(location.pathname + location.search);
    if (answer?.status === 404 && known) answer = await find(known, answer);
    if (!answer) return null;
    const text = await answer.text();
    if (answer.redirected && answer.ok) moveTo(answer.url); // before addresses are resolved
    return new Page(answer.status, text);
  }

  // A page that is not at its address may have been moved while the preview was
  // away.
  async function find({ lang, key }, lost) {
    const found = await get(root + "page?" + new URLSearchParams({ lang, key }));
    return found?.status === 404 ? lost : found;
  }

  function moveTo(address) {
    const url = new URL(address);
    url.search = location.search;
    url.hash = location.hash;
    history.replaceState(history.state, "", url);
  }

  async function firstPage() {
    const first = await load();
    first?.adopt(first.build === built);
    return first;
  }

  async function update(build) {
    const next = await load();
    if (!next) return;
    built = own.dataset.build = next.build ?? build;
    show(next);
    renewSearch(built);
  }

  // show turns the page that is shown into the next one. Scripts that have moved
  // what they found on it hear of that before, so as to put it back, and after.
  function show(next) {
    const gone = next.status === 404 && page.status !== 404;
    panel.show({ gone });
    if (gone || (next.status !== 200 && next.status !== page.status)) return;
    if (next.status === 503) return; // what is new there is the overlay's
    if (!page.canBecome(next)) {
      location.reload();
      return;
    }
    if (page.isLike(next)) return;
    const keep = keepReader();
    document.dispatchEvent(new CustomEvent("opas:update"));
    const touched = page.become(next);
    keep.fill();
    document.dispatchEvent(new CustomEvent("opas:updated"));
    keep.stay(touched);
  }

  async function refresh() {
    const query = new URLSearchParams(location.search); // may ask for a language
    query.set("path", location.pathname);
    const answer = await get(root + "state?" + query);
    if (!answer?.ok) return;
    const state = await answer.json();
    known = state.page ?? known;
    panel.show({ state, lost: false, fixed: page.status === 503 });
  }

  channel.onmessage = ({ data }) => document.hidden && hear(data);
  addEventListener("online", listen);
  document.addEventListener("visibilitychange", listen);
  panel.mount();
  hear({ build: built });
  listen();
})();
