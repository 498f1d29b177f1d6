"""The words of the door for partners' systems; a partner may show them to its own people."""

from __future__ import annotations

from messages.texts.text import Text

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
