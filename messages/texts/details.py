"""What the bot asks a sharer after the share: what helps to find the person."""

from __future__ import annotations

from cases.case import Question, Wish
from messages.texts.text import Label, Text

HELP = Text(th="ช่วยให้ทีมหาเจอ", en="Help the team to find the person")
HELP_HOW = Text(
    th="พิมพ์ตอบได้เลย ข้อไหนก่อนก็ได้ และข้ามได้ทุกข้อค่ะ",
    en="Just type it here, in any order. You may skip each of these.",
)
CHOICES = {
    Question.SPOT: Text(
        th="จุดที่อยู่ เช่น หน้าร้านทอง ใต้สะพานลอย", en="The exact spot, such as: by the gold shop"
    ),
    Question.WEARS: Text(
        th="การแต่งกาย เช่น เสื้อสีแดง สวมหมวก", en="What the person wears, such as: red shirt, hat"
    ),
    Question.SITS: Text(th="นั่ง ยืน หรือนอนอยู่ตรงไหน", en="Where the person sits, stands or lies"),
    Question.PHOTO: Text(
        th="รูปของสถานที่ (ไม่ถ่ายใบหน้าใครนะคะ)", en="A photo of the place, never of a face"
    ),
    Question.WISH: Text(
        th="ได้คุยกันไหม เขาอยากให้ช่วยหรือไม่", en="Did you speak? Does the person want help?"
    ),
}
SHORT = {
    Question.SPOT: Label(th="บอกจุดที่อยู่", en="The exact spot"),
    Question.WEARS: Label(th="บอกการแต่งกาย", en="The clothes"),
    Question.SITS: Label(th="นั่งหรือยืนตรงไหน", en="Sitting where"),
    Question.PHOTO: Label(th="ส่งรูปสถานที่", en="Photo of the place"),
    Question.WISH: Label(th="ได้คุยกันไหม", en="Did you speak?"),
}
ASK = {
    Question.SPOT: Text(
        th="อยู่ตรงไหนแน่คะ พิมพ์สั้น ๆ ได้เลย เช่น หน้าร้านทอง ใต้สะพานลอย",
        en="Where exactly? A few words will do, such as: in front of the gold shop.",
    ),
    Question.WEARS: Text(
        th="แต่งกายอย่างไรคะ เช่น เสื้อสีแดง สวมหมวก",
        en="What does the person wear? For instance: a red shirt and a hat.",
    ),
    Question.SITS: Text(
        th="นั่ง ยืน หรือนอนอยู่ตรงไหนคะ เช่น นั่งข้างบันได",
        en="Where does the person sit, stand or lie? For instance: sits by the stairs.",
    ),
    Question.PHOTO: Text(
        th="หากสะดวกและปลอดภัย ส่งรูปของสถานที่มาได้ค่ะ โปรดไม่ถ่ายใบหน้าใครนะคะ",
        en="If it is easy and safe, send a photo of the place. Please never of a face.",
    ),
    Question.WISH: Text(
        th="คุณได้พูดคุยกับเขาไหมคะ เขาต้องการความช่วยเหลือหรือไม่",
        en="Did you speak with the person? Do they want help?",
    ),
}
WISHES = {
    Wish.YES: Label(th="คุยแล้ว อยากให้ช่วย", en="Yes, wants help"),
    Wish.NO: Label(th="คุยแล้ว ไม่ต้องการ", en="No, wants no help"),
    Wish.UNSPOKEN: Label(th="ไม่ได้คุยกัน", en="We did not speak"),
}
SKIP = Label(th="ข้ามข้อนี้", en="Skip this")
SKIP_ALL = Label(th="ไม่มีอะไรเพิ่มแล้ว", en="Nothing to add")
TAKE_PHOTO = Label(th="ถ่ายรูปสถานที่", en="Take a photo")
CHOOSE_PHOTO = Label(th="เลือกรูปจากเครื่อง", en="Choose a photo")
DONE = Text(
    th="ขอบคุณค่ะ หากนึกอะไรได้อีก พิมพ์มาได้เลย\nเมื่อปิดเรื่อง เราจะแจ้งผลให้ทราบในแชตนี้ค่ะ",
    en="Thank you. If you think of more, just type it.\n"
    "When the case is closed we tell you the result in this chat.",
)
FULL = Text(
    th="ขอบคุณค่ะ ทีมมีข้อมูลของเรื่อง {number} พอแล้ว ข้อความล่าสุดจึงไม่ได้เก็บไว้\n"
    "หากมีสิ่งสำคัญเปลี่ยนไป โทร 1300 ได้ตลอด 24 ชั่วโมงค่ะ",
    en="Thank you. The team has enough to go on for case {number}, so your last message was not "
    "kept.\n"
    "If something important changes, call 1300, day and night.",
)
NUMBER_LEFT_OUT = Text(
    th="เพื่อความเป็นส่วนตัวของคุณ เราไม่ส่งเบอร์โทรหรือบัญชีส่วนตัวต่อให้เจ้าหน้าที่ค่ะ "
    "หากต้องการคุย โทร 1300 ได้ตลอด 24 ชั่วโมง",
    en="For your privacy we did not pass phone numbers or accounts on. To talk to somebody, call "
    "1300, day and night.",
)

IN_DANGER = Text(th="มีใครกำลังอยู่ในอันตรายไหมคะ", en="Is somebody in danger now?")
IN_DANGER_TAP = Text(
    th="หากมี แตะข้อที่ใกล้เคียงได้เลย ทีมจะเห็นเป็นเรื่องด่วนค่ะ",
    en="If so, tap what is closest: the team sees it as urgent.",
)
#: Short, for they stand beside each other.
DANGERS = {
    "MEDICAL": Label(th="บาดเจ็บหรือป่วย", en="Hurt or ill"),
    "TRAFFIC": Label(th="อยู่บนถนน", en="In the road"),
    "VIOLENCE": Label(th="มีการทำร้ายกัน", en="Violence"),
}
NO_DANGER = Label(th="ไม่มีอันตราย", en="Nobody is in danger")
MAY_ADD = Text(
    th="เมื่อปลอดภัยแล้ว จะพิมพ์บอกจุดหรือการแต่งกายเพิ่มก็ได้ค่ะ",
    en="Once you are safe, you may type the exact spot or the clothes here.",
)
#: What the chat shows in place of a word that an exploiter must not read over a shoulder.
ANSWERED = Text(th="ตอบแล้ว", en="Answered")
