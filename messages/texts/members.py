"""What the bot says to heads: who is in the team, who leaves it, and what is late."""

from __future__ import annotations

from messages.texts.text import Counted, Label, Text

TEAM_ALT = Text(
    th="ทีมของ{centre}: คนที่ {first}-{last} จาก {total}",
    en="Team of {centre}: {first}-{last} of {total}",
)
NUMBER = Text(th="หมายเลข", en="Number")
IN_HAND = Text(th="เคสในมือ", en="Cases in hand")
REMOVE = Label(th="นำออกจากทีม", en="Remove from team")
REMOVE_ASKED = Text(th="นำออกจากทีมใช่ไหมคะ", en="Remove from the team?")
REMOVE_WHAT = Text(
    th="จะไม่ได้รับแจ้งเหตุและทำเคสไม่ได้อีก เคสในมือ {cases} เคสจะกลับเข้าคิวของศูนย์ค่ะ",
    en="There will be no more alerts and no more cases for this person. Cases that go back to the "
    "queue: {cases}.",
)
YES_REMOVE = Label(th="ยืนยันนำออก", en="Yes, remove")
NO_BACK = Label(th="กลับไปดูทีม", en="Back to the team")
REMOVED = Text(
    th="นำ {name} ออกจากทีมแล้วค่ะ เคสที่กลับเข้าคิว: {cases}",
    en="{name} is no longer in the team. Cases back in the queue: {cases}",
)
TAKEN_OUT = Text(
    th="คุณไม่ได้อยู่ในทีมของ{centre}แล้วค่ะ ขอบคุณที่ช่วยดูแลพื้นที่ด้วยกันนะคะ\n"
    "หากเข้าใจผิด โปรดติดต่อหัวหน้าศูนย์ ส่วนการแจ้งจุดที่พบ แชร์ตำแหน่งได้เช่นเดิมค่ะ",
    en="You are no longer in the team of {centre}. Thank you for your work there.\n"
    "If this is a mistake, please ask the head of the centre. You can still share a place here.",
)
NOBODY = Text(
    th="หน้านี้ไม่มีรายชื่อแล้วค่ะ พิมพ์ “ทีม” เพื่อดูใหม่นะคะ",
    en="There is nobody on this page any more. Type “team” to see it anew.",
)
OTHERS = Text(th="สมาชิกคนอื่น", en="Other members")
NEXT_PAGE = Label(th="ดูคนถัดไป", en="More members")
PREVIOUS_PAGE = Label(th="ย้อนกลับ", en="Back")

LATE_HEADING = Text(th="เคสที่ล่าช้าของศูนย์", en="Late cases of your centre")
LATE_ALT = Text(
    th="เคสล่าช้าของ{centre}: รอผู้รับ {waiting}, ยังไม่ปิด {held}",
    en="Late at {centre}: {waiting} not claimed, {held} not closed",
)
AS_OF = Text(th="ณ เวลา", en="As of")
NOT_CLAIMED = Text(th="ยังไม่มีผู้รับ", en="Not claimed")
NOT_CLOSED = Text(th="รับแล้วยังไม่ปิด", en="Not closed yet")
FORGOTTEN_SOON = Text(
    th="จะลบข้อมูลผู้แจ้งใน {days} วัน หากยังไม่ปิด",
    en="Sharers are deleted within {days} days unless closed",
)
OLDEST = Text(th="เก่าสุด", en="Oldest")
LATE_NEXT = Text(
    th="โปรดช่วยดูว่าใครรับต่อได้นะคะ เราสรุปให้วันละครั้งจนกว่าจะไม่มีเคสล่าช้า",
    en="Please see who can take them. We sum up once a day until nothing is late.",
)

MANY_URGENT = Text(th="เหตุด่วนจำนวนมากจากบัญชีเดียว", en="Many urgent cases from one account")
MANY_URGENT_CAME = Counted(
    th="มีเหตุด่วนเพิ่ม {cases} เคส รวมวันนี้ {total} เคส ทุกเคสอยู่ในคิวแล้วค่ะ",
    en="{cases} more came, {total} in a day. Each is in the queue.",
    one="1 more came, {total} in a day. It is in the queue.",
)
FIRST_ONES = Text(th="เคส", en="Cases")
MANY_URGENT_NEXT = Text(
    th="อาจมีเหตุจริงอยู่ด้วย โปรดดูในคิวนะคะ ถ้ามีเพิ่มจะสรุปให้อีก โดยไม่แจ้งทีละเคส",
    en="One of them may be real: please look at the queue. If more come we sum up again, without "
    "an alert for each.",
)
