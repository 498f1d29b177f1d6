"""The words of a page for somebody whose page is not there, or cannot be shown now."""

from __future__ import annotations

from messages.texts.text import Label, Text

NOT_HERE = Text(
    th="ไม่มีหน้านี้ค่ะ ลิงก์อาจพิมพ์ผิดหรือเก่าแล้ว",
    en="This page does not exist. The link may be mistyped or old.",
)
NOT_NOW = Text(
    th="ขออภัยค่ะ ตอนนี้เปิดหน้านี้ไม่ได้ โปรดรอสักครู่แล้วลองใหม่อีกครั้งนะคะ",
    en="Sorry, this page cannot be shown now. Please wait a moment and try again.",
)
CALL = Text(
    th="หากเป็นเรื่องเร่งด่วน โทร 191 ตำรวจ 1669 รถพยาบาล หรือ 1300 ช่วยเหลือสังคม",
    en="If it is urgent, call 191 police, 1669 ambulance, or 1300 social assistance.",
)
HOME = Label(th="ไปหน้าแรก", en="To the first page")
