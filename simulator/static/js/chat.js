// The rows of a chat, with days between them, kept at the newest row unless somebody reads above.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { drawRow, note } from "./messages.js";
import { chatOf } from "./state.js";
import { day } from "./times.js";
import { say } from "./words.js";

const NEAR = 80;

export class Chat {
  constructor(phone) {
    this.phone = phone;
    this.loading = loadingRow();
    this.list = h("ol", { class: "rows", role: "log", ariaLive: "polite", tabindex: "0" });
    this.newer = h("button", { type: "button", class: "newer", hidden: true, onClick: () => this.toEnd() },
      icon("down", 18), say("newMessage"));
    this.element = h("div", { class: "chat" }, this.list, this.newer);
    this.list.addEventListener("scroll", () => this.isAtEnd() && (this.newer.hidden = true), { passive: true });
    // A keyboard, a menu or a late picture changes the height: stay where the newest is.
    this.stays = true;
    new ResizeObserver(() => this.stays && this.toEnd()).observe(this.list);
    this.drawAll();
  }

  drawAll() {
    const rows = chatOf(this.phone.userId).rows.filter((row) => !this.isGone(row));
    let last = "";
    const drawn = rows.flatMap((row) => {
      const [date, is] = [day(row.at), drawRow(row, this.phone)];
      const days = date === last ? [] : [note(date)];
      last = date;
      return [...days, is];
    });
    this.lastDay = last;
    this.list.replaceChildren(...drawn, ...(this.loads ? [this.loading] : []));
    this.toEnd();
  }

  add(row, index) {
    const { rows } = chatOf(this.phone.userId);
    if (row.message.type === "unsend" || index !== rows.length - 1) return this.drawAll();
    const stay = this.isAtEnd() || row.from === "user";
    if (day(row.at) !== this.lastDay) this.list.append(note(day(row.at)));
    this.lastDay = day(row.at);
    this.list.append(drawRow(row, this.phone));
    if (this.loads) this.list.append(this.loading);
    if (stay) this.toEnd();
    else this.newer.hidden = false;
  }

  showLoading(loads) {
    if (this.loads === loads) return;
    this.loads = loads;
    if (loads) this.list.append(this.loading);
    else this.loading.remove();
    if (this.stays) this.toEnd();
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.newer.hidden = true;
  }

  isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    this.stays = scrollHeight - scrollTop - clientHeight < NEAR;
    return this.stays;
  }

  isGone(row) {
    const { rows } = chatOf(this.phone.userId);
    const { id } = row.message;
    return Boolean(id) && rows.some((one) => one.message.type === "unsend" && one.message.messageId === id);
  }
}

function loadingRow() {
  const dots = [1, 2, 3].map(() => h("i", {}));
  return h("li", { class: "row theirs loading" }, h("div", { class: "bubble", role: "status", ariaLabel: say("typing") }, dots));
}
