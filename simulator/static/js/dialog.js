// A small dialog with a form: fields, cancel and OK.
import { h } from "./dom.js";
import { say } from "./words.js";

/** What *read* gives when the form is sent, or null when it is left. */
export function openDialog(title, fields, read, done = say("ok")) {
  return new Promise((resolve) => {
    let answer = null;
    const form = h("form", {
      class: "dialog-form",
      onSubmit: (event) => {
        event.preventDefault();
        answer = read();
        dialog.close();
      },
    },
      h("h2", {}, title),
      fields,
      h("div", { class: "dialog-buttons" },
        h("button", { type: "button", class: "button", onClick: () => dialog.close() }, say("cancel")),
        h("button", { type: "submit", class: "button main" }, done)));
    const dialog = h("dialog", { class: "dialog", ariaLabel: title }, form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
