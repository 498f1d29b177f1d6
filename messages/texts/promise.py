"""What a sharer may expect of a case that waits for an officer."""

from __future__ import annotations

from messages.texts.text import Text

HERE = Text(
    th="ช่วงนี้ ศูนย์นี้มักรับเรื่องภายในประมาณ {time}ค่ะ",
    en="Lately this centre has usually taken a case within about {time}.",
)
COUNTRY = Text(
    th="ช่วงนี้ ศูนย์ทั่วประเทศมักรับเรื่องภายในประมาณ {time}ค่ะ (ศูนย์นี้ยังมีเรื่องน้อยเกินกว่าจะบอกเวลาได้)",
    en="Lately centres across the country have usually taken a case within about {time} "
    "(this one has had too few to tell).",
)
NATION = Text(
    th="ศูนย์นี้ยังไม่มีเจ้าหน้าที่ในระบบค่ะ เราแจ้งศูนย์ส่วนกลางให้แล้ว หากรอไม่ได้ โทร 1300",
    en="This centre has no staff in this chat yet, so we have told the national centre. "
    "If it cannot wait, please call 1300.",
)
NOBODY = Text(
    th="ขณะนี้ยังไม่มีเจ้าหน้าที่ในระบบที่รับเรื่องได้ค่ะ โปรดโทร 1300 แทนนะคะ",
    en="Nobody in this chat can take the case at present. Please call 1300 instead.",
)
RESTING = Text(
    th="ตอนนี้ไม่มีเจ้าหน้าที่เข้าเวรค่ะ เราจะแจ้งเจ้าหน้าที่ตั้งแต่ {since} หากรอไม่ได้ พิมพ์ “ด่วน” หรือโทร 1300",
    en="Nobody is on duty at this hour, so we will alert the staff from {since}. "
    "If it cannot wait, type “urgent” here, or call 1300.",
)
#: Said while LINE takes no pushes, for the month's are used up.
UNTOLD = Text(
    th="เก็บเรื่องไว้แล้ว แต่ตอนนี้เราส่งแจ้งเตือนถึงเจ้าหน้าที่ทาง LINE ไม่ได้ โปรดโทร 1300 นะคะ\n"
    "หากมีอันตราย โทร 191 หรือ 1669 ก่อน เราจะแจ้งทีมทันทีที่ส่งได้ค่ะ",
    en="Your case is kept, but we can alert nobody by LINE at present: please call 1300. "
    "In danger, call 191 or 1669 first. We alert the team as soon as we can again.",
)
NOBODY_ALERTED = Text(
    th="ตอนนี้เราส่งแจ้งเตือนถึงเจ้าหน้าที่ทาง LINE ไม่ได้ โปรดโทร 1300 นะคะ\n"
    "หากมีอันตราย โทร 191 หรือ 1669 ก่อน เราจะแจ้งทีมทันทีที่ส่งได้ค่ะ",
    en="We can alert nobody by LINE at present: please call 1300. "
    "In danger, call 191 or 1669 first. We alert the team as soon as we can again.",
)
CASE_NOT_ALERTED = Text(
    th="เรื่อง {number} เก็บไว้แล้ว แต่เรายังส่งแจ้งเตือนถึงเจ้าหน้าที่ทาง LINE ไม่ได้ โปรดโทร 1300 นะคะ\n"
    "หากมีอันตราย โทร 191 หรือ 1669 ก่อน เราจะแจ้งทีมทันทีที่ส่งได้ค่ะ",
    en="Case {number} is kept, but we could alert nobody of it by LINE: please call 1300. "
    "In danger, call 191 or 1669 first. We alert the team as soon as we can again.",
)
LATE = Text(
    th="เรื่องนี้รอนานกว่าที่ควร และยังไม่มีเจ้าหน้าที่รับ ขออภัยด้วยนะคะ หากรอไม่ได้ โทร 1300",
    en="This case has waited longer than it should and no officer has taken it yet; "
    "we are sorry. If it cannot wait, please call 1300.",
)
URGENT = Text(
    th="เรื่องนี้อยู่ในกลุ่มเร่งด่วนที่สุดของศูนย์แล้ว แต่การโทรจะถึงเร็วกว่านะคะ",
    en="It is among the centre's most urgent cases now, but a call gets through faster.",
)
STILL_WAITING = Text(
    th="เรื่อง {number} รอนานกว่าที่ควร และยังไม่มีเจ้าหน้าที่รับ ขออภัยด้วยนะคะ หากรอไม่ได้ โทร 1300",
    en="Case {number} has waited longer than it should and no officer has taken it yet; "
    "we are sorry. If it cannot wait, please call 1300.",
)

ONE_MINUTE = Text(th="1 นาที", en="a minute")
MINUTES = Text(th="{number} นาที", en="{number} minutes")
ONE_HOUR = Text(th="1 ชั่วโมง", en="an hour")
HOURS = Text(th="{number} ชั่วโมง", en="{number} hours")
ONE_DAY = Text(th="1 วัน", en="a day")
DAYS = Text(th="{number} วัน", en="{number} days")
