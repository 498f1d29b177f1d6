"""The words of the poster for markets, temples and bus stations, and of the demo."""

from __future__ import annotations

from messages.texts.text import Text

HEADLINE = Text(th="พบผู้ที่อาจต้องการความช่วยเหลือ", en="Have you seen somebody who may need help?")
ASK = Text(th="แชร์ตำแหน่งให้เราทราบทาง LINE", en="Share the place with us in LINE")
STEPS = (
    Text(th="สแกนแล้วเพิ่มเพื่อนใน LINE", en="Scan the code and add us in LINE"),
    Text(th="กดแชร์ตำแหน่ง เลือกจุดที่พบ", en="Press to share a location, choose the place"),
    Text(th="รับเลขที่เรื่อง รอฟังผลในแชต", en="Get a case number, hear the result in the chat"),
)
PRIVATE = Text(th="ไม่ต้องบอกชื่อ ไม่ต้องถ่ายภาพใบหน้าใคร", en="No name needed, no photo of anybody's face")
CALL = Text(th="หรือโทร 1300 ตลอด 24 ชั่วโมง", en="Or call 1300, 24 hours a day")
URGENT = Text(th="เหตุด่วน โทร 191 · เจ็บป่วย โทร 1669", en="Emergency 191 · Ambulance 1669")


ACCOUNT = "แชร์ที่ขอทาน"
#: Asks for nothing, so that the bot shows the staff menu.
HELLO = "เมนู"
CITIZEN, OFFICER, HEAD = "มะลิ", "สมชาย", "ปราณี"
NATIONAL_OFFICER, MANAGER = "วิชัย", "กัญญา"
