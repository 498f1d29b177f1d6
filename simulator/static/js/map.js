// A map to move about in: drag, pinch, wheel, keys and buttons.
import { atlas } from "./atlas.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { paint, paintScale } from "./painter.js";
import { fromWorld, toWorld, worldPixels } from "./projection.js";
import { haveTiles, paintTiles } from "./tiles.js";
import { say } from "./words.js";

const LEAST = 4;
const MOST = 18;
const STEP = 60;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const WHOLE = { latitude: 13.2, longitude: 101.2 };

export class MapView {
  constructor(onMove) {
    this.onMove = onMove;
    this.view = { ...toWorld(WHOLE), zoom: 5.2, width: 0, height: 0 };
    this.fingers = new Map();
    this.streets = false;
    this.canvas = h("canvas", { class: "map-canvas", tabindex: "0", role: "application", ariaLabel: say("map") });
    this.credit = h("a", {
      class: "map-credit", href: "https://www.openstreetmap.org/copyright", target: "_blank", rel: "noopener", hidden: true,
    }, say("osm"));
    this.element = h("div", { class: "map" }, this.canvas, pin(), this.credit,
      h("div", { class: "map-buttons" }, this.zoomButton("plus", "zoomIn", 1), this.zoomButton("minus", "zoomOut", -1)));
    this.hear();
    atlas().then((known) => {
      this.atlas = known;
      this.draw();
    });
    haveTiles().then((there) => {
      this.streets = there;
      this.credit.hidden = !there;
      this.draw();
    });
  }

  centre() {
    return fromWorld(this.view);
  }

  /** Without streets there is nothing to see nearer. */
  goTo(point, zoom = this.streets ? 15 : 9) {
    Object.assign(this.view, toWorld(point), { zoom });
    this.moved();
  }

  zoomBy(steps, [x, y] = [this.view.width / 2, this.view.height / 2]) {
    const { view } = this;
    const zoom = Math.max(LEAST, Math.min(MOST, view.zoom + steps));
    // The point under the finger stays under the finger.
    const [dx, dy] = [x - view.width / 2, y - view.height / 2];
    const change = 1 / worldPixels(view.zoom) - 1 / worldPixels(zoom);
    Object.assign(view, { x: view.x + dx * change, y: view.y + dy * change, zoom });
    this.moved();
  }

  panBy(dx, dy) {
    const size = worldPixels(this.view.zoom);
    this.view.x = Math.max(0, Math.min(1, this.view.x + dx / size));
    this.view.y = Math.max(0, Math.min(1, this.view.y + dy / size));
    this.moved();
  }

  moved() {
    this.draw();
    this.onMove(this.centre());
  }

  draw() {
    if (this.waits || !this.atlas) return;
    this.waits = requestAnimationFrame(() => {
      this.waits = 0;
      drawOn(this.canvas, this.view, this.atlas, this.streets ? () => this.draw() : null);
    });
  }

  hear() {
    const { canvas } = this;
    new ResizeObserver(() => this.draw()).observe(canvas);
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.fingers.set(event.pointerId, event);
    });
    canvas.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, (event) => this.fingers.delete(event.pointerId));
    }
    canvas.addEventListener("dblclick", (event) => this.zoomBy(1, [event.offsetX, event.offsetY]));
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  drag(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const other = [...this.fingers.values()].find((one) => one.pointerId !== event.pointerId);
    if (other) {
      const steps = Math.log2(apart(event, other) / apart(before, other));
      const { left, top } = this.canvas.getBoundingClientRect();
      const middle = [(event.clientX + other.clientX) / 2 - left, (event.clientY + other.clientY) / 2 - top];
      if (Number.isFinite(steps)) this.zoomBy(steps, middle);
    }
    const share = other ? 2 : 1;
    this.fingers.set(event.pointerId, event);
    this.panBy((before.clientX - event.clientX) / share, (before.clientY - event.clientY) / share);
  }

  wheel(event) {
    event.preventDefault();
    this.zoomBy(Math.max(-1, Math.min(1, -event.deltaY / 200)), [event.offsetX, event.offsetY]);
  }

  key(event) {
    const way = KEYS[event.key];
    if (way) this.panBy(way[0] * STEP, way[1] * STEP);
    else if (event.key === "+" || event.key === "=") this.zoomBy(1);
    else if (event.key === "-") this.zoomBy(-1);
    else return;
    event.preventDefault();
  }

  zoomButton(picture, words, steps) {
    return h("button", { type: "button", class: "tool", ariaLabel: say(words), onClick: () => this.zoomBy(steps) }, icon(picture));
  }
}

/** A small still map with a pin, for a location in a chat. */
export function drawThumbnail(point) {
  const canvas = h("canvas", { class: "thumbnail", role: "presentation" });
  const view = { ...toWorld(point), zoom: 6.4, width: 0, height: 0 };
  const outlines = ({ rings }) => ({ rings, places: [], provinces: [] });
  atlas().then((known) => requestAnimationFrame(() => drawOn(canvas, view, outlines(known), null)));
  return h("span", { class: "map still" }, canvas, pin());
}

function drawOn(canvas, view, known, again) {
  const sharp = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!width || !height) return;
  Object.assign(view, { width, height });
  Object.assign(canvas, { width: width * sharp, height: height * sharp });
  const context = canvas.getContext("2d");
  context.scale(sharp, sharp);
  paint(context, view, known, again && (() => paintTiles(context, view, again)));
  if (canvas.tabIndex === 0) paintScale(context, view, fromWorld(view).latitude);
}

function apart(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}

function pin() {
  return h("span", { class: "pin", "aria-hidden": "true" }, icon("pin", 44));
}
