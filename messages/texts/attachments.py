"""What the bot says to people who send attachments, by the form that these have."""

from __future__ import annotations

from cases.case import Form, Unreadable
from messages.texts.text import Counted, Text

#: Of all forms together.
COUNTED = Counted(th="รูป {attachments} รูป", en="{attachments} photos", one="1 photo")
WITH_WORDS = Text(th="ข้อความและรูป", en="words and photos")

#: The same whether the case is urgent or not: by whose word it is must not be told.
TAKEN = {
    Form.PHOTO: Text(
        th="ขอบคุณค่ะ ได้รับภาพของเรื่อง {number} แล้ว\n"
        "เก็บได้ {most} ภาพ ขอเป็นภาพสถานที่ ไม่เห็นใบหน้าใคร และถ่ายจากจุดที่ปลอดภัยนะคะ\n"
        "หากเปลี่ยนใจ กดยกเลิกการส่งภาพได้เลยค่ะ",
        en="Thank you. We have your photo for case {number}.\n"
        "We keep up to {most}: of the place, no faces, and only from where you are safe.\n"
        "Changed your mind? Just unsend it.",
    ),
}
FULL = {
    Form.PHOTO: Text(
        th="เรื่อง {number} มีภาพเพียงพอแล้วค่ะ ภาพที่เกินมาไม่ได้เก็บไว้ ขอบคุณมากนะคะ\n"
        "หากเห็นจุดสังเกตอื่น พิมพ์บอกสั้น ๆ ได้เลยค่ะ",
        en="Case {number} has enough photos; the ones beyond that were not kept. Thank you!\n"
        "If there is another landmark, just write it in a few words.",
    ),
}
AWAITS_PLACE = {
    Form.PHOTO: Text(
        th="ขอบคุณสำหรับภาพนะคะ เก็บไว้ให้แล้ว เหลือเพียงตำแหน่งค่ะ\n"
        "แชร์ตำแหน่งที่พบภายใน 10 นาที ภาพจะไปพร้อมกับเรื่อง",
        en="Thank you for the photo. We keep it for you; only the place is missing.\n"
        "Please share the location within 10 minutes, and the photo goes with it.",
    ),
}
NOT_TAKEN = {
    Form.PHOTO: Text(
        th="ขอบคุณสำหรับภาพนะคะ แต่ยังไม่ทราบว่าเป็นของเรื่องใด จึงไม่ได้เก็บไว้\n"
        "แชร์ตำแหน่งที่พบก่อน แล้วส่งภาพสถานที่ตามมาได้เลยค่ะ",
        en="Thank you for the photo. We do not know yet of which place it is, so it was not kept.\n"
        "Please share the location first, then send the photo of the place.",
    ),
}
UNUSABLE = {
    Form.PHOTO: Text(
        th="ขออภัยค่ะ ภาพที่ส่งมาก่อนหน้านี้มาไม่ถึงเราหรือเปิดไม่ได้ จึงไม่ได้เก็บไว้\n"
        "ส่งภาพสถานที่อีกครั้ง หรือพิมพ์บอกจุดสังเกตสั้น ๆ ได้เลยค่ะ",
        en="Sorry, a photo you sent before did not reach us or could not be opened; "
        "it was not kept.\n"
        "Please send a photo of the place again, or write a landmark in a few words.",
    ),
}

NOT_READABLE = {
    Unreadable.AUDIO: Text(
        th="ขออภัยค่ะ แชตนี้ฟังข้อความเสียงไม่ได้ จึงไม่ได้ส่งต่อให้ใคร",
        en="Sorry, nobody can listen to a voice message here, so it reached no one.",
    ),
    Unreadable.VIDEO: Text(
        th="ขออภัยค่ะ แชตนี้ดูวิดีโอไม่ได้ จึงไม่ได้ส่งต่อให้ใคร",
        en="Sorry, nobody can watch a film here, so it reached no one.",
    ),
    Unreadable.FILE: Text(
        th="ขออภัยค่ะ แชตนี้เปิดไฟล์ไม่ได้ จึงไม่ได้ส่งต่อให้ใคร",
        en="Sorry, nobody can open a file here, so it reached no one.",
    ),
    Unreadable.STICKER: Text(
        th="ขอบคุณสำหรับสติกเกอร์ค่ะ แต่เราอ่านความหมายไม่ออก",
        en="Thank you for the sticker. We cannot tell what it means, though.",
    ),
}
TYPE_FOR_CASE = Text(
    th="โปรดพิมพ์สั้น ๆ หรือส่งภาพสถานที่ แล้วจะไปถึงทีมของเรื่อง {number} ค่ะ\n"
    "หากมีอันตราย โทร 191 หรือ 1669 ก่อนนะคะ",
    en="Type a few words or send a photo of the place: it goes to the team of case {number}.\n"
    "In danger, call 191 or 1669 first.",
)
SHARE_INSTEAD = Text(
    th="หากพบคนที่ต้องการความช่วยเหลือ แชร์ตำแหน่งได้เลยค่ะ อยากคุยกับเจ้าหน้าที่ โทร 1300 ตลอด 24 ชั่วโมง\n"
    "หากมีอันตราย โทร 191 หรือ 1669 ก่อนนะคะ",
    en="To tell us about a person, share the place. To speak with somebody, call 1300, day and "
    "night.\nIn danger, call 191 or 1669 first.",
)
TYPE_TO_US = Text(th="โปรดพิมพ์หรือแตะปุ่มแทนนะคะ", en="Please type, or tap a button, instead.")
