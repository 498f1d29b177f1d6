"""What the bot says to staff about their team: who is in it, joins it and leaves it, the
menu, on and off duty."""

from __future__ import annotations

from cases.people import Role
from messages.texts.text import Counted, Label, Text

ROLES = {
    Role.OFFICER: Text(th="เจ้าหน้าที่", en="officer"),
    Role.HEAD: Text(th="หัวหน้าศูนย์", en="head of centre"),
    Role.MANAGER: Text(th="ผู้บริหาร", en="manager"),
}
MENU = Text(th="เมนูเจ้าหน้าที่", en="Staff menu")
CENTRE = Text(th="ศูนย์", en="Centre")
ROLE = Text(th="บทบาท", en="Role")
DUTY = Text(th="เวร", en="Duty")
IS_ON_DUTY = Text(th="เข้าเวรอยู่ รับแจ้งเหตุ", en="On duty, alerts come")
IS_ON_DUTY_UNTIL = Text(th="เข้าเวรถึง {until}", en="On duty until {until}")
IS_OFF_DUTY = Text(th="ออกเวรแล้ว ไม่รับแจ้งเหตุ", en="Off duty, no alerts")
TYPE_INSTEAD = Text(
    th="พิมพ์แทนปุ่มได้ค่ะ: คิว, เคสของฉัน, เส้นทาง, แจ้งแทน, เข้าเวร, ออกเวร",
    en="You may also type: queue, my cases, route, caller, on duty, off duty",
)
TYPE_REPORT = Text(
    th="พิมพ์แทนปุ่มได้ค่ะ: รายงาน, หน้ารายงาน, คิว",
    en="You may also type: report, report page, queue",
)
QUEUE = Label(th="คิวของศูนย์", en="Centre's queue")
MINE = Label(th="เคสของฉัน", en="My cases")
ON_DUTY = Label(th="เข้าเวร", en="Go on duty")
OFF_DUTY = Label(th="ออกเวร", en="Go off duty")
REPORT = Label(th="รายงาน", en="Report")
TEAM = Label(th="ทีม", en="Team")

JOINED = Text(th="ยินดีต้อนรับเข้าสู่ทีมค่ะ", en="Welcome to the team")
JOINED_ALT = Text(th="คุณเข้าร่วมทีมของ{centre}แล้วค่ะ", en="You joined the team of {centre}")
MEMBER_ARRIVED = Text(
    th="{name} เข้าร่วมทีมของ{centre}แล้วค่ะ (บทบาท: {role})\n"
    "หากไม่ใช่คนที่ศูนย์เชิญ โปรดแจ้งผู้ดูแลระบบโดยเร็วนะคะ",
    en="{name} joined the team of {centre} ({role}).\n"
    "If your centre did not invite this person, please tell the operator soon.",
)
CODE_REFUSED = Text(
    th="รหัสนี้ใช้ไม่ได้ค่ะ โปรดตรวจตัวอักษรอีกครั้ง หรือขอรหัสใหม่จากหัวหน้าศูนย์\n"
    "หากต้องการแจ้งจุดที่พบ แชร์ตำแหน่งได้เลยค่ะ",
    en="This code does not work. Please check the letters, or ask the head of your centre for a "
    "new one.\nTo tell us about a place, just share it here.",
)
CODE_TRIES_OVER = Text(
    th="ใส่รหัสไม่ถูกต้องหลายครั้งแล้วค่ะ ลองใหม่ได้อีกครั้งหลัง {until}",
    en="There were too many wrong codes. Please try again after {until}.",
)
CASES_IN_HAND = Counted(
    th="คุณยังมีเคสในมือ {cases} เคสค่ะ โปรดปิดหรือคืนเคสก่อน แล้วส่งรหัสอีกครั้งนะคะ",
    en="You still hold {cases} open cases. Please close or release them, then send the code again.",
    one="You still hold an open case. Please close or release it, then send the code again.",
)
NOW_ON_DUTY = Text(
    th="คุณเข้าเวรแล้วค่ะ เมื่อมีเคสใหม่ เราจะแจ้งเหตุให้ทราบ",
    en="You are on duty. Alerts of new cases come to you.",
)
CASES_WAIT = Text(th="ตอนนี้มี {cases} เคสรอผู้รับอยู่ค่ะ", en="Cases waiting to be claimed now: {cases}.")
NO_CASE_WAITS = Text(th="ตอนนี้ไม่มีเคสรอผู้รับค่ะ", en="No case is waiting now.")
NOW_OFF_DUTY = Text(
    th="คุณไม่ได้เข้าเวรค่ะ จะไม่มีการแจ้งเหตุ เคสที่อยู่ในมือยังเป็นของคุณ",
    en="You are not on duty: no alerts. Cases in your hands stay yours.",
)
RETURN_CASES_FIRST = Counted(
    th="คุณยังมีเคสในมือ {cases} เคส จึงยังลบข้อมูลไม่ได้ค่ะ\nโปรดปิดหรือคืนเคสก่อน แล้วพิมพ์ “ลบข้อมูล” อีกครั้งนะคะ",
    en="You still hold {cases} open cases, so your data cannot be erased yet.\n"
    "Please close or release them, then type “erase my data” again.",
    one="You still hold an open case, so your data cannot be erased yet.\n"
    "Please close or release it, then type “erase my data” again.",
)
MEMBER_LEFT = Text(
    th="สมาชิกหนึ่งคน (บทบาท: {role}) ออกจากทีมของ{centre}และลบข้อมูลของตนแล้วค่ะ",
    en="A member ({role}) left the team of {centre} and erased their data.",
)


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
