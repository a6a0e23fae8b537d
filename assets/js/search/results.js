"use strict";
// The page of results: what stands in the box is asked as it is typed, and the
// address follows, so that the page can be linked to, printed and gone back to.
{
  const { el, pieces, fill, short, Ear, sectionsOf } = opasSearch;
  const pagesShown = 20;

  opasSearch.ResultsPage = class {
    #form;
    #client;
    #input;
    #place = document.querySelector(".results");
    #tips = document.querySelector(".results-tips");
    #title = document.title;
    #ear;
    #failed;
    #turn = 0;
    #typing;
    #pause;

    constructor(form, client) {
      this.#form = form;
      this.#client = client;
      this.#input = form.elements.q;
      this.#ear = new Ear(form);
      this.#failed = form.querySelector(".search-popup");
      this.#input.addEventListener("input", () => {
        this.#refresh(true);
        clearTimeout(this.#pause);
        this.#pause = setTimeout(() => this.#address("replaceState"), 500);
      });
      form.addEventListener("submit", (event) => this.#submit(event));
      form.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !this.#input.value) return;
        event.preventDefault();
        this.#input.value = "";
        this.#input.dispatchEvent(new Event("input"));
      });
      addEventListener("popstate", () => this.#read());
      if (this.#input.value) this.#refresh(true); // typed while this was loaded
      else this.#read();
    }

    get #asked() { return new URLSearchParams(location.search).get("q") ?? ""; }

    // read asks what the address asks.
    #read() {
      this.#input.value = this.#asked;
      this.#refresh(false);
    }

    // address puts what stands in the box into the address.
    #address(how) {
      clearTimeout(this.#pause);
      const query = this.#input.value.trim();
      if (query === this.#asked) return true;
      try {
        history[how](null, "", location.pathname + (query ? "?q=" + encodeURIComponent(query) : ""));
        return true;
      } catch {
        return false; // some browsers allow no change of a file's address
      }
    }

    async #submit(event) {
      if (!this.#address("pushState")) return; // the form leads there itself
      event.preventDefault();
      await this.#refresh(false);
      this.#focus();
    }

    // focus puts the focus on the heading, which tells how much was found.
    #focus() {
      this.#place.querySelector("h2")?.focus();
      this.#ear.say("");
    }

    // again asks anew what is asked. What is shown stays until then.
    again(put) { return this.#refresh(this.#typing, put); }

    async #refresh(typing, put) {
      const turn = ++this.#turn;
      this.#typing = typing;
      const query = this.#input.value.trim();
      this.#failed.hidden = true;
      if (!query) {
        this.#place.replaceChildren();
        this.#tips.hidden = true;
        document.title = this.#title;
        return this.#ear.say("");
      }
      const slow = put ? 0 : setTimeout(() => this.#place.replaceChildren(el("p", {}, this.#client.word("loading"))), 250);
      try {
        const results = await this.#client.find(query, { typing, limit: pagesShown });
        if (turn === this.#turn) this.#show(query, results, put);
      } catch (error) {
        console.warn(error);
        if (turn !== this.#turn) return;
        this.#place.replaceChildren();
        this.#failed.hidden = false;
        this.#ear.say(this.#failed.textContent);
      } finally {
        clearTimeout(slow);
      }
    }

    #show(query, { main, other, related, suggestion }, put = (place, nodes) => place.replaceChildren(...nodes)) {
      const all = [...main, ...other, ...related];
      const n = all.reduce((sum, hit) => sum + sectionsOf(hit).length, 0);
      const count = n ? this.#client.count(n) : fill(this.#client.word("none"), { query: short(query) }).join("");
      const nodes = [el("h2", { class: "results-count", tabindex: "-1" }, count)];
      // On paper there is no box that tells what was asked.
      if (n) nodes.unshift(el("p", { class: "results-asked" }, this.#of(short(query))));
      if (suggestion) {
        const link = el("a", { href: this.#client.results(suggestion) }, suggestion);
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          this.#input.value = event.currentTarget.textContent;
          if (!this.#address("pushState")) return;
          event.preventDefault();
          this.#refresh(false).then(() => this.#focus());
        });
        nodes.push(el("p", { class: "results-meant" }, ...fill(this.#client.word("meant"), { query: link })));
      }
      for (const [hits, heading] of [[main, ""], [other, "other"], [related, "related"]]) {
        if (!hits.length) continue;
        if (heading) nodes.push(el("h2", { class: "results-heading" }, this.#client.word(heading)));
        nodes.push(el("ol", { class: "results-list" }, ...hits.map((hit) => this.#hit(hit))));
      }
      put(this.#place, nodes);
      this.#tips.hidden = n > 0;
      document.title = this.#of(short(query, 40)) + this.#title.slice(this.#client.word("title").length);
      this.#ear.say(count);
    }

    // of tells what was asked.
    #of(query) { return fill(this.#place.dataset.of, { query }).join(""); }

    // hit shows a page: its title, which leads to its top or to the section that
    // fits best, and its sections.
    #hit(hit) {
      const sections = sectionsOf(hit);
      const top = sections.find((s) => !s.anchor);
      const item = el("li", { class: "result", lang: hit.lang },
        el("h3", {}, el("a", { href: this.#client.address(hit, top) }, ...pieces(hit.title))),
        el("p", { class: "result-address", "aria-hidden": "true" }));
      const shown = new URL(this.#client.address(hit, null), location.href);
      item.lastChild.append(shown.origin === "null" ? decodeURI(shown.pathname) : shown.origin + decodeURI(shown.pathname).replace(/index\.html$/, ""));
      if (hit.via) item.append(el("p", { class: "result-via", lang: document.documentElement.lang }, ...this.#client.via(hit)));
      if (top?.excerpt.length) item.append(el("p", { class: "result-excerpt" }, ...pieces(top.excerpt)));
      const rest = sections.filter((s) => s.anchor);
      if (rest.length) {
        item.append(el("ul", { class: "result-sections" }, ...rest.map((s) => {
          const part = el("li", {}, el("a", { href: this.#client.address(hit, s) }, ...pieces(s.heading)));
          if (s.excerpt.length) part.append(el("p", { class: "result-excerpt" }, ...pieces(s.excerpt)));
          return part;
        })));
      }
      return item;
    }
  };
}
