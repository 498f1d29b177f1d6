"""What the bot says to staff about cases."""

from __future__ import annotations

from cases.case import Question, State, Wish
from cases.facts.casework import Why
from messages.texts.text import Counted, Label, Text

HEADINGS = {
    Why.NEW: Text(th="แจ้งเหตุ: เคสใหม่", en="New case"),
    Why.RELEASED: Text(th="แจ้งเหตุ: เคสคืนเข้าคิว", en="Case is back in the queue"),
    Why.REOPENED: Text(th="แจ้งเหตุ: เปิดเคสอีกครั้ง ยังพบอยู่", en="Reopened: still there"),
    Why.URGENT: Text(th="แจ้งเหตุ: ปรับเป็นเคสด่วน", en="Case is now urgent"),
    Why.REMINDER: Text(th="เตือนอีกครั้ง: ยังไม่มีผู้รับเคส", en="Reminder: not claimed yet"),
    Why.UNCLAIMED: Text(th="เกินเวลา: ยังไม่มีผู้รับเคส", en="Overdue: nobody claimed it"),
    Why.UNMERGED: Text(th="แจ้งเหตุ: แยกเคสออกมาแล้ว", en="Case stands alone again"),
    Why.RESTED: Text(th="แจ้งเหตุ: เคสที่รอพ้นเวลาพัก", en="Case that waited overnight"),
    Why.REVISIT: Text(th="ถึงเวลาลงพื้นที่อีกครั้ง", en="Time to go there again"),
    Why.NOBODY: Text(th="เคสใหม่: ศูนย์ยังไม่มีทีมในระบบ", en="New case: centre has no team"),
    Why.SILENT: Text(th="เคสเงียบ: ผู้รับเคสยังไม่คืบหน้า", en="Held, but nothing happens"),
    Why.SILENT_LONG: Text(th="เคสเงียบนาน: ยังไม่คืบหน้า", en="Held long, nothing happens"),
    Why.HANDED_OVER: Text(th="แจ้งเหตุ: เคสส่งต่อจากศูนย์อื่น", en="Handed over to your centre"),
}
ALERT_ALT = Text(
    th="{priority} · {number} · {distance} · {place} · {heading}",
    en="{priority} · {number} · {distance} · {place} · {heading}",
)
CASE_ALT = Text(th="เคส {number}: {heading}", en="Case {number}: {heading}")
URGENT = Text(th="ด่วน", en="URGENT")
URGENT_FOR = Text(th="ด่วน: {reason}", en="URGENT: {reason}")
NORMAL = Text(th="ปกติ", en="Normal")
REASONS = {
    "CHILD": Text(th="มีเด็ก", en="a child"),
    "TRAFFICKING": Text(th="สงสัยค้ามนุษย์", en="trafficking suspected"),
    "MEDICAL": Text(th="บาดเจ็บหรือป่วย", en="hurt or ill"),
    "TRAFFIC": Text(th="เสี่ยงถูกรถชน", en="in traffic"),
    "VIOLENCE": Text(th="มีการทำร้าย", en="violence"),
}
#: The taxonomy's names are the citizen's; in the team's own papers the legal word is due.
KINDS = {
    "ADULT": Text(th="ผู้ทำการขอทาน", en="A person who begs"),
    "WITH_CHILD": Text(
        th="เด็ก หรือผู้ทำการขอทานที่มีเด็กอยู่ด้วย", en="A child, or a person who begs with a child"
    ),
    "ELDER_DISABLED": Text(
        th="ผู้สูงอายุ คนพิการ หรือผู้ป่วยซึ่งทำการขอทาน",
        en="An older, disabled or ill person who begs",
    ),
    "FORCED": Text(th="สงสัยว่าถูกบังคับหรือมีผู้ควบคุม", en="Seems forced or controlled by others"),
    "HOMELESS": Text(
        th="คนไร้ที่พึ่งหรือคนไร้บ้าน ไม่ได้ทำการขอทาน",
        en="A destitute or homeless person, not begging",
    ),
    "OTHER": Text(th="ผู้แจ้งไม่แน่ใจ / อื่น ๆ", en="Sharer not sure / other"),
}
KIND_NOT_SAID = Text(th="ผู้แจ้งยังไม่ได้ระบุ", en="Not said yet")
STATES = {
    State.WAITING: Text(th="รอผู้รับเคส", en="Waiting"),
    State.CLAIMED: Text(th="รับเคสแล้ว", en="Claimed"),
    State.GOING: Text(th="กำลังลงพื้นที่", en="On the way"),
    State.ON_SITE: Text(th="ถึงจุดแล้ว", en="On site"),
    State.CLOSED: Text(th="ปิดเคสแล้ว", en="Closed"),
}
YOURS = Text(th="{state} (ของคุณ)", en="{state} (yours)")

CALL_IN_DANGER = Text(th="อันตราย โทร", en="In danger call")
KIND = Text(th="ลักษณะ", en="Kind")
PLACE = Text(th="สถานที่", en="Place")
DISTANCE = Text(th="ห่างจากศูนย์", en="From centre")
SEEN_AT = Text(th="พบล่าสุด", en="Last seen")
SPLIT_FROM = Text(th="แยกมาจากเคส", en="Split from")
SHARES = Text(th="จำนวนแชร์", en="Shares")
SHARES_OF = Text(th="{shares} (ผู้แจ้ง {sharers} คน)", en="{shares} (by {sharers} people)")
GONE_AT = Text(th="แจ้งว่าไม่อยู่", en="Said gone")
REOPENED = Text(th="เปิดใหม่ (ครั้ง)", en="Reopened")
CLAIM_BEFORE = Text(th="รับเคสภายใน", en="Claim before")
CENTRE = Text(th="ศูนย์เจ้าของเคส", en="Its centre")
OUTCOME = Text(th="ผลดำเนินการ", en="Outcome")
CLOSED_AT = Text(th="ปิดเคสเมื่อ", en="Closed")
CHECKED_IN = Text(th="ห่างจากหมุด", en="From the pin")
NO_LOCATION = Text(th="ไม่ได้ส่งตำแหน่ง", en="No location sent")

SHARER = Text(th="ผู้แจ้ง", en="Sharer")
OWN_NEED = Text(th="คือผู้ที่ต้องการความช่วยเหลือเอง", en="Is the person who needs help")
NOT_ON_LINE = Text(th="โทรหรือมาแจ้ง ไม่มี LINE ให้ถาม", en="Called or came: nobody to ask in LINE")
FROM_PARTNER = Text(
    th="มาจากระบบของหน่วยงานภาคี ไม่มี LINE ให้ถาม", en="By a partner's system: nobody to ask in LINE"
)
WISH = Text(th="ความประสงค์", en="Wish")
WISHES = {
    Wish.YES: Text(th="ต้องการความช่วยเหลือ (ผู้แจ้งคุยแล้ว)", en="Wants help (the sharer asked)"),
    Wish.NO: Text(th="ยังไม่ต้องการ (ผู้แจ้งคุยแล้ว)", en="Wants no help (the sharer asked)"),
    Wish.UNSPOKEN: Text(th="ผู้แจ้งไม่ได้พูดคุย", en="The sharer did not speak"),
}
ANSWERS: dict[Question | None, Text] = {
    Question.SPOT: Text(th="จุดที่อยู่", en="Exact spot"),
    Question.WEARS: Text(th="การแต่งกาย", en="Clothes"),
    Question.SITS: Text(th="ท่าทาง", en="Posture"),
}
NOTE_OF = Text(th="โน้ตทีม {time}", en="Team's note {time}")
FREE_WORDS = Text(th="ผู้แจ้ง {time}", en="Sharer {time}")
READ_ALL = Text(th="อ่านทั้งหมดที่ผู้แจ้งเขียน ({texts})", en="Read all that sharers wrote ({texts})")
READ_ON = Label(th="อ่านต่อ", en="Read on")
NO_WORDS = Text(th="เคส {number} ยังไม่มีข้อความจากผู้แจ้งค่ะ", en="No sharer wrote about case {number}.")
ADDED_BESIDES = Text(th="นอกจากนี้", en="Besides")
MORE_TEXTS = Counted(th="อีก {texts} ข้อความ", en="{texts} more texts", one="1 more text")
ADDED_HEADING = Text(th="มีข้อมูลเพิ่มจากผู้แจ้ง", en="News from a sharer")

CLAIM = Label(th="รับเคส", en="Claim")
RELEASE = Label(th="คืนเคส", en="Release")
NAVIGATE = Label(th="นำทาง", en="Navigate")
GO = Label(th="เริ่มลงพื้นที่", en="Set off")
CHECK_IN = Label(th="เช็กอินด้วยตำแหน่ง", en="Check in by location")
ARRIVED = Label(th="ถึงแล้ว ไม่ส่งพิกัด", en="There, no location")
FOUND = Label(th="พบตัว", en="Found")
NOT_FOUND = Label(th="ไม่พบตัว", en="Not found")
CLOSE_OTHERWISE = Label(th="ปิดเคสด้วยเหตุอื่น", en="Close: other reason")

CLAIMED_HEADING = Text(th="คุณรับเคสนี้แล้วค่ะ", en="The case is yours")
GOING_HEADING = Text(th="กำลังลงพื้นที่", en="On the way")
GOING_NEXT = Text(
    th="เมื่อถึงจุดแล้ว เช็กอินด้วยตำแหน่งของคุณ เพื่อเก็บเป็นหลักฐานการลงพื้นที่ค่ะ",
    en="When you are there, check in with your location: it is the proof of the visit.",
)
ARRIVED_HEADING = Text(th="ถึงจุดแล้ว", en="On site")
ARRIVED_NEXT = Text(th="พบตัวหรือไม่คะ", en="Is the person there?")
FAR_FROM_PIN = Text(
    th="คุณอยู่ห่างจากหมุด {distance} ค่ะ ถึงจุดแล้วเช็กอินอีกครั้ง หรือบอกเหตุผลเมื่อปิดเคส",
    en="You are {distance} from the pin. Check in again when you are there, or say why when you "
    "close.",
)
CHECK_IN_AGAIN = Label(th="เช็กอินอีกครั้ง", en="Check in again")
CHECKED_IN_NEXT = Text(
    th="ตำแหน่งนี้คือการเช็กอินค่ะ หากพบคนอื่นด้วย กด “พบตัว” แล้ว “พบหลายคน” หรือพิมพ์ “แจ้งแทน” แล้วส่งตำแหน่ง",
    en="This location is your check-in. Somebody else too? Tap “Found”, then “Several persons”; or "
    "type “caller” and send the place.",
)
ASK_OUTCOME = Text(th="เลือกผลการดำเนินการ", en="Choose the outcome")
CLOSED_NEARBY = Text(th="เพิ่งปิดที่จุดนี้", en="Just closed here")
GROUPS = {
    "no_contact": Text(th="ไม่พบตัว", en="Not met"),
    "not_begging": Text(th="ไม่เข้าข่ายการขอทาน", en="Not begging"),
    "contact_no_custody": Text(th="พบและพูดคุย", en="Met and talked"),
    "protected": Text(th="คุ้มครองช่วยเหลือ", en="Protected"),
    "referred": Text(th="ส่งต่อหน่วยงาน", en="Referred"),
}
OTHER_GROUP = Text(th="ผลอื่น ๆ", en="Other")
CLOSED_HEADING = Text(th="ปิดเคสเรียบร้อยแล้วค่ะ", en="The case is closed")
CLOSED_NEXT = Text(
    th="ขอบคุณที่ลงมือช่วยเหลือนะคะ เราจะแจ้งผลให้ผู้แจ้งทราบ",
    en="Thank you for your work. The sharers will hear the result.",
)
CLOSED_UNHEARD = Text(
    th="ขอบคุณที่ลงมือช่วยเหลือนะคะ เคสนี้ไม่มีผู้แจ้งที่ติดต่อทาง LINE ได้ จึงไม่ได้แจ้งผลให้ใคร",
    en="Thank you for your work. No sharer of this case can be reached in LINE: nobody is told.",
)
RELEASED = Text(
    th="เคส {number} กลับเข้าคิวของศูนย์แล้วค่ะ", en="Case {number} is back in the centre's queue."
)

QUEUE_ALT = Text(
    th="คิวของ{centre}: เคสที่ {first}-{last} จาก {total}",
    en="Queue of {centre}: cases {first}-{last} of {total}",
)
MINE_ALT = Text(
    th="เคสของคุณ: ที่ {first}-{last} จาก {total}", en="Your cases: {first}-{last} of {total}"
)
QUEUE_EMPTY = Text(
    th="ไม่มีเคสค้างในคิวค่ะ ขอบคุณที่ช่วยกันดูแลพื้นที่นะคะ",
    en="The queue is empty. Thank you for looking after your area.",
)
MINE_EMPTY = Text(th="ตอนนี้คุณไม่มีเคสในมือค่ะ", en="You have no open case at the moment.")
PAGE_EMPTY = Text(
    th="หน้านี้ไม่มีเคสแล้วค่ะ รายการเปลี่ยนไปแล้ว", en="There is nothing on this page any more."
)
PAGES = Text(th="เคสที่ {first}-{last} จาก {total}", en="Cases {first}-{last} of {total}")
OTHER_PAGES = Text(th="เคสอื่น ๆ", en="Other cases")
NEXT_PAGE = Label(th="ดูเคสถัดไป", en="More cases")
PREVIOUS_PAGE = Label(th="ย้อนกลับ", en="Back")
FIRST_PAGE = Label(th="ไปหน้าแรก", en="First page")

#: While LINE takes no pushes, for the month's are used up.
ALERTS_STOPPED = Text(
    th="ตั้งแต่ {since} LINE ไม่ส่งแจ้งเหตุถึงทีม เพราะโควตาข้อความของเดือนนี้หมดค่ะ ตอบในแชตได้ตามปกติ",
    en="Since {since} LINE has brought no alerts to anybody: the month's messages are used up. "
    "Answers in this chat still come.",
)
UNTOLD = Counted(
    th="เคสที่รออยู่และยังไม่มีใครได้รับแจ้ง: {cases} เคส พิมพ์ “คิว” เพื่อดูและรับเคสได้เลยค่ะ",
    en="{cases} cases wait of which nobody has heard. Type “queue” to see and claim them.",
    one="{cases} case waits of which nobody has heard. Type “queue” to see and claim it.",
)

MORE = Label(th="ทำอย่างอื่น", en="More")
MORE_HEADING = Text(th="ทำอะไรกับเคสนี้ได้อีก", en="What else you can do")
NOTHING_MORE = Text(
    th="ตอนนี้เคส {number} ไม่มีอย่างอื่นให้ทำเพิ่มค่ะ",
    en="There is nothing else to do with case {number} now.",
)

NEAR_ME = Label(th="เคสใกล้ฉัน", en="Cases near me")
HERE = Label(th="ส่งตำแหน่งฉัน", en="Send where I am")
NEAR_WHERE = Text(
    th="ส่งตำแหน่งของคุณตอนนี้ เราจะบอกเคสที่รอรับใกล้คุณค่ะ ตำแหน่งนี้ไม่ถูกเก็บ",
    en="Send where you are, and you see the cases that wait near you. The place is not kept.",
)
NEAR_NONE = Text(th="ตอนนี้ไม่มีเคสรอรับใกล้คุณค่ะ", en="No case waits near you at present.")
NEAR_ALT = Text(th="เคสรอรับใกล้คุณ {cases} เคส", en="{cases} cases wait near you")
AWAY = Text(th="ห่างจากคุณ", en="From you")
OF_NEIGHBOURS = Text(th="ของศูนย์ข้างเคียง", en="A neighbour centre's")
