"""The words around the files that heads and managers take away, and of a centre's list of
cases: no person, no exact place, nothing that was written."""

from __future__ import annotations

from cases.periods import MOST_YEARS, NoPeriod
from messages.texts.text import Text

#: Why a period cannot be shown, and what to do.
NO_PERIOD = {
    NoPeriod.UNREADABLE: Text(
        th="อ่านช่วงเวลานี้ไม่ออกค่ะ โปรดเลือกช่วงเวลาใหม่ เช่น 11/2569 หรือ 20/11/2569",
        en="This period could not be read. Please choose another, such as 2026-11 or 20/11/2026.",
    ),
    NoPeriod.BACKWARDS: Text(
        th="วันสุดท้ายอยู่ก่อนวันแรกค่ะ โปรดสลับวันแล้วลองอีกครั้งนะคะ",
        en="The last day lies before the first. Please change them round and try again.",
    ),
    NoPeriod.FUTURE: Text(
        th="ช่วงเวลานี้ยังมาไม่ถึงค่ะ โปรดเลือกช่วงที่เริ่มแล้วนะคะ",
        en="This period has not begun. Please choose one that has.",
    ),
    NoPeriod.TOO_EARLY: Text(
        th="ช่วงเวลานี้อยู่ก่อนเริ่มให้บริการค่ะ โปรดเลือกช่วงที่ใหม่กว่านี้นะคะ",
        en="This period lies before the service began. Please choose a later one.",
    ),
    NoPeriod.TOO_LONG: Text(
        th=f"ช่วงเวลานี้ยาวเกินไปค่ะ เลือกได้ไม่เกิน {MOST_YEARS} ปีนะคะ",
        en=f"This period is too long. Please choose {MOST_YEARS} years at most.",
    ),
}
YOURS_IS_MADE = Text(
    th="กำลังจัดทำรายงานที่ขอไว้ก่อนหน้านี้อยู่ค่ะ โปรดรอสักครู่แล้วลองอีกครั้งนะคะ",
    en="What you asked for before is still being made. Please wait a moment and try again.",
)
TOO_BUSY = Text(
    th="ขณะนี้มีผู้ขอรายงานพร้อมกันหลายคนค่ะ โปรดรอสักครู่แล้วลองอีกครั้งนะคะ",
    en="Many people are asking for reports just now. Please wait a moment and try again.",
)
ONE_CENTRE = Text(
    th="รายการเคสดูได้ทีละศูนย์ค่ะ โปรดเลือกศูนย์ในหน้ารายงาน แล้วดาวน์โหลดอีกครั้งนะคะ",
    en="The case list is of one centre at a time. Please choose a centre on the report page and "
    "download again.",
)


NUMBER = Text(th="เลขที่เคส", en="Case")
OPENED = Text(th="เปิดเคสเมื่อ (ค.ศ. เวลาไทย)", en="Opened (Bangkok)")
STATE = Text(th="สถานะ", en="State")
KIND = Text(th="ลักษณะที่ผู้แจ้งบอก", en="What the sharer said it is")
URGENT = Text(th="เหตุด่วน", en="Danger")
SHARES = Text(th="จำนวนการแชร์", en="Shares")
CLAIMED = Text(th="รับเคสเมื่อ", en="Claimed")
ARRIVED = Text(th="ถึงจุดเมื่อ", en="Arrived")
CLOSED = Text(th="ปิดเคสเมื่อ", en="Closed")
TO_CLAIM = Text(th="นาทีถึงรับเคส", en="Minutes to claim")
TO_ARRIVE = Text(th="นาทีถึงจุด", en="Minutes to arrive")
TO_CLOSE = Text(th="นาทีถึงปิดเคส", en="Minutes to close")
OUTCOMES = Text(th="ผลการดำเนินการ", en="Outcomes")
PERSONS = Text(th="จำนวนคนที่พบ", en="Persons met")
DISTANCE = Text(th="เช็กอินห่างจากหมุด (ม.)", en="Check-in from the pin (m)")
FAR_REASON = Text(th="เหตุที่ห่าง", en="Why far")
NO_CHECK_IN = Text(th="เหตุที่ไม่มีพิกัด (ไม่พบตัว)", en="Why no check-in (not met)")
PROVINCE = Text(th="จังหวัดที่จุดอยู่", en="Province of the place")
CHANNEL = Text(th="ช่องทาง", en="Channel")
LINE = Text(th="แชต LINE", en="LINE chat")
ESCALATED = Text(th="ไม่มีผู้รับทันเวลา", en="Not claimed in time")
REOPENED = Text(th="เปิดอีกครั้ง (ครั้ง)", en="Reopened (times)")
PASSED = Text(th="ศูนย์ที่ส่งต่อมา", en="Handed over by")
BECAUSE = Text(th="เหตุที่ส่งต่อ", en="Why handed over")
MERGED_INTO = Text(th="รวมเข้ากับเคส", en="Merged into")
YES = Text(th="ใช่", en="yes")
