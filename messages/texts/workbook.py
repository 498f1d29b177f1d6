"""The words of the workbook and of the plain files of numbers."""

from __future__ import annotations

from messages.texts.text import Text

TITLE = Text(th="รายงานการแชร์: {scope}", en="Share report: {scope}")
SUBJECT = Text(th="สถิติการแชร์และผลการดำเนินการ", en="Share statistics and what came of them")
READ_AT = Text(th="ตัวเลข ณ {at}", en="Numbers as of {at}")
PAGE = Text(th="หน้า {page} จาก {pages}", en="Page {page} of {pages}")

SUMMARY = Text(th="สรุป", en="Summary")
BY_DAY = Text(th="รายวัน", en="By day")
BY_CENTRE = Text(th="รายศูนย์", en="By centre")
OUTCOMES = Text(th="ผลและลักษณะ", en="Outcomes")
CHARTS = Text(th="กราฟ", en="Charts")

CONFIRMED = Text(th="ผู้แจ้งยืนยันผล", en="Result confirmed by sharers")
DISPUTED = Text(th="ผู้แจ้งแย้งผล", en="Result disputed by sharers")
TIMES = {
    ("claim", "median"): Text(th="นาทีถึงรับเคส (ค่ากลาง)", en="Minutes to claim (median)"),
    ("claim", "p90"): Text(th="นาทีถึงรับเคส (9 ใน 10 ไม่เกิน)", en="Minutes to claim (9 of 10)"),
    ("visit", "median"): Text(th="นาทีถึงจุด (ค่ากลาง)", en="Minutes to visit (median)"),
    ("visit", "p90"): Text(th="นาทีถึงจุด (9 ใน 10 ไม่เกิน)", en="Minutes to visit (9 of 10)"),
    ("close", "median"): Text(th="นาทีถึงปิดเคส (ค่ากลาง)", en="Minutes to close (median)"),
    ("close", "p90"): Text(th="นาทีถึงปิดเคส (9 ใน 10 ไม่เกิน)", en="Minutes to close (9 of 10)"),
}

ITEM = Text(th="รายการ", en="Item")
CHANGE = Text(th="เปลี่ยนแปลง", en="Change")
OF_BEFORE = Text(th="ต่อขั้นก่อน", en="Of the step before")
OF_CASES = Text(th="ต่อเคส", en="Of the cases")
DAY = Text(th="วันที่", en="Date")
ISO_DAY = Text(th="วันที่ (ค.ศ.)", en="Date")
CENTRE_ID = Text(th="รหัสศูนย์", en="Centre")
CENTRE = Text(th="ศูนย์", en="Name")
PROVINCE = Text(th="จังหวัด", en="Province")
PERIOD = Text(th="ช่วงเวลา", en="Period")
FOUND_RATE = Text(th="พบตัวต่อเคสที่ปิด", en="Found of closed")
HELPED_RATE = Text(th="ช่วยเหลือต่อเคสที่ปิด", en="Helped of closed")
REMARK = Text(th="หมายเหตุ", en="Remark")
SILENT = Text(th="ไม่มีการแชร์ในช่วงนี้", en="No shares in this period")
SILENT_LONG = Text(th="ไม่มีการแชร์ใน 30 วันล่าสุด", en="No shares in the last 30 days")
TOO_FEW = Text(th="ปิดไม่ถึง 5 เคส ไม่แสดงอัตรา", en="Fewer than 5 closed: no rates")
GROUP = Text(th="หมวด", en="Group")
CODE = Text(th="รหัส", en="Code")
COUNT = Text(th="จำนวน", en="Number")
SHARE_OF_GROUP = Text(th="สัดส่วนในหมวด", en="Share of the group")
OUTCOME = Text(th="ผลการดำเนินการ", en="Outcome")
KIND = Text(th="ลักษณะที่ผู้แจ้งบอก", en="What sharers said it is")
URGENT = Text(th="เหตุด่วนที่มีผู้บอก", en="Dangers that were said")
CHANNEL = Text(th="ช่องทางอื่นนอกจาก LINE", en="Channels other than LINE")
CHANNELS = {
    "caller": Text(th="โทรศัพท์หรือที่ศูนย์", en="By phone or at the desk"),
    "open311": Text(th="ระบบของหน่วยงานอื่น", en="Another agency's system"),
}

CHART_FUNNEL = Text(th="จากการแชร์ถึงความช่วยเหลือ", en="From share to help")
CHART_DAYS = Text(th="การแชร์และเคส รายวัน", en="Shares and cases by day")
CHART_OUTCOMES = Text(th="ผลการดำเนินการ", en="Outcomes")
CHART_CENTRES = Text(th="การแชร์และเคส รายศูนย์", en="Shares and cases by centre")

#: What the numbers do not mean, below the summary.
NOTES = (
    Text(
        th="หนึ่งเคสอาจมีหลายการแชร์ จำนวนการแชร์จึงไม่ใช่จำนวนผู้ทำการขอทาน",
        en="One case may gather many shares: shares do not tell how many persons beg.",
    ),
    Text(
        th="แต่ละขั้นนับในวันที่เกิดขึ้น ตามเวลาไทย อัตราจึงเกิน 100% ได้",
        en="Each step counts on the day it happened, in Bangkok: so a rate can pass 100%.",
    ),
    Text(
        th="ผู้แจ้งนับไม่ซ้ำในแต่ละช่วง จึงบวกข้ามวันหรือข้ามศูนย์ไม่ได้ ช่องว่างคือบอกไม่ได้แล้ว",
        en="Sharers are distinct within a period: days or centres do not add up. An empty cell can "
        "no longer be told.",
    ),
    Text(
        th="เวลานับจากเปิดเคส เฉพาะเคสที่ถึงขั้นนั้น เกิน 100 นาทีปัดเป็นเลขสองหลัก",
        en="Times are from the opening of a case, of those that got there; above 100 minutes "
        "rounded to two digits.",
    ),
)
