"""What the bot says of photos to the officer who goes, and where a link leads nowhere."""

from __future__ import annotations

from messages.texts.text import Label, Text

LOOK = Label(th="ดูรูป ({count})", en="Photos ({count})")
CAME = Text(th="มีภาพสถานที่จากผู้แจ้ง", en="Photos of the place came")
CAME_ALT = Text(th="มีภาพสถานที่จากผู้แจ้ง {count} ภาพ", en="{count} photos of the place")
COUNT = Text(th="จำนวนภาพ", en="Photos")
SHOWN = Text(th="ภาพสถานที่จากผู้แจ้ง", en="Photos of the place")
SHOWN_WHY = Text(
    th="แตะเพื่อเปิดดูค่ะ ลิงก์ใช้ได้ {minutes} นาที เฉพาะคุณซึ่งเป็นผู้รับเคส โปรดอย่าส่งต่อนะคะ",
    en="Tap to open. The links work for {minutes} minutes, for you who hold the case. "
    "Please do not pass them on.",
)
PHOTO = Label(th="ภาพที่ {place}", en="Photo {place}")
NONE = Text(
    th="ตอนนี้เคส {number} ไม่มีภาพแล้วค่ะ ผู้แจ้งอาจยกเลิกการส่ง",
    en="Case {number} has no photos at the moment; the sharer may have taken them back.",
)

LINK_WRONG = Text(
    th="ลิงก์นี้ไม่ถูกต้องค่ะ กลับไปที่แชต LINE แล้วแตะ “ดูรูป” อีกครั้งนะคะ",
    en="This link is not right. Please go back to the LINE chat and tap “Photos” again.",
)
LINK_OVER = Text(
    th="ลิงก์นี้หมดเวลาแล้วค่ะ กลับไปที่แชต LINE แล้วแตะ “ดูรูป” อีกครั้งนะคะ",
    en="The time of this link is over. Please go back to the LINE chat and tap “Photos” again.",
)
LINK_GONE = Text(
    th="ภาพนี้ดูไม่ได้แล้วค่ะ เคสปิดหรือเปลี่ยนผู้รับแล้ว หรือภาพถูกลบแล้ว",
    en="This photo cannot be seen any more: its case is closed or with somebody else, or it was "
    "deleted.",
)
