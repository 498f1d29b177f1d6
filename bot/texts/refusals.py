"""Why an act of staff was not done: one sentence each, and what to do now."""

from __future__ import annotations

from bot.texts.text import Text
from cases.rules import Refusal

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
    Refusal.UNKNOWN_OUTCOME: Text(
        th="ระบบไม่รู้จักผลดำเนินการนี้ค่ะ โปรดเลือกจากรายการของเคส {number} อีกครั้ง",
        en="This outcome is not known. Please choose again for case {number}.",
    ),
}
A_COLLEAGUE = Text(th="เจ้าหน้าที่ท่านอื่น", en="a colleague")
