"""What staff are told of a sharer's answer: what was said, never by whom; and when people
were mostly seen at a spot."""

from __future__ import annotations

from cases.case import Seen
from messages.texts.text import Text, side_by_side

HEADINGS = {
    Seen.HERE: Text(th="ผู้แจ้ง: ยังอยู่ที่เดิม", en="Sharer: still there"),
    Seen.MOVED: Text(th="ผู้แจ้ง: ย้ายไปที่อื่นแล้ว", en="Sharer: moved elsewhere"),
    Seen.GONE: Text(th="ผู้แจ้ง: ไม่อยู่แล้ว", en="Sharer: gone"),
    Seen.LEFT: Text(th="ผู้แจ้ง: ออกจากจุดแล้ว", en="Sharer: has left the place"),
}
SHARED_TOO = Text(th="มีผู้แจ้งจุดนี้อีก: ยังพบอยู่", en="Shared again: still there")
NEXT = {
    Seen.HERE: Text(
        th="ไปต่อตามจุดเดิมได้เลยค่ะ ขอให้เดินทางปลอดภัยนะคะ", en="The place stands. Have a safe way."
    ),
    Seen.MOVED: Text(
        th="เราขอจุดใหม่จากผู้แจ้งแล้ว หากได้รับ จะส่งให้คุณทันทีค่ะ",
        en="We asked for the new place. If it comes, you get it at once.",
    ),
    Seen.GONE: Text(
        th="ผู้แจ้งอาจเห็นไม่ทั่ว คุณเลือกได้ว่าจะไปดูที่จุด คืนเคส หรือปิดเคสค่ะ",
        en="The sharer may not see everything: go and look, release the case or close it.",
    ),
    Seen.LEFT: Text(
        th="ผู้แจ้งจึงไม่ทราบว่าตอนนี้ยังอยู่หรือไม่ ไปต่อตามจุดเดิมได้เลยค่ะ",
        en="So nobody knows whether the person is still there. The place stands.",
    ),
}
TOLD_AT = Text(th="แจ้งเมื่อ", en="Said")
NEW_PLACE = Text(th="ได้จุดใหม่จากผู้แจ้งแล้ว", en="New place from a sharer")
NEW_PLACE_NEXT = Text(th="เช็กอินจะวัดจากจุดใหม่นี้ค่ะ", en="The check-in is measured from this new place.")
TAKEN_BACK = Text(th="ผู้แจ้งถอนตำแหน่งแล้ว", en="The sharer took the place back")
TAKEN_BACK_NEXT = Text(
    th="หมุดเดิมยังอยู่จนปิดเคส แต่ไม่มีผู้แจ้งยืนยันแล้ว คุณเลือกได้ว่าจะไปดูที่จุด คืนเคส หรือปิดเคสค่ะ",
    en="The pin stays until the case is closed, but nobody stands by it any more: go and look, "
    "release the case or close it.",
)
DISPUTED = Text(th="ผู้แจ้งว่าผลไม่ตรงกับที่เห็น", en="A sharer disputes the outcome")
DISPUTED_NEXT = Text(
    th="โปรดสอบถามทีมที่ลงพื้นที่นะคะ หากยังพบอยู่ ผู้แจ้งเปิดเคสอีกครั้งหรือแชร์ใหม่ได้เองค่ะ",
    en="Please ask the team that went. If the person is still there, the sharer can open the case "
    "again or share anew.",
)


USUALLY = Text(th="มักพบ", en="Often seen")
HOURS = Text(th="{first}:00-{last}:00 น.", en="{first}:00-{last}:00")
#: Monday first.
WEEKDAYS = side_by_side("จ. อ. พ. พฤ. ศ. ส. อา.", "Mon Tue Wed Thu Fri Sat Sun")
