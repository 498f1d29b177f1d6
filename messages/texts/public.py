"""The words of the public totals, of the open data, and of the door for partners' systems; a
partner may show them to its own people."""

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


#: The service of a share of which nothing is said yet.
SHARE_NAME = Text(th="แจ้งพิกัดผู้ทำการขอทาน", en="A place where a person begs")
DESCRIPTION = Text(
    th="ศูนย์คุ้มครองคนไร้ที่พึ่งที่ใกล้ที่สุดจะลงพื้นที่ หากเร่งด่วนโทร 191 (ตำรวจ) 1669 (เจ็บป่วย) หรือ 1300",
    en="The nearest protection centre goes there. Urgent? Call 191 (police), 1669 (ill) or 1300",
)
GROUP = Text(th="คุ้มครองคนไร้ที่พึ่ง", en="Protection of the destitute")
KEYWORDS = Text(th="ขอทาน, คนไร้ที่พึ่ง", en="begging, destitute, homeless")
#: Told with a token, and so before anybody knows the case.
NOTICE = Text(
    th="ได้รับแจ้งแล้วค่ะ ใช้รหัสติดตามขอเลขที่เรื่องได้ในอีกสักครู่ หากเร่งด่วนโทร 191, 1669 หรือ 1300",
    en="Received. The token leads to the case number in a moment. Urgent? Call 191, 1669 or 1300",
)
#: While LINE takes no pushes, for the month's are used up.
NOTICE_UNTOLD = Text(
    th="ได้รับแจ้งแล้วค่ะ แต่ตอนนี้ส่งแจ้งเตือนถึงทีมทาง LINE ไม่ได้ "
    "โปรดโทรประสานศูนย์หรือ 1300 หากเร่งด่วนโทร 191, 1669",
    en="Received, but nobody can be alerted by LINE at present: please call the centre or 1300. "
    "Urgent? Call 191, 1669",
)
#: Told with the notice where a file came with a share.
NO_PHOTOS = Text(
    th="ระบบไม่รับภาพทางช่องทางนี้ จึงรับแจ้งโดยไม่มีภาพค่ะ",
    en="Photos are not taken this way: the share was kept without",
)
STATE_NOT_TOLD = Text(
    th="ไม่เปิดเผยว่าเปิดหรือปิดแล้ว เพื่อไม่ให้คาดเดาได้ว่าเป็นใคร",
    en="Whether it is open or closed is not told, so that nobody can guess who is meant",
)
MERGED = Text(th="รวมกับเรื่อง {number} แล้ว", en="Merged into {number}")

#: The specification's names of fields stand in the places: they are no words of any language.
NEEDED = Text(th="กรุณาระบุ {field}", en="{field} is needed")
NO_SERVICE = Text(
    th="ไม่มีบริการรหัสนี้ กรุณาดูรายการบริการ",
    en="No service has this code; please see the list of services",
)
NO_REQUEST = Text(
    th="ไม่พบเลขที่เรื่องนี้ กรุณาตรวจเลขอีกครั้ง", en="No case has this number; please check it"
)
NO_TOKEN = Text(
    th="ไม่พบรหัสติดตามนี้ หรือเกิน {days} วันแล้ว", en="No such token, or it is older than {days} days"
)
NO_PLACE = Text(
    th="กรุณาระบุ {field} เจ้าหน้าที่ต้องไปถึงที่ ที่อยู่อย่างเดียวไม่พอ",
    en="{field} are needed in degrees: a team goes to the very spot, an address alone does not do",
)
ABROAD = Text(
    th="จุดนี้อยู่นอกประเทศไทย จึงไม่ได้เปิดเรื่อง กรุณาตรวจ {field}",
    en="This place is outside Thailand, so no case was opened; please check {field}",
)
NO_KEY = Text(
    th="ต้องใช้ {field} ที่ถูกต้อง ขอได้ที่ผู้ดูแลระบบ",
    en="A valid {field} is needed; the operator of this service gives them",
)
NO_FORM = Text(
    th="กรุณาส่งแบบ {form} รหัสอักขระ {encoding}", en="Please send the body as {form} in {encoding}"
)
BROKEN_PARTS = Text(
    th="อ่านข้อมูลแบบ {form} ไม่ได้ กรุณาตรวจ {mark} ชื่อของแต่ละส่วน รหัสอักขระ {encoding} และส่งให้ครบ",
    en="This {form} cannot be read: please check its {mark}, the names of its parts, that it is "
    "{encoding}, and that it is whole",
)
TOO_MANY_FIELDS = Text(th="ส่งได้ไม่เกิน {most} ช่องข้อมูล", en="Please send at most {most} fields")
TOO_LONG = Text(
    th="{field} ยาวเกินไป ส่งได้ไม่เกิน {most} ตัวอักษร", en="{field} has at most {most} characters"
)
TOO_LARGE = Text(
    th="ข้อมูลที่ส่งมาใหญ่เกินไป กรุณาตัดให้สั้นลง และไม่ต้องแนบภาพ",
    en="Too large; please send less, and no photos",
)
OTHER_BODY = Text(
    th="{field} นี้ใช้กับข้อมูลอื่นแล้ว กรุณาใช้ค่าใหม่",
    en="This {field} was used with another body; please take a new one",
)
TOO_MANY = Text(
    th="ส่งถี่เกินไป กรุณารอ {seconds} วินาที เหตุด่วนโทร 191, 1669 หรือ 1300",
    en="Too many requests: please wait {seconds} seconds. Urgent? Call 191, 1669 or 1300",
)
BAD_DATE = Text(th="กรุณาเขียนวันที่เช่น {example}", en="Please write dates such as {example}")
BAD_SPAN = Text(
    th="ช่วงวันที่ต้องเรียงจากก่อนไปหลัง และไม่เกิน {days} วัน",
    en="The dates must be in order, and at most {days} days apart",
)
NOT_YET = Text(
    th="ช่วงวันที่เริ่มในอนาคต กรุณาตรวจนาฬิกา เขตเวลา และปี ค.ศ. (ขณะนี้ {now})",
    en="The dates begin in the future: please check clock, zone and year (here it is {now})",
)
ONE_OF = Text(th="{field} ต้องเป็น {values}", en="{field} is one of {values}")
TOO_MANY_IDS = Text(
    th="ขอได้ครั้งละไม่เกิน {most} เลขที่เรื่อง", en="Please ask for at most {most} cases at once"
)
NOT_FOUND = Text(
    th="ไม่มีที่อยู่นี้ กรุณาดูเอกสารสำหรับหน่วยงานภาคี", en="No such resource; please see the documents"
)
NOT_ALLOWED = Text(th="ที่อยู่นี้ไม่รับวิธีนี้", en="This resource does not take that method")
NOT_KEPT = Text(
    th="ระบบไม่พร้อมและยังไม่ได้รับข้อมูล กรุณาลองอีกครั้งในอีกสักครู่",
    en="Not kept, the service is away; please try again in a moment",
)
FAILED = Text(th="ระบบขัดข้อง กรุณาลองใหม่ในอีกสักครู่", en="Something failed here; please try again soon")
