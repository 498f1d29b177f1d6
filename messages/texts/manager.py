"""The words of the report for heads and managers."""

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
