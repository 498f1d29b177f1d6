"""The words that people are told they may type in place of a button; messages/texts/ways
understands many more."""

from __future__ import annotations

#: Act of a button, with its fields -> what asks for it, small letters, single blanks. Which acts
#: are for everybody, handlers/typed.py says.
TYPED = {
    "start": (
        "เริ่ม", "เริ่มต้น", "เมนู", "วิธีใช้", "วิธีแจ้ง", "สวัสดี", "สวัสดีค่ะ", "สวัสดีครับ",
        "start", "menu", "help", "how to", "hello", "hi",
    ),
    "status": (
        "สถานะ", "เรื่องของฉัน", "เรื่องที่แจ้ง", "เรื่องที่ฉันแจ้ง", "ติดตาม", "ติดตามเรื่อง", "ผล",
        "status", "my shares", "my share",
    ),
    "language&to=en": ("english", "in english", "speak english", "ภาษาอังกฤษ", "อังกฤษ"),
    "language&to=th": ("ภาษาไทย", "ไทย", "thai", "in thai", "speak thai"),
    "language&to=zh": ("中文", "chinese", "in chinese", "speak chinese", "ภาษาจีน", "จีน"),
    "queue": ("คิว", "คิวศูนย์", "คิวของศูนย์", "ดูคิว", "queue"),
    "mine": ("เคสของฉัน", "เคสฉัน", "เคสของผม", "เคสของดิฉัน", "mine", "my cases"),
    "on_duty": ("เข้าเวร", "on duty"),
    "off_duty": ("ออกเวร", "off duty"),
    "note": ("โน้ต", "เขียนโน้ต", "note", "write a note"),
    "more": ("ทำอย่างอื่น", "อย่างอื่น", "more", "more options"),
    "give_back": ("คืนเคสทั้งหมด", "give back all", "give all back"),
    "team": ("ทีม", "ทีมของศูนย์", "ทีมของฉัน", "team", "my team"),
    "invite": ("เชิญเข้าทีม", "เชิญ", "invite"),
    "caller": ("แจ้งแทน", "แจ้งแทนผู้โทร", "caller", "for a caller"),
    "near": ("ใกล้ฉัน", "เคสใกล้ฉัน", "near me", "cases near me"),
    "round": ("เส้นทาง", "รอบวันนี้", "เส้นทางวันนี้", "round", "route", "today's round"),
    "digest": ("สรุป", "สรุปล่าสุด", "digest", "summary"),
    "digest&to=off": ("ปิดสรุป", "ไม่รับสรุป", "digest off", "digests off"),
    "digest&to=on": ("เปิดสรุป", "รับสรุป", "digest on", "digests on"),
    "report": ("รายงาน", "สถิติ", "report"),
    "page": ("หน้ารายงาน", "เปิดหน้ารายงาน", "report page", "open report page"),
    "sign_out": (
        "ออกจากระบบทุกเครื่อง", "ออกจากระบบ", "ออกทุกเครื่อง", "sign out everywhere", "sign out",
    ),
    "questions": (
        "ไม่ต้องถาม", "ไม่ต้องถามฉันอีก", "หยุดถาม", "อย่าถาม", "ไม่ต้องถามอีก",
        "do not ask me", "don't ask me", "stop asking", "no questions",
    ),
    "questions&to=on": ("ถามฉันได้", "ถามได้", "ask me again", "you may ask me"),
    "my_data": ("ข้อมูลของฉัน", "ดูข้อมูลของฉัน", "ข้อมูลของผม", "ข้อมูลของดิฉัน", "my data"),
    "erase": ("ลบข้อมูลของฉัน", "ลบข้อมูล", "ลบข้อมูลฉัน", "erase my data", "delete my data"),
    "thanks": (
        "ขอบคุณ", "ขอบคุณมาก", "ขอบใจ", "ok", "okay", "โอเค", "ได้", "รับทราบ", "thanks", "thank you",
        "thank you very much", "thank you so much",
    ),
    "skip": (
        "ข้าม", "ข้ามข้อนี้", "ไม่มี", "ไม่รู้", "ไม่ทราบ", "ไม่แน่ใจ",
        "skip", "skip this", "none", "i do not know", "i don't know", "don't know", "not sure",
    ),
    "cancel": (
        "ยกเลิก", "ไม่มีอะไรเพิ่มแล้ว", "ไม่มีแล้ว", "พอแล้ว",
        "cancel", "stop", "nothing to add", "that is all", "that's all",
    ),
    "urgent": (
        "ด่วน", "ด่วนมาก", "เรื่องด่วน", "เหตุด่วน", "เร่งด่วน", "ฉุกเฉิน", "เหตุฉุกเฉิน", "อันตราย",
        "urgent", "it is urgent", "it's urgent", "this is urgent", "emergency", "danger",
    ),
    "own_need": (
        "ช่วยด้วย", "ช่วยฉันด้วย", "ช่วยผมด้วย", "ช่วยหนูด้วย", "ช่วยเราด้วย", "ช่วยดิฉันด้วย",
        "ฉันต้องการความช่วยเหลือ", "ผมต้องการความช่วยเหลือ", "หนูต้องการความช่วยเหลือ",
        "ต้องการความช่วยเหลือ", "ขอความช่วยเหลือ", "ฉันขอความช่วยเหลือ", "ผมขอความช่วยเหลือ",
        "หนูขอความช่วยเหลือ",
        "help me", "please help me", "help me please", "i need help", "i need help myself",
    ),
}  # fmt: skip
