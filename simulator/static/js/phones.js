// All phones: side by side where there is room, else one at a time with a tab for each.
import { h } from "./dom.js";
import { addSamples } from "./newcomer.js";
import { colourOf } from "./owner.js";
import { Phone } from "./phone.js";
import { chatOf, on, people, person } from "./state.js";
import { say, sayRole } from "./words.js";

export function drawPhones(ui) {
  const phones = new Map();
  const row = h("div", { class: "phones" });
  const tabs = h("div", { class: "tabs", role: "tablist", ariaLabel: say("people") });
  const empty = emptyPlace();

  function drawPeople() {
    for (const [userId, phone] of phones) {
      if (!person(userId)) {
        phone.element.remove();
        phones.delete(userId);
      }
    }
    for (const { userId } of people()) {
      const known = phones.get(userId);
      if (known) {
        known.drawPerson();
        continue;
      }
      phones.set(userId, new Phone(userId));
      // Only a new one: who is put in again is scrolled back to the first message.
      row.append(phones.get(userId).element);
    }
    empty.hidden = phones.size > 0;
    if (!phones.has(ui.looksAt)) ui.looksAt = people()[0]?.userId;
    drawTabs();
  }

  function drawTabs() {
    const focused = tabs.contains(document.activeElement);
    tabs.replaceChildren(...people().map((one) => tab(one, ui.looksAt, look)));
    for (const [userId, phone] of phones) phone.element.classList.toggle("looked-at", userId === ui.looksAt);
    if (focused) tabs.querySelector("[aria-selected=true]")?.focus();
  }

  function look(userId) {
    ui.looksAt = userId;
    chatOf(userId).unread = 0;
    drawTabs();
    const phone = phones.get(userId);
    phone?.chat.toEnd();
    phone?.element.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  function addRow({ chat, row: added, index }) {
    const phone = phones.get(chat);
    if (!phone) return;
    phone.addRow(added, index);
    if (chat === ui.looksAt || added.from !== "bot") return;
    chatOf(chat).unread += 1;
    drawTabs();
  }

  function forget() {
    for (const phone of phones.values()) phone.element.remove();
    phones.clear();
  }

  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = people().map((one) => one.userId);
    look(ids[(ids.indexOf(ui.looksAt) + step + ids.length) % ids.length]);
  });
  drawPeople();
  return {
    element: h("main", { class: "stage" }, tabs, row, empty),
    stop: [on("people", drawPeople), on("row", addRow), on("look", look), on("forgotten", forget)],
  };
}

function tab(one, looksAt, look) {
  const { unread } = chatOf(one.userId);
  const selected = one.userId === looksAt;
  return h("button", {
    type: "button", role: "tab", class: "tab", "aria-selected": String(selected),
    tabindex: selected ? "0" : "-1", onClick: () => look(one.userId),
  },
    h("span", { class: "dot", style: { backgroundColor: colourOf(one) } }),
    h("span", { class: "tab-name" }, one.displayName),
    one.role ? h("span", { class: "tab-role" }, sayRole(one.role)) : [],
    unread && !selected ? h("span", { class: "unread" }, String(unread)) : []);
}

function emptyPlace() {
  return h("div", { class: "empty" },
    h("h2", {}, say("nobody")),
    h("p", {}, say("nobodyHint")),
    h("button", { type: "button", class: "button main", onClick: addSamples }, say("addSamples")));
}
