"""The words that people may type in place of a button."""

from __future__ import annotations

import unicodedata

#: Act of a button -> what asks for it, small letters, single blanks.
TYPED = {
    "queue": ("คิว", "คิวศูนย์", "คิวของศูนย์", "ดูคิว", "queue"),
    "mine": ("เคสของฉัน", "เคสฉัน", "เคสของผม", "เคสของดิฉัน", "mine", "my cases"),
    "on_duty": ("เข้าเวร", "on duty"),
    "off_duty": ("ออกเวร", "off duty"),
    "report": ("รายงาน", "สถิติ", "report"),
    "my_data": ("ข้อมูลของฉัน", "ดูข้อมูลของฉัน", "ข้อมูลของผม", "ข้อมูลของดิฉัน", "my data"),
    "erase": ("ลบข้อมูลของฉัน", "ลบข้อมูล", "ลบข้อมูลฉัน", "erase my data", "delete my data"),
}
_ACTS = {word: act for act, words in TYPED.items() for word in words}


def act_of(text: str) -> str:
    """Give the act that a typed word asks for, or nothing."""
    plain = " ".join(unicodedata.normalize("NFC", text).split()).casefold()
    return _ACTS.get(plain, "")
