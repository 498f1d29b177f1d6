// Adding people.
import { h } from "./dom.js";
import { openDialog } from "./dialog.js";
import { addPerson } from "./platform.js";
import { tell } from "./state.js";
import { currentLanguage, say } from "./words.js";

const ROLES = ["citizen", "officer", "head", "manager", ""];
const SAMPLES = ["citizen", "officer", "head"];

export async function askForPerson() {
  const name = h("input", { class: "field", required: true, maxlength: 40, autocomplete: "off" });
  const language = choice([["th", say("thai")], ["en", say("english")]]);
  const role = choice(ROLES.map((one) => [one, say(`role_${one}`)]));
  const told = await openDialog(
    say("addPerson"),
    [field("name", name), field("language", language), field("role", role)],
    () => ({ displayName: name.value.trim(), language: language.value, role: role.value || null }),
    say("add"),
  );
  const added = told?.displayName ? await addPerson(told) : null;
  if (added) tell("look", added.userId);
}

export async function addSamples() {
  for (const role of SAMPLES) {
    await addPerson({ displayName: say(`sample_${role}`), language: currentLanguage(), role });
  }
}

function field(words, input) {
  return h("label", { class: "labelled" }, h("span", {}, say(words)), input);
}

function choice(options) {
  return h("select", { class: "field" }, options.map(([value, words]) => h("option", { value }, words)));
}
