// The screen as a whole: the bar above, the phones, the console.
import { drawConsole } from "./console.js";
import { h } from "./dom.js";
import { listen } from "./feed.js";
import { icon } from "./icons.js";
import { askForPerson } from "./newcomer.js";
import { drawPhones } from "./phones.js";
import { account, isLive, on } from "./state.js";
import { currentLanguage, say, setLanguage } from "./words.js";

const WIDE = 1400;
const ui = { phones: {}, console: { open: window.innerWidth >= WIDE } };
let stops = [];

/** Draw everything anew; what the phones remember stays. */
function mount() {
  stops.forEach((stop) => stop());
  const [phones, console] = [drawPhones(ui.phones), drawConsole(ui.console)];
  const bar = topBar();
  stops = [...phones.stop, ...console.stop, ...bar.stop];
  document.title = say("title");
  document.body.replaceChildren(bar.element, h("div", { class: "desk" }, phones.element, console.element));
}

function topBar() {
  const state = h("span", { class: "live", role: "status" });
  const showState = () => {
    state.textContent = say(isLive() ? "live" : "lost");
    state.classList.toggle("is-live", isLive());
  };
  showState();
  const other = currentLanguage() === "th" ? "en" : "th";
  const element = h("header", { class: "top" },
    h("h1", {}, say("title")),
    h("span", { class: "account" }, account().name),
    state,
    h("span", { class: "grow" }),
    h("button", { type: "button", class: "button", onClick: askForPerson }, icon("plus", 20), h("span", { class: "button-words" }, say("addPerson"))),
    h("button", { type: "button", class: "button", lang: other, onClick: () => speak(other) }, say("otherLanguage")));
  return { element, stop: [on("live", showState)] };
}

function speak(language) {
  setLanguage(language);
  mount();
}

setLanguage(currentLanguage());
mount();
on("begun", mount);
listen();
