"""The words of a centre's list of cases: no person, no exact place, nothing that was written."""

from __future__ import annotations

from messages.texts.text import Text

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
PROVINCE = Text(th="จังหวัดที่จุดอยู่", en="Province of the place")
CHANNEL = Text(th="ช่องทาง", en="Channel")
LINE = Text(th="แชต LINE", en="LINE chat")
ESCALATED = Text(th="ไม่มีผู้รับทันเวลา", en="Not claimed in time")
REOPENED = Text(th="เปิดอีกครั้ง (ครั้ง)", en="Reopened (times)")
PASSED = Text(th="ศูนย์ที่ส่งต่อมา", en="Handed over by")
BECAUSE = Text(th="เหตุที่ส่งต่อ", en="Why handed over")
MERGED_INTO = Text(th="รวมเข้ากับเคส", en="Merged into")
YES = Text(th="ใช่", en="yes")
