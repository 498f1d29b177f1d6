"""What staff are told while they enter the case of somebody who is not on LINE."""

from __future__ import annotations

from messages.texts.text import Label, Text

ENTER = Label(th="แจ้งแทนผู้โทร", en="Enter for a caller")
HEADING = Text(th="แจ้งแทนผู้ที่ไม่ได้ใช้ LINE", en="For somebody not on LINE")
PLACE_NEXT = Text(
    th="ส่งตำแหน่งที่พบภายใน {minutes} นาทีค่ะ จะเป็นเคสใหม่หรือรวมกับเคสที่เปิดอยู่ ไม่นับเป็นการเช็กอินของคุณ",
    en="Send the place within {minutes} minutes: it opens a case or joins one, and is no check-in "
    "of yours.",
)
WORDS_NEXT = Text(
    th="คำบอกเล่าของผู้โทร พิมพ์มาได้เลย ไม่ต้องใส่ชื่อหรือเบอร์ของผู้โทรนะคะ",
    en="What the caller says, just type it; please leave out the caller's name and number.",
)
WORDS = Text(th="ผู้โทรบอกว่า", en="The caller says")
PICK_PLACE = Label(th="เลือกตำแหน่งที่พบ", en="Choose the place")
CANCEL = Label(th="ไม่แจ้งแล้ว", en="Enter nothing")
DROPPED = Text(th="ไม่ได้บันทึกเคสแทนผู้โทรค่ะ", en="Nothing was entered for a caller.")
OPENED = Text(th="แจ้งแทนแล้ว: เปิดเคสใหม่", en="Entered: a new case")
JOINED = Text(th="แจ้งแทนแล้ว: รวมกับเคสที่เปิดอยู่", en="Entered: joined an open case")
MARKED = Text(th="บันทึกตามที่ผู้โทรบอกแล้ว", en="Noted as the caller says")
MARK_NEXT = Text(
    th="แตะสิ่งที่ผู้โทรบอก หรือพิมพ์คำบอกเล่าเพิ่มได้เลยค่ะ", en="Tap what the caller says, or type more."
)
DANGER = Text(th="มีอันตรายหรือไม่คะ", en="Is anybody in danger?")
