"""What staff read while a visit is proved: how far, how many, what of each, and when again."""

from __future__ import annotations

from cases.case import FarReason
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
REVISIT_STALE = Text(
    th="เวลานั้นผ่านไปแล้วหรือเกิน 14 วันค่ะ เลือกเวลาอีกครั้งนะคะ",
    en="That time is over, or more than 14 days away. Please choose again.",
)
REVISIT_PLANNED = Text(
    th="เคส {number} กลับเข้าคิวแล้วค่ะ จะแจ้งเหตุทีมที่เข้าเวร {time}",
    en="Case {number} is back in the queue. Those on duty are alerted on {time}.",
)
REVISIT_AT = Text(th="ลงพื้นที่อีกครั้ง", en="Go again")
