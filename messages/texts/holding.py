"""What staff are told of a case that falls silent in somebody's hands, and of whose a place is."""

from __future__ import annotations

from messages.texts.text import Label, Text

ASKED = Text(th="ยังดูแลเคสนี้อยู่ไหมคะ", en="Are you still on this case?")
ASKED_NEXT = Text(
    th="แตะว่าถึงขั้นไหน หรือคืนเคสให้เพื่อนร่วมทีม ถ้าไม่ตอบ ทีมจะรับเคสต่อได้ตั้งแต่ {by}",
    en="Tap how far you are, or release it. Without an answer your team may take over from {by}.",
)
KEEP = Label(th="ยังดูแลอยู่", en="Still on it")
KEPT = Text(
    th="รับทราบค่ะ เคส {number} ยังอยู่กับคุณ จะถามอีกครั้งตอน {until} ถ้ายังไม่คืบหน้า",
    en="Noted: case {number} stays with you. We ask again at {until} if nothing has happened.",
)
RELEASE_ASKED = Text(th="คืนเคสนี้เข้าคิวไหมคะ", en="Put it back into the queue?")
RELEASE_NEXT = Text(
    th="เพื่อนร่วมทีมจะได้รับแจ้งให้มารับเคสต่อค่ะ", en="Your team is alerted, and somebody else may claim it."
)
RELEASE_SURE = Label(th="คืนเคสเลย", en="Yes, release it")
TAKEN_OVER = Text(
    th="{holder} รับเคส {number} ต่อจากคุณแล้วค่ะ ไม่ต้องไปแล้วนะคะ",
    en="{holder} has taken case {number} over from you. You need not go any more.",
)
TAKE_OVER = Label(th="รับเคสต่อ", en="Take it over")
WHOSE = Text(th="ตำแหน่งนี้คือเรื่องไหนคะ", en="What is this place?")
NEAR_OWN = Text(
    th="อยู่ห่าง {distance} จากหมุดของเคส {number} ที่คุณถืออยู่ เช็กอิน หรือเป็นตำแหน่งของผู้โทรคะ",
    en="It is {distance} from the pin of case {number}, which you have. A check-in, or the "
    "caller's place?",
)
NEAR_COLLEAGUES = Text(
    th="อยู่ห่าง {distance} จากหมุดของเคส {number} ซึ่ง {holder} ถืออยู่ ยังไม่ได้บันทึกอะไรค่ะ",
    en="It is {distance} from the pin of case {number}, which {holder} has. Nothing is kept yet.",
)
CHECK_IN_HERE = Label(th="เช็กอินเคสนี้", en="Check in there")
TAKE_AND_CHECK_IN = Label(th="รับเคสต่อ+เช็กอิน", en="Take over, check in")
OTHER_PERSON = Label(th="แจ้งคนอื่นที่นี่", en="Somebody else here")
CALLERS_PLACE = Label(th="ตำแหน่งของผู้โทร", en="The caller's place")
NOTHING = Label(th="ไม่ต้องทำอะไร", en="Do nothing")
DROPPED = Text(th="ไม่ได้บันทึกตำแหน่งนี้ค่ะ", en="Nothing was kept of that place.")
EXPIRED = Text(
    th="ตำแหน่งนั้นเก็บไว้เพียง 15 นาที โปรดส่งใหม่อีกครั้งค่ะ",
    en="That place was kept for 15 minutes only; please send it again.",
)

GO_ALONG = Label(th="ไปด้วยกัน", en="Go along")
WENT_ALONG = Text(th="คุณไปด้วยกันกับ {holder}", en="You go along with {holder}")
WENT_ALONG_NEXT = Text(
    th="เคสอยู่ใน “เคสของฉัน” ของทั้งสองคน ใครปิดเคสก็ได้ หากไม่ไปแล้ว แตะ “คืนเคส” ค่ะ",
    en="Both of you find it in “My cases”, and either may close it. If you do not go, release it.",
)
COMPANION = Text(
    th="{name} ไปด้วยกันกับคุณในเคส {number} ค่ะ ใครปิดเคสก็ได้",
    en="{name} goes along with you in case {number}. Either of you may close it.",
)
COMPANION_LEFT = Text(
    th="คุณไม่ได้ไปด้วยในเคส {number} แล้วค่ะ ผู้ที่รับเคสยังดูแลต่อ",
    en="You do not go along in case {number} any more. Its holder goes on.",
)

NOTE = Label(th="เขียนโน้ตให้ทีม", en="Note for the team")
NO_NOTE = Label(th="ไม่เขียนแล้ว", en="No note")
NOTE_HOW = Text(
    th="พิมพ์โน้ตถึงผู้รับเคส {number} คนต่อไป 1 ข้อความ ภายใน {minutes} นาทีค่ะ\n"
    "ผู้แจ้งไม่เห็น เราปิดเบอร์โทรไว้ และขออย่าใส่ชื่อใครนะคะ",
    en="Type one message for who holds case {number} next, within {minutes} minutes.\n"
    "Sharers never see it. Telephone numbers are hidden; please name nobody.",
)
NOTE_TAKEN = Text(
    th="เก็บโน้ตของเคส {number} แล้วค่ะ ผู้รับเคสคนต่อไปจะเห็น",
    en="The note is with case {number}: who holds it next will see it.",
)
