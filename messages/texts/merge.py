"""What staff are told of cases that become one, or part again."""

from __future__ import annotations

from messages.texts.text import Counted, Label, Text

MERGE = Label(th="รวมกับเคสอื่น", en="Merge with another")
UNMERGE = Label(th="แยกเคสที่รวมไว้", en="Undo a merge")
MERGE_INTO = Label(th="รวมเข้าเคสนี้", en="Merge into this")
TAKE_OUT = Label(th="แยก {number}", en="Undo {number}")

OFFERED = Text(th="รวมเคส {number} เข้ากับเคสไหน", en="Merge {number} into which?")
OFFERED_ALT = Counted(
    th="เคส {number}: เคสใกล้เคียงที่รวมได้ {count} เคส",
    en="Case {number}: {count} cases near it to merge into",
    one="Case {number}: one case near it to merge into",
)
NONE_NEAR = Text(
    th="ไม่มีเคสอื่นของศูนย์ใกล้เคส {number} ที่รวมกันได้ค่ะ",
    en="No other open case of the centre is near {number}.",
)
AWAY = Text(th="ห่างจากเคสนี้", en="Away")
STATE = Text(th="สถานะ", en="State")

MERGED = Text(th="รวมเป็นเคสเดียวแล้วค่ะ", en="The two cases are one")
MERGED_CASE = Text(th="รวมเข้ามา", en="Merged case")
MERGED_NEXT = Text(
    th="เคส {number} ปิดแล้ว ผู้แจ้งของเคสนั้นจะได้รับแจ้งผลของเคสนี้ หากรวมผิด แยกได้ใน “ทำอย่างอื่น”",
    en="Case {number} is closed; its sharers will hear the result of this one. A wrong merge can "
    "be undone under “More”.",
)
GREW = Text(th="มีเคสอื่นรวมเข้ากับเคสของคุณ", en="A case was merged into yours")
GREW_NEXT = Text(
    th="เพื่อนร่วมทีมเห็นว่าเป็นคนเดียวกัน หากไม่ใช่ แยกได้ใน “ทำอย่างอื่น” ค่ะ",
    en="A colleague thinks it is the same person. If not, undo it under “More”.",
)
LED_ON = Text(th="รวมเข้ากับเคสนี้แล้ว", en="It is this case now")
LED_ON_NEXT = Text(
    th="เคส {number} รวมเข้ากับเคสนี้แล้วค่ะ ทำต่อที่เคสนี้ได้เลยนะคะ",
    en="Case {number} was merged into this one. Please go on here.",
)

WHICH = Text(th="แยกเคสไหนออกมา", en="Undo which merge?")
WHICH_NEXT = Text(
    th="เคสที่แยกจะกลับเข้าคิวพร้อมการแชร์และข้อมูลของตนค่ะ",
    en="The case goes back to the queue with its own shares and details.",
)
UNMERGED = Text(th="แยกเคสแล้ว กลับเข้าคิว", en="Case is back in the queue")
UNMERGED_NEXT = Text(
    th="แยกออกจากเคส {number} พร้อมการแชร์และข้อมูลของตนแล้วค่ะ",
    en="It was taken out of case {number}, with its own shares and details.",
)
