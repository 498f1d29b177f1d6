"""What is said when an officer asks a sharer something, to both, and what is asked of one
whose words were likely, but not sure, to ask for something."""

from __future__ import annotations

import re

from cases.case import Example
from messages.texts.text import Label, Text

ASK = Label(th="ถามผู้แจ้ง 1 ข้อ", en="Ask the sharer")
HEADING = Text(th="ถามผู้แจ้ง", en="Ask the sharer")
HOW = Text(
    th="พิมพ์คำถามได้เลย 1 ข้อความ ภายใน {minutes} นาที หรือแตะคำถามสำเร็จรูปด้านล่างค่ะ",
    en="Type your question in one message within {minutes} minutes, or tap one that is ready.",
)
MASKED = Text(
    th="ผู้แจ้งจะไม่เห็นชื่อและเบอร์ของคุณ และคุณจะไม่เห็นของผู้แจ้ง ไม่ต้องถามชื่อหรือสัญชาตินะคะ (ถามได้อีก {left} ครั้ง)",
    en="Neither of you sees who the other is. Please ask for no name or nationality. "
    "(Questions left: {left})",
)
EXAMPLES = {
    Example.WHERE: Text(
        th="จุดที่แน่นอนอยู่ตรงไหนคะ มีอะไรเป็นจุดสังเกตใกล้ ๆ บ้าง",
        en="Where exactly is it? What can be seen nearby?",
    ),
    Example.SIDE: Text(th="อยู่ฝั่งไหนของถนนคะ", en="Which side of the road is it on?"),
    Example.THERE: Text(th="ตอนนี้ยังอยู่ที่เดิมไหมคะ", en="Still at the same place now?"),
}
SHORT = {
    Example.WHERE: Label(th="อยู่ตรงไหนแน่", en="Where exactly?"),
    Example.SIDE: Label(th="ฝั่งไหนของถนน", en="Which side?"),
    Example.THERE: Label(th="ยังอยู่ที่เดิมไหม", en="Still there?"),
}
CANCEL = Label(th="ไม่ถามแล้ว", en="Do not ask")
SENT = Text(
    th="ส่งคำถามของเคส {number} ถึงผู้แจ้งแล้วค่ะ เมื่อตอบ เราจะส่งให้คุณทันที",
    en="Your question about case {number} is on its way. The answer will come to you at once.",
)
DROPPED = Text(th="ยกเลิกแล้วค่ะ ไม่ได้ส่งอะไร", en="Cancelled: nothing was sent.")

ASKED = Text(
    th="เจ้าหน้าที่ถาม (เรื่อง {number}):\n{question}\n\n"
    "พิมพ์ตอบในแชตนี้ได้เลยค่ะ ไม่ทราบก็ไม่เป็นไร ไม่ต้องย้อนกลับไปดูนะคะ",
    en="An officer asks (case {number}):\n{question}\n\n"
    "Just type your answer here. It is fine not to know: please do not go back to look.",
)
OWN_ASKED = Text(
    th="เจ้าหน้าที่ที่กำลังดูแลเรื่อง {number} ของคุณถามว่า:\n{question}\n\n"
    "พิมพ์ตอบเท่าที่สะดวกได้เลยค่ะ ไม่ตอบก็ได้ เรายังดูแลคุณเหมือนเดิม",
    en="An officer who looks after your case {number} asks:\n{question}\n\n"
    "Answer as you like, or not at all: we go on looking after you.",
)
IN_WORDS = Text(
    th="ขออภัยค่ะ ส่งต่อให้เจ้าหน้าที่ได้เฉพาะข้อความ พิมพ์ตอบสั้น ๆ หรือแตะคำตอบด้านล่างได้เลยค่ะ (เรื่อง {number})\n"
    "หากมีอันตราย โปรดโทร 191 หรือ 1669 ก่อนนะคะ",
    en="Sorry, only words reach the officer who asked. Please type a short answer or tap one below "
    "(case {number}).\nIf anybody is in danger, please call 191 or 1669 first.",
)
STILL_AWAITED = Text(
    th="เจ้าหน้าที่ที่ถามเรื่อง {number} ยังรอคำตอบของคุณค่ะ\nพิมพ์ตอบในแชตนี้ได้เลย คำตอบถึงเจ้าหน้าที่ทันที "
    "ไม่ทราบก็ไม่เป็นไรค่ะ",
    en="The officer who asked about case {number} still waits for your answer.\n"
    "Just type it here, in any language: it reaches them at once. It is fine not to know.",
)
NOT_KNOWN = Label(th="ไม่ทราบ", en="I do not know")
YES_OR_NO = (Label(th="ใช่", en="Yes"), Label(th="ไม่ใช่", en="No"), NOT_KNOWN)
ANSWERS = {
    Example.WHERE: (NOT_KNOWN,),
    Example.SIDE: (
        Label(th="ฝั่งขาเข้าเมือง", en="Side into town"),
        Label(th="ฝั่งขาออกเมือง", en="Side out of town"),
        NOT_KNOWN,
    ),
    Example.THERE: YES_OR_NO,
}
#: An officer's own question that a yes or a no answers.
CAN_BE_YES_OR_NO = re.compile(
    r"(?:ไหม|มั้ย|ไม๊|เปล่า|ใช่ป่ะ|หรือไม่|หรือยัง|รึยัง)(?:นะ)?(?:คะ|ค่ะ|ครับ|จ๊ะ)?[\s?.]*$"
    r"|^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b(?!.*\bor\b)",
    re.IGNORECASE,
)

MUTE = Label(th="ไม่ต้องถามฉันอีก", en="Do not ask me")
UNMUTE = Label(th="ถามฉันได้", en="Ask me again")
MUTED = Text(
    th="ได้ค่ะ จากนี้เราจะไม่ถามอะไรเกี่ยวกับเรื่องที่คุณแจ้ง แต่ยังแจ้งผลทุกเรื่องเหมือนเดิม\n"
    "หากเปลี่ยนใจ แตะ “ถามฉันได้” หรือดูที่ “ข้อมูลของฉัน” ค่ะ",
    en="We ask you nothing more about what you share; you still hear every result.\n"
    "If you change your mind, tap “Ask me again”, here or under “My data”.",
)
UNMUTED = Text(
    th="ขอบคุณค่ะ เมื่อทีมออกเดินทาง เราอาจถามคุณสั้น ๆ เพื่อให้หาเจอเร็วขึ้น",
    en="Thank you. When a team sets off we may ask you something short, to find the person sooner.",
)

OWN_NEED = Text(th="คุณเองต้องการความช่วยเหลือใช่ไหมคะ", en="Is it you who needs help?")
OWN_NEED_CALL = Text(
    th="หากมีอันตราย โทรได้เลยค่ะ โทรจะถึงเร็วกว่าแชต",
    en="If you are in danger, please call now: a call gets through faster than this chat.",
)
OWN_NEED_TAP = Text(
    th="หากเป็นคุณเอง แตะ “ใช่ ฉันเอง” หากเป็นคนอื่น แตะ “ไม่ใช่ เป็นคนอื่น” ค่ะ",
    en="If it is you, tap “Yes, it is me”; if not, “No, someone else”.",
)
WORDS_ARE_KEPT = Text(
    th="ข้อความของคุณอยู่ในเรื่อง {number} แล้วค่ะ",
    en="What you wrote is with case {number}.",
)
ME = Label(th="ใช่ ฉันเอง", en="Yes, it is me")
SOMEBODY_ELSE = Label(th="ไม่ใช่ เป็นคนอื่น", en="No, someone else")

MEANT = Text(th="หมายถึง “{what}” ใช่ไหมคะ แตะปุ่มได้เลยค่ะ", en="Do you mean “{what}”? Tap it.")
#: What the buttons say, by act.
ACTS = {
    "start": Label(th="วิธีแจ้ง", en="How to share"),
    "status": Label(th="เรื่องของฉัน", en="My shares"),
    "language&to=en": Label(th="ภาษาอังกฤษ", en="English"),
    "language&to=th": Label(th="ภาษาไทย", en="Thai"),
    "language&to=zh": Label(th="ภาษาจีน", en="Chinese"),
    "queue": Label(th="คิวของศูนย์", en="Centre's queue"),
    "mine": Label(th="เคสของฉัน", en="My cases"),
    "on_duty": Label(th="เข้าเวร", en="Go on duty"),
    "off_duty": Label(th="ออกเวร", en="Go off duty"),
    "note": Label(th="เขียนโน้ต", en="Write a note"),
    "more": Label(th="ทำอย่างอื่น", en="More"),
    "give_back": Label(th="คืนเคสทั้งหมด", en="Give all back"),
    "team": Label(th="ทีมของศูนย์", en="The team"),
    "invite": Label(th="เชิญเข้าทีม", en="Invite a colleague"),
    "caller": Label(th="แจ้งแทนผู้โทร", en="For a caller"),
    "near": Label(th="เคสใกล้ฉัน", en="Cases near me"),
    "round": Label(th="เส้นทางวันนี้", en="Today's round"),
    "digest": Label(th="สรุปล่าสุด", en="Latest digest"),
    "digest&to=off": Label(th="ปิดสรุป", en="Digests off"),
    "digest&to=on": Label(th="เปิดสรุป", en="Digests on"),
    "report": Label(th="รายงาน", en="Report"),
    "page": Label(th="หน้ารายงาน", en="Report page"),
    "sign_out": Label(th="ออกจากระบบทุกเครื่อง", en="Sign out everywhere"),
    "questions": Label(th="ไม่ต้องถามฉันอีก", en="Do not ask me"),
    "questions&to=on": Label(th="ถามฉันได้", en="Ask me again"),
    "my_data": Label(th="ข้อมูลของฉัน", en="My data"),
    "erase": Label(th="ลบข้อมูลของฉัน", en="Erase my data"),
    "skip": Label(th="ข้ามข้อนี้", en="Skip this"),
    "cancel": Label(th="ยกเลิก", en="Cancel"),
    "look": Label(th="เคส {number}", en="Case {number}"),
}
