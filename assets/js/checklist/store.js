"use strict";
// Where the copies of a checklist are kept: in the browser's storage for the host,
// under a key of their own. Where that is not possible they are kept as long as the
// page is open.
{
  // keyOf returns the key of a list: the file of its page, whatever the page is
  // called. Guides on one host, or in folders of one computer, are told apart by
  // the address of their root.
  const keyOf = ({ root, key }) => ["opas:checklist", new URL(root, location.href).pathname, key].join(":");

  opasChecklist.Store = class {
    #key;
    #unkept = null; // the text where it can't be kept
    fault = ""; // "", "unkept" or "unreadable"

    constructor(about) {
      this.#key = keyOf(about);
    }

    read() {
      let json = this.#unkept;
      if (json === null) {
        try {
          json = localStorage.getItem(this.#key);
        } catch {
          this.fault = "unkept";
        }
      }
      const { list, fault } = opasChecklist.read(json);
      if (fault === "newer") {
        this.#unkept = JSON.stringify(list); // what is kept is another script's
        this.fault = "unkept";
      } else if (fault) {
        this.fault = fault;
      }
      return list;
    }

    // update reads the list, changes it and keeps it. It returns the list.
    update(change) {
      const list = this.read();
      const wasUnkept = this.#unkept !== null;
      change(list);
      const json = JSON.stringify(list);
      try {
        if (wasUnkept && opasChecklist.read(localStorage.getItem(this.#key)).fault === "newer") throw new Error("kept by a newer script");
        localStorage.setItem(this.#key, json);
        this.#unkept = null;
        if (this.fault === "unkept") this.fault = "";
      } catch {
        this.#unkept = json;
        this.fault = "unkept";
      }
      return list;
    }

    // onChange calls back when the list has been changed in another tab, or may
    // have been while this page was put away.
    onChange(callback) {
      addEventListener("storage", (event) => {
        if (event.key === this.#key || event.key === null) callback();
      });
      addEventListener("pageshow", (event) => event.persisted && callback());
    }
  };

  // fill puts values in a text's words in braces.
  opasChecklist.fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}
