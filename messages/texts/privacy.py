"""Who answers for the data, and what is said to the persons who are reported: of the notice."""

from __future__ import annotations

from cases.people import Language
from messages.texts.pages import Section
from messages.texts.text import Text

#: What is said where the operator has named nobody.
NO_CONTROLLER = Text(
    th="หน่วยงานที่เปิดให้บริการนี้ (ยังไม่ได้ระบุชื่อ)", en="the body that runs this service (not named yet)"
)
NO_OFFICER = Text(th="ยังไม่ได้ระบุชื่อ ใช้ช่องทางติดต่อด้านล่าง", en="not named yet; use the contact below")
NO_PLACE = Text(th="ยังไม่ได้ระบุ สอบถามได้ตามช่องทางด้านล่าง", en="not named yet; ask the contact below")

WHO = {
    Language.THAI: Section(
        "ใครรับผิดชอบข้อมูล",
        (
            "ผู้ควบคุมข้อมูลส่วนบุคคล: {controller}",
            "เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล (DPO): {officer}",
            "ผู้รับข้อมูล: บริษัทผู้ให้บริการ LINE ซึ่งข้อความทุกข้อความส่งผ่าน และเก็บตามนโยบายของ LINE เอง"
            " เครื่องแม่ข่ายของ LINE อาจอยู่นอกประเทศไทย",
            "เครื่องแม่ข่ายของบริการนี้: {place}",
        ),
    ),
    Language.ENGLISH: Section(
        "Who answers for the data",
        (
            "Data controller: {controller}",
            "Data protection officer: {officer}",
            "Recipient: the company that runs LINE. Every message passes through it and is kept by"
            " its own policy; its servers may stand outside Thailand.",
            "The server of this service: {place}",
        ),
    ),
}
REPORTED = {
    Language.THAI: Section(
        "หากท่านคือผู้ที่ถูกแจ้ง",
        (
            "มีผู้แชร์จุดที่พบท่าน เพราะเห็นว่าท่านอาจต้องการความช่วยเหลือ การแจ้งไม่ใช่การกล่าวหา"
            " และท่านปฏิเสธความช่วยเหลือได้ค่ะ",
            "เราเก็บจุดและเวลา ประเภทและเหตุด่วนที่ผู้แจ้งบอก ข้อความและภาพสถานที่ที่ช่วยให้หาพบ"
            " และผลการช่วยเหลือ ตามระยะเวลาข้างต้น เราไม่ขอชื่อหรือภาพใบหน้าของท่าน",
            "เพศ ช่วงอายุ สัญชาติ ความพิการ หรือการตั้งครรภ์ นับรวมเป็นรายวันของศูนย์เท่านั้น ไม่เก็บไว้กับเรื่อง"
            " วันที่ศูนย์ปิดเพียงเรื่องเดียว ผู้ที่ดูตัวเลขของศูนย์ได้อาจรู้ว่าหมายถึงใคร ตัวเลขเหล่านี้ไม่เปิดเผยต่อสาธารณะ",
            "ท่านมีสิทธิเช่นเดียวกับผู้แจ้ง บอกเจ้าหน้าที่ที่พบท่าน หรือติดต่อ: {contact}",
        ),
    ),
    Language.ENGLISH: Section(
        "If you are the person who was reported",
        (
            "Somebody shared the place where they saw you, because you might want help. It accuses"
            " you of nothing, and you may refuse help.",
            "We keep the place and the time, the kind and the danger that were said, words and"
            " photos of the place that help to find you, and what came of it, for as long as said"
            " above. We ask nobody for your name or your face.",
            "Sex, age, nationality, disability or pregnancy are only counted, by day and center,"
            " and not kept with the case. On a day on which a center closes one case alone, who may"
            " read the center's numbers may know whom they mean. These numbers are never public.",
            "You have the same rights as who shared: tell the staff who meet you, or contact:"
            " {contact}",
        ),
    ),
}
