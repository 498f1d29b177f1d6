// What the screen knows: people, their chats, what passed. Views listen and draw.

const state = { epoch: "", account: { name: "" }, people: [], totals: {}, live: false };
const chats = new Map();
const passages = [];
const views = new EventTarget();

const MOST_PASSAGES = 300;

export function account() {
  return state.account;
}

export function people() {
  return state.people;
}

export function person(userId) {
  return state.people.find((one) => one.userId === userId);
}

export function totals() {
  return state.totals;
}

export function isLive() {
  return state.live;
}

/** Newest last. */
export function passed() {
  return passages;
}

/** A chat's rows in order; `ui` is what the phone remembers between drawings. */
export function chatOf(userId) {
  if (!chats.has(userId)) {
    chats.set(userId, { rows: [], keys: new Set(), unread: 0, ui: {} });
  }
  return chats.get(userId);
}

/** Call *listener* with the details of every such change; returns how to stop. */
export function on(name, listener) {
  const heard = (event) => listener(event.detail);
  views.addEventListener(name, heard);
  return () => views.removeEventListener(name, heard);
}

export function tell(name, detail) {
  views.dispatchEvent(new CustomEvent(name, { detail }));
}

export function setLive(live) {
  if (state.live === live) return;
  state.live = live;
  tell("live");
}

/** All there is: the same again after a reconnection, or a new beginning. */
export function begin(snapshot) {
  const anew = state.epoch !== snapshot.epoch;
  if (anew && state.epoch) forget();
  state.epoch = snapshot.epoch;
  state.account = snapshot.account;
  apply(snapshot);
  if (anew) tell("begun");
}

export function apply(change) {
  if (change.people) {
    state.people = change.people;
    tell("people");
  }
  for (const row of change.rows ?? []) addRow(row);
  if (change.passages?.length) addPassages(change.passages);
  if (change.totals) {
    state.totals = change.totals;
    tell("totals");
  }
}

function addRow(row) {
  const chat = chatOf(row.chat);
  const key = row.order.join(".");
  if (chat.keys.has(key)) return;
  chat.keys.add(key);
  const after = chat.rows.findLastIndex((one) => before(one.order, row.order));
  chat.rows.splice(after + 1, 0, row);
  tell("row", { chat: row.chat, row, index: after + 1 });
}

function before(one, other) {
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
}

function addPassages(fresh) {
  const last = passages.at(-1)?.number ?? 0;
  const added = fresh.filter((one) => one.number > last);
  passages.push(...added);
  passages.splice(0, Math.max(0, passages.length - MOST_PASSAGES));
  if (added.length) tell("passages", added);
}

function forget() {
  chats.clear();
  passages.length = 0;
  tell("forgotten");
}
