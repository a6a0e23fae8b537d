"use strict";
// What a reader is told of ticks and texts whose items are gone or have been
// reworded.
{
  const { fill } = opasChecklist;

  opasChecklist.showGone = (notice, gone) => {
    notice.hidden = !gone.length;
    notice.querySelector("ul").replaceChildren(...gone.map(({ label, text }) => {
      const line = document.createElement("li");
      line.textContent = label + (text ? ": " + text : "");
      return line;
    }));
  };

  // The first line is a status, which is read out when it comes into a page that is
  // shown already; and all of the notice is shown with it.
  opasChecklist.showReworded = (notice, reworded) => {
    const status = notice.querySelector("[role=status]"), list = notice.querySelector("ul");
    const show = () => {
      const isNeeded = list.childElementCount > 0;
      status.textContent = isNeeded ? notice.dataset.text : "";
      notice.classList.toggle("notice", isNeeded);
    };
    list.replaceChildren(...reworded.map((r) => line(notice.dataset, r)));
    if (reworded.length && !status.textContent) requestAnimationFrame(() => setTimeout(show));
    else show();
  };

  function line(words, { item, before }) {
    const line = document.createElement("li"), link = document.createElement("a"), then = document.createElement("p"), buttons = document.createElement("div");
    link.href = "#" + encodeURIComponent(item.id);
    link.textContent = item.label;
    then.textContent = fill(words.before, { text: before });
    buttons.className = "checklist-settle";
    const acts = typeof item.initial === "boolean" ? ["confirm", "untick"] : ["confirm"];
    buttons.append(...acts.map((act) => button(act, words[act], item)));
    line.append(link, then, buttons);
    return line;
  }

  function button(act, text, item) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = text;
    button.ariaLabel = text + ": " + item.label;
    Object.assign(button.dataset, { do: act, item: item.id });
    return button;
  }
}
