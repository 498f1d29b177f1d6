"""The closing facts in words: staff only, optional, counted and not kept with anybody."""

from __future__ import annotations

from messages.texts.text import Label, Text

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
