"""Why an act of staff was not done: one sentence each, and what to do now."""

from __future__ import annotations

from cases.refusal import Refusal
from messages.texts.text import Text

SENTENCES = {
    Refusal.NOT_STAFF: Text(
        th="ส่วนนี้สำหรับเจ้าหน้าที่ที่ได้รับสิทธิ์เท่านั้นค่ะ หากต้องการแจ้งจุดที่พบ แชร์ตำแหน่งได้เลยค่ะ",
        en="This is for staff with the right to it. To tell us about a place, just share it here.",
    ),
    Refusal.NO_CASES: Text(
        th="บัญชีผู้บริหารใช้ดูรายงานค่ะ ไม่ได้ใช้รับเคส",
        en="A manager's account is for reports; it takes no cases.",
    ),
    Refusal.OTHER_CENTRE: Text(
        th="เคส {number} อยู่ในความดูแลของศูนย์จังหวัดอื่นค่ะ",
        en="Case {number} belongs to another province's centre.",
    ),
    Refusal.NO_SUCH_CASE: Text(
        th="ไม่พบเคสนี้ในระบบค่ะ ลองเปิดคิวของศูนย์อีกครั้งนะคะ",
        en="There is no such case. Please open the centre's queue again.",
    ),
    Refusal.TAKEN: Text(
        th="{holder} รับเคส {number} ไปแล้วค่ะ", en="{holder} has already claimed case {number}."
    ),
    Refusal.YOURS_ALREADY: Text(
        th="คุณรับเคส {number} ไว้แล้วค่ะ", en="Case {number} is already yours."
    ),
    Refusal.NOT_YOURS: Text(
        th="เคส {number} อยู่กับ {holder} ค่ะ จึงทำรายการนี้แทนกันไม่ได้",
        en="Case {number} is with {holder}, so this is theirs to do.",
    ),
    Refusal.CLOSED_ALREADY: Text(
        th="เคส {number} ปิดไปแล้วค่ะ", en="Case {number} is already closed."
    ),
    Refusal.CLAIM_FIRST: Text(
        th="เคส {number} ยังไม่มีผู้รับค่ะ กดรับเคสก่อนนะคะ",
        en="Nobody has claimed case {number} yet. Please claim it first.",
    ),
    Refusal.GO_FIRST: Text(
        th="เคส {number} ยังไม่ได้เริ่มลงพื้นที่ค่ะ กด “เริ่มลงพื้นที่” ก่อนนะคะ",
        en="You have not set off for case {number} yet. Please press “Set off” first.",
    ),
    Refusal.ARRIVE_FIRST: Text(
        th="เคส {number} ยังไม่ได้เช็กอินค่ะ เช็กอินที่จุดก่อนนะคะ",
        en="You have not checked in for case {number} yet. Please do so at the place first.",
    ),
    Refusal.DONE_ALREADY: Text(
        th="ขั้นตอนนี้ของเคส {number} ทำไปแล้วค่ะ", en="This step of case {number} is already done."
    ),
    Refusal.NO_FACTS_NOW: Text(
        th="ข้อมูลสถิติของเคส {number} บันทึกได้เฉพาะผู้ที่ปิดเคสและพบตัว ภายใน 24 ชั่วโมงหลังปิดค่ะ",
        en="Only who closed case {number} with somebody met may add statistics, within 24 hours.",
    ),
    Refusal.NO_REASON_NOW: Text(
        th="เหตุผลของเคส {number} บันทึกได้เฉพาะผู้ที่ปิดเคสว่าไม่พบตัวโดยไม่มีพิกัดที่จุด ภายใน 24 ชั่วโมงหลังปิดค่ะ",
        en="Only who closed case {number} with nobody met and no check-in at the pin may say why, "
        "within 24 hours.",
    ),
    Refusal.NO_REVIEW_NOW: Text(
        th="เคส {number} ไม่มีผลให้ทบทวนแล้วค่ะ เพราะเปิดอีกครั้งแล้ว หรือไม่ใช่ของคุณ",
        en="There is no result of case {number} to review: it is open again, or it is for others.",
    ),
    Refusal.NO_CORRECTION: Text(
        th="แก้ผลของเคส {number} ได้เฉพาะผู้ที่ปิดเคส ไม่กี่นาทีหลังปิดค่ะ หากผลไม่ถูกต้อง โปรดแจ้งหัวหน้าศูนย์",
        en="Only who closed case {number} can correct its outcome, and only for some minutes. "
        "If it is not right, please tell the head of your centre.",
    ),
    Refusal.UNKNOWN_OUTCOME: Text(
        th="ระบบไม่รู้จักผลดำเนินการนี้ค่ะ โปรดเลือกจากรายการของเคส {number} อีกครั้ง",
        en="This outcome is not known. Please choose again for case {number}.",
    ),
    Refusal.MUST_NOT_ASK: Text(
        th="เคส {number} สงสัยว่ามีผู้ควบคุมอยู่เบื้องหลังค่ะ จึงไม่ส่งคำถามถึงผู้แจ้ง เพราะผู้อื่นอาจเห็นข้อความ",
        en="Trafficking is suspected in case {number}, so nobody is asked: others may see the "
        "sharer's phone.",
    ),
    Refusal.NOBODY_TO_ASK: Text(
        th="เคส {number} ไม่มีผู้แจ้งที่ถามทาง LINE ได้ค่ะ ดูข้อมูลในการ์ดของเคสแทนนะคะ",
        en="No sharer of case {number} can be asked in LINE. Please go by what the card says.",
    ),
    Refusal.QUESTION_OPEN: Text(
        th="คำถามก่อนหน้าของเคส {number} ยังรอคำตอบอยู่ค่ะ เมื่อผู้แจ้งตอบ เราจะส่งให้ทันที",
        en="Your last question about case {number} is not answered yet. The answer will come to "
        "you at once.",
    ),
    Refusal.QUESTIONS_OVER: Text(
        th="เคส {number} ถามผู้แจ้งครบจำนวนแล้วค่ะ ผู้แจ้งยังเพิ่มข้อมูลเองได้ และจะถึงคุณทันที",
        en="Sharers of case {number} have been asked as often as they may be. What they add by "
        "themselves still reaches you at once.",
    ),
    Refusal.NOT_A_CALLERS: Text(
        th="เคส {number} ผู้แจ้งเล่าเองใน LINE ค่ะ ปุ่มนี้ใช้กับเคสที่เจ้าหน้าที่แจ้งแทนเท่านั้น",
        en="In case {number} the sharers speak for themselves in LINE; this button is for cases "
        "that staff entered for a caller.",
    ),
    Refusal.HANDED_ON: Text(
        th="เคส {number} ส่งต่อไป{centre}แล้วค่ะ ทีมที่นั่นดูแลต่อ",
        en="Case {number} was handed over to {centre}, whose team looks after it now.",
    ),
    Refusal.UNKNOWN_CENTRE: Text(
        th="ระบบไม่รู้จักศูนย์นี้ค่ะ โปรดเลือกศูนย์ที่จะส่งต่อเคส {number} อีกครั้งนะคะ",
        en="This centre is not known. Please choose again where case {number} is to go.",
    ),
    Refusal.THERE_ALREADY: Text(
        th="เคส {number} อยู่ที่{centre}อยู่แล้วค่ะ",
        en="Case {number} is already with {centre}.",
    ),
    Refusal.NOT_REFUSABLE: Text(
        th="เคส {number} ส่งคืนไม่ได้แล้วค่ะ หากดูแลต่อไม่ได้ กด “ทำอย่างอื่น” แล้วเลือก “ส่งต่อศูนย์อื่น” นะคะ",
        en="Case {number} cannot be sent back any more. If you cannot look after it, "
        "press “More” and choose “Hand over”.",
    ),
    Refusal.MERGED: Text(
        th="รวมเคส {number} เข้ากับเคส {into} แล้วค่ะ เปิดดูเคส {into} ในคิวได้เลยนะคะ",
        en="Case {number} is merged into case {into}. Please look for {into} in the queue.",
    ),
    Refusal.MERGED_TAKEN: Text(
        th="รวมเคส {number} เข้ากับเคส {into} แล้วค่ะ {holder} เป็นผู้รับเคส {into}",
        en="Case {number} is merged into case {into}, which {holder} has.",
    ),
    Refusal.MERGED_ELSEWHERE: Text(
        th="รวมเคส {number} เข้ากับเคส {into} แล้วค่ะ {centre}ดูแลต่อ คุณไม่ต้องทำอะไรเพิ่ม",
        en="Case {number} is merged into case {into}, which {centre} looks after. There is nothing "
        "more for you to do.",
    ),
    Refusal.MERGED_CLOSED: Text(
        th="รวมเคส {number} เข้ากับเคส {into} แล้วค่ะ และเคส {into} ปิดไปแล้ว",
        en="Case {number} is merged into case {into}, which is closed by now.",
    ),
    Refusal.OWN_NEED_ALONE: Text(
        th="เคส {number} เป็นของผู้ที่ขอความช่วยเหลือเอง จึงดูแลแยกจากเคสอื่นค่ะ",
        en="In case {number} somebody asks for help themselves, so it stays a case of its own.",
    ),
    Refusal.NOT_TOGETHER: Text(
        th="รวมเคส {number} เข้ากับเคสที่เลือกไม่ได้แล้วค่ะ โปรดเปิดรายการและเลือกอีกครั้งนะคะ",
        en="Case {number} cannot be merged into that one any more. Please open the list and choose "
        "again.",
    ),
    Refusal.NOT_MERGED: Text(
        th="ไม่มีเคสนี้รวมอยู่ในเคส {number} แล้วค่ะ เปิดดูคิวของศูนย์ได้เลยนะคะ",
        en="Nothing of that kind is merged into case {number} any more. Please look at the queue.",
    ),
    Refusal.SHIFT_END: Text(
        th="เข้าเวรได้ครั้งละ 1-24 ชั่วโมงค่ะ พิมพ์เช่น “เข้าเวร 8” หรือ “เข้าเวรถึง 16:30”",
        en="A shift has 1 to 24 hours. Please type, say, “on duty 8” or “on duty until 16:30”.",
    ),
    Refusal.STILL_ON_DUTY: Text(
        th="คุณยังเข้าเวรอยู่ค่ะ หากจะคืนเคสทั้งหมด โปรดออกเวรก่อน หรือคืนทีละเคสจาก “เคสของฉัน”",
        en="You are still on duty. Please go off duty first to give all cases back, or release "
        "them one by one from “My cases”.",
    ),
    Refusal.NOT_HEAD: Text(
        th="ส่วนนี้สำหรับหัวหน้าศูนย์ค่ะ โปรดติดต่อหัวหน้าศูนย์ของคุณ",
        en="This is for the head of a centre. Please ask yours.",
    ),
    Refusal.NOT_IN_TEAM: Text(
        th="ไม่มีสมาชิกคนนี้ในทีมของคุณแล้วค่ะ พิมพ์ “ทีม” เพื่อดูรายชื่อล่าสุดนะคะ",
        en="This person is not in your team any more. Type “team” to see who is.",
    ),
    Refusal.NOT_REMOVABLE: Text(
        th="นำตนเองหรือหัวหน้าศูนย์ออกจากทีมที่นี่ไม่ได้ค่ะ โปรดแจ้งผู้ดูแลระบบ",
        en="You cannot remove yourself or a head here. Please ask the operator.",
    ),
    Refusal.NOT_READER: Text(
        th="รายงานและสรุปตัวเลขสำหรับหัวหน้าศูนย์และผู้บริหารค่ะ งานของคุณอยู่ในแชตนี้ พิมพ์ “เคสของฉัน” ได้เลยค่ะ",
        en="Reports and digests are for heads and managers. Your work is here in the chat: type "
        "“my cases”.",
    ),
}
A_COLLEAGUE = Text(th="เจ้าหน้าที่ท่านอื่น", en="a colleague")
ANOTHER_CENTRE = Text(th="ศูนย์จังหวัดอื่น", en="another province's centre")
