"""What staff read of a case that goes to another centre, becomes one with another, or parts."""

from __future__ import annotations

from cases.case import Because
from cases.outlook import Taker
from messages.texts.text import Counted, Label, Text

AREA = Text(th="อยู่ในเขตของ", en="In the area of")
OF = Text(th="ศูนย์{province}", en="{province}'s centre")
FROM = Text(th="ส่งต่อจาก", en="Handed over by")
WHY = Text(th="เหตุผล", en="Reason")
REASONS = {
    Because.AREA: Text(th="จุดนี้อยู่ในเขตของศูนย์ปลายทาง", en="The place is in that centre's area"),
    Because.NEARER: Text(th="ศูนย์ปลายทางอยู่ใกล้กว่า", en="That centre is nearer"),
    Because.NO_TEAM: Text(th="ตอนนี้ไม่มีทีมหรือรถ", en="No team or vehicle now"),
    Because.OTHER: Text(th="เหตุผลอื่น", en="Another reason"),
    Because.REFUSED: Text(th="ศูนย์นั้นรับไม่ได้ จึงส่งคืน", en="That centre cannot take it"),
}

TO_AREA = Label(th="ส่งต่อให้เจ้าของเขต", en="To the area's centre")
HAND_OVER = Label(th="ส่งต่อศูนย์อื่น", en="Hand over")
REFUSE = Label(th="ส่งคืนศูนย์เดิม", en="Send it back")

WHERE_TO = Text(th="ส่งต่อศูนย์ไหนดีคะ", en="Hand over to which centre?")
ONE_TO = Text(th="{centre} ({distance})", en="{centre} ({distance})")
AREA_CENTRE = Text(th="เจ้าของเขตพื้นที่: {centre}", en="Its area: {centre}")
NATION = Text(th="ส่วนกลาง: {centre}", en="National desk: {centre}")
WHY_THERE = Text(th="ส่งต่อเพราะอะไรคะ", en="Why hand it over?")
MUST = Text(
    th="เคสนี้ส่งต่อมาแล้วสองครั้ง จึงส่งต่อให้ส่วนกลางได้เท่านั้นค่ะ",
    en="This case was handed over twice, so only the national desk can take it now.",
)

HANDED_OVER = Text(
    th="ส่งต่อเคส {number} ให้{centre}แล้วค่ะ เลขที่เคสเหมือนเดิม",
    en="Case {number} is now with {centre}. Its number stays the same.",
)
SENT_BACK = Text(
    th="ส่งเคส {number} คืน{centre}แล้วค่ะ",
    en="Case {number} is back with {centre}.",
)
TO_NATION = Text(
    th="เคส {number} ส่งต่อมาแล้วสองครั้ง จึงส่งให้ส่วนกลางดูแลค่ะ: {centre}",
    en="Case {number} was handed over twice, so the national desk has it now: {centre}.",
)
NO_STAFF = {
    Taker.NATION: Text(
        th="ศูนย์นี้ยังไม่มีทีมในระบบ เราแจ้งส่วนกลางให้แล้ว โปรดโทรประสานศูนย์นะคะ: {phone}",
        en="That centre has no team in this chat yet, so the national desk is told. "
        "Please call the centre: {phone}",
    ),
    Taker.NOBODY: Text(
        th="ศูนย์นี้ยังไม่มีทีมในระบบ จึงยังไม่มีใครได้รับแจ้ง โปรดโทรประสานศูนย์นะคะ: {phone}",
        en="That centre has no team in this chat yet, so nobody was told. "
        "Please call the centre: {phone}",
    ),
    Taker.UNTOLD: Text(
        th="ตอนนี้ส่งแจ้งเหตุทาง LINE ไม่ได้ ทีมนั้นจะได้รับแจ้งเมื่อส่งได้ค่ะ โปรดโทรประสานศูนย์: {phone}",
        en="LINE takes no alerts at present; that team is told as soon as it does. "
        "Please call the centre: {phone}",
    ),
    Taker.RESTING: Text(
        th="ขณะนี้ศูนย์นั้นไม่มีผู้เข้าเวร จะแจ้งทีมเมื่อพ้นเวลาพักค่ะ หากรอไม่ได้ โปรดโทรประสานศูนย์: {phone}",
        en="Nobody is on duty there now; the team is alerted after the quiet hours. "
        "If it cannot wait, please call the centre: {phone}",
    ),
}

UNCLAIMED = Text(th="เคสที่ส่งต่อยังไม่มีผู้รับ", en="Handed over, not claimed")
NOW_AT = Text(th="ศูนย์ปลายทาง", en="Its centre now")
UNCLAIMED_NEXT = Text(
    th="เวลายังนับที่ศูนย์ของคุณจนกว่าจะมีผู้รับเคส โปรดโทรประสานศูนย์ปลายทางค่ะ",
    en="The clock stays with your centre until somebody claims it. Please call the centre.",
)
CALL = Label(th="โทรหาศูนย์ปลายทาง", en="Call that centre")


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
MERGED_UNHEARD = Text(
    th="เคส {number} ปิดแล้ว หากรวมผิด แยกได้ใน “ทำอย่างอื่น”",
    en="Case {number} is closed. A wrong merge can be undone under “More”.",
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
