// Painting the map on a canvas: sea, land, a grid, names that do not cover each other.
import { currentLanguage } from "./words.js";
import { metresPerPixel, toWorld, worldPixels } from "./projection.js";

const SEA = "#cfe2ec";
const LAND = "#f6f3ea";
const BORDER = "#a08f72";
const GRID = "rgba(60, 80, 100, 0.14)";
const INK = "#24303c";
const FONT = '"Noto Sans Thai", "Sarabun", "Leelawadee UI", "Thonburi", "Loma", sans-serif';
const PROVINCES_FROM = 5.6;
const PLACES_FROM = 8.5;
const STEPS = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

/** `view`: centre x and y in the world, zoom, width and height in pixels. */
export function paint(context, view, atlas, paintBelow) {
  context.fillStyle = SEA;
  context.fillRect(0, 0, view.width, view.height);
  paintRings(context, view, atlas.rings, !paintBelow);
  paintBelow?.();
  if (paintBelow) paintRings(context, view, atlas.rings, false);
  else paintGrid(context, view);
  paintNames(context, view, atlas);
}

export function paintScale(context, view, latitude) {
  const metre = 1 / metresPerPixel(latitude, view.zoom);
  const length = [1e6, 5e5, 2e5, 1e5, 5e4, 2e4, 1e4, 5e3, 2e3, 1e3, 500, 200, 100, 50, 20].find((one) => one * metre < 90) ?? 10;
  const words = length >= 1000 ? `${length / 1000} km` : `${length} m`;
  const [x, y] = [12, view.height - 12];
  context.strokeStyle = INK;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x, y - 5);
  context.lineTo(x, y);
  context.lineTo(x + length * metre, y);
  context.lineTo(x + length * metre, y - 5);
  context.stroke();
  write(context, words, x + 4, y - 6);
}

function paintRings(context, view, rings, filled) {
  const { at } = camera(view);
  context.beginPath();
  for (const ring of rings) {
    ring.forEach((point, index) => {
      const [x, y] = at(point);
      if (index) context.lineTo(x, y);
      else context.moveTo(x, y);
    });
    context.closePath();
  }
  if (filled) {
    context.fillStyle = LAND;
    context.fill("nonzero");
  }
  context.strokeStyle = BORDER;
  context.lineWidth = 1;
  context.stroke();
}

/** Where there are no streets, lines show that the map moves. */
function paintGrid(context, view) {
  const { at, size } = camera(view);
  const step = STEPS.find((one) => (one / 360) * size < 160) ?? 0.001;
  const degrees = (view.width / size) * 360;
  const west = (view.x - view.width / size / 2) * 360 - 180;
  context.strokeStyle = GRID;
  context.lineWidth = 1;
  context.beginPath();
  for (let line = Math.ceil(west / step) * step; line < west + degrees; line += step) {
    const [x] = at(toWorld({ latitude: 0, longitude: line }));
    context.moveTo(x, 0);
    context.lineTo(x, view.height);
  }
  for (let line = Math.floor(-20 / step) * step; line < 40; line += step) {
    const [, y] = at(toWorld({ latitude: line, longitude: 0 }));
    if (y < 0 || y > view.height) continue;
    context.moveTo(0, y);
    context.lineTo(view.width, y);
  }
  context.stroke();
}

function paintNames(context, view, { places, provinces }) {
  const names = [];
  if (view.zoom >= PLACES_FROM) names.push(...places.map((one) => [one, "#b3261e"]));
  if (view.zoom >= PROVINCES_FROM) names.push(...provinces.map((one) => [one, "#4a525c"]));
  const { at } = camera(view);
  const dots = names.map(([one, colour]) => [one, colour, ...at(one.world)]).filter((dot) => inside(dot, view));
  const taken = dots.map(([, , x, y]) => ({ left: x - 3, right: x + 3, top: y - 3, bottom: y + 3 }));
  for (const [, colour, x, y] of dots) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x, y, 3, 0, 7);
    context.fill();
  }
  for (const [one, , x, y] of dots) label(context, one[currentLanguage()], x, y, taken);
}

function inside([, , x, y], view) {
  return x > -100 && y > -20 && x < view.width + 20 && y < view.height + 20;
}

function label(context, words, x, y, taken) {
  context.font = `13px ${FONT}`;
  const width = context.measureText(words).width + 8;
  const box = { left: x + 4, right: x + width, top: y - 10, bottom: y + 10 };
  if (taken.some((one) => meet(one, box))) return;
  taken.push(box);
  write(context, words, x + 6, y + 4);
}

function meet(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function write(context, words, x, y) {
  context.font = `13px ${FONT}`;
  context.strokeStyle = "rgba(255, 255, 255, 0.9)";
  context.lineWidth = 3;
  context.lineJoin = "round";
  context.strokeText(words, x, y);
  context.fillStyle = INK;
  context.fillText(words, x, y);
}

function camera(view) {
  const size = worldPixels(view.zoom);
  const at = ({ x, y }) => [(x - view.x) * size + view.width / 2, (y - view.y) * size + view.height / 2];
  return { at, size };
}
