"""The words that people may type in place of a button."""

from __future__ import annotations

import re
import unicodedata

#: Act of a button, with its fields -> what asks for it, small letters, single blanks. Which acts
#: are for everybody, handlers/dispatch.py says.
TYPED = {
    "start": (
        "เริ่ม", "เริ่มต้น", "เมนู", "วิธีใช้", "วิธีแจ้ง", "สวัสดี", "สวัสดีค่ะ", "สวัสดีครับ",
        "start", "menu", "help", "how to", "hello", "hi",
    ),
    "status": (
        "สถานะ", "เรื่องของฉัน", "เรื่องที่แจ้ง", "เรื่องที่ฉันแจ้ง", "ติดตาม", "ติดตามเรื่อง", "ผล",
        "status", "my shares", "my share",
    ),
    "language&to=en": ("english", "in english", "speak english", "ภาษาอังกฤษ", "อังกฤษ"),
    "language&to=th": ("ภาษาไทย", "ไทย", "thai", "in thai", "speak thai"),
    "queue": ("คิว", "คิวศูนย์", "คิวของศูนย์", "ดูคิว", "queue"),
    "mine": ("เคสของฉัน", "เคสฉัน", "เคสของผม", "เคสของดิฉัน", "mine", "my cases"),
    "on_duty": ("เข้าเวร", "on duty"),
    "off_duty": ("ออกเวร", "off duty"),
    "give_back": ("คืนเคสทั้งหมด", "give back all", "give all back"),
    "team": ("ทีม", "ทีมของศูนย์", "ทีมของฉัน", "team", "my team"),
    "invite": ("เชิญเข้าทีม", "เชิญ", "invite"),
    "caller": ("แจ้งแทน", "แจ้งแทนผู้โทร", "caller", "for a caller"),
    "round": ("เส้นทาง", "รอบวันนี้", "เส้นทางวันนี้", "round", "route", "today's round"),
    "digest": ("สรุป", "สรุปล่าสุด", "digest", "summary"),
    "digest&to=off": ("ปิดสรุป", "ไม่รับสรุป", "digest off", "digests off"),
    "digest&to=on": ("เปิดสรุป", "รับสรุป", "digest on", "digests on"),
    "report": ("รายงาน", "สถิติ", "report"),
    "page": ("หน้ารายงาน", "เปิดหน้ารายงาน", "report page", "open report page"),
    "sign_out": (
        "ออกจากระบบทุกเครื่อง", "ออกจากระบบ", "ออกทุกเครื่อง", "sign out everywhere", "sign out",
    ),
    "my_data": ("ข้อมูลของฉัน", "ดูข้อมูลของฉัน", "ข้อมูลของผม", "ข้อมูลของดิฉัน", "my data"),
    "erase": ("ลบข้อมูลของฉัน", "ลบข้อมูล", "ลบข้อมูลฉัน", "erase my data", "delete my data"),
    "thanks": (
        "ขอบคุณ", "ขอบคุณมาก", "ขอบใจ", "ok", "okay", "โอเค", "ได้", "รับทราบ", "thanks", "thank you",
        "thank you very much", "thank you so much",
    ),
    "skip": (
        "ข้าม", "ข้ามข้อนี้", "ไม่มี", "ไม่รู้", "ไม่ทราบ", "ไม่แน่ใจ",
        "skip", "skip this", "none", "i do not know", "i don't know", "don't know", "not sure",
    ),
    "cancel": (
        "ยกเลิก", "ไม่มีอะไรเพิ่มแล้ว", "ไม่มีแล้ว", "พอแล้ว",
        "cancel", "stop", "nothing to add", "that is all", "that's all",
    ),
    "urgent": (
        "ด่วน", "ด่วนมาก", "เรื่องด่วน", "เหตุด่วน", "เร่งด่วน", "ฉุกเฉิน", "เหตุฉุกเฉิน", "อันตราย",
        "urgent", "it is urgent", "it's urgent", "this is urgent", "emergency", "danger",
    ),
    "own_need": (
        "ช่วยด้วย", "ช่วยฉันด้วย", "ช่วยผมด้วย", "ช่วยหนูด้วย", "ช่วยเราด้วย", "ช่วยดิฉันด้วย",
        "ฉันต้องการความช่วยเหลือ", "ผมต้องการความช่วยเหลือ", "หนูต้องการความช่วยเหลือ",
        "ต้องการความช่วยเหลือ", "ขอความช่วยเหลือ", "ฉันขอความช่วยเหลือ", "ผมขอความช่วยเหลือ",
        "หนูขอความช่วยเหลือ",
        "help me", "please help me", "help me please", "i need help", "i need help myself",
    ),
}  # fmt: skip
#: How one says when a shift ends: after so many hours, or at a time of the clock.
_HOURS = re.compile(
    r"(?:เข้าเวร|on duty)(?: for)? ?([0-9]{1,3})(?: ?(?:ชม\.?|ช\.ม\.?|ชั่วโมง|h|hrs?|hours?))?"
)
_UNTIL = re.compile(
    r"(?:เข้าเวร|on duty) ?(?:ถึง|จนถึง|until|till) ?([0-9]{1,2})[:.]([0-9]{2})(?: ?น\.?)?"
)
#: How one ends politely, or cries out.
_ENDING = re.compile(r"(?:\s*(?:นะคะ|นะครับ|คะ|ค่ะ|ครับ|จ้า|!|\.|ๆ))+$")
#: What staff type together with a caller's words: "แจ้งแทน หญิงชราหน้าวัดใหญ่".
_CALLER = re.compile(
    r"(?:แจ้งแทน(?:ผู้โทร)?[\s:,-]*|(?:for a )?caller[\s:,-]+)(?P<words>.+)", re.I | re.S
)
#: A case number, as it stands on a receipt.
_NUMBER = re.compile(r"(?:[0-9]{2}|s)-[0-9]{4}-[0-9]{4,7}")
#: Who types with a Thai keyboard may write "เข้าเวร ๘".
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_ACTS = {word: act for act, words in TYPED.items() for word in words}


def act_of(text: str) -> str:
    """Return the act that a typed word asks for, with its fields ("language&to=en"), or nothing."""
    return _alone(text) or ("caller" if said_with(text) else "")


def said_with(text: str) -> str:
    """Return the words that come after the one that asks for an act, or nothing."""
    found = _CALLER.fullmatch(unicodedata.normalize("NFC", text).strip())
    return found["words"].strip() if found and not _alone(text) else ""


def _alone(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", text).split()).casefold().translate(_DIGITS)
    bare = _ENDING.sub("", plain)
    if _NUMBER.fullmatch(bare):
        return f"look&case={bare.upper()}"
    return _ACTS.get(plain) or _ACTS.get(bare) or _shift(bare)


def _shift(plain: str) -> str:
    """Read "on duty 8" and "on duty until 16:30"."""
    hours, until = _HOURS.fullmatch(plain), _UNTIL.fullmatch(plain)
    if hours:
        return f"on_duty&hours={hours[1]}"
    return f"on_duty&until={until[1]}:{until[2]}" if until else ""
