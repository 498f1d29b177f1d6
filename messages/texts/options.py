"""The rarer things that staff can do with a case."""

from __future__ import annotations

from messages.texts.text import Label, Text

MORE = Label(th="ทำอย่างอื่น", en="More")
HEADING = Text(th="ทำอะไรกับเคสนี้ได้อีก", en="What else you can do")
NOTHING = Text(
    th="ตอนนี้เคส {number} ไม่มีอย่างอื่นให้ทำเพิ่มค่ะ",
    en="There is nothing else to do with case {number} now.",
)
