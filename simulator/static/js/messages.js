// One row of a chat: what was said, by whom, when.
import { openAddress, perform } from "./actions.js";
import { h, safeAddress, unbroken } from "./dom.js";
import { drawFlex } from "./flex.js";
import { icon } from "./icons.js";
import { drawThumbnail } from "./map.js";
import { account } from "./state.js";
import { drawSticker } from "./stickers.js";
import { clock } from "./times.js";
import { say } from "./words.js";

const LINK = /(?:https?:\/\/|tel:|line:\/\/)[^\s<>"'“”]+[^\s<>"'“”.,;:!?)\]\u0e46\u0e2f]/g;
const NOTES = { follow: "followed", unfollow: "blocked" };
const DRAWN = { text, sticker, image, location, flex: drawCard, template, 
  video: medium("video"), audio: medium("voice"), file: medium("file") };

/** A list item; `phone` hears taps. */
export function drawRow(row, phone) {
  const { message } = row;
  if (NOTES[message.type]) return note(say(NOTES[message.type]));
  if (message.type === "unsend") return note(say("unsent"));
  const content = (DRAWN[message.type] ?? unknown)(message, phone, row);
  const time = h("time", { class: "row-time" }, clock(row.at));
  const line = h("div", { class: "row-line" }, content, time);
  const mine = row.from === "user";
  return h("li", { class: `row ${mine ? "mine" : "theirs"} ${message.type}`, data: { id: message.id ?? "" } },
    mine ? [] : [h("span", { class: "avatar", "aria-hidden": "true" }, avatarLetter()),
      h("span", { class: "row-name" }, account().name)],
    line);
}

export function note(words) {
  return h("li", { class: "note" }, h("span", {}, words));
}

export function avatarLetter() {
  return [...account().name][0] ?? "";
}

function text(message, phone) {
  return h("div", { class: "bubble" }, linked(message.text ?? "", phone));
}

/** Text with its addresses as links. */
function linked(words, phone) {
  const parts = [];
  let from = 0;
  for (const found of words.matchAll(LINK)) {
    parts.push(...unbroken(words.slice(from, found.index)), link(found[0], phone));
    from = found.index + found[0].length;
  }
  return [...parts, ...unbroken(words.slice(from))];
}

function link(address, phone) {
  const open = (event) => {
    event.preventDefault();
    openAddress(address, phone);
  };
  return h("a", { href: address, rel: "noopener noreferrer", onClick: open }, address);
}

function sticker(message) {
  return h("div", { class: "sticker" }, drawSticker(message.stickerId));
}

function image(message) {
  const given = safeAddress(message.previewImageUrl ?? message.originalContentUrl ?? "");
  const source = given || `/_screen/content/${encodeURIComponent(message.id)}`;
  return h("img", { class: "photo", src: source, alt: say("photo"), referrerpolicy: "no-referrer" });
}

function location(message, phone) {
  const point = { latitude: message.latitude, longitude: message.longitude };
  const coordinates = `${point.latitude.toFixed(5)},${point.longitude.toFixed(5)}`;
  const address = `https://www.google.com/maps/search/?api=1&query=${coordinates}`;
  return h("button", { type: "button", class: "place", onClick: () => openAddress(address, phone) },
    drawThumbnail(point),
    h("span", { class: "place-name" }, message.title ?? say("location")),
    h("span", { class: "place-address" }, message.address ?? coordinates.replace(",", ", ")));
}

function drawCard(message, phone) {
  return drawFlex(message, (action) => perform(action, phone));
}

/** Old-fashioned cards: their text, and their buttons. */
function template(message, phone) {
  const { template: of } = message;
  const actions = of.actions ?? of.columns?.flatMap((one) => one.actions) ?? [];
  return h("div", { class: "bubble" },
    h("div", {}, of.text ?? message.altText),
    actions.map((action) =>
      h("button", { type: "button", class: "template-button", onClick: () => perform(action, phone) },
        action.label)));
}

/** A message whose content a phone opens: only what it is. */
function medium(name) {
  return () => h("div", { class: "bubble" }, icon("photo"), " ", say(name));
}

function unknown(message) {
  return h("div", { class: "bubble" }, message.altText ?? say("notShown", { type: message.type }));
}
