"""The words of the digests that heads and managers get."""

from __future__ import annotations

from cases.people import Digest
from messages.texts.text import Counted, Label, Text

NAMES = {
    Digest.DAILY: Text(th="สรุปประจำวัน", en="Daily digest"),
    Digest.WEEKLY: Text(th="สรุปประจำสัปดาห์", en="Weekly digest"),
    Digest.MONTHLY: Text(th="สรุปประจำเดือน", en="Monthly digest"),
}
ALT = Text(
    th="{name} {scope} {period}: แชร์ {shares} เคส {cases} ปิด {closed} ยังเปิดอยู่ {open}",
    en="{name}, {scope}, {period}: {shares} shares, {cases} cases, {closed} closed, {open} open",
)
#: Counter -> its bar, in the order of the way of a case.
BARS = {
    "shares": Text(th="การแชร์", en="Shares"),
    "cases": Text(th="เคส", en="Cases"),
    "claimed": Text(th="มีผู้รับ", en="Claimed"),
    "visited": Text(th="ถึงจุด", en="Visited"),
    "found": Text(th="พบตัว", en="Found"),
}
BEFORE = Text(th="ตัวเลขในวงเล็บ: {period}", en="In brackets: {period}")
COUNT_AND_BEFORE = "{now} ({before})"
BY_DAY = Text(th="การแชร์ / เคส รายวัน", en="Shares / cases by day")
BY_WEEK = Text(th="การแชร์ / เคส รายสัปดาห์", en="Shares / cases by week")
WEEKDAY = Text(th="{weekday} {day}", en="{weekday} {day}")
DAYS = "{first}-{last}"
COUNTS = "{shares} / {cases}"
OPEN = Text(th="ยังเปิดอยู่ขณะนี้", en="Open now")
ESCALATED = Text(th="ไม่มีผู้รับในเวลา", en="Not claimed in time")
MOST = Text(th="ค้างมากที่สุด", en="Most open cases")
CENTRE_AND_COUNT = Text(th="{centre} {count}", en="{centre} {count}")
COST = Counted(
    th="สรุปนี้ใช้ข้อความแบบเสียเงิน {pushes} ข้อความ รวมเดือนนี้ {month} ข้อความ",
    en="This digest took {pushes} paid messages, {month} in all this month.",
    one="This digest took one paid message, {month} in all this month.",
)
FREE = Text(th="คุณเปิดดูเอง จึงไม่เสียค่าข้อความค่ะ", en="You asked for it, so it cost no message.")
STOPPED = Text(
    th="ขณะนี้งดส่งสรุปอัตโนมัติ เพราะโควตาข้อความของเดือนใกล้หมด พิมพ์ “สรุป” ดูเองได้ทุกเมื่อค่ะ",
    en="Digests have stopped, because the month's messages run low. Type “digest” at any time.",
)
LEFT_OUT = Text(
    th="ก่อนหน้านี้งดส่งสรุป {times} ครั้ง เพราะโควตาข้อความของเดือนใกล้หมดค่ะ",
    en="Left out before this one: {times}, because the month's messages ran low.",
)
PAGE = Label(th="เปิดหน้ารายงาน", en="Open report page")
OFF = {
    Digest.DAILY: Label(th="ปิดสรุปรายวัน", en="Daily digest off"),
    Digest.WEEKLY: Label(th="ปิดสรุปรายสัปดาห์", en="Weekly digest off"),
    Digest.MONTHLY: Label(th="ปิดสรุปรายเดือน", en="Monthly digest off"),
}
ON = {
    Digest.DAILY: Label(th="เปิดสรุปรายวัน", en="Daily digest on"),
    Digest.WEEKLY: Label(th="เปิดสรุปรายสัปดาห์", en="Weekly digest on"),
    Digest.MONTHLY: Label(th="เปิดสรุปรายเดือน", en="Monthly digest on"),
}
SHOW = {
    Digest.DAILY: Label(th="ดูสรุปเมื่อวาน", en="Show yesterday's"),
    Digest.WEEKLY: Label(th="ดูสรุปสัปดาห์ก่อน", en="Show last week's"),
    Digest.MONTHLY: Label(th="ดูสรุปเดือนก่อน", en="Show last month's"),
}
CHOSEN = Text(th="การรับสรุปของคุณ", en="Your digests")
IS_ON = Text(th="รับอยู่", en="on")
IS_OFF = Text(th="ปิดอยู่", en="off")
LATE_STAYS = Text(
    th="แม้ปิดสรุป เรายังแจ้งวันละครั้งเมื่อมีเคสล่าช้าค่ะ",
    en="Late cases are told once a day even without digests.",
)
TYPE_INSTEAD = Text(
    th="พิมพ์ “ปิดสรุป” “เปิดสรุป” หรือ “สรุป” ได้ทุกเมื่อค่ะ",
    en="You may type “digest off”, “digest on” or “digest” at any time.",
)
