"""What is asked of one whose words were likely, but not sure, to ask for something."""

from __future__ import annotations

from messages.texts.text import Label, Text

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
    "queue": Label(th="คิวของศูนย์", en="Centre's queue"),
    "mine": Label(th="เคสของฉัน", en="My cases"),
    "on_duty": Label(th="เข้าเวร", en="Go on duty"),
    "off_duty": Label(th="ออกเวร", en="Go off duty"),
    "give_back": Label(th="คืนเคสทั้งหมด", en="Give all back"),
    "team": Label(th="ทีมของศูนย์", en="The team"),
    "invite": Label(th="เชิญเข้าทีม", en="Invite a colleague"),
    "caller": Label(th="แจ้งแทนผู้โทร", en="For a caller"),
    "round": Label(th="เส้นทางวันนี้", en="Today's round"),
    "digest": Label(th="สรุปล่าสุด", en="Latest digest"),
    "digest&to=off": Label(th="ปิดสรุป", en="Digests off"),
    "digest&to=on": Label(th="เปิดสรุป", en="Digests on"),
    "report": Label(th="รายงาน", en="Report"),
    "page": Label(th="หน้ารายงาน", en="Report page"),
    "sign_out": Label(th="ออกจากระบบทุกเครื่อง", en="Sign out everywhere"),
    "my_data": Label(th="ข้อมูลของฉัน", en="My data"),
    "erase": Label(th="ลบข้อมูลของฉัน", en="Erase my data"),
    "skip": Label(th="ข้ามข้อนี้", en="Skip this"),
    "cancel": Label(th="ยกเลิก", en="Cancel"),
    "look": Label(th="เคส {number}", en="Case {number}"),
}
