"""The words of the public totals and of the open data."""

from __future__ import annotations

from messages.texts.text import Text

TOTALS = Text(th="สถิติการแชร์", en="How many shares")
UNTIL = Text(th="นับถึงสิ้นวันที่ {day}", en="Counted to the end of {day}")
NOT_READY = Text(
    th="ขณะนี้ยังแสดงสถิติไม่ได้ กรุณาเปิดหน้านี้อีกครั้งในอีกสักครู่ค่ะ",
    en="The numbers cannot be shown right now. Please open this page again in a little while.",
)
COUNTRY = Text(th="ทั้งประเทศ", en="The whole country")
NAMES = {
    "shares": Text(th="การแชร์", en="Shares"),
    "cases": Text(th="เรื่อง", en="Cases"),
    "visited": Text(th="ลงพื้นที่", en="Visited"),
    "found": Text(th="พบตัวและพูดคุย", en="Met and talked to"),
}
BY_PROVINCE = Text(th="รายจังหวัด ({count} จังหวัด)", en="By province ({count})")
PROVINCE = Text(th="จังหวัด", en="Province")
FEW = Text(th="น้อยกว่า 5", en="fewer than 5")
AT_LEAST = Text(th="{count} ขึ้นไป", en="{count} or more")
ROUNDED = Text(
    th="ตัวเลขทุกช่องปัดลงทีละ 5 และไม่แสดงจำนวนที่น้อยกว่า 5 เพื่อไม่ให้คาดเดาได้ว่าเป็นใคร"
    " การแชร์และเรื่องของทั้งประเทศคือผลบวกของที่แสดงรายจังหวัด จำนวนจริงจึงมากกว่านี้"
    " ส่วนที่ปัดลงของเดือนหนึ่งรวมในปีงบประมาณหลังเดือนนั้นสิ้นสุด {days} วัน",
    en="All numbers are rounded down to whole fives, and those below 5 are not shown, so that"
    " nobody can guess who is meant. The country's shares and cases are the sum of what is shown of"
    " the provinces; there are more. What rounding took from a month is in the fiscal year {days}"
    " days after its end.",
)
MEANING = Text(
    th="หลายคนอาจแชร์เรื่องเดียวกัน 1 เรื่องจึงมีได้หลายการแชร์"
    " จังหวัดที่แชร์มากอาจมีผู้ใช้บริการนี้มาก ไม่ได้แปลว่ามีผู้ที่ต้องการความช่วยเหลือมากกว่า",
    en="Several people may share the same case. A province with many shares may be one where many"
    " use this service, not one where more people need help.",
)
OPEN_DATA_LINK = Text(th="ข้อมูลเปิด (CSV, JSON, แผนที่)", en="Open data (CSV, JSON, map)")
CODE = Text(th="คิวอาร์โค้ดสำหรับเพิ่มเพื่อนใน LINE", en="QR code that adds us in LINE")
SCAN = Text(
    th="สแกนด้วยกล้องในแอป LINE หรือกดปุ่มด้านล่าง",
    en="Scan it with LINE's camera, or press the button below.",
)
NO_ACCOUNT = Text(
    th="ยังไม่ได้ตั้งค่าบัญชี LINE ของบริการนี้ ระหว่างนี้โปรดโทร 1300 ค่ะ",
    en="The LINE account of this service is not set up yet. Meanwhile please call 1300.",
)

OPEN_TITLE = Text(th="ข้อมูลเปิด", en="Open data")
OPEN_WHAT = Text(
    th="จำนวนการแชร์และเรื่อง รายเดือนและรายจังหวัด ย้อนหลังไม่เกิน {years} ปีงบประมาณ ไม่มีข้อมูลที่ระบุตัวบุคคลค่ะ",
    en="Shares and cases by month and province, of up to {years} fiscal years. Nothing in them"
    " tells of a person.",
)
LICENCE = Text(
    th="ใช้ เผยแพร่ และดัดแปลงได้ตามสัญญาอนุญาต CC BY 4.0 โดยระบุที่มา: {source}",
    en="Licence: CC BY 4.0. Use, pass on and change them, and name the source: {source}",
)
SOURCE = Text(
    th="Cheer to Share กรมพัฒนาสังคมและสวัสดิการ",
    en="Cheer to Share, Department of Social Development and Welfare, Thailand",
)
UPDATED = Text(
    th="ปรับปรุงวันละครั้งหลังเที่ยงคืน ตามเวลาไทย เดือนล่าสุดนับถึงเมื่อวาน",
    en="Updated once a day after midnight in Bangkok; the newest month is counted to yesterday.",
)
FILES = Text(th="ไฟล์", en="Files")
FIELDS = Text(th="ความหมายของแต่ละช่อง", en="What each field means")
FIELD = Text(th="ช่อง", en="Field")
MEANS = Text(th="ความหมาย", en="Meaning")
FILE_WORDS = {
    "/open/statistics.csv": Text(
        th="ตาราง CSV (UTF-8) เปิดด้วย Excel ได้", en="a CSV table (UTF-8) that Excel opens"
    ),
    "/open/statistics.json": Text(th="ข้อมูลเดียวกันสำหรับโปรแกรม", en="the same for programs"),
    "/open/centres.geojson": Text(
        th="ที่ตั้งโดยประมาณของศูนย์ พร้อมยอดรวมเดือนนี้และปีงบประมาณ",
        en="where the centres are (about), with the totals of the month and the fiscal year",
    ),
}
FIELD_WORDS = {
    "centre": Text(
        th="รหัสจังหวัด ISO 3166-2 (TH-14) หรือ TH คือทั้งประเทศ",
        en="the province by ISO 3166-2 (TH-14); TH is the whole country",
    ),
    "province_th, province_en": Text(th="ชื่อจังหวัด", en="the province's name"),
    "fiscal_year": Text(
        th="ปีงบประมาณ พ.ศ. (1 ต.ค. ถึง 30 ก.ย.)",
        en="fiscal year of the Buddhist era, 1 October to 30 September",
    ),
    "month": Text(th="เดือน เป็นปี ค.ศ. (2026-11)", en="the month, in the common era (2026-11)"),
    "until": Text(th="วันสุดท้ายที่นับ", en="the last day that is counted"),
    "shares": Text(th="จำนวนการแชร์ ว่าง (null) คือน้อยกว่า 5", en="shares; empty (null): fewer than 5"),
    "cases": Text(
        th="จำนวนเรื่องที่เปิด ว่าง (null) คือน้อยกว่า 5", en="cases opened; empty (null): fewer than 5"
    ),
    "shares_are, cases_are": Text(
        th="fives: ปัดลงทีละ 5, at_least: ผลบวกของที่แสดงรายจังหวัด จำนวนจริงมากกว่า",
        en="fives: rounded down to whole fives; at_least: so many or more, the sum of what is"
        " shown of the provinces",
    ),
}
