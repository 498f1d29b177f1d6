"""What the bot says of shifts: their end, what is in hand then, and what goes back."""

from __future__ import annotations

from cases.facts.team_changes import Parting
from messages.texts.text import Label, Text

ON_DUTY_UNTIL = Text(
    th="คุณเข้าเวรถึง {until} แล้วค่ะ เมื่อมีเคสใหม่ เราจะแจ้งเหตุให้ทราบ",
    en="You are on duty until {until}. Alerts of new cases come to you.",
)
NAME_AN_END = Text(
    th="กำหนดเวลาออกเวรได้จากปุ่มด้านล่าง หรือพิมพ์ “เข้าเวร 8” ค่ะ",
    en="To name an end, tap below or type “on duty 8”.",
)
FOR_HOURS = Label(th="{hours} ชม.", en="{hours} hours")
UNTIL = Label(th="ถึง {time} น.", en="Until {time}")
SHIFT_OVER = Text(
    th="ครบเวลา {until} คุณออกเวรแล้วค่ะ ขอบคุณที่ดูแลพื้นที่นะคะ\nหากยังทำงานต่อ พิมพ์ “เข้าเวร” ได้เลยค่ะ",
    en="It is {until}: your shift is over. Thank you for looking after your area.\n"
    "If you go on working, just type “on duty”.",
)
OFF_DUTY_HEADING = Text(th="ออกเวรแล้วค่ะ", en="You are off duty")
OVER_HEADING = Text(th="ครบเวลา ออกเวรแล้วค่ะ", en="Your shift is over")
IN_HAND = Text(th="ยังมีเคสในมือ {cases} เคส", en="Cases still in your hands: {cases}")
KEEP_OR_GIVE = Text(
    th="ดูแลต่อเอง หรือคืนทั้งหมดเข้าคิวให้เพื่อนร่วมทีมรับต่อได้ค่ะ",
    en="You may keep them, or give all back to the queue for your colleagues.",
)
AND_MORE = Text(th="และอีก {cases} เคส", en="and {cases} more")
GIVE_BACK = Label(th="คืนทั้งหมดเข้าคิว", en="Give all back")
KEEP = Label(th="ดูแลต่อเอง", en="Keep them")
GIVEN_BACK = Text(
    th="คืน {cases} เคสเข้าคิวแล้วค่ะ เราแจ้งให้ทีมทราบในข้อความเดียว",
    en="Cases given back to the queue: {cases}. Your team hears of them in one message.",
)
NOTHING_IN_HAND = Text(
    th="ตอนนี้คุณไม่มีเคสในมือ จึงไม่มีเคสที่ต้องคืนค่ะ",
    en="You have no open case, so there is nothing to give back.",
)
BACK = {
    Parting.OFF_DUTY: Text(
        th="{name} ออกเวร: {cases} เคสกลับเข้าคิว",
        en="{name} is off duty. Cases back in the queue: {cases}",
    ),
    Parting.LEFT: Text(
        th="{name} ออกจากทีม: {cases} เคสกลับเข้าคิว",
        en="{name} left the team. Cases back in the queue: {cases}",
    ),
}
BACK_HEADING = Text(th="แจ้งเหตุ: เคสกลับเข้าคิว", en="Cases are back in the queue")
URGENT_CASE = Text(th="{number} (ด่วน)", en="{number} (URGENT)")
