"""The words that citizens and staff may type in place of a button."""

from __future__ import annotations

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
}  # fmt: skip
_ACTS = {word: act for act, words in TYPED.items() for word in words}


def act_of(text: str) -> str:
    """Give the act that a typed word asks for, with its fields ("language&to=en"), or nothing."""
    plain = " ".join(unicodedata.normalize("NFC", text).split()).casefold()
    return _ACTS.get(plain, "")
