// Times as people in Thailand read them, wherever the browser stands.
import { currentLanguage, say } from "./words.js";

const ZONE = "Asia/Bangkok";

function locale() {
  return currentLanguage() === "th" ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB";
}

export function clock(at) {
  const form = { hour: "2-digit", minute: "2-digit", timeZone: ZONE };
  return new Intl.DateTimeFormat(locale(), form).format(at);
}

export function clockWithSeconds(at) {
  const form = { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: ZONE };
  return new Intl.DateTimeFormat(locale(), form).format(at);
}

/** The same text for two moments of one day. */
export function day(at) {
  const form = { day: "numeric", month: "short", year: "numeric", timeZone: ZONE };
  const write = new Intl.DateTimeFormat(locale(), form);
  const words = write.format(at);
  return words === write.format(Date.now()) ? say("today") : words;
}
