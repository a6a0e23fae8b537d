"use strict";

// The live preview in a tab. It hears of builds, turns the page that is shown
// into the new one in place, and keeps the panel up to date. It is never
// published.
(async () => {
  const own = document.currentScript;
  const root = "/_preview/";
  const [{ listen }, { Page }, { keepReader }, { renewSearch }, panel] = await Promise.all(
    ["events.js", "morph.js", "reader.js", "search.js", "panel.js"].map((name) => import(root + "client/" + name)),
  );

  let built = own.dataset.build;
  let page = null; // what is shown, as the server sent it
  let known = null; // what the server told of that page
  let gone = false; // it is no longer there
  let wanted = null;
  let busy = false;
  let retry = 0;

  // Builds are taken in one after the other; of those that come meanwhile, the
  // last is enough.
  async function hear(event) {
    if (event.lost) {
      panel.show({ lost: true });
      return;
    }
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

  // get asks the server, and names the page that is shown: should that have
  // moved, it is what the tab is led to.
  function get(url) {
    const headers = known ? { "Opas-Page": new URLSearchParams({ lang: known.lang, key: known.key, title: known.title }) } : {};
    return fetch(url, { cache: "no-store", headers }).catch(lose);
  }

  function lose() {
    panel.show({ lost: true });
    clearTimeout(retry);
    retry = setTimeout(ask, 700);
  }

  async function load() {
    const answer = await get(location.pathname + location.search);
    if (!answer) return null;
    const text = await answer.text();
    if (answer.redirected && answer.ok) moveTo(answer.url); // before addresses are resolved
    return new Page(answer.status, text);
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
    gone = next.status === 404 && page.status !== 404;
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
    if (state.build === built) known = state.page ?? known;
    panel.show({ state, gone, lost: false, fixed: page.status === 503 });
  }

  panel.mount();
  hear({ build: built });
  const ask = listen(hear);
})();
