"""What the bot says to people who send photos."""

from __future__ import annotations

from bot.texts.text import Text

TAKEN = Text(
    th="ขอบคุณค่ะ ได้รับภาพของเรื่อง {number} แล้ว ทีมที่รับเรื่องจะใช้ภาพนี้หาจุดให้พบ\n"
    "ขอเป็นภาพสถานที่ ไม่ต้องเห็นใบหน้าใครนะคะ ส่งได้ถึง {most} ภาพ หากเปลี่ยนใจ ยกเลิกการส่งภาพได้เลยค่ะ",
    en="Thank you. We have your photo for case {number}; it helps the team to find the place.\n"
    "Please show the place, no faces; up to {most} photos. To take one back, just unsend it.",
)
TAKEN_URGENT = Text(
    th="ขอบคุณค่ะ ได้รับภาพของเรื่อง {number} แล้ว เห็นได้เฉพาะเจ้าหน้าที่ที่รับเรื่อง\n"
    "ไม่ต้องถ่ายเพิ่มนะคะ ขอให้อยู่ในที่ปลอดภัย หากมีอันตราย โทร 191 ได้ทันทีค่ะ",
    en="Thank you. We have your photo for case {number}; only the officer in charge sees it.\n"
    "No more photos are needed. Please stay safe; in danger call 191 at once.",
)
FULL = Text(
    th="เรื่อง {number} มีภาพเพียงพอแล้วค่ะ ภาพที่เกินมาไม่ได้เก็บไว้ ขอบคุณมากนะคะ\n"
    "หากเห็นจุดสังเกตอื่น พิมพ์บอกสั้น ๆ ได้เลยค่ะ",
    en="Case {number} has enough photos; the ones beyond that were not kept. Thank you!\n"
    "If there is another landmark, just write it in a few words.",
)
NOT_TAKEN = Text(
    th="ขอบคุณสำหรับภาพนะคะ แต่ยังไม่ทราบว่าเป็นของเรื่องใด จึงไม่ได้เก็บไว้\n"
    "แชร์ตำแหน่งที่พบก่อน แล้วส่งภาพสถานที่ตามมาได้เลยค่ะ",
    en="Thank you for the photo. We do not know yet of which place it is, so it was not kept.\n"
    "Please share the location first, then send the photo of the place.",
)
UNUSABLE = Text(
    th="ขออภัยค่ะ ภาพที่ส่งมาเปิดไม่ได้ จึงไม่ได้เก็บไว้\nส่งภาพสถานที่อีกครั้ง หรือพิมพ์บอกจุดสังเกตสั้น ๆ ได้เลยค่ะ",
    en="Sorry, your photo could not be opened and was not kept.\n"
    "Please send a photo of the place again, or write a landmark in a few words.",
)
