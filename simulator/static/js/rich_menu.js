// The rich menu: a picture with areas to tap, under a bar that opens and closes it.
import { perform } from "./actions.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

export function drawRichMenu(place, menu, phone) {
  place.hidden = !menu;
  if (!menu) {
    place.replaceChildren();
    return;
  }
  const { ui } = phone;
  // A menu with `selected` opens by itself, once.
  if (ui.menuId === undefined) ui.menuOpen = menu.selected;
  const drawnAs = `${menu.richMenuId} ${ui.menuOpen}`;
  if (place.dataset.drawnAs === drawnAs) return;
  ui.menuId = menu.richMenuId;
  place.dataset.drawnAs = drawnAs;
  const bar = h("button", {
    type: "button", class: "menu-bar", ariaExpanded: String(Boolean(ui.menuOpen)),
    ariaLabel: `${menu.chatBarText} · ${say(ui.menuOpen ? "closeMenu" : "openMenu")}`,
    onClick: () => phone.showMenu(!ui.menuOpen),
  }, menu.chatBarText, icon(ui.menuOpen ? "down" : "up", 18));
  place.replaceChildren(bar, ...(ui.menuOpen ? [picture(menu, phone)] : []));
}

function picture(menu, phone) {
  const { width, height } = menu.size;
  const areas = menu.areas.map(({ bounds, action }, index) =>
    h("button", {
      type: "button", class: "menu-area",
      ariaLabel: action.label ?? action.displayText ?? action.text ?? say("areaOfMenu", { number: index + 1 }),
      style: {
        left: percent(bounds.x, width), width: percent(bounds.width, width),
        top: percent(bounds.y, height), height: percent(bounds.height, height),
      },
      onClick: () => perform(action, phone),
    }));
  return h("div", { class: "menu-picture", role: "group", ariaLabel: say("richMenu"), style: { aspectRatio: `${width} / ${height}` } },
    h("img", { src: `/_screen/menus/${encodeURIComponent(menu.richMenuId)}`, alt: "" }), areas);
}

function percent(part, whole) {
  return `${(100 * part) / whole}%`;
}
