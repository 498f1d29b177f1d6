// Street tiles of OpenStreetMap, where there is internet; silently none where there is not.

const HOST = "https://tile.openstreetmap.org";
const TIME_OUT = 1500;
const KEPT = 200;
const TILE = 256;
const tiles = new Map();
let known = null;

/** Whether tiles can be had; asked once. */
export function haveTiles() {
  known ??= new Promise((resolve) => {
    const probe = new Image();
    const late = setTimeout(() => resolve(false), TIME_OUT);
    const end = (there) => () => {
      clearTimeout(late);
      resolve(there);
    };
    probe.addEventListener("load", end(true));
    probe.addEventListener("error", end(false));
    probe.src = `${HOST}/0/0/0.png`;
  });
  return known;
}

/** Paint the tiles that have come; *again* is called when another one does. */
export function paintTiles(context, view, again) {
  const zoom = Math.max(0, Math.min(19, Math.round(view.zoom)));
  const size = TILE * 2 ** (view.zoom - zoom);
  const [left, top] = [view.x * 2 ** zoom - view.width / 2 / size, view.y * 2 ** zoom - view.height / 2 / size];
  for (let row = Math.floor(top); row < top + view.height / size; row++) {
    for (let column = Math.floor(left); column < left + view.width / size; column++) {
      if (row < 0 || column < 0 || Math.max(row, column) >= 2 ** zoom) continue;
      const image = tile(`${zoom}/${column}/${row}`, again);
      if (image.complete && image.naturalWidth) {
        context.drawImage(image, (column - left) * size, (row - top) * size, size + 0.5, size + 0.5);
      }
    }
  }
}

function tile(name, again) {
  if (!tiles.has(name)) {
    const image = new Image();
    image.addEventListener("load", again);
    image.src = `${HOST}/${name}.png`;
    tiles.set(name, image);
    if (tiles.size > KEPT) tiles.delete(tiles.keys().next().value);
  }
  return tiles.get(name);
}
