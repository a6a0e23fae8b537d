"use strict";
// The overview of a section shows how much of each of its checklists is done.
{
  const { fill } = opasChecklist;

  class Overview {
    #root;
    #stores = new Map(); // by key of a list

    constructor(root) {
      this.#root = root;
      this.show();
    }

    #store(key) {
      if (!this.#stores.has(key)) {
        const store = new opasChecklist.Store({ ...this.#root.dataset, key });
        store.onChange(() => this.show());
        this.#stores.set(key, store);
      }
      return this.#stores.get(key);
    }

    show() {
      for (const place of this.#root.querySelectorAll(".card-progress")) {
        const tasks = place.dataset.tasks.split(" ").filter(Boolean).map((id) => ({ id: id.replace("+", ""), initial: id[0] === "+" }));
        const { copies } = this.#store(place.dataset.key).read();
        place.replaceChildren(...copies.map((copy) => this.#line(copy, tasks, copies.length > 1)));
        place.hidden = false;
      }
    }

    #line(copy, tasks, isNamed) {
      const { done, mine } = this.#root.dataset;
      const n = opasChecklist.count(copy, tasks);
      const name = isNamed ? (copy.name || mine) + ": " : "";
      const bar = document.createElement("progress");
      bar.className = "checklist-bar";
      bar.max = tasks.length;
      bar.value = n;
      bar.ariaHidden = "true"; // the text says the same
      const line = document.createElement("li");
      line.append(bar, " ", name + fill(done, { done: n, all: tasks.length }));
      return line;
    }
  }

  const mounted = new WeakMap();
  const mount = () => {
    for (const root of document.querySelectorAll("[data-component=checklists]")) {
      if (mounted.has(root)) mounted.get(root).show();
      else mounted.set(root, new Overview(root));
    }
  };
  document.addEventListener("opas:updated", mount);
  mount();
}
