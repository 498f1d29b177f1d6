// The bar above a phone: whose it is, and what can be done with it.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { act, removePerson } from "./platform.js";
import { say, sayRole } from "./words.js";

const COLOURS = { citizen: "#1f6f43", officer: "#1b4f8a", head: "#7a3e9d", manager: "#8a4b08" };
const PLAIN = "#4a525c";

export function colourOf(person) {
  return person.colour || COLOURS[person.role] || PLAIN;
}

/** Black or white, whichever can be read on it. */
export function inkOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";
}

export function roleChip(person) {
  if (!person.role) return [];
  const colour = colourOf(person);
  return [h("span", { class: "role", style: { backgroundColor: colour, color: inkOn(colour) } }, sayRole(person.role))];
}

export function ownerBar(person, phone) {
  const pc = h("button", {
    type: "button", class: "switch", "aria-pressed": String(phone.isPc()), title: say("pcMeaning"),
    ariaLabel: `${say("pc")}: ${say("pcMeaning")}`, onClick: () => phone.setPc(!phone.isPc()),
  }, say("pc"));
  return [
    h("span", { class: "owner-name" }, person.displayName),
    ...roleChip(person),
    h("span", { class: "owner-language" }, person.language),
    h("span", { class: "grow" }),
    pc,
    more(person, phone),
  ];
}

function more(person, phone) {
  const list = h("div", { class: "more-list" });
  const details = h("details", { class: "more" },
    h("summary", { class: "tool", ariaLabel: say("moreFor", { name: person.displayName }) }, icon("more")),
    list);
  // What can be taken back changes with every message: look when it is opened.
  details.addEventListener("toggle", () => details.open && list.replaceChildren(...choices(person, phone)));
  details.addEventListener("keydown", (event) => event.key === "Escape" && (details.open = false));
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget)) details.open = false;
  });
  return details;
}

function choices(person, phone) {
  const unsend = phone.lastSent();
  const large = Boolean(phone.ui.largeText);
  return [
    ...(unsend ? [one("unsendLast", () => act(person.userId, "unsend", { messageId: unsend }))] : []),
    h("button", { type: "button", "aria-pressed": String(large), onClick: () => phone.setLargeText(!large) }, say("largeText")),
    person.blocked
      ? one("unblock", () => act(person.userId, "follow", { isUnblocked: true }))
      : one("block", () => act(person.userId, "unfollow")),
    removal(person),
  ];
}

function one(words, action) {
  const tap = (event) => {
    event.currentTarget.closest("details").open = false;
    action();
  };
  return h("button", { type: "button", onClick: tap }, say(words));
}

/** A phone that is gone is gone: ask once more. */
function removal(person) {
  const button = h("button", { type: "button", class: "danger" }, say("remove"));
  button.addEventListener("click", () => {
    if (button.dataset.sure) removePerson(person.userId);
    button.dataset.sure = "yes";
    button.textContent = say("removeSure");
  });
  return button;
}

function linear(part) {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
