// Flex Messages: a bubble, or a carousel of them.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";
import { drawComponent, tappable } from "./flex_parts.js";
import { BUBBLES, colour } from "./flex_values.js";

const BLOCKS = ["header", "hero", "body", "footer"];

/** Draw a container; *act* is called with the action of what somebody taps. */
export function drawFlex(message, act) {
  const { contents } = message;
  if (contents?.type === "carousel") return drawCarousel(contents, message.altText, act);
  return h("div", { class: "fx", role: "group", ariaLabel: message.altText }, bubble(contents, act));
}

function drawCarousel(carousel, altText, act) {
  const bubbles = carousel.contents.map((one) => bubble(one, act));
  const row = h("div", { class: "fx-carousel", tabindex: "0", ariaLabel: altText }, bubbles);
  const move = (way) => () => row.scrollBy({ left: way * (bubbles[0].offsetWidth + 8) });
  const turn = (name, words, way) =>
    h("button", { type: "button", class: `fx-turn ${name}`, ariaLabel: say(words), onClick: move(way) },
      icon(name));
  const turns = [turn("left", "before", -1), turn("right", "next", 1)];
  row.addEventListener("scroll", () => mark(row, turns), { passive: true });
  new ResizeObserver(() => mark(row, turns)).observe(row);
  return h("div", { class: "fx", role: "group", ariaLabel: altText }, row, turns);
}

function mark(row, [back, forth]) {
  back.hidden = row.scrollLeft < 4;
  forth.hidden = row.scrollLeft + row.clientWidth > row.scrollWidth - 4;
}

function bubble(of, act) {
  const size = of.size ?? "mega";
  const drawn = h("div", {
    class: `fx-bubble ${size}`,
    dir: of.direction ?? "ltr",
    style: { width: `${BUBBLES[size] ?? BUBBLES.mega}px` },
  });
  for (const name of BLOCKS) if (of[name]) drawn.append(block(name, of, act));
  if (of.action) tappable(drawn, of.action, act);
  return drawn;
}

function block(name, of, act) {
  const style = of.styles?.[name] ?? {};
  const drawn = h("div", { class: `fx-block fx-${name}${name === "body" && of.footer ? " has-footer" : ""}` });
  drawn.style.backgroundColor = colour(style.backgroundColor);
  if (style.separator) {
    drawn.classList.add("separated");
    drawn.style.borderTopColor = colour(style.separatorColor);
  }
  drawn.append(drawComponent(of[name], act, { axis: "vertical", block: name }));
  return drawn;
}
