// The date and time picker, with the browser's own input.
import { h } from "./dom.js";
import { openDialog } from "./dialog.js";
import { say } from "./words.js";

const INPUTS = { date: "date", time: "time", datetime: "datetime-local" };

/** `{date: "2026-11-20"}` as LINE's params, or null if nothing was chosen. */
export function askForMoment(action) {
  const { mode } = action;
  const input = h("input", {
    type: INPUTS[mode],
    value: plain(action.initial),
    min: plain(action.min),
    max: plain(action.max),
    required: true,
    class: "field",
    ariaLabel: say(`choose_${mode}`),
  });
  return openDialog(say(`choose_${mode}`), [input], () => ({ [mode]: input.value }));
}

/** LINE writes a small or a capital T between date and time. */
function plain(value) {
  return value?.replace("t", "T");
}
