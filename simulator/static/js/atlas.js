// What the map knows: the outline of the country, the provinces, well-known places.
import { read } from "./platform.js";
import { toWorld } from "./projection.js";

let loading = null;

/** Real borders where the simulator was started with some, else our own rough outline. */
export function atlas() {
  loading ??= load();
  return loading;
}

async function load() {
  const [borders, outline, provinces, places] = await Promise.all([
    read("/_screen/borders"),
    read("/_screen/data/outline.json"),
    read("/_screen/data/provinces.json"),
    read("/_screen/data/places.json"),
  ]);
  return {
    rings: (borders ?? outline).rings.map(projected),
    provinces: provinces.map(withWorld),
    places: places.map(withWorld),
  };
}

function projected(ring) {
  return ring.map(([longitude, latitude]) => toWorld({ latitude, longitude }));
}

function withWorld(point) {
  return { ...point, world: toWorld(point) };
}
