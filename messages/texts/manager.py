"""The words of the report for heads and managers, and of an officer's round of today."""

from __future__ import annotations

from cases.calendar import Span
from messages.texts.text import Label, Text

REPORT = Text(th="รายงานการแชร์", en="Share report")
REPORT_ALT = Text(
    th="รายงาน {scope} {period}: แชร์ {shares} ครั้ง ปิดเคส {closed} เคส",
    en="Report of {scope}, {period}: {shares} shares, {closed} cases closed",
)
COUNTRY = Text(th="ทั้งประเทศ", en="The whole country")
THIS_PERIOD = Text(th="ช่วงนี้", en="This period")
PERIOD_BEFORE = Text(th="เทียบกับ", en="Compared with")
ITEM = Text(th="รายการ", en="Item")
NOW = Text(th="ช่วงนี้", en="Now")
BEFORE = Text(th="ก่อนหน้า", en="Before")
#: Counter -> its row, in the order of the way of a case.
ROWS = {
    "shares": Text(th="การแชร์", en="Shares"),
    "sharers": Text(th="ผู้แจ้ง (ไม่นับซ้ำ)", en="Sharers (distinct)"),
    "cases": Text(th="เคส", en="Cases"),
    "claimed": Text(th="มีผู้รับเคส", en="Claimed"),
    "visited": Text(th="ลงพื้นที่ถึงจุด", en="Visited"),
    "found": Text(th="พบตัว", en="Found"),
    "persons": Text(th="จำนวนคนที่พบ", en="Persons met"),
    "far": Text(th="พบตัว ห่างจากหมุด", en="Found far from the pin"),
    "unproved": Text(th="พบตัว ไม่มีตำแหน่ง", en="Found, no location"),
    "closed": Text(th="ปิดเคส", en="Closed"),
    "reopened": Text(th="เปิดเคสอีกครั้ง", en="Reopened"),
}
REFUSED = Text(th="แชร์นอกประเทศไทย", en="Shares from abroad")
TIMES = Text(th="เวลาที่ใช้ นับจากเปิดเคส", en="Time since the case was opened")
CLAIM_MEDIAN = Text(th="รับเคส (ค่ากลาง)", en="To claim (median)")
CLAIM_P90 = Text(th="รับเคส (9 ใน 10 ไม่เกิน)", en="To claim (9 of 10 within)")
CLOSE_MEDIAN = Text(th="ปิดเคส (ค่ากลาง)", en="To close (median)")
CLOSE_P90 = Text(th="ปิดเคส (9 ใน 10 ไม่เกิน)", en="To close (9 of 10 within)")
OUTCOMES = Text(th="ผลการดำเนินการ", en="Outcomes")
NO_OUTCOMES = Text(th="ยังไม่มีเคสที่ปิดในช่วงนี้ค่ะ", en="No case was closed in this period.")
SPANS = {
    Span.DAY: Label(th="วัน", en="Day"),
    Span.WEEK: Label(th="สัปดาห์", en="Week"),
    Span.MONTH: Label(th="เดือน", en="Month"),
    Span.YEAR: Label(th="ปีงบประมาณ", en="Fiscal year"),
}


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
