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
    "invite": ("เชิญเข้าทีม", "เชิญ", "invite"),
    "report": ("รายงาน", "สถิติ", "report"),
    "my_data": ("ข้อมูลของฉัน", "ดูข้อมูลของฉัน", "ข้อมูลของผม", "ข้อมูลของดิฉัน", "my data"),
    "erase": ("ลบข้อมูลของฉัน", "ลบข้อมูล", "ลบข้อมูลฉัน", "erase my data", "delete my data"),
    "thanks": (
        "ขอบคุณ", "ขอบคุณมาก", "ขอบใจ", "ok", "okay", "โอเค", "ได้", "รับทราบ", "thanks", "thank you",
        "thank you very much", "thank you so much",
    ),
    "own_need": (
        "ช่วยด้วย", "ช่วยฉันด้วย", "ช่วยผมด้วย", "ช่วยหนูด้วย", "ช่วยเราด้วย", "ช่วยดิฉันด้วย",
        "ฉันต้องการความช่วยเหลือ", "ผมต้องการความช่วยเหลือ", "หนูต้องการความช่วยเหลือ",
        "ต้องการความช่วยเหลือ", "ขอความช่วยเหลือ",
        "help me", "please help me", "help me please", "i need help", "i need help myself",
    ),
}  # fmt: skip
#: How one ends politely, or cries out.
_ENDING = re.compile(r"(?:\s*(?:นะคะ|นะครับ|คะ|ค่ะ|ครับ|จ้า|!|\.|ๆ))+$")
_ACTS = {word: act for act, words in TYPED.items() for word in words}


def act_of(text: str) -> str:
    """Give the act that a typed word asks for, with its fields ("language&to=en"), or nothing."""
    plain = " ".join(unicodedata.normalize("NFC", text).split()).casefold()
    return _ACTS.get(plain) or _ACTS.get(_ENDING.sub("", plain), "")
