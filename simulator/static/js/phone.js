// One phone: its owner, the chat, what is above and below the keyboard.
import { Chat } from "./chat.js";
import { drawComposer } from "./composer.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { ownerBar } from "./owner.js";
import { act } from "./platform.js";
import { drawQuickReplies } from "./quick.js";
import { drawRichMenu } from "./rich_menu.js";
import { account, chatOf, person } from "./state.js";
import { avatarLetter } from "./messages.js";
import { say } from "./words.js";

export class Phone {
  constructor(userId) {
    this.userId = userId;
    this.ui = chatOf(userId).ui;
    this.chat = new Chat(this);
    this.composer = drawComposer(this);
    this.owner = h("div", { class: "owner" });
    this.quick = h("div", { class: "quick", role: "group", ariaLabel: say("quickReplies") });
    this.follow = h("div", { class: "follow" });
    this.menu = h("div", { class: "menu" });
    this.element = h("section", { class: "phone", data: { user: userId } },
      this.owner,
      h("div", { class: "screen" },
        h("div", { class: "chat-head" },
          h("span", { class: "avatar", "aria-hidden": "true" }, avatarLetter()),
          h("span", { class: "chat-name" }, account().name)),
        this.chat.element,
        this.quick, this.follow, this.composer.element, this.menu));
    this.drawPerson();
    this.drawEnd();
  }

  /** The person, the menu or the loading animation has changed. */
  drawPerson() {
    const owner = person(this.userId);
    if (!owner) return;
    this.element.setAttribute("aria-label", say("phoneOf", { name: owner.displayName }));
    this.element.classList.toggle("large-text", Boolean(this.ui.largeText));
    const { loading, richMenu, ...shown } = owner;
    const drawnAs = JSON.stringify([shown, this.isPc(), this.ui.largeText]);
    if (this.owner.dataset.drawnAs !== drawnAs) this.owner.replaceChildren(...ownerBar(owner, this));
    this.owner.dataset.drawnAs = drawnAs;
    this.chat.showLoading(loading);
    this.drawMenu();
  }

  /** A row has come. */
  addRow(row, index) {
    this.chat.add(row, index);
    this.drawEnd();
  }

  /** What depends on the last row: quick replies, the offer to follow. */
  drawEnd() {
    const { rows } = chatOf(this.userId);
    drawQuickReplies(this.quick, this.isPc() ? null : rows.at(-1), this);
    const alone = rows.length === 0;
    this.follow.hidden = !alone;
    this.follow.replaceChildren(...(alone ? [followButton(this.userId)] : []));
  }

  drawMenu() {
    const menu = this.isPc() ? null : person(this.userId)?.richMenu;
    drawRichMenu(this.menu, menu, this);
  }

  isPc() {
    return Boolean(this.ui.pc);
  }

  setPc(pc) {
    this.ui.pc = pc;
    this.drawPerson();
    this.drawEnd();
  }

  setLargeText(large) {
    this.ui.largeText = large;
    this.drawPerson();
  }

  showMenu(open) {
    this.ui.menuOpen = open;
    this.drawMenu();
  }

  openKeyboard(words) {
    this.composer.write(words);
  }

  choosePhoto() {
    this.composer.choosePhoto();
  }

  lastSent() {
    const sent = chatOf(this.userId).rows.filter((row) => row.from === "user" && row.message.id);
    const gone = new Set(chatOf(this.userId).rows.map((row) => row.message.messageId));
    return sent.map((row) => row.message.id).findLast((id) => !gone.has(id));
  }
}

function followButton(userId) {
  return h("button", { type: "button", class: "button main", onClick: () => act(userId, "follow") },
    icon("user", 20), say("follow"));
}
