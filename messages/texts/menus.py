"""What stands on the rich menus. Where a line breaks on the picture, the words say so; read aloud
(the label of an area) they are one line."""

from __future__ import annotations

from messages.texts.text import Label, Text

CHAT_BAR = Label(th="เมนู", en="Menu")

SHARE = Label(th="แชร์ตำแหน่ง", en="Share a place")
MY_SHARES = Label(th="เรื่องของฉัน", en="My shares")
NEED_HELP = Label(th="ฉันขอ\nความช่วยเหลือ", en="I need help")
CALL = Label(th="โทร 1300", en="Call 1300")
MY_DATA = Label(th="ข้อมูลของฉัน", en="My data")
#: Each in its own language: it is for those who cannot read the other one.
IN_ENGLISH, IN_THAI = "English", "ภาษาไทย"

WORK = Label(th="งาน", en="Work")
MORE = Label(th="อื่น ๆ", en="More")
QUEUE = Label(th="คิวของศูนย์", en="Centre's\nqueue")
MINE = Label(th="เคสของฉัน", en="My cases")
CHECK_IN = Label(th="ถึงจุดแล้ว", en="Check in")
ON_DUTY = Label(th="เข้าเวร", en="Go on duty")
OFF_DUTY = Label(th="ออกเวร", en="Go off duty")
REPORT = Label(th="รายงาน", en="Report")
INVITE = Label(th="เชิญเข้าทีม", en="Invite a\ncolleague")

INVITING = Text(
    th="เชิญเพื่อนร่วมงานได้ 2 ขั้นค่ะ\n"
    "1. ขอรหัสเชิญของ{centre} จากผู้ดูแลระบบ\n"
    "2. ให้เพื่อนร่วมงานเพิ่มบัญชีนี้เป็นเพื่อน แล้วส่งรหัสในแชตนี้",
    en="Two steps to invite a colleague:\n"
    "1. Ask the operator for an invitation code for {centre}.\n"
    "2. Your colleague adds this account as a friend and sends the code here.",
)
