// Web Mercator: the world as a square from 0 to 1, and how large a metre is in it.

const TILE = 256;
const EQUATOR_M = 40_075_016.7;
const DEGREE = Math.PI / 180;

export function toWorld({ latitude, longitude }) {
  const y = Math.log(Math.tan(Math.PI / 4 + (latitude * DEGREE) / 2));
  return { x: (longitude + 180) / 360, y: 0.5 - y / (2 * Math.PI) };
}

export function fromWorld({ x, y }) {
  const latitude = (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / DEGREE;
  return { latitude, longitude: x * 360 - 180 };
}

/** Pixels of the whole world. */
export function worldPixels(zoom) {
  return TILE * 2 ** zoom;
}

export function metresPerPixel(latitude, zoom) {
  return (EQUATOR_M * Math.cos(latitude * DEGREE)) / worldPixels(zoom);
}

/** Good enough to say whether a pin stands at a place. */
export function metresBetween(one, other) {
  const north = (one.latitude - other.latitude) * 111_320;
  const east = (one.longitude - other.longitude) * 111_320 * Math.cos(one.latitude * DEGREE);
  return Math.hypot(north, east);
}
