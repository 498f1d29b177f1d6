"""What the bot says to somebody who needs help themselves: first to a human."""

from __future__ import annotations

from messages.texts.text import Label, Text

ME = Label(th="ฉันขอความช่วยเหลือ", en="I need help myself")
NOT_ME = Label(th="ไม่ใช่ฉัน เป็นคนอื่น", en="Not me, someone else")
HEARD = Text(th="เราพร้อมช่วยคุณค่ะ", en="We want to help you")
TALK = Text(
    th="คุยกับเจ้าหน้าที่ได้เลยที่ 1300 โทรได้ทุกเรื่อง ตลอด 24 ชั่วโมงค่ะ",
    en="Speak with somebody now: call 1300, about anything, day and night.",
)
SHARE = Text(
    th="หากอยากให้ทีมไปหา แชร์ตำแหน่งที่คุณอยู่ เราจะส่งถึงศูนย์ที่ดูแลพื้นที่ค่ะ",
    en="If you would like the team to come, share where you are. We pass it to the centre there.",
)
KNOWN = Text(
    th="ทีมทราบแล้วว่าเรื่อง {number} เป็นเรื่องของคุณเอง จะโทรหาศูนย์โดยตรงก็ได้ค่ะ",
    en="The team knows that case {number} is about you. You may also call the centre.",
)
TELL_MORE = Text(
    th="หากสะดวก พิมพ์บอกจุดที่คุณอยู่หรือเสื้อผ้าที่ใส่ ทีมจะได้หาคุณเจอค่ะ",
    en="If you like, type where exactly you are or what you wear, so that the team finds you.",
)
WHOSE = Text(th="จุดใหม่นี้เป็นของใครคะ", en="Whose place is this?")
WHOSE_WHY = Text(
    th="เรื่อง {number} เป็นเรื่องของคุณเอง และจุดนี้อยู่ที่อื่น คุณย้ายมาที่นี่ หรือเป็นคนอื่นคะ\n"
    "หากไม่ตอบภายใน {minutes} นาที เราจะแจ้งทีมว่าคุณย้ายมาที่นี่",
    en="Case {number} is about you, and this is another place. Have you moved, or is it about "
    "someone else?\nIf you do not answer within {minutes} minutes, we tell the team that you moved "
    "here.",
)
MOVED = Label(th="ฉันย้ายมาที่นี่", en="I have moved here")
SOMEBODY_ELSE = Label(th="เป็นคนอื่น", en="It is someone else")

RECEIVED = Text(th="รับเรื่องของคุณแล้วค่ะ", en="We have your request")
QUEUED = Text(
    th="เรื่องเข้าคิวของศูนย์แล้ว ระหว่างนี้อยู่ในที่ปลอดภัย และโทรหาเราได้ตลอดเวลานะคะ",
    en="It is in the centre's queue. Meanwhile stay where you are safe, and call at any time.",
)
ADDED = Text(
    th="ขอบคุณค่ะ เพิ่มในเรื่อง {number} ของคุณแล้ว\nพิมพ์เพิ่มได้อีก หรือโทรคุยกันที่ 1300 นะคะ\n"
    "หากมีอันตราย โปรดโทร 191 หรือ 1669 ก่อน โทรจะถึงเร็วกว่าค่ะ",
    en="Thank you. We added this to your case {number}.\nYou may type more, or call 1300.\n"
    "In danger, please call 191 or 1669 first: a call gets through faster.",
)

RESULT = Text(th="เรื่องของคุณ", en="Your request")
MET = Text(th="ทีมได้พบและดูแลเรื่องของคุณแล้วค่ะ", en="The team met you and looked after your request.")
NOT_MET = Text(th="ทีมไปถึงจุดที่คุณส่งแล้ว แต่ยังไม่พบคุณค่ะ", en="The team came and did not find you.")
ENDED = Text(th="ศูนย์ปิดเรื่องนี้แล้วค่ะ", en="The centre has closed the case.")
STILL = Text(
    th="หากยังต้องการความช่วยเหลือ โทร 1300 หรือบอกเราอีกครั้งได้ทุกเมื่อนะคะ",
    en="If you still need help, call 1300 or tell us again, at any time.",
)
