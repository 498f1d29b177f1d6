"""The words of the report page: its numbers and charts, and what they do not mean."""

from __future__ import annotations

from cases.calendar import Span
from messages.texts.manager import ROWS
from messages.texts.text import Label, Text, side_by_side

HEADING = Text(th="{scope}: {period}", en="{scope}: {period}")
YOU_LOOK_AS = Text(th="ดูในฐานะ {who}", en="You look as {who}")
READ_AT = Text(th="ตัวเลข ณ {at}", en="Numbers as of {at}")
COMPARED = Text(th="เทียบกับช่วงก่อน: {before}", en="Compared with the period before: {before}")
COMPARED_YEAR = Text(
    th="เทียบกับช่วงก่อน: {before} และช่วงเดียวกันของปีก่อน: {last_year}",
    en="Compared with the period before: {before}, and the same period last year: {last_year}",
)
NOTHING_BEFORE = Text(
    th="ช่วงก่อนไม่มีการแชร์เลย จำนวนที่เพิ่มจึงเทียบกับศูนย์",
    en="Nobody shared in the period before, so the changes are against nothing.",
)
RUNNING = Text(
    th="ช่วงนี้ยังไม่สิ้นสุด จึงเทียบกับจำนวนวันเท่ากัน",
    en="This period is not over, so as many days of the others are compared.",
)
LAST_DAY_RUNS = Text(
    th="วันนี้ยังไม่สิ้นสุด ตัวเลขของวันนี้จึงยังเพิ่มได้อีก ส่วนช่วงที่นำมาเทียบเต็มวันแล้ว",
    en="Today is not over, so its numbers still grow; the days compared are whole.",
)

PICK = Text(th="เลือกช่วงเวลา", en="Choose a period")
PICK_BOTH = Text(th="เลือกศูนย์และช่วงเวลา", en="Choose a centre and a period")
SPANS = {
    Span.DAY: Label(th="วัน", en="Day"),
    Span.WEEK: Label(th="สัปดาห์", en="Week"),
    Span.MONTH: Label(th="เดือน", en="Month"),
    Span.QUARTER: Label(th="ไตรมาส", en="Quarter"),
    Span.YEAR: Label(th="ปีงบประมาณ", en="Fiscal year"),
}
BEFORE = Text(th="← {period}", en="← {period}")
AFTER = Text(th="{period} →", en="{period} →")
PERIOD = Text(th="ช่วงเวลา", en="Period")
SCOPE = Text(th="ศูนย์หรือทั้งประเทศ", en="Centre or country")
FIRST_DAY = Text(th="ตั้งแต่วันที่", en="From")
LAST_DAY = Text(th="ถึงวันที่", en="To")
DAY_FORM = Text(
    th="วว/ดด/ปปปป เช่น {example} (พ.ศ. หรือ ค.ศ.)", en="dd/mm/yyyy, such as {example} (CE or BE)"
)
SHOW = Label(th="แสดง", en="Show")
THIS_MONTH_INSTEAD = Text(th="รายงานด้านล่างเป็นของเดือนนี้ค่ะ", en="Below is this month.")
NO_CENTRE = Text(
    th="ไม่มีศูนย์นี้ในระบบค่ะ โปรดกลับไปหน้ารายงานแล้วเลือกจากรายการนะคะ",
    en="There is no such centre. Please go back to the report page and choose from the list.",
)

SUMMARY = Text(th="ภาพรวม", en="At a glance")
#: Counter -> its name; what the chat's report names too is named as there.
NUMBERS = ROWS | {
    "unmet": Text(th="ไม่พบตัว ไม่มีพิกัดที่จุด ไม่บอกเหตุผล", en="Not met, no check-in, no reason"),
    "unmet_looked": Text(th="ไม่พบตัว ไม่มีพิกัด มองหาแล้ว", en="Not met, no check-in, looked around"),
    "unmet_barred": Text(th="ไม่พบตัว เข้าไม่ถึงจุด", en="Not met, place out of reach"),
    "unmet_no_location": Text(th="ไม่พบตัว ส่งตำแหน่งไม่ได้", en="Not met, no location possible"),
    "helped": Text(th="ได้รับความช่วยเหลือ", en="Helped"),
    "handed_over": Text(th="ส่งต่อศูนย์อื่น", en="Handed over"),
    "received": Text(th="รับจากศูนย์อื่น", en="Received"),
    "escalated": Text(th="ไม่มีผู้รับทันเวลา", en="Not claimed in time"),
    "unreached": Text(th="ผลที่ LINE ไม่ส่งถึงผู้แจ้ง", en="Results LINE does not deliver"),
    "refused": Text(th="แชร์นอกประเทศไทย", en="Shares from abroad"),
}
TIMES_TO = {
    "claim": Text(th="ถึงรับเคส", en="To claim"),
    "visit": Text(th="ถึงจุดที่แจ้ง", en="To visit"),
    "close": Text(th="ถึงปิดเคส", en="To close"),
}
SHARERS_NOTE = Text(
    th="ผู้แจ้งคนเดียวแชร์ได้หลายครั้ง หนึ่งเคสอาจมีหลายการแชร์ จำนวนแชร์จึงไม่ใช่จำนวนผู้ทำการขอทาน",
    en="One sharer may share often, and one case may gather many shares: shares do not tell how "
    "many persons beg.",
)
NO_SHARERS = Text(
    th="จำนวนผู้แจ้งของช่วงนี้บอกไม่ได้แล้ว เพราะรายชื่อที่ใช้นับถูกลบตามกำหนด",
    en="Distinct sharers of this period can no longer be told: what they were counted by has been "
    "erased on its date.",
)
FUNNEL = Text(th="จากการแชร์ถึงความช่วยเหลือ", en="From share to help")
FUNNEL_NOTE = Text(
    th="นับตามวันที่เกิดแต่ละขั้น เคสที่พบตัวเดือนนี้อาจแชร์เข้ามาเดือนก่อน อัตราจึงเกิน 100 % ได้ "
    "และไม่ใช่การติดตามเคสชุดเดียวกัน",
    en="Each step counts on its own day: who was found this month may have been shared last month. "
    "So a rate can pass 100 %, and these are not the same cases followed.",
)
STEP = Text(th="ขั้น", en="Step")
COUNT = Text(th="จำนวน", en="Number")
OF_BEFORE = Text(th="ต่อขั้นก่อน", en="Of the step before")
OF_CASES = Text(th="ต่อเคส", en="Of the cases")
COMPARISON = Text(th="เทียบกับช่วงก่อนและปีก่อน", en="Against the period before and last year")
COMPARISON_NOTE = Text(
    th="แชร์มากขึ้นอาจเพราะคนรู้จักบริการมากขึ้น ไม่ได้แปลว่ามีผู้ทำการขอทานมากขึ้น",
    en="More shares may mean that more people know of the service, not that more persons beg.",
)
ITEM = Text(th="รายการ", en="Item")
NOW = Text(th="ช่วงนี้", en="Now")
THE_BEFORE = Text(th="ช่วงก่อน", en="Before")
LAST_YEAR = Text(th="ปีก่อน", en="Last year")
CHANGE = Text(th="เปลี่ยนแปลง", en="Change")
CHANGE_YEAR = Text(th="เปลี่ยนจากปีก่อน", en="Since last year")
MORE = Text(th="▲ เพิ่ม {by}", en="▲ {by} more")
LESS = Text(th="▼ ลด {by}", en="▼ {by} fewer")
LONGER = Text(th="▲ ช้าลง {by}", en="▲ {by} slower")
SHORTER = Text(th="▼ เร็วขึ้น {by}", en="▼ {by} faster")
SAME = Text(th="= เท่าเดิม", en="= the same")
#: No line ends between the number and its sign.
WITH_PERCENT = Text(th="{by} ({percent}\u00a0%)", en="{by} ({percent}\u00a0%)")
TIMES = Text(th="เวลาที่ใช้ นับจากเปิดเคส", en="Time since the case was opened")
TIMES_NOTE = Text(
    th="นับเฉพาะเคสที่ไปถึงขั้นนั้นแล้ว เคสที่ยังรออยู่ไม่รวม เวลารวมกลางคืนและวันหยุดด้วย",
    en="Only cases that reached the step count; those still waiting are not in it. Nights and "
    "holidays are included.",
)
MEDIAN = Text(th="ค่ากลาง", en="Median")
P90 = Text(th="9 ใน 10 ไม่เกิน", en="9 of 10 within")
CASES = Text(th="เคส", en="Cases")
OUTCOMES = Text(th="ผลการดำเนินการ", en="Outcomes")
OUTCOMES_NOTE = Text(
    th="ปิดเคสหนึ่งอาจมีหลายคนหลายผล “ไม่พบตัว” ไม่ได้แปลว่าการแจ้งไม่เป็นจริง",
    en="A case with several persons has several outcomes. “Not found” does not mean that the share "
    "was untrue.",
)
NO_OUTCOMES = Text(th="ยังไม่มีเคสที่ปิดในช่วงนี้ค่ะ", en="No case was closed in this period.")
KINDS = Text(th="ลักษณะที่ผู้แจ้งบอก", en="What sharers said it is")
KINDS_NOTE = Text(
    th="เป็นคำบอกแรกของผู้แจ้ง ไม่ใช่ข้อสรุปของเจ้าหน้าที่ และไม่ใช่ทุกคนที่บอก",
    en="It is the sharer's first word, not the finding of staff, and not everyone says it.",
)
NO_KINDS = Text(th="ยังไม่มีผู้แจ้งบอกลักษณะในช่วงนี้ค่ะ", en="No sharer said it in this period.")
URGENT = Text(th="เหตุด่วนที่มีผู้บอก", en="Dangers that were said")
NO_URGENT = Text(th="ไม่มีเหตุด่วนในช่วงนี้ค่ะ", en="No danger was said in this period.")
SHARE_OF = Text(th="สัดส่วน", en="Share")
PERCENT = Text(th="{percent} %", en="{percent} %")
PART_OF = Text(th="{part} จาก {of}", en="{part} of {of}")
TOO_FEW = Text(th="น้อยเกินไป", en="Too few")


CHARTS = Text(th="กราฟ", en="Charts")
LOAD = Label(th="แสดงกราฟ", en="Show charts")
LOADING = Text(th="กำลังโหลดกราฟ…", en="The charts are coming…")
NOT_LOADED = Text(
    th="โหลดกราฟไม่สำเร็จค่ะ ตัวเลขทั้งหมดอยู่ในตาราง โปรดเปิดหน้านี้ใหม่อีกครั้งนะคะ",
    en="The charts did not come. All numbers are in the tables; please open this page again.",
)
NO_SCRIPT = Text(
    th="เบราว์เซอร์นี้ปิดสคริปต์ไว้ ตัวเลขของทุกกราฟอยู่ในตารางค่ะ",
    en="JavaScript is off in this browser; the numbers of every chart are in its table.",
)
SEE_TABLE = Text(th="ดูตาราง: {what}", en="See the table: {what}")

SERIES = Text(th="การแชร์และเคสตามเวลา", en="Shares and cases over time")
SERIES_NOTE = Text(
    th="วันที่มีข่าวหรือกิจกรรมอาจมีแชร์มากกว่าปกติหลายเท่า",
    en="A day in the news may bring many times the usual shares.",
)
WHEN = Text(th="เมื่อ", en="When")
HOURS = Text(th="การแชร์ตามวันและเวลา", en="Shares by weekday and hour")
HOURS_NOTE = Text(
    th="เป็นเวลาที่คนแชร์ ไม่ใช่เวลาที่มีผู้ทำการขอทานมากที่สุด",
    en="This is when people share, not when most persons beg.",
)
WEEKDAY = Text(th="วัน", en="Weekday")
HOUR = Text(th="เวลา (น.)", en="Hour")
WEEKDAYS = side_by_side("จันทร์ อังคาร พุธ พฤหัสฯ ศุกร์ เสาร์ อาทิตย์", "Mon Tue Wed Thu Fri Sat Sun")
CENTRES = Text(th="ศูนย์ต่าง ๆ", en="The centres")
CENTRES_NOTE = Text(
    th="ศูนย์ที่มีเคสปิดน้อยกว่า {fewest} เคสไม่นำมาเทียบ ช่วงที่แสดงคือค่าที่เป็นไปได้ 95 % "
    "ช่วงที่ซ้อนกันแปลว่ายังบอกไม่ได้ว่าต่างกัน พื้นที่และคนไม่เท่ากัน จึงไม่ใช่การจัดอันดับ",
    en="Centres with fewer than {fewest} closed cases are not compared. A range holds the true "
    "rate in 95 of 100; ranges that overlap may not differ. Places differ too, so this is no "
    "ranking.",
)
CENTRE = Text(th="จังหวัด", en="Province")
SILENT = Text(th="ไม่มีการแชร์", en="No share")
SILENT_30 = Text(th="ไม่มีการแชร์ 30 วัน", en="No share for 30 days")
SILENT_LIST = Text(th="ไม่มีการแชร์ในช่วงนี้: {centres}", en="No share in this period: {centres}")
SILENT_NOTE = Text(
    th="ไม่มีการแชร์ไม่ได้แปลว่าไม่มีผู้ทำการขอทาน อาจยังไม่มีใครรู้จักบริการนี้",
    en="No share does not mean that nobody begs there; the service may not be known yet.",
)
FOUND_RATE = Text(th="พบตัว ต่อเคสที่ปิด", en="Found, of cases closed")
RANGE = Text(th="{low}–{high} %", en="{low}–{high} %")
INTERVAL = Text(th="ช่วง 95 %", en="95 % range")
CLAIM_TIMES = Text(th="เวลาถึงรับเคส", en="Time to claim")
CLAIM_TITLE = Text(
    th="เวลาถึงรับเคส: ● ค่ากลาง เส้นยาวถึงเวลาที่ 9 ใน 10 เคสไม่เกิน",
    en="Time to claim: ● the median; the line ends where 9 of 10 cases were claimed",
)
FOUND_TITLE = Text(
    th="พบตัว ต่อเคสที่ปิด (%): ● อัตรา เส้นคือช่วง 95 %",
    en="Found, of cases closed (%): ● the rate; the line is its 95 % range",
)
CLAIM_MEDIAN = Text(th="รับเคส ค่ากลาง", en="To claim, median")
CLAIM_P90 = Text(th="รับเคส 9 ใน 10 ไม่เกิน", en="To claim, 9 of 10 within")
MARK = Text(th="หมายเหตุ", en="Note")

MAP = Text(th="แผนที่", en="Map")
MAP_NOTE = Text(
    th="สีคืออัตราพบตัวต่อเคสที่ปิด สีเทาคือน้อยเกินไปที่จะเทียบ ไม่มีจุดของบุคคลใดในแผนที่นี้",
    en="The colour is the rate of found of cases closed; grey is too few to compare. No mark on "
    "this map is a person.",
)
SPOTS_OF_ONE = Text(
    th="เลือกศูนย์ใดศูนย์หนึ่งด้านบน เพื่อดูจุดที่แจ้งบ่อยของศูนย์นั้น",
    en="Choose one centre at the top of this page to see the places shared often there.",
)
SPOTS = Text(th="จุดที่แจ้งบ่อย", en="Places shared often")
SPOTS_NOTE = Text(
    th="ช่องละประมาณ 500 เมตร เฉพาะที่มี {fewest} เคสขึ้นไป นับทั้งเดือน: {months} เป็นที่ที่มีคนแชร์ ไม่ใช่ที่อยู่ของใคร",
    en="Cells of about 500 m with {fewest} cases or more, by whole months: {months}. They are "
    "where people shared, not where anyone lives.",
)
NO_SPOTS = Text(th="ยังไม่มีช่องใดมี {fewest} เคสขึ้นไปค่ะ", en="No cell has {fewest} cases or more yet.")
SPOT = Text(
    th="กลางช่อง (ละติจูด, ลองจิจูด) กดเพื่อเปิดแผนที่",
    en="Middle of the cell (latitude, longitude); press for a map",
)
CENTRE_OF = Text(th="ศูนย์ {province}", en="Centre of {province}")
METRES = Text(th="{length} ม.", en="{length} m")
KILOMETRES = Text(th="{length} กม.", en="{length} km")

TAKE_HOME = Text(th="ดาวน์โหลด", en="Downloads")
WORKBOOK = Text(th="สมุดงานเอกเซล", en="Excel workbook")
BY_DAY = Text(th="ตารางรายวัน (ซีเอสวี)", en="Table by day (CSV)")
BY_CENTRE = Text(th="ตารางรายศูนย์ (ซีเอสวี)", en="Table by centre (CSV)")
CASE_LIST = Text(th="รายการเคส ไม่มีข้อมูลส่วนบุคคล (ซีเอสวี)", en="Cases, without personal data (CSV)")
