"""What the bot says to a person about their own data, and who answers for it."""

from __future__ import annotations

from cases.people import Language
from messages.texts.pages import Section
from messages.texts.text import Counted, Label, Text

MY_DATA = Text(th="ข้อมูลของคุณที่เราเก็บไว้", en="What we keep of you")
LANGUAGE = Text(th="ภาษา", en="Language")
QUESTIONS = Text(th="คำถามจากทีม", en="Questions")
NONE_ASKED = Text(th="ไม่ถาม ตามที่คุณขอ", en="None, as you wished")
LANGUAGES = {
    Language.THAI: Text(th="ไทย", en="Thai"),
    Language.ENGLISH: Text(th="อังกฤษ", en="English"),
    Language.CHINESE: Text(th="จีน", en="Chinese"),
}
SHARED = Text(th="การแชร์", en="Shares")
SHARES_IN_CASES = Counted(
    th="{shares} ครั้ง ใน {cases} เรื่อง", en="{shares} in {cases} cases", one="{shares} in 1 case"
)
ADDED = Text(th="ที่เพิ่มให้ทีม", en="Added")
WORDS = Counted(th="ข้อความ {words} ข้อความ", en="{words} messages", one="1 message")
WORDS_AND_OTHERS = Text(th="{words} {others}", en="{words}, {others}")
TEAM = Text(th="ทีม", en="Team")
SINCE = Text(th="เก็บตั้งแต่", en="Kept since")
WHAT_ELSE = Text(
    th="และรหัสบัญชีที่ LINE ให้เรา (ไม่ใช่ชื่อ) เพื่อตอบคุณในแชตนี้ เก็บจนกว่าคุณจะลบ หรือไม่ได้เขียนมา {days} วันค่ะ",
    en="And the id that LINE gives us for your account (not a name), so that we can answer. "
    "It stays until you erase it, or write nothing for {days} days.",
)
WHAT_ELSE_OF_STAFF = Text(
    th="และรหัสบัญชีที่ LINE ให้เรา กับชื่อที่ทีมเห็น เก็บไว้ตลอดที่คุณอยู่ในทีม หรือจนกว่าคุณจะลบค่ะ",
    en="And the id that LINE gives us for your account, and the name that your team sees. "
    "They stay while you are in the team, or until you erase them.",
)
HOW_LONG = Text(
    th="ใครแจ้งเรื่องใดและสิ่งที่เพิ่มไว้ เราลบเองหลังปิดเรื่อง {days} วัน"
    " หรือ {open_days} วันหลังแชร์ครั้งสุดท้ายหากยังไม่ปิด",
    en="Who shared which case, and what was added, we delete {days} days after it is closed, or "
    "{open_days} days after its last share if nobody closes it.",
)
COPY = Label(th="ขอสำเนาข้อมูล", en="Get a copy")
COPY_HOW = Text(
    th="ลิงก์สำเนาเป็นไฟล์เดียว ใช้ได้ {minutes} นาที เป็นของคุณคนเดียว โปรดอย่าส่งต่อนะคะ",
    en="The copy is one file. Its link works for {minutes} minutes, for you alone: please do not "
    "pass it on.",
)
COPY_WRONG = Text(
    th="ลิงก์นี้ไม่ถูกต้องค่ะ พิมพ์ “ข้อมูลของฉัน” ในแชต LINE เพื่อขอใหม่นะคะ",
    en="This link is not right. Please type “my data” in the LINE chat to get a new one.",
)
COPY_OVER = Text(
    th="ลิงก์นี้หมดเวลาแล้วค่ะ พิมพ์ “ข้อมูลของฉัน” ในแชต LINE เพื่อขอใหม่นะคะ",
    en="The time of this link is over. Please type “my data” in the LINE chat to get a new one.",
)
COPY_GONE = Text(
    th="ไม่มีข้อมูลของคุณเก็บไว้แล้วค่ะ หากลบผ่านแชต LINE ไปแล้ว ไม่ต้องทำอะไรเพิ่ม",
    en="Nothing is kept of you any more. If you erased it in the LINE chat, all is done.",
)
ERASE = Label(th="ลบข้อมูลของฉัน", en="Erase my data")

ARE_YOU_SURE = Text(th="ลบข้อมูลของคุณไหมคะ", en="Erase your data?")
TOO_LATE = Text(
    th="คำตอบนี้เลยเวลาแล้ว จึงยังไม่มีอะไรถูกลบค่ะ",
    en="That answer came too late: nothing has been erased.",
)
WHAT_GOES = Text(
    th="จะลบทันที: บัญชี LINE และภาษาของคุณ {added}ที่คุณเพิ่ม และข้อมูลว่าคุณแจ้งเรื่องใด",
    en="Erased at once: your LINE account and language here, the {added} you added, "
    "and which cases you shared.",
)
WHAT_STAYS = Text(
    th="ยังอยู่: จำนวนการแชร์ และเรื่องที่ทีมกำลังดูแล โดยไม่มีข้อมูลว่าใครแจ้ง",
    en="What stays: the number of shares, and the cases in our teams' hands, without who shared.",
)
NO_RESULT = Text(
    th="หลังจากนี้เราจะแจ้งผลให้คุณทราบไม่ได้อีกค่ะ",
    en="After this we can no longer tell you any result.",
)
YES_ERASE = Label(th="ลบเลย", en="Yes, erase it")
KEEP = Label(th="เก็บไว้เหมือนเดิม", en="No, keep it")

ERASED = Text(
    th="ลบข้อมูลของคุณเรียบร้อยแล้วค่ะ ขอบคุณที่เคยช่วยกันดูแลนะคะ\n"
    "หากพบใครที่ต้องการความช่วยเหลืออีก แชร์ตำแหน่งได้เสมอ หรือโทร 1300",
    en="Your data are erased. Thank you for having cared.\n"
    "If you see somebody who needs help, you may always share a place again, or call 1300.",
)
NOTHING_KEPT = Text(
    th="เราไม่มีข้อมูลของคุณเก็บไว้ค่ะ\nหากพบใครที่ต้องการความช่วยเหลือ แชร์ตำแหน่งได้เสมอ หรือโทร 1300",
    en="We keep nothing of you.\n"
    "If you see somebody who needs help, you may always share a place, or call 1300.",
)


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
