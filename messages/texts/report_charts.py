"""The words of the report page's charts, of the tables beside them, and of what to take home."""

from __future__ import annotations

from messages.texts.text import Label, Text

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
WEEKDAYS = (
    Text(th="จันทร์", en="Mon"),
    Text(th="อังคาร", en="Tue"),
    Text(th="พุธ", en="Wed"),
    Text(th="พฤหัสฯ", en="Thu"),
    Text(th="ศุกร์", en="Fri"),
    Text(th="เสาร์", en="Sat"),
    Text(th="อาทิตย์", en="Sun"),
)
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
