"use strict";
import "./notices.js";

// The page of a checklist: ticks and texts are kept in copies, and come back.
// The page may be changed under it, as the preview does; so nothing of the page is
// held on to but the component's own element.
{
  const { find, fill } = opasChecklist;
  const pause = 400; // ms of rest before what is being written is kept

  class Checklist {
    #root;
    #store;
    #copy; // id of the copy that is shown
    #writing = new Map(); // fields not kept yet, by id, each with the way to keep it
    #timer;
    #undo = null;

    constructor(root) {
      this.#root = root;
      this.#store = new opasChecklist.Store(root.dataset);
      root.addEventListener("change", (event) => this.#onChange(event.target));
      root.addEventListener("input", (event) => event.target.closest(".field") && this.#write(event.target));
      root.addEventListener("click", (event) => this.#do(event.target.closest("[data-do]")?.dataset));
      root.addEventListener("keydown", (event) => event.key === "Escape" && this.#closeMenu(event));
      root.addEventListener("focusout", (event) => this.#leaveMenu(event));
      root.addEventListener("submit", (event) => this.#submit(event));
      root.addEventListener("close", () => this.#closed?.(), true); // it does not bubble
      addEventListener("pagehide", () => this.#flush());
      addEventListener("beforeprint", () => this.#sign());
      document.addEventListener("visibilitychange", () => this.#flush());
      this.#store.onChange(() => this.#show());
      this.#copy = this.#store.read().current;
      this.mount();
    }

    // mount takes in the page as it is now.
    mount() {
      const items = this.#items, lang = this.#lang;
      if (this.#store.read().copies.some((c) => opasChecklist.follow(c, items, lang))) {
        this.#store.update((list) => list.copies.forEach((c) => opasChecklist.follow(c, items, lang)));
      }
      this.#q(".checklist-tools").hidden = false;
      for (const button of this.#root.querySelectorAll(".checklist-print button")) button.hidden = false;
      this.#show();
    }

    #q(selector) { return this.#root.querySelector(selector); }
    #word(name) { return this.#q(".checklist-tools").dataset[name]; }
    get #lang() { return this.#q(".article").closest("[lang]").lang; }

    // items are the boxes and fields of the page, each under the heading before it.
    get #items() {
      const items = [];
      let group = "";
      for (const el of this.#root.querySelectorAll(".article :is(h2, h3, h4, h5, h6, .task input[type=checkbox], .field > input, .field > textarea)")) {
        if (el.localName.startsWith("h")) group = el.id;
        else items.push(itemOf(el, group));
      }
      return items;
    }

    #itemOf(input) { return this.#items.find((i) => i.input === input); }
    get #mine() { return this.#word("mine"); }
    #nameOf(copy) { return copy.name || this.#mine; }

    // ---- Showing

    #show() {
      const list = this.#store.read();
      const copy = find(list, this.#copy);
      this.#copy = copy.id;
      const items = this.#items;
      for (const item of items) {
        const { input } = item;
        if (this.#writing.has(input.id)) continue; // the reader is at it
        const value = opasChecklist.value(copy, item);
        if (input.type === "checkbox") input.checked = value;
        else put(input, value);
      }
      const choice = this.#q(".checklist-choice");
      choice.replaceChildren(...list.copies.map((c) => new Option(this.#nameOf(c), c.id, false, c === copy)));
      this.#q("[data-do=remove]").parentElement.hidden = list.copies.length === 1;
      this.#showProgress(copy, items);
      opasChecklist.showGone(this.#q(".checklist-gone"), opasChecklist.gone(copy, items, this.#lang));
      opasChecklist.showReworded(this.#q(".checklist-reworded"), opasChecklist.reworded(copy, items, this.#lang));
      const fault = this.#store.fault;
      this.#q(".checklist-kept").textContent = this.#word(fault || "kept");
      this.#q(".checklist-kept").classList.toggle("notice", fault !== "");
    }

    #showProgress(copy, items) {
      const tasks = items.filter((i) => typeof i.initial === "boolean");
      const done = opasChecklist.count(copy, tasks), all = tasks.length;
      const words = done < all || !all ? "done" : all === 1 ? "doneOne" : "allDone";
      this.#q(".checklist-count").textContent = fill(this.#word(words), { done, all });
      this.#q(".checklist-progress").hidden = !all;
      const bar = this.#q(".checklist-bar");
      bar.max = all || 1;
      bar.value = done;
    }

    // say tells what has been done, and offers to undo it.
    #say(text, undo = null) {
      this.#q(".checklist-message p").textContent = text;
      this.#undo = undo;
      const button = this.#q("[data-do=undo]");
      if (!undo && document.activeElement === button) this.#q(".checklist-choice").focus();
      button.hidden = !undo;
      if (undo) button.focus();
    }

    // ---- Ticks and texts

    #change(change) {
      const items = this.#items, lang = this.#lang;
      const list = this.#store.update((l) => {
        const copy = find(l, this.#copy);
        opasChecklist.follow(copy, items, lang);
        change(copy, l);
      });
      this.#show();
      return find(list, this.#copy);
    }

    #onChange(input) {
      if (input.matches(".checklist-choice")) {
        this.#flush();
        this.#copy = Number(input.value);
        this.#change((c, list) => (list.current = c.id));
      } else if (input.matches(".checklist-file")) {
        this.#load(input);
      } else if (input.closest(".field")) {
        this.#flush();
      } else if (input.closest(".task")) {
        const { checked } = input;
        this.#change((c) => opasChecklist.mark(c, this.#itemOf(input), checked, this.#lang));
      }
    }

    // write keeps a text when the reader pauses.
    #write(input) {
      put(input, input.value);
      const { id, value } = input, item = this.#itemOf(input), copy = this.#copy;
      this.#writing.set(id, (list) => {
        const to = list.copies.find((c) => c.id === copy);
        if (to) opasChecklist.mark(to, item, value, this.#lang);
      });
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#flush(), pause);
    }

    #flush() {
      clearTimeout(this.#timer);
      if (!this.#writing.size) return;
      this.#store.update((list) => this.#writing.forEach((keep) => keep(list)));
      this.#writing.clear();
      this.#show();
    }

    // ---- Buttons

    #do({ do: what, item } = {}) {
      if (!what) return;
      this.#flush();
      const menu = this.#q("details");
      if (menu.contains(document.activeElement) && what !== "undo") {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
      const acts = {
        create: () => this.#ask("create", ""),
        rename: () => this.#ask("rename", this.#nameOf(find(this.#store.read(), this.#copy))),
        remove: () => this.#remove(),
        clear: () => this.#clear(),
        undo: () => this.#undo?.(),
        forget: () => this.#forget(),
        confirm: () => this.#settle((c) => opasChecklist.confirm(c, this.#items, item, this.#lang)),
        untick: () => this.#settle((c) => delete c.marks[item]),
        save: () => this.#save(),
        load: () => this.#q(".checklist-file").click(),
        print: () => print(),
        blank: () => this.#printBlank(),
      };
      acts[what]?.();
    }

    #remove() {
      let name, putBack;
      const list = this.#store.update((l) => {
        if (l.copies.length < 2) return;
        const copy = find(l, this.#copy);
        name = this.#nameOf(copy);
        putBack = opasChecklist.remove(l, copy.id);
      });
      this.#copy = list.current;
      this.#show();
      if (putBack) this.#say(fill(this.#word("deleted"), { name }), () => this.#restore(putBack, name));
    }

    #clear() {
      let marks;
      const copy = this.#change((c) => {
        marks = c.marks;
        c.marks = {};
      });
      const name = this.#nameOf(copy);
      this.#say(fill(this.#word("cleared"), { name }), () => this.#restore((list) => {
        const to = list.copies.find((c) => c.id === copy.id);
        if (to) to.marks = { ...marks, ...to.marks };
        return to ?? find(list, this.#copy);
      }, name));
    }

    #restore(putBack, name) {
      this.#store.update((list) => {
        this.#copy = list.current = putBack(list).id;
      });
      this.#show();
      this.#say(fill(this.#word("restored"), { name }));
    }

    #forget() {
      const items = this.#items, lang = this.#lang;
      this.#q(".checklist-choice").focus();
      this.#change((c) => opasChecklist.gone(c, items, lang).forEach(({ id }) => delete c.marks[id]));
    }

    // settle puts away an item that has been reworded, and leads on to the next one.
    #settle(change) {
      this.#change(change);
      (this.#q(".checklist-reworded button") ?? this.#q(".checklist-choice")).focus();
    }

    // ---- Names

    #closed = null;

    // ask opens the dialog for the name of a copy.
    #ask(what, name) {
      const dialog = this.#q("dialog"), { name: input } = dialog.querySelector("form").elements;
      const title = dialog.querySelector("h2");
      dialog.dataset.for = what;
      title.textContent = title.dataset[what];
      this.#fault("");
      input.value = name;
      dialog.returnValue = "";
      dialog.showModal();
      input.select();
      this.#closed = () => dialog.returnValue === "save" && this.#named(what, input.value.trim());
    }

    #fault(text) {
      this.#q(".dialog-fault").textContent = text;
      this.#q("dialog input").setAttribute("aria-invalid", text !== "");
    }

    // submit keeps the dialog open where the name will not do.
    #submit(event) {
      if (event.submitter?.value === "cancel") return;
      const name = this.#q("dialog input").value.trim();
      const isRename = this.#q("dialog").dataset.for === "rename";
      const isTaken = opasChecklist.taken(this.#store.read(), name, this.#mine, isRename ? this.#copy : undefined);
      if (name && !isTaken) return;
      event.preventDefault();
      this.#fault(fill(this.#word(name ? "taken" : "nameless"), { name }));
      this.#q("dialog input").focus();
    }

    #named(what, name) {
      if (what === "rename") {
        this.#change((c) => (c.name = name));
      } else {
        this.#store.update((list) => {
          this.#copy = opasChecklist.create(list, name).id;
        });
        this.mount();
      }
      this.#say(fill(this.#word(what === "rename" ? "renamed" : "made"), { name }));
    }

    // ---- Files

    #save() {
      const copy = find(this.#store.read(), this.#copy), name = this.#nameOf(copy);
      const url = URL.createObjectURL(new Blob([opasChecklist.toFile(copy, this.#root.dataset, name)], { type: "application/json" }));
      const link = document.createElement("a");
      link.href = url;
      link.download = [this.#root.dataset.file, name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase()].filter(Boolean).join("-") + ".json";
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60000); // when the browser has surely begun
    }

    async #load(input) {
      const [file] = input.files;
      if (!file) return;
      let text = "";
      try {
        text = await file.text();
      } catch (error) {
        console.warn(error);
      }
      input.value = ""; // so that the same file may be chosen again
      let found;
      this.#store.update((list) => {
        found = opasChecklist.fromFile(text, list, { ...this.#root.dataset, mine: this.#mine });
      });
      if (found.fault) {
        this.#say(fill(this.#word(found.fault), { title: found.title }));
        return;
      }
      this.#copy = found.copy.id;
      this.mount();
      this.#say(fill(this.#word("imported"), { name: found.copy.name }));
    }

    // ---- Paper

    #printBlank() {
      const page = document.documentElement;
      page.classList.add("print-blank");
      addEventListener("afterprint", () => page.classList.remove("print-blank"), { once: true });
      print();
    }

    // sign writes on paper what it is a print of.
    #sign() {
      const line = this.#q(".checklist-printed");
      const date = new Intl.DateTimeFormat(line.dataset.locale.replace("_", "-"), { dateStyle: "long" }).format(new Date());
      const { name } = find(this.#store.read(), this.#copy);
      const isBlank = document.documentElement.classList.contains("print-blank");
      const address = /^https?:$/.test(location.protocol) ? location.origin + decodeURI(location.pathname).replace(/\/index\.html$/, "/") : "";
      const updated = document.querySelector(".updated")?.textContent;
      line.textContent = [isBlank ? "" : name, updated, fill(line.dataset.printed, { date }), address].filter(Boolean).join(" · ");
    }

    // ---- The menu

    #closeMenu(event) {
      const menu = this.#q("details");
      if (!menu.open || !menu.contains(event.target)) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    }

    #leaveMenu(event) {
      const menu = this.#q("details");
      if (menu.contains(event.target) && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    }
  }

  // labelOf returns the text of a label without marks of footnotes, whose numbers
  // change.
  function labelOf(input) {
    const label = input?.labels[0]?.cloneNode(true);
    label?.querySelectorAll("[role=doc-noteref]").forEach((mark) => mark.remove());
    return label?.textContent.trim().replace(/\s+/g, " ") ?? "";
  }

  // itemOf returns what the store needs to know of a box or a field in a group. A
  // field is called by its task, too.
  function itemOf(input, group) {
    const task = document.getElementById(input.getAttribute("aria-describedby"));
    return {
      input, group,
      id: input.id,
      task: task?.id,
      label: [labelOf(task), labelOf(input)].filter(Boolean).join(": "),
      initial: input.type === "checkbox" ? input.defaultChecked : "",
    };
  }

  // put writes a text into a field, and beside it, where it makes the field as
  // high as the text and is what is printed.
  function put(input, text) {
    if (input.value !== text) input.value = text;
    input.closest(".field").dataset.text = text;
  }

  const mounted = new WeakMap();
  const mount = () => {
    for (const root of document.querySelectorAll("[data-component=checklist]")) {
      if (mounted.has(root)) mounted.get(root).mount();
      else mounted.set(root, new Checklist(root));
    }
  };
  document.addEventListener("opas:updated", mount); // the preview has changed the page
  mount();
}
