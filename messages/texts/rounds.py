"""What an officer is told of today's round."""

from __future__ import annotations

from messages.texts.text import Label, Text

ROUND = Label(th="รอบวันนี้", en="Today's round")
HEADING = Text(th="รอบวันนี้: {stops} จุด", en="Today's round, stops: {stops}")
START = Text(th="เริ่มจาก", en="Start")
TOTAL = Text(th="รวมระยะตรง", en="Straight line")
STOP = Text(th="{place}\n{distance} จากจุดก่อนหน้า", en="{place}\n{distance} from the one before")
URGENT_STOP = Text(
    th="ด่วน · {place}\n{distance} จากจุดก่อนหน้า",
    en="URGENT · {place}\n{distance} from the one before",
)
NOT_BY_URGENCY = Text(
    th="เรียงตามระยะทาง ไม่ได้เรียงตามความด่วน ดูเคสที่มีคำว่า “ด่วน” ก่อนออกเดินทางนะคะ",
    en="Ordered by distance, not by urgency: look at those marked URGENT before you set off.",
)
LEFT = Text(
    th="อีก {left} เคสจะแสดงเมื่อทำรอบนี้ได้บางส่วนแล้วค่ะ พิมพ์ “เส้นทาง” ได้ทุกเมื่อ",
    en="More cases: {left}. They show when some of these are done; type “route” at any time.",
)
OPEN = Label(th="เปิดเส้นทาง", en="Open the route")
OPEN_PART = Label(th="จุดที่ {first}-{last}", en="Stop {first}-{last}")
NOTHING = Text(
    th="ตอนนี้ไม่มีเคสที่ต้องไปค่ะ พักสักครู่ หรือดูว่ามีเคสรอผู้รับในคิวไหมนะคะ",
    en="There is nowhere to go now. Take a breath, or see what waits in the queue.",
)
