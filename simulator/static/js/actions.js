// What a tap does: tells the bot, opens a place to choose in, or leaves the chat.
import { act, switchMenu } from "./platform.js";
import { askForMoment } from "./moments.js";
import { pickLocation } from "./picker.js";
import { say } from "./words.js";
import { toast } from "./toast.js";

const PICKER = "https://line.me/R/nv/location";
const PERFORMED = {
  postback, message, uri, clipboard, datetimepicker: moment, richmenuswitch: tab,
  location: pick, camera: photo, cameraRoll: photo,
};

/** `phone` gives `userId`, and opens its keyboard, its menu and its photos. */
export function perform(action, phone) {
  PERFORMED[action?.type]?.(action, phone);
}

/** Let a person choose a place and send it. */
export async function pick(action, phone) {
  const place = await pickLocation();
  if (place) act(phone.userId, "location", place);
}

export function openAddress(address, phone) {
  if (address.startsWith(PICKER)) pick(null, phone);
  else if (address.startsWith("tel:")) toast(say("calls", { number: address.slice(4) }));
  else if (/^https?:/.test(address)) window.open(address, "_blank", "noopener,noreferrer");
  else toast(say("opensApp", { address }));
}

function postback(action, phone) {
  const displayText = action.displayText ?? action.text;
  act(phone.userId, "postback", { data: action.data, displayText });
  if (action.inputOption === "openKeyboard") phone.openKeyboard(action.fillInText ?? "");
  if (action.inputOption === "openRichMenu") phone.showMenu(true);
  if (action.inputOption === "closeRichMenu") phone.showMenu(false);
}

function message(action, phone) {
  act(phone.userId, "text", { text: action.text });
}

function uri(action, phone) {
  openAddress((phone.isPc() && action.altUri?.desktop) || action.uri, phone);
}

async function clipboard(action) {
  try {
    await navigator.clipboard.writeText(action.clipboardText);
    toast(say("copied"));
  } catch (wrong) {
    toast(say("failed", { reason: wrong.message }));
  }
}

async function moment(action, phone) {
  const params = await askForMoment(action);
  if (params) act(phone.userId, "postback", { data: action.data, params });
}

function tab(action, phone) {
  switchMenu(phone.userId, action.richMenuAliasId, action.data);
}

function photo(action, phone) {
  phone.choosePhoto();
}
