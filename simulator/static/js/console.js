// The console: what passes between the bot and the platform, the newest first.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { on, passed, people, totals } from "./state.js";
import { clockWithSeconds } from "./times.js";
import { say } from "./words.js";

const MOST = 200;
const USER = /U[0-9a-f]{32}/g;
const SENDS = /\/message\/(reply|push|multicast)$/;

export function drawConsole(ui) {
  const list = h("ol", { class: "passages", tabindex: "0", ariaLabel: say("console") });
  const total = h("span", { class: "total" });
  const latest = h("span", { class: "latest" });
  const toggle = h("button", { type: "button", class: "console-bar", onClick: () => show(!ui.open) },
    icon("terminal", 20), h("span", { class: "console-title" }, say("console")), latest, total, icon("down", 18));
  const element = h("aside", { class: "console", ariaLabel: say("console") }, toggle, list);

  function show(open) {
    ui.open = open;
    element.classList.toggle("open", open);
    toggle.setAttribute("aria-expanded", String(open));
    toggle.title = say(open ? "hideConsole" : "showConsole");
  }
  function add(fresh) {
    list.querySelector(".hint")?.remove();
    list.prepend(...fresh.map(line).reverse());
    while (list.childElementCount > MOST) list.lastElementChild.remove();
    const last = passed().at(-1);
    latest.textContent = `${what(last)} · ${status(last)}`;
  }
  function showTotals() {
    const { paid = 0, limit } = totals();
    const count = (number) => number.toLocaleString("en-US");
    total.textContent = limit === null || limit === undefined
      ? say("paidTotal", { paid: count(paid) })
      : say("paidOf", { paid: count(paid), limit: count(limit) });
  }

  if (passed().length) add(passed());
  else list.append(h("li", { class: "hint" }, say("nothingYet")));
  showTotals();
  show(ui.open);
  return { element, stop: [on("passages", add), on("totals", showTotals)] };
}

function line(one) {
  const toBot = one.way === "webhook";
  const failed = one.status === null || one.status >= 400;
  return h("li", { class: `passage ${toBot ? "to-bot" : "from-bot"}${failed ? " failed" : ""}` },
    h("time", {}, clockWithSeconds(one.at)),
    h("span", { class: "way", title: say(toBot ? "toBot" : "fromBot") },
      icon(toBot ? "right" : "left", 16), h("span", { class: "unseen" }, say(toBot ? "toBot" : "fromBot"))),
    h("span", { class: "what" }, what(one)),
    h("span", { class: "status" }, status(one)),
    h("span", { class: "side" }, who(one), took(one), cost(one)),
    failed && one.note ? h("span", { class: "note-of" }, one.note) : []);
}

function what({ what: words }) {
  return words.replace("/v2/bot", "").replace(USER, (id) => nameOf(id) ?? id.slice(0, 9));
}

function who(one) {
  const name = nameOf(one.who);
  return h("span", { class: "who" }, name ?? "");
}

function took({ tookMs: ms }) {
  return h("span", { class: "took" }, ms === null ? "" : say("ms", { ms: ms < 10 ? ms : Math.round(ms) }));
}

function status(one) {
  return one.status === null ? say("noAnswer") : String(one.status);
}

function cost(one) {
  if (one.way !== "api" || !SENDS.test(one.what) || one.status !== 200) return [];
  const words = one.paid ? say("paid", { paid: one.paid }) : say("free");
  return h("span", { class: `cost${one.paid ? " is-paid" : ""}` }, words);
}

function nameOf(userId) {
  return people().find((one) => one.userId === userId)?.displayName;
}
