// Stickers of our own: LINE's belong to LINE. Each is a face with another mood.
import { svg } from "./dom.js";

/** Ids of LINE's free package 446, which the bot sees. */
export const STICKERS = [
  { id: "1988", mouth: "M34 60q16 16 32 0", eyes: 5, skin: "#ffd966" },
  { id: "1989", mouth: "M36 66q14-12 28 0", eyes: 5, skin: "#a8d5f2" },
  { id: "1990", mouth: "M44 64a6 6 0 1012 0a6 6 0 10-12 0", eyes: 7, skin: "#f7b7a3" },
  { id: "1991", mouth: "M36 64h28", eyes: 4, skin: "#c9e4b4" },
];

export function drawSticker(id, size = 110) {
  const face = STICKERS.find((one) => one.id === id) ?? STICKERS[0];
  const eye = (x) => svg("circle", { cx: x, cy: 44, r: face.eyes, fill: "#3b2f2f" });
  return svg("svg", { viewBox: "0 0 100 100", width: size, height: size, role: "img", "aria-label": `sticker ${id}` },
    svg("circle", { cx: 50, cy: 52, r: 42, fill: face.skin, stroke: "#3b2f2f", "stroke-width": 3 }),
    eye(36), eye(64),
    svg("path", { d: face.mouth, fill: "none", stroke: "#3b2f2f", "stroke-width": 4, "stroke-linecap": "round" }));
}
