// The parts of a Flex bubble, each laid out as LINE lays it out.
import { h, press, safeAddress, unbroken } from "./dom.js";
import { border, colour, imageWidth, letters, ratio, space } from "./flex_values.js";

const DRAWN = { box, text, button, image, icon, separator, filler, video };
const ENDS = { start: "start", center: "center", end: "end", top: "start", bottom: "end" };

/** `within` is the box around: its axis, and the space between its children. */
export function drawComponent(of, act, within) {
  const drawn = (DRAWN[of.type] ?? unknown)(of, act, within);
  place(drawn, of, within);
  if (of.action && of.type !== "button") tappable(drawn, of.action, act);
  return drawn;
}

/** Let a part do something when it is tapped, by finger, mouse or keyboard. */
export function tappable(element, action, act) {
  element.classList.add("fx-tappable");
  Object.assign(element, { tabIndex: 0, role: "button" });
  if (action.label) element.setAttribute("aria-label", action.label);
  const tap = press(() => act(action));
  element.addEventListener("click", tap);
  element.addEventListener("keydown", tap);
}

function place(drawn, of, within) {
  const along = within.axis === "vertical" ? "marginTop" : "marginInlineStart";
  if (!within.first) drawn.style[along] = space(of.margin ?? within.spacing);
  drawn.style.flex = share(of, within);
  if (of.position === "absolute") drawn.style.position = "absolute";
  drawn.style.top = space(of.offsetTop);
  drawn.style.bottom = space(of.offsetBottom);
  drawn.style.insetInlineStart = space(of.offsetStart);
  drawn.style.insetInlineEnd = space(of.offsetEnd);
}

/** In a row every part takes one share unless it says otherwise; in a column none does. */
function share(of, { axis, block }) {
  if (block) return "1 1 auto";
  const fixed = of.type === "separator" || of.type === "icon";
  const wide = axis === "horizontal" && of.type === "box" && of.width;
  const given = of.flex ?? (fixed || wide ? 0 : axis === "vertical" ? (of.type === "filler" ? 1 : 0) : 1);
  if (!given) return "0 0 auto";
  return axis === "vertical" ? `${given} 1 auto` : `${given} 1 0px`;
}

function box(of, act, { block } = {}) {
  const drawn = h("div", { class: `fx-box ${of.layout}${block ? " root" : ""}` });
  Object.assign(drawn.style, {
    paddingTop: space(of.paddingTop ?? of.paddingAll),
    paddingBottom: space(of.paddingBottom ?? of.paddingAll),
    paddingInlineStart: space(of.paddingStart ?? of.paddingAll),
    paddingInlineEnd: space(of.paddingEnd ?? of.paddingAll),
    backgroundColor: colour(of.backgroundColor),
    borderRadius: space(of.cornerRadius),
    width: space(of.width),
    height: space(of.height),
    maxWidth: space(of.maxWidth),
    maxHeight: space(of.maxHeight),
    justifyContent: of.justifyContent ?? "",
    alignItems: of.layout === "baseline" ? "" : (of.alignItems ?? ""),
    backgroundImage: gradient(of.background),
  });
  outline(drawn, of);
  const axis = of.layout === "vertical" ? "vertical" : "horizontal";
  const children = of.contents ?? [];
  children.forEach((child, index) =>
    drawn.append(drawComponent(child, act, { axis, spacing: of.spacing, first: index === 0 })));
  return drawn;
}

function outline(drawn, of) {
  const width = border(of.borderWidth);
  if (!width || width === "0px") return;
  drawn.style.border = `${width} solid ${colour(of.borderColor) || "#d4d6da"}`;
}

function gradient(of) {
  if (of?.type !== "linearGradient") return "";
  const stops = [colour(of.startColor), colour(of.endColor)];
  if (of.centerColor) stops.splice(1, 0, `${colour(of.centerColor)} ${of.centerPosition ?? "50%"}`);
  return `linear-gradient(${of.angle}, ${stops.join(", ")})`;
}

function text(of) {
  const line = h("p", { class: `fx-line${of.wrap ? " wrap" : ""}` });
  if (of.contents?.length) line.append(...of.contents.map((one) => span(one, of)));
  else line.append(...unbroken(of.text ?? ""));
  if (of.maxLines) {
    line.classList.add("clamped");
    line.style.webkitLineClamp = String(of.maxLines);
  }
  const drawn = h("div", { class: "fx-text" }, line);
  letter(drawn, of, of);
  drawn.style.textAlign = ENDS[of.align] ?? "";
  drawn.style.alignContent = ENDS[of.gravity] ?? "";
  if (of.lineSpacing) drawn.style.lineHeight = `calc(1.4em + ${space(of.lineSpacing)})`;
  return drawn;
}

function span(of, parent) {
  const drawn = h("span", {}, of.text ?? "");
  letter(drawn, of, parent);
  return drawn;
}

function letter(drawn, of, parent) {
  if (of.size || of === parent) drawn.style.fontSize = letters(of.size, parent.scaling);
  drawn.style.color = colour(of.color);
  drawn.style.fontWeight = of.weight === "bold" ? "700" : "";
  drawn.style.fontStyle = of.style === "italic" ? "italic" : "";
  drawn.style.textDecoration = of.decoration && of.decoration !== "none" ? of.decoration : "";
}

function button(of, act) {
  const style = of.style ?? "link";
  const face = h("button", {
    type: "button",
    class: `fx-button ${style} ${of.height ?? "md"}`,
    onClick: press(() => act(of.action)),
  }, h("span", { class: "fx-label" }, of.action.label ?? ""));
  face.style.fontSize = letters("md", of.scaling);
  const given = colour(of.color);
  if (given) face.style[style === "link" ? "color" : "backgroundColor"] = given;
  const drawn = h("div", { class: "fx-button-place" }, face);
  drawn.style.alignContent = ENDS[of.gravity] ?? "";
  return drawn;
}

function image(of) {
  const picture = h("img", {
    src: safeAddress(of.url, ["https:", "http:", "data:"]),
    alt: "",
    loading: "lazy",
    referrerpolicy: "no-referrer",
    class: "fx-picture",
  });
  Object.assign(picture.style, {
    width: imageWidth(of.size),
    aspectRatio: ratio(of.aspectRatio),
    objectFit: of.aspectMode === "cover" ? "cover" : "contain",
    backgroundColor: colour(of.backgroundColor),
  });
  const drawn = h("div", { class: "fx-image" }, picture);
  drawn.style.justifyItems = ENDS[of.align ?? "center"];
  drawn.style.alignContent = ENDS[of.gravity] ?? "";
  return drawn;
}

function icon(of) {
  const drawn = h("img", { src: safeAddress(of.url), alt: "", class: "fx-icon" });
  drawn.style.height = letters(of.size, of.scaling);
  drawn.style.aspectRatio = ratio(of.aspectRatio);
  return drawn;
}

/** A still picture stands for it: LINE plays it, we need not. */
function video(of, act, within) {
  return drawComponent(of.altContent ?? { type: "image", url: of.previewUrl, size: "full" }, act, within);
}

function separator(of, act, within) {
  const drawn = h("div", { class: `fx-separator ${within.axis}` });
  drawn.style.backgroundColor = colour(of.color);
  return drawn;
}

function filler() {
  return h("div", { class: "fx-filler" });
}

function unknown(of) {
  return h("div", { class: "fx-text" }, `[${of.type}]`);
}
