"""What staff read while a visit is proved: how far, how many, what of each, when again, and what
the photos of the place show; and the closing facts, which are counted and not kept with anybody."""

from __future__ import annotations

from cases.case import FarReason, Form, NoCheckIn
from messages.texts.text import Label, Text

FAR_HEADING = Text(th="เช็กอินห่างจากหมุด {distance}", en="Checked in {distance} from the pin")
FAR_WHY = Text(
    th="พบตัวห่างจากจุดที่แจ้งเพราะอะไรคะ แตะหนึ่งข้อ แล้วบันทึกผลต่อทันที",
    en="Why was the person found so far from the pin? One tap, and the outcome is kept.",
)
FAR_REASONS = {
    FarReason.MOVED: Text(th="ผู้ที่พบย้ายที่ไปแล้ว", en="The person had moved"),
    FarReason.GPS: Text(th="ตำแหน่งของมือถือคลาดเคลื่อน", en="The phone's position was wrong"),
    FarReason.MET: Text(th="พบกันที่อื่น เช่น สถานีตำรวจ", en="Met elsewhere, e.g. at a station"),
    FarReason.OTHER: Text(th="เหตุผลอื่น", en="Another reason"),
}
UNMET_WHY = Text(
    th="ไม่มีพิกัดว่าถึงจุดที่แจ้ง เพราะอะไรคะ แตะหนึ่งข้อ", en="No check-in at the pin: why? One tap."
)
UNMET_REASONS = {
    NoCheckIn.LOOKED: Text(th="ไปถึงจุดและมองหาทั่วแล้ว", en="Was there and looked around"),
    NoCheckIn.BARRED: Text(th="เข้าไปถึงจุดไม่ได้", en="The place cannot be reached"),
    NoCheckIn.NO_LOCATION: Text(th="มือถือส่งตำแหน่งไม่ได้", en="No location was possible"),
}
UNMET_SAID = Text(th="บันทึกเหตุผลของเคส {number} แล้วค่ะ", en="Kept with case {number}. Thank you.")
FAR_ROW = Text(th="ปิดห่างจากหมุด", en="Far from the pin")
FAR_VALUE = Text(th="{distance} เหตุผล: {reason}", en="{distance}, because: {reason}")

SEVERAL = Label(th="พบหลายคน", en="Several persons")
SEVERAL_HOW = Text(
    th="หากพบมากกว่าหนึ่งคน บันทึกผลทีละคนได้ค่ะ",
    en="If you met more than one, say what came of each.",
)
HOW_MANY = Text(th="พบกี่คนคะ", en="How many are there?")
HOW_MANY_NEXT = Text(
    th="เลือกจำนวน แล้วบันทึกผลทีละคน คนสุดท้ายจะปิดเคสค่ะ",
    en="Choose the number, then an outcome for each; the last one closes the case.",
)
SO_MANY = Label(th="{persons} คน", en="{persons} persons")
ONLY_ONE = Label(th="มีคนเดียว", en="One person only")
PERSON_OF = Text(th="คนที่ {person} จาก {of}", en="Person {person} of {of}")
NUMBER_OF_PERSONS = Label(th="แก้จำนวนคน", en="Change the number")
START_AGAIN = Label(th="เริ่มบันทึกใหม่", en="Start again")
ONLY = Label(th="มีแค่ {persons} คน", en="Only {persons}")
ANSWERED = Text(
    th="บันทึกผลของคนที่ {done} ไว้แล้วค่ะ ตอนนี้เป็นคนที่ {person} จาก {of}",
    en="Person {done} is answered already; now person {person} of {of}.",
)
OLD_MENU = Text(
    th="ปุ่มนี้มาจากรายการก่อนหน้าค่ะ ยังไม่ได้บันทึกอะไร เลือกผลจากรายการนี้นะคะ",
    en="That button is of an earlier list, so nothing was kept. Please choose from this one.",
)
PERSONS = Text(th="พบทั้งหมด", en="Persons met")
TIMES = Text(th="{outcome} ({times} คน)", en="{outcome} ({times} persons)")

REVISIT = Label(th="นัดลงพื้นที่อีกครั้ง", en="Plan to go again")
REVISIT_WHEN = Text(th="จะลงพื้นที่อีกครั้งเมื่อไรคะ", en="When will you go again?")
REVISIT_HOW = Text(
    th="เคสจะกลับเข้าคิวของศูนย์ และแจ้งเหตุทีมที่เข้าเวรเมื่อถึงเวลาค่ะ ใครว่างก่อนรับไปได้เลย",
    en="The case goes back to the queue; those on duty are alerted at that time. "
    "Anybody may claim it earlier.",
)
REVISIT_OTHER = Label(th="เลือกวันเวลาอื่น", en="Another day and time")
REVISIT_STALE = Text(
    th="เวลานั้นผ่านไปแล้วหรือเกิน 14 วันค่ะ เลือกเวลาอีกครั้งนะคะ",
    en="That time is over, or more than 14 days away. Please choose again.",
)
REVISIT_PLANNED = Text(
    th="เคส {number} กลับเข้าคิวแล้วค่ะ จะแจ้งเหตุทีมที่เข้าเวร {time}",
    en="Case {number} is back in the queue. Those on duty are alerted on {time}.",
)
REVISIT_AT = Text(th="ลงพื้นที่อีกครั้ง", en="Go again")


OFFER = Label(th="ข้อมูลสถิติ", en="Statistics")
HEADING = Text(th="ข้อมูลสถิติ (ไม่บังคับ)", en="Statistics (optional)")
COUNTED_ONLY = Text(
    th="ใช้นับรวมเท่านั้น ไม่เก็บไว้กับเคสหรือบุคคลค่ะ หากแตะผิด แตะคำตอบที่ถูกในการ์ดเดิมได้ทันที",
    en="Only counted; kept neither with the case nor with a person. A wrong tap? Tap the right "
    "answer on the same card at once.",
)
SKIP = Label(th="ข้ามข้อนี้", en="Skip this one")
NEXT_PERSON = Label(th="ไปคนถัดไป", en="Next person")
DONE = Text(
    th="ครบทุกข้อของเคส {number} แล้วค่ะ ขอบคุณนะคะ", en="That is all for case {number}. Thank you."
)
NAMES = {
    "nationality": Text(th="สัญชาติ", en="Nationality"),
    "sex": Text(th="เพศ", en="Sex"),
    "age_band": Text(th="ช่วงอายุ", en="Age"),
    "disability": Text(th="ความพิการ", en="Disability"),
    "pregnant": Text(th="ตั้งครรภ์", en="Pregnant"),
    "repeat": Text(th="เคยพบมาก่อน", en="Met before"),
}
_UNKNOWN = Text(th="ไม่ทราบ", en="Not known")
VALUES = {
    "thai": Text(th="ไทย", en="Thai"),
    "foreign": Text(th="ต่างชาติ", en="Foreign"),
    "stateless": Text(th="ไม่มีสัญชาติ", en="Stateless"),
    "male": Text(th="ชาย", en="Male"),
    "female": Text(th="หญิง", en="Female"),
    "other_unknown": Text(th="อื่น ๆ / ไม่ทราบ", en="Other / not known"),
    "0-17": Text(th="ต่ำกว่า 18 ปี", en="Under 18"),
    "18-59": Text(th="18–59 ปี", en="18–59"),
    "60+": Text(th="60 ปีขึ้นไป", en="60 and over"),
    "yes": Text(th="ใช่", en="Yes"),
    "no": Text(th="ไม่ใช่", en="No"),
    "unknown": _UNKNOWN,
}


LOOK = Label(th="ดูรูป ({count})", en="Photos ({count})")
CAME = Text(th="มีภาพสถานที่จากผู้แจ้ง", en="Photos of the place came")
CAME_ALT = Text(th="มีภาพสถานที่จากผู้แจ้ง {count} ภาพ", en="{count} photos of the place")
COUNT = Text(th="จำนวนภาพ", en="Photos")
SHOWN = Text(th="ภาพสถานที่จากผู้แจ้ง", en="Photos of the place")
SHOWN_WHY = Text(
    th="แตะเพื่อเปิดดูค่ะ ลิงก์ใช้ได้ {minutes} นาที เฉพาะคุณซึ่งเป็นผู้รับเคส โปรดอย่าส่งต่อนะคะ",
    en="Tap to open. The links work for {minutes} minutes, for you who hold the case. "
    "Please do not pass them on.",
)
ATTACHMENT = {Form.PHOTO: Label(th="ภาพที่ {place}", en="Photo {place}")}
NONE = Text(
    th="ตอนนี้เคส {number} ไม่มีภาพแล้วค่ะ ผู้แจ้งอาจยกเลิกการส่ง",
    en="Case {number} has no photos at the moment; the sharer may have taken them back.",
)

LINK_WRONG = Text(
    th="ลิงก์นี้ไม่ถูกต้องค่ะ กลับไปที่แชต LINE แล้วแตะ “ดูรูป” อีกครั้งนะคะ",
    en="This link is not right. Please go back to the LINE chat and tap “Photos” again.",
)
LINK_OVER = Text(
    th="ลิงก์นี้หมดเวลาแล้วค่ะ กลับไปที่แชต LINE แล้วแตะ “ดูรูป” อีกครั้งนะคะ",
    en="The time of this link is over. Please go back to the LINE chat and tap “Photos” again.",
)
LINK_GONE = Text(
    th="ภาพนี้ดูไม่ได้แล้วค่ะ เคสปิดหรือเปลี่ยนผู้รับแล้ว หรือภาพถูกลบแล้ว",
    en="This photo cannot be seen any more: its case is closed or with somebody else, or it was "
    "deleted.",
)

#: The names of outcomes above the keyboard, where the official ones would be cut.
OUTCOMES_IN_SHORT = {
    "NOT_FOUND": Label(th="ไม่พบตัว", en="Not found"),
    "DUPLICATE": Label(th="แจ้งซ้ำ", en="Duplicate"),
    "INSUFFICIENT": Label(th="ข้อมูลไม่พอ", en="Too little known"),
    "FALSE_REPORT": Label(th="ข้อมูลไม่จริง", en="Untrue report"),
    "PERFORMER": Label(th="ผู้แสดงความสามารถ", en="Performer"),
    "NOT_BEGGING": Label(th="ไม่ใช่การขอทาน", en="Not begging"),
    "DESTITUTE_HELPED": Label(th="ช่วยคนไร้ที่พึ่ง", en="Destitute: assisted"),
    "ADVISED": Label(th="แนะนำและตักเตือน", en="Advised and warned"),
    "DECLINED": Label(th="ไม่รับการคุ้มครอง", en="Declined protection"),
    "TEMP_PROTECTED": Label(th="คุ้มครองชั่วคราว", en="Protected for now"),
    "SHELTER": Label(th="เข้าสถานคุ้มครอง", en="Shelter"),
    "RETURN_HOME": Label(th="ส่งกลับภูมิลำเนา", en="To home province"),
    "FAMILY": Label(th="ส่งคืนครอบครัว", en="To the family"),
    "CHILD_HOME": Label(th="ส่งบ้านพักเด็ก", en="Children's shelter"),
    "NRM": Label(th="ส่งคัดแยกผู้เสียหาย", en="Identification (NRM)"),
    "HOSPITAL": Label(th="ส่งรักษาพยาบาล", en="Hospital"),
    "IMMIGRATION": Label(th="ส่ง ตม.", en="Immigration"),
    "POLICE": Label(th="ส่งพนักงานสอบสวน", en="Police"),
    "OTHER_AGENCY": Label(th="ส่งหน่วยงานอื่น", en="Another agency"),
}
