"""What staff are told of a sharer's answer: what was said, never by whom; and when people
were mostly seen at a spot."""

from __future__ import annotations

from cases.case import Seen
from messages.texts.text import Label, Text, side_by_side

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
    th="ถามผู้ที่ปิดเคส เปิดเคสอีกครั้ง หรือยืนยันผลเดิมได้ในแตะเดียวค่ะ",
    en="One tap asks who closed it, opens the case again, or keeps the result.",
)
CLOSED_BY = Text(th="ผู้ปิดเคส", en="Closed by")
LEFT_THE_TEAM = Text(th="ออกจากทีมแล้ว", en="has left the team")
CHECK_IN = Text(th="เช็กอิน", en="Check-in")
CHECKED_IN_AT = Text(th="ห่างจากหมุด {distance}", en="{distance} from the pin")
NO_CHECK_IN = Text(th="ไม่มี", en="None")
ASK_CLOSER = Label(th="ถามผู้ที่ปิดเคส", en="Ask who closed it")
OPEN_AGAIN = Label(th="เปิดเคสอีกครั้ง", en="Open it again")
KEEP_RESULT = Label(th="ยืนยันผลเดิม", en="Keep the result")
REVIEWED = {
    "asked": Text(
        th="ถามผู้ที่ปิดเคส {number} แล้วค่ะ คำตอบจะมาถึงคุณในแชตนี้",
        en="Who closed case {number} is asked. The answer comes to this chat.",
    ),
    "own": Text(th="คุณเป็นผู้ปิดเคส {number} เองค่ะ", en="You closed case {number} yourself."),
    "left": Text(
        th="ผู้ที่ปิดเคส {number} ออกจากทีมแล้วค่ะ เปิดเคสอีกครั้งหรือยืนยันผลเดิมได้",
        en="Who closed case {number} has left the team. You can open it again or keep the result.",
    ),
    "kept": Text(th="ผลของเคส {number} คงเดิมค่ะ", en="The result of case {number} stays."),
    "reopened": Text(
        th="เปิดเคส {number} อีกครั้งแล้วค่ะ ทีมได้รับแจ้ง และผู้แจ้งที่ทราบผลเดิมจะทราบด้วย",
        en="Case {number} is open again. The team is alerted, and sharers who had heard the result "
        "are told.",
    ),
    "open": Text(th="เคส {number} เปิดอยู่แล้วค่ะ", en="Case {number} is open already."),
    "late": Text(
        th="เคส {number} ปิดนานเกินกว่าจะเปิดอีกครั้งได้ค่ะ หากยังพบอยู่ แจ้งแทนผู้โทรเป็นเคสใหม่ได้",
        en="Case {number} cannot be opened again any more: it was closed too long before. If "
        "somebody is still there, enter it as a caller's case.",
    ),
}
EXPLAIN = Label(th="ตอบหัวหน้า", en="Answer the head")
ASKED_BY_HEAD = Text(th="หัวหน้าขอทราบผลของเคส", en="Your head asks about a result")
ASKED_WHY = Text(
    th="ผู้แจ้งบอกว่าผลไม่ตรงกับที่เห็น {head} ขอทราบว่าที่จุดเป็นอย่างไรคะ",
    en="A sharer says that the result is not what they saw. {head} asks what it was like there.",
)
EXPLAIN_HOW = Text(
    th="พิมพ์ตอบหัวหน้าเกี่ยวกับเคส {number} 1 ข้อความ ภายใน {minutes} นาทีค่ะ ไม่ต้องใส่ชื่อผู้ที่พบนะคะ",
    en="Type one message to the head about case {number}, within {minutes} minutes. Please name "
    "nobody whom you met.",
)
NOT_EXPLAINED = Label(th="ไม่ตอบตอนนี้", en="Not now")
EXPLAINED = Text(th="คำตอบจากผู้ที่ปิดเคส", en="Answer of who closed the case")
EXPLANATION_SENT = Text(
    th="ส่งคำตอบของเคส {number} ถึงหัวหน้าแล้วค่ะ ขอบคุณนะคะ",
    en="Your answer about case {number} is with the head. Thank you.",
)


USUALLY = Text(th="มักพบ", en="Often seen")
HOURS = Text(th="{first}:00-{last}:00 น.", en="{first}:00-{last}:00")
#: Monday first.
WEEKDAYS = side_by_side("จ. อ. พ. พฤ. ศ. ส. อา.", "Mon Tue Wed Thu Fri Sat Sun")
