// Every word of the screen, Thai and English side by side.

export const WORDS = {
  title: { th: "LINE จำลอง", en: "LINE simulator" },
  otherLanguage: { th: "English", en: "ไทย" },
  live: { th: "เชื่อมต่อแล้ว", en: "Connected" },
  lost: { th: "การเชื่อมต่อขาด กำลังต่อใหม่…", en: "Connection lost, trying again…" },

  people: { th: "ผู้ใช้", en: "People" },
  addPerson: { th: "เพิ่มคน", en: "Add a person" },
  addSamples: { th: "เริ่มด้วยตัวอย่าง 3 คน", en: "Begin with three sample people" },
  nobody: { th: "ยังไม่มีใครในระบบจำลอง", en: "Nobody is here yet" },
  nobodyHint: {
    th: "เพิ่มคนเพื่อเปิดโทรศัพท์ แล้วลองคุยกับบอทได้เลย",
    en: "Add a person to open a phone, and talk to the bot",
  },
  name: { th: "ชื่อ", en: "Name" },
  language: { th: "ภาษาใน LINE", en: "Language in LINE" },
  thai: { th: "ไทย", en: "Thai" },
  english: { th: "อังกฤษ", en: "English" },
  role: { th: "ป้ายบทบาท (ใช้บนหน้าจอนี้เท่านั้น)", en: "Role label (on this screen only)" },
  role_citizen: { th: "ผู้แจ้ง", en: "Citizen" },
  role_officer: { th: "เจ้าหน้าที่", en: "Officer" },
  role_head: { th: "หัวหน้าศูนย์", en: "Head of centre" },
  role_manager: { th: "ผู้บริหาร", en: "Manager" },
  role_: { th: "ไม่มีป้าย", en: "No label" },
  sample_citizen: { th: "มะลิ", en: "Mali" },
  sample_officer: { th: "สมชาย", en: "Somchai" },
  sample_head: { th: "อารีย์", en: "Aree" },
  add: { th: "เพิ่ม", en: "Add" },
  cancel: { th: "ยกเลิก", en: "Cancel" },
  close: { th: "ปิด", en: "Close" },
  ok: { th: "ตกลง", en: "OK" },

  phoneOf: { th: "โทรศัพท์ของ {name}", en: "Phone of {name}" },
  moreFor: { th: "ตัวเลือกของ {name}", en: "Options for {name}" },
  remove: { th: "นำออก", en: "Remove" },
  removeSure: { th: "แตะอีกครั้งเพื่อนำออก", en: "Tap again to remove" },
  block: { th: "บล็อกบัญชี", en: "Block the account" },
  unblock: { th: "เลิกบล็อก", en: "Unblock" },
  unsendLast: { th: "ยกเลิกข้อความล่าสุดที่ส่ง", en: "Unsend the last message" },
  largeText: { th: "ตัวอักษรใหญ่", en: "Large text" },
  pc: { th: "PC", en: "PC" },
  pcMeaning: {
    th: "แสดงแบบ LINE บนคอมพิวเตอร์ (ไม่มีปุ่มตอบด่วนและริชเมนู)",
    en: "Show it as LINE for PC does (no quick replies, no rich menu)",
  },
  follow: { th: "เพิ่มเพื่อน", en: "Add as friend" },
  followHint: {
    th: "เพิ่มบัญชีนี้เป็นเพื่อนเพื่อเริ่มคุย",
    en: "Add this account as a friend to begin",
  },
  followed: { th: "เพิ่มเพื่อนแล้ว", en: "Added as a friend" },
  blocked: { th: "บล็อกบัญชีนี้แล้ว", en: "Blocked this account" },
  chatWith: { th: "แชตกับ {name}", en: "Chat with {name}" },
  typing: { th: "กำลังพิมพ์…", en: "Typing…" },
  newMessage: { th: "ข้อความใหม่", en: "New message" },
  unsent: { th: "ยกเลิกข้อความแล้ว", en: "Message unsent" },
  today: { th: "วันนี้", en: "Today" },

  write: { th: "พิมพ์ข้อความ", en: "Write a message" },
  send: { th: "ส่ง", en: "Send" },
  sticker: { th: "สติกเกอร์", en: "Sticker" },
  photo: { th: "รูปภาพ", en: "Photo" },
  location: { th: "ตำแหน่ง", en: "Location" },
  openMenu: { th: "เปิดเมนู", en: "Open the menu" },
  closeMenu: { th: "ปิดเมนู", en: "Close the menu" },
  quickReplies: { th: "ปุ่มตอบด่วน", en: "Quick replies" },
  richMenu: { th: "ริชเมนู", en: "Rich menu" },
  areaOfMenu: { th: "ช่องที่ {number}", en: "Area {number}" },
  before: { th: "การ์ดก่อนหน้า", en: "Card before" },
  next: { th: "การ์ดถัดไป", en: "Next card" },
  file: { th: "ไฟล์", en: "File" },
  voice: { th: "ข้อความเสียง", en: "Voice message" },
  video: { th: "วิดีโอ", en: "Video" },
  notShown: { th: "ข้อความชนิด {type}", en: "A message of type {type}" },
  tooLarge: { th: "รูปใหญ่เกิน 1 MB", en: "The picture is larger than 1 MB" },

  calls: { th: "โทร {number} (จำลอง)", en: "Calls {number} (simulated)" },
  copied: { th: "คัดลอกแล้ว", en: "Copied" },
  opensApp: { th: "เปิดใน LINE: {address}", en: "Opens in LINE: {address}" },
  failed: { th: "ส่งไม่สำเร็จ: {reason}", en: "Not sent: {reason}" },
  choose_date: { th: "เลือกวันที่", en: "Choose a date" },
  choose_time: { th: "เลือกเวลา", en: "Choose a time" },
  choose_datetime: { th: "เลือกวันและเวลา", en: "Choose date and time" },

  pickLocation: { th: "เลือกตำแหน่ง", en: "Choose a location" },
  searchPlace: { th: "ค้นหาสถานที่", en: "Search for a place" },
  sharedBefore: { th: "จุดที่แชร์ในแชต", en: "Shared in the chats" },
  knownPlaces: { th: "สถานที่ที่รู้จักกันดี", en: "Well-known places" },
  noPlace: { th: "ไม่พบสถานที่นี้ ลองเลื่อนแผนที่แทน", en: "No such place; move the map instead" },
  sendLocation: { th: "ส่งตำแหน่งนี้", en: "Send this location" },
  pinHere: { th: "หมุดอยู่ที่นี่", en: "The pin is here" },
  map: {
    th: "แผนที่ ใช้ปุ่มลูกศรเพื่อเลื่อน + และ - เพื่อย่อขยาย",
    en: "Map; arrow keys move it, + and - zoom",
  },
  zoomIn: { th: "ขยาย", en: "Zoom in" },
  zoomOut: { th: "ย่อ", en: "Zoom out" },
  osm: { th: "© ผู้ร่วมสร้าง OpenStreetMap", en: "© OpenStreetMap contributors" },

  console: { th: "บอท ↔ LINE", en: "Bot ↔ LINE" },
  showConsole: { th: "แสดงบันทึกการรับส่ง", en: "Show what passes" },
  hideConsole: { th: "ซ่อนบันทึกการรับส่ง", en: "Hide what passes" },
  paidTotal: { th: "จ่ายเดือนนี้ {paid} ข้อความ", en: "{paid} paid messages this month" },
  paidOf: {
    th: "จ่ายเดือนนี้ {paid} จาก {limit} ข้อความ",
    en: "{paid} of {limit} paid messages this month",
  },
  nothingYet: { th: "ยังไม่มีอะไรผ่านไปมา", en: "Nothing has passed yet" },
  toBot: { th: "LINE ถึงบอท", en: "LINE to the bot" },
  fromBot: { th: "บอทถึง LINE", en: "The bot to LINE" },
  free: { th: "ฟรี", en: "free" },
  paid: { th: "จ่าย {paid}", en: "{paid} paid" },
  noAnswer: { th: "ไม่มีคำตอบ", en: "no answer" },
  ms: { th: "{ms} มิลลิวินาที", en: "{ms} ms" },
};

const KEY = "simulator.language";
let language = localStorage.getItem(KEY) === "en" ? "en" : "th";

export function currentLanguage() {
  return language;
}

export function setLanguage(wanted) {
  language = wanted;
  localStorage.setItem(KEY, wanted);
  document.documentElement.lang = wanted;
}

/** The words for a key, with {values} in their places. */
export function say(key, values = {}) {
  const words = WORDS[key]?.[language] ?? key;
  return words.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

/** A role's label: ours are translated, others are shown as they were given. */
export function sayRole(role) {
  return WORDS[`role_${role}`] ? say(`role_${role}`) : role;
}
