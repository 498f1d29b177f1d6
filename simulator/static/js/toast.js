// A short word at the foot of the screen.
import { h } from "./dom.js";

const SECONDS = 3.5;
const place = h("div", { class: "toasts", role: "status", ariaLive: "polite" });

export function toast(words) {
  if (!place.isConnected) document.body.append(place);
  const one = h("div", { class: "toast" }, words);
  // A modal dialog hides what is outside of it from view and from screen readers.
  (document.querySelector("dialog[open]") ?? document.body).append(place);
  place.append(one);
  setTimeout(() => one.remove(), SECONDS * 1000);
}
