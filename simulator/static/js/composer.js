// Where a person writes, and sends stickers, photos and places.
import { pick } from "./actions.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { act } from "./platform.js";
import { drawSticker, STICKERS } from "./stickers.js";
import { toast } from "./toast.js";
import { say } from "./words.js";

// The simulator takes two megabytes a request, and base64 needs a third more.
const MOST_BYTES = 1_000_000;

export function drawComposer(phone) {
  const input = h("textarea", {
    class: "write", rows: 1, maxlength: 5000, placeholder: say("write"), ariaLabel: say("write"),
  });
  const file = h("input", { type: "file", accept: "image/*", hidden: true, tabindex: "-1" });
  file.addEventListener("change", () => sendPhoto(phone, file));
  const tray = stickerTray(phone);
  const showTray = () => (tray.hidden = !tray.hidden);
  const form = h("form", { class: "composer", onSubmit: (event) => sendText(event, phone, input) },
    tool("location", "pin", () => pick(null, phone)),
    tool("photo", "photo", () => file.click()),
    tool("sticker", "smile", showTray),
    input,
    h("button", { type: "submit", class: "tool send", ariaLabel: say("send"), title: say("send") }, icon("send")),
    file);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) sendText(event, phone, input);
  });
  input.addEventListener("input", () => fit(input));
  return {
    element: h("div", { class: "writing" }, tray, form),
    choosePhoto: () => file.click(),
    write(words) {
      input.value = words;
      fit(input);
      input.focus();
    },
  };
}

function tool(words, picture, onClick) {
  return h("button", { type: "button", class: "tool", ariaLabel: say(words), title: say(words), onClick }, icon(picture));
}

/** Grow with what is written, up to four lines. */
function fit(input) {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 110)}px`;
}

function sendText(event, phone, input) {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return;
  input.value = "";
  fit(input);
  act(phone.userId, "text", { text });
}

function stickerTray(phone) {
  const send = (id) => () => {
    act(phone.userId, "sticker", { packageId: "446", stickerId: id });
    tray.hidden = true;
  };
  const tray = h("div", { class: "tray", hidden: true, role: "group", ariaLabel: say("sticker") },
    STICKERS.map(({ id }) =>
      h("button", { type: "button", class: "tray-one", ariaLabel: `${say("sticker")} ${id}`, onClick: send(id) },
        drawSticker(id, 56))));
  return tray;
}

function sendPhoto(phone, file) {
  const [photo] = file.files;
  file.value = "";
  if (!photo) return;
  if (photo.size > MOST_BYTES) {
    toast(say("tooLarge"));
    return;
  }
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    const dataBase64 = reader.result.slice(reader.result.indexOf(",") + 1);
    act(phone.userId, "image", { dataBase64, contentType: photo.type });
  });
  reader.readAsDataURL(photo);
}
