"""The words of the public pages, Thai and English side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cases.people import Language
from messages.texts.text import AMBULANCE, HOTLINE, POLICE


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs; *steps* are numbered."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageTexts:
    """A page in one language."""

    title: str
    sections: tuple[Section, ...]
    other_page: str


#: Who is called for what; the numbers are the same in both languages.
EMERGENCY_HEADING = {Language.THAI: "โทรก่อน เมื่อเร่งด่วน", Language.ENGLISH: "Urgent? Call first"}
EMERGENCY: Mapping[Language, Mapping[str, str]] = {
    Language.THAI: {
        POLICE: "ตำรวจ เหตุด่วนเหตุร้าย",
        AMBULANCE: "เจ็บป่วยฉุกเฉิน",
        HOTLINE: "สายด่วนช่วยเหลือสังคม ตลอด 24 ชั่วโมง",
    },
    Language.ENGLISH: {
        POLICE: "Police",
        AMBULANCE: "Ambulance",
        HOTLINE: "Social assistance hotline, 24 hours",
    },
}
ADD_FRIEND = {Language.THAI: "เพิ่มเพื่อนใน LINE", Language.ENGLISH: "Add us in LINE"}

HOME = {
    Language.THAI: PageTexts(
        title="ขอทานบอกที่แชร์ที่ขอทาน (Cheer to Share)",
        sections=(
            Section(
                "บริการนี้คืออะไร",
                (
                    "พบเห็นผู้ที่อาจต้องการความช่วยเหลือในที่สาธารณะ"
                    " แชร์ตำแหน่งทาง LINE ให้ศูนย์คุ้มครองคนไร้ที่พึ่งที่ใกล้ที่สุดทราบได้ค่ะ",
                    "เจ้าหน้าที่จะรับเรื่องไปพูดคุยและช่วยเหลือ แล้วแจ้งผลให้ท่านทราบทาง LINE ค่ะ",
                ),
            ),
            Section(
                "วิธีแชร์",
                ("ไม่ต้องสมัคร ไม่ต้องบอกชื่อ และไม่ต้องถ่ายภาพใบหน้าใครค่ะ",),
                (
                    "เพิ่มบัญชี LINE ของเราเป็นเพื่อน",
                    "กดปุ่มแชร์ตำแหน่ง แล้วเลือกจุดที่พบ",
                    "รับเลขที่เรื่อง และรอฟังผลในแชต",
                ),
            ),
            Section(
                "หลังจากแชร์แล้ว",
                (),
                (
                    "ศูนย์ที่ใกล้ที่สุดได้รับแจ้งทันที และเจ้าหน้าที่ 1 คนรับเรื่อง",
                    "เจ้าหน้าที่ลงพื้นที่ พูดคุย และเสนอความช่วยเหลือ ไม่มีการบังคับ",
                    "ท่านทราบผลในแชต ถ้าผลไม่ตรงกับที่พบ แจ้งกลับได้ค่ะ",
                ),
            ),
        ),
        other_page="ประกาศความเป็นส่วนตัว",
    ),
    Language.ENGLISH: PageTexts(
        title="Cheer to Share",
        sections=(
            Section(
                "What this is",
                (
                    "Have you seen somebody in a public place who may need help?"
                    " Share the place in LINE, and the nearest Protection Center for the"
                    " Destitute knows of it.",
                    "Its staff take the case up to talk and to help, and you hear in LINE what"
                    " came of it.",
                ),
            ),
            Section(
                "How to share",
                ("No sign-up, no name, and no photo of anybody's face.",),
                (
                    "Add our LINE account as a friend.",
                    "Press the button to share a location and choose the place.",
                    "You get a case number, and the result comes in the chat.",
                ),
            ),
            Section(
                "What happens then",
                (),
                (
                    "The nearest center hears at once, and one officer takes the case.",
                    "The officer goes there, talks and offers help; nobody is forced.",
                    "You hear the result in the chat, and may say if it is not so.",
                ),
            ),
        ),
        other_page="Privacy notice",
    ),
}

#: Whom the privacy notice names where the operator has named nobody.
CONTACT = {
    Language.THAI: "สายด่วน 1300 หรือศูนย์คุ้มครองคนไร้ที่พึ่งในจังหวัดของท่าน กรมพัฒนาสังคมและสวัสดิการ",
    Language.ENGLISH: "hotline 1300, or the Protection Center for the Destitute of your province,"
    " Department of Social Development and Welfare",
}

PRIVACY = {
    Language.THAI: PageTexts(
        title="ประกาศความเป็นส่วนตัว",
        sections=(
            Section(
                "เก็บข้อมูลเพื่ออะไร",
                (
                    "เพื่อส่งเรื่องที่ท่านแชร์ให้ศูนย์คุ้มครองคนไร้ที่พึ่งดำเนินการ แจ้งผลให้ท่านทราบ และนับสถิติการแชร์ค่ะ",
                    "ฐานกฎหมายคือภารกิจเพื่อประโยชน์สาธารณะ ตามมาตรา 24 (4)"
                    " แห่งพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562"
                    " จึงเป็นการแจ้งให้ทราบ ไม่ใช่การขอความยินยอม",
                ),
            ),
            Section(
                "เก็บอะไร นานเท่าใด",
                (
                    "รหัสผู้ใช้ LINE และภาษาที่ใช้: จนกว่าท่านจะขอให้ลบ"
                    " หรือไม่ได้เขียนมา {people_days} วัน หรือบล็อกบัญชีนี้ครบ {forget_sharers_days} วัน"
                    " โดยไม่มีเรื่องที่ยังเปิด",
                    "ภาพสถานที่ที่ท่านส่ง (ลบข้อมูลในไฟล์ เช่น พิกัดและรุ่นกล้อง ทันทีที่ได้รับ):"
                    " {photo_days} วันหลังปิดเรื่อง หรือจนกว่าท่านจะยกเลิกการส่ง"
                    " และไม่เกิน {photo_most_days} วันในทุกกรณี",
                    "ผู้ใดแชร์เรื่องใด ข้อความที่เพิ่มเพื่อช่วยให้หาตัวพบ และที่อยู่ของจุดที่แชร์:"
                    " {forget_sharers_days} วันหลังปิดเรื่อง"
                    " หากเรื่องยังไม่ปิด {open_case_days} วันหลังการแชร์ครั้งสุดท้าย"
                    " ซึ่งหลังจากนั้นเราแจ้งผลให้ท่านไม่ได้",
                    "ตำแหน่งที่แชร์: {round_place_days} วันหลังปิดเรื่อง"
                    " จากนั้นปัดให้เหลือความละเอียดประมาณ 100 เมตร",
                    "เลขลำดับสำหรับนับจำนวนผู้แจ้งไม่ให้ซ้ำ: {counting_days} วันหลังสิ้นวันและสัปดาห์นั้น"
                    " ของเดือน ไตรมาส และปีงบประมาณเก็บเป็นรหัสที่ย้อนกลับไม่ได้เมื่อกุญแจถูกลบ"
                    " ซึ่งลบ {counting_days} วันหลังสิ้นงวด ตัวเลขสถิติเก็บไว้ตลอด และไม่มีข้อมูลที่ระบุตัวบุคคล",
                    "ข้อความและรูปที่ท่านเพิ่มให้ทีม: {forget_sharers_days} วันหลังปิดเรื่องเป็นอย่างช้า",
                    "จำนวนข้อความและการแชร์ของท่านในหนึ่งวัน เพื่อไม่ให้ระบบล้น: 1 วัน"
                    " จำนวนเรื่องที่ทีมตรวจแล้วไม่พบเหตุตามที่แจ้ง: {prank_days} วันนับจากครั้งสุดท้าย",
                    "เจ้าหน้าที่: ชื่อที่แสดง บทบาท และการเข้าเวร ตลอดเวลาที่อยู่ในทีม",
                ),
            ),
            Section(
                "ใครเห็นข้อมูล",
                (
                    "เจ้าหน้าที่ของศูนย์เห็นตำแหน่งและเวลา แต่ไม่เห็นว่าใครเป็นผู้แจ้ง"
                    " ภาพและข้อความที่เพิ่มเห็นเฉพาะเจ้าหน้าที่ผู้รับเรื่อง"
                    " ข้อความทุกข้อความส่งผ่านระบบของ LINE ค่ะ",
                ),
            ),
            Section(
                "สิทธิของท่าน",
                (
                    "ท่านขอดู ขอสำเนา แก้ไข ลบ หรือคัดค้านการใช้ข้อมูลของท่านได้"
                    " และร้องเรียนต่อสำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคลได้ค่ะ",
                    "ดูหรือลบข้อมูลได้เองในแชต พิมพ์ “ข้อมูลของฉัน” หรือ “ลบข้อมูลของฉัน”"
                    " เมื่อลบแล้ว จำนวนการแชร์ยังนับอยู่โดยไม่มีข้อมูลว่าใครแจ้ง",
                    "ติดต่อ: {contact}",
                ),
            ),
        ),
        other_page="หน้าแรก",
    ),
    Language.ENGLISH: PageTexts(
        title="Privacy notice",
        sections=(
            Section(
                "What the data are for",
                (
                    "To bring what you share to a Protection Center for the Destitute, to tell"
                    " you the result, and to count the shares.",
                    "The legal basis is a task in the public interest, section 24 (4) of the"
                    " Personal Data Protection Act B.E. 2562 (2019): so this is a notice, not a"
                    " request for consent.",
                ),
            ),
            Section(
                "What is kept, and how long",
                (
                    "Your LINE user id and language: until you ask us to delete them, or until you"
                    " have written nothing for {people_days} days, or blocked this account for"
                    " {forget_sharers_days} days, and no case of yours is open.",
                    "Photos of the place that you send (what the file says of position and camera"
                    " is removed at once): {photo_days} days after the case is closed, until you"
                    " unsend them, and never longer than {photo_most_days} days.",
                    "Who shared which case, the words added to help find somebody, and the place's"
                    " address: {forget_sharers_days} days after the case is closed. If nobody"
                    " closes it: {open_case_days} days after its last share; from then on we"
                    " cannot tell you the result.",
                    "The point you shared: {round_place_days} days after the case is closed; then"
                    " it is rounded to about 100 metres.",
                    "A running number that keeps sharers from being counted twice:"
                    " {counting_days} days after the end of that day and week. Of a month, quarter"
                    " and fiscal year a code in its place, which nobody can trace back once its key"
                    " is deleted, {counting_days} days after the period ends. The statistics"
                    " themselves stay and name nobody.",
                    "Words and photos you added for the team: {forget_sharers_days} days after"
                    " the case is closed at the latest.",
                    "How many messages and shares you send in a day, so that the service bears"
                    " it: 1 day. How many of your shares a team found to be untrue:"
                    " {prank_days} days after the last one.",
                    "Of staff: shown name, role and duty, as long as they are in a team.",
                ),
            ),
            Section(
                "Who sees it",
                (
                    "A center's staff see the place and the time, never who shared it; photos and"
                    " words you add are seen by the officer who takes the case alone."
                    " All messages pass through LINE.",
                ),
            ),
            Section(
                "Your rights",
                (
                    "You may see, copy, correct or delete your data, object to their use, and"
                    " complain to the Office of the Personal Data Protection Committee.",
                    "You can see or erase your data yourself in the chat: type “my data” or"
                    " “erase my data”. The shares stay counted, without who shared.",
                    "Contact: {contact}",
                ),
            ),
        ),
        other_page="Home",
    ),
}
