"""A wrong outcome is put right: what staff and sharers read."""

from __future__ import annotations

from messages.texts.text import Label, Text

CORRECT = Label(th="เลือกผลผิด", en="Wrong outcome?")
WHOSE = Text(th="แก้ผลของคนไหนคะ", en="Whose outcome was wrong?")
ASKED = Text(th="ผลที่ถูกต้องคือ", en="What is the outcome?")
CORRECTED = Text(th="แก้ผลของเคสแล้ว", en="Outcome corrected")
CORRECTED_UNHEARD = Text(
    th="บันทึกแล้วค่ะ เคสนี้ไม่มีผู้แจ้งที่ติดต่อทาง LINE ได้",
    en="It is kept. No sharer of this case can be reached in LINE.",
)
CORRECTED_NEXT = Text(
    th="บันทึกแล้วค่ะ ผู้แจ้งที่ได้รับผลเดิมไปแล้ว จะได้รับแจ้งเมื่อผลสำหรับผู้แจ้งเปลี่ยนไป",
    en="It is kept. Sharers who had heard the other result are told where it changes for them.",
)

RESULT = Text(th="แก้ไขผลที่แจ้งไป", en="A correction")
SORRY = Text(
    th="ผลที่แจ้งไปก่อนหน้านี้คลาดเคลื่อน ขออภัยด้วยนะคะ",
    en="What we told you before was not right. We are sorry.",
)
