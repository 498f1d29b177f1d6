// Quick replies: above the keyboard, under the newest message only, gone after a tap.
import { perform } from "./actions.js";
import { h, safeAddress } from "./dom.js";

export function drawQuickReplies(place, row, phone) {
  const items = row?.from === "bot" ? (row.message.quickReply?.items ?? []) : [];
  const tapped = phone.ui.tapped === row?.order.join(".");
  place.hidden = items.length === 0 || tapped;
  place.replaceChildren(...(place.hidden ? [] : items.map((item) => button(item, row, place, phone))));
  place.scrollLeft = 0;
}

function button(item, row, place, phone) {
  const picture = item.imageUrl && safeAddress(item.imageUrl);
  const tap = () => {
    // Only what opens something of the phone leaves them there until it is done.
    if (!["location", "camera", "cameraRoll"].includes(item.action.type)) {
      phone.ui.tapped = row.order.join(".");
      place.hidden = true;
    }
    perform(item.action, phone);
  };
  return h("button", { type: "button", class: "quick-one", onClick: tap },
    picture ? h("img", { src: picture, alt: "", class: "quick-picture" }) : [],
    item.action.label);
}
