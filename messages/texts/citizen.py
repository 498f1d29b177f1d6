"""What the bot says to people who share a place, and what to expect of a case that waits."""

from __future__ import annotations

from cases.people import Language
from messages.texts.text import AMBULANCE, HOTLINE, POLICE, Label, Text

WELCOME = Text(th="สวัสดีค่ะ ยินดีต้อนรับ", en="Hello and welcome")
WHAT_THIS_IS = Text(
    th="หากพบคนขอทานหรือคนไร้ที่พึ่ง ส่งจุดที่พบมาในแชตนี้ได้เลยค่ะ "
    "เราจะส่งเรื่องถึงศูนย์คุ้มครองคนไร้ที่พึ่งที่ดูแลพื้นที่ แล้วแจ้งผลกลับให้คุณทราบ",
    en="Have you seen somebody begging or without a home? Share the place in this chat. "
    "We pass it to the protection centre that looks after the area and tell you the result.",
)
HOW_TO_SHARE = Text(
    th="แตะ “แชร์ตำแหน่ง” เลือกจุดที่พบ แล้วกดส่ง (ใช้ LINE บนมือถือ)",
    en="Tap “Share a location”, choose the place and send it (LINE on a phone).",
)
SHARE_PLACE = Label(th="แชร์ตำแหน่ง", en="Share a location")

NOTICE = Text(th="ข้อมูลของคุณ", en="Your data")
NOTICE_USE = Text(
    th="เราใช้จุดที่คุณส่งเพื่อให้ความช่วยเหลือและจัดทำสถิติ",
    en="We use the place you send to give help and to keep statistics.",
)
NOTICE_UNSEEN = Text(
    th="ทีมไม่เห็นชื่อหรือบัญชี LINE ของคุณ ข้อมูลว่าใครเป็นผู้แจ้งจะถูกลบหลังปิดเรื่อง {days} วัน",
    en="The team sees neither your name nor your LINE account; we delete who shared a case {days} "
    "days after it is closed.",
)
NOTICE_WHO = Text(
    th="ผู้ควบคุมข้อมูลคือ {controller} ข้อความส่งผ่าน LINE เจ้าหน้าที่คุ้มครองข้อมูลและสิทธิของคุณอยู่ในประกาศค่ะ",
    en="Data controller: {controller}. Messages pass through LINE. The data protection officer and "
    "your rights are in the notice.",
)
NOTICE_LINK = Label(th="ความเป็นส่วนตัว", en="Privacy notice")

EMERGENCY = Text(th="หากเป็นเหตุฉุกเฉิน", en="In an emergency")
NO_EMERGENCY_LINE = Text(
    th="แชตนี้ไม่ใช่สายด่วนฉุกเฉิน หากมีอันตราย โปรดโทรก่อนนะคะ",
    en="This chat is not an emergency line. If anybody is in danger, please call first.",
)
CALLS = {
    POLICE: Label(th="โทร 191 ตำรวจ", en="Call 191 police"),
    AMBULANCE: Label(th="โทร 1669 รถพยาบาล", en="Call 1669 ambulance"),
    # Short enough for the largest font: it may be the first number to call.
    HOTLINE: Label(th="โทร 1300 ช่วยเหลือ", en="Call 1300 (welfare)"),
}
CALL_ANOTHER = Text(th="โทร {number}", en="Call {number}")
CALL_CENTRE = Label(th="โทรหาศูนย์", en="Call the centre")

NAMELESS = Text(
    th="ขออภัยค่ะ LINE ไม่แจ้งบัญชีของคุณมา เราจึงรับเรื่องหรือแจ้งผลทางแชตนี้ไม่ได้\n"
    "โทรแจ้งได้ที่ 1300 ตลอด 24 ชั่วโมง หากมีอันตราย โทร 191 หรือ 1669 ค่ะ",
    en="Sorry, LINE does not tell us your account: we can take no report and send no result here.\n"
    "Please call 1300, day and night. In danger, call 191 or 1669.",
)
SENT_TWICE = Text(
    th="ได้รับจุดนี้แล้วค่ะ อยู่ในเรื่อง {number} ไม่ต้องส่งซ้ำนะคะ",
    en="We have this place already: it is case {number}. No need to send it again.",
)
GUIDE = Text(th="แจ้งจุดที่พบได้ที่นี่ค่ะ", en="Share a place here")
WORDS_AWAIT_PLACE = Text(
    th="เก็บข้อความของคุณไว้แล้ว เหลือเพียงตำแหน่ง แชร์ภายใน 10 นาที ข้อความจะไปพร้อมกันค่ะ",
    en="We keep what you wrote; only the place is missing. Share it within 10 minutes, and your "
    "words go with it.",
)
GUIDE_TALK = Text(
    th="หากต้องการพูดคุยกับเจ้าหน้าที่ โทร 1300 ได้ตลอด 24 ชั่วโมงค่ะ",
    en="To speak with somebody, call 1300, day and night.",
)

RECEIVED = Text(th="รับเรื่องแล้วค่ะ", en="We have your share")
RECEIVED_ALT = Text(th="รับเรื่องแล้วค่ะ เลขที่เรื่อง {number}", en="We have your share: case {number}")
SEPARATED = Text(th="แยกเป็นเรื่องใหม่แล้วค่ะ", en="Now a case of its own")
SEPARATED_FROM = Text(
    th="การแชร์ครั้งนี้แยกออกจากเรื่อง {number} แล้วค่ะ",
    en="This share is no longer part of case {number}.",
)
TOGETHER_WITH = Text(th="รวมกับเรื่อง", en="Together with")
NUMBER = Text(th="เลขที่เรื่อง", en="Case number")
CENTRE = Text(th="ศูนย์ที่ดูแล", en="Centre")
PHONE = Text(th="โทรศัพท์", en="Phone")
DISTANCE = Text(th="ห่างจากศูนย์", en="From the centre")
SHARES = Text(th="จำนวนครั้งที่แจ้ง", en="Shares so far")
WHAT_NEXT = Text(
    th="เรื่องเข้าคิวของศูนย์แล้ว เมื่อปิดเรื่อง เราจะแจ้งผลให้ทราบในแชตนี้ค่ะ",
    en="It is in the centre's queue. When the case is closed we tell you the result in this chat.",
)
TEAM_WAS_HERE = Text(
    th="ทีมมาที่จุดนี้แล้วเมื่อ {time} หากยังพบคนเดิมอยู่ หรือเป็นอีกคน แตะบอกเราได้เลยค่ะ",
    en="A team was here at {time}. Do you still see the same person, or another one?",
)
STILL_SEEN = Label(th="ยังพบคนเดิมอยู่", en="I see them still")
ANOTHER_PERSON = Label(th="เป็นอีกคนหนึ่ง", en="Another person")
ADD_FRIEND = Text(
    th="เพิ่มเราเป็นเพื่อนด้วยนะคะ แตะ “เพิ่มเพื่อน” ด้านบนของแชต มิฉะนั้น LINE ส่งข้อความของเราถึงคุณได้เพียง 7 วัน",
    en="Please add us as a friend (“Add” at the top of this chat): else LINE brings you our "
    "messages for seven days only.",
)
ADD = Label(th="เพิ่มเพื่อน", en="Add as a friend")
ASK_AGAIN = Text(
    th="หากมีข้อสงสัย โทร 1300 ได้ตลอด 24 ชั่วโมง", en="Any question: call 1300, day and night."
)

ASK_KIND = Text(th="ช่วยเล่าเพิ่มอีกนิดได้ไหมคะ", en="Can you tell us a little more?")
ASK_KIND_WHY = Text(
    th="เลือกข้อที่ใกล้เคียง เพื่อให้ทีมเตรียมความช่วยเหลือได้ตรง (ข้ามได้ค่ะ)",
    en="Choose what fits best, so that the team brings the right help. You may skip this.",
)
#: The taxonomy's own names are too long for a quick reply.
KINDS = {
    "ADULT": Label(th="พบคนขอทาน", en="A person begging"),
    "WITH_CHILD": Label(th="มีเด็กอยู่ด้วย", en="A child is there"),
    "ELDER_DISABLED": Label(th="สูงอายุ พิการ ป่วย", en="Older, disabled, ill"),
    "FORCED": Label(th="อาจถูกบังคับ", en="May be forced"),
    "HOMELESS": Label(th="คนไร้ที่พึ่ง ไร้บ้าน", en="Without a home"),
    "OTHER": Label(th="ไม่แน่ใจ / อื่น ๆ", en="Not sure / other"),
}
KIND_SAID = Text(
    th="ขอบคุณค่ะ เพิ่มข้อมูลในเรื่อง {number} ให้ทีมแล้ว",
    en="Thank you. We added this to case {number}.",
)
KIND_NOT_TAKEN = Text(
    th="ขอบคุณที่บอกนะคะ แต่เรื่องนี้เพิ่มข้อมูลไม่ได้แล้ว เพราะปิดไปแล้วหรือไม่ใช่เรื่องที่คุณแจ้ง\n"
    "หากยังพบอยู่ แชร์ตำแหน่งใหม่ได้เลยค่ะ",
    en="Thank you, but nothing can be added to this case: it is closed, or it is not one you "
    "shared.\n"
    "If the person is still there, please share the place again.",
)
CALL_FIRST = Text(th="โปรดโทรก่อนนะคะ", en="Please call first")
KEEP_AWAY = Text(
    th="เพื่อความปลอดภัยของทุกคน โปรดดูอยู่ห่าง ๆ ไม่ต้องเข้าไปพูดคุยหรือห้ามเองนะคะ",
    en="For everybody's safety, please keep your distance and do not step in yourself.",
)

JOINED = Text(th="รับแจ้งแล้วค่ะ", en="We have your share")
JOINED_ALT = Text(th="รับแจ้งแล้วค่ะ รวมในเรื่อง {number}", en="Your share joined case {number}")
JOINED_WHY = Text(
    th="จุดนี้มีการแจ้งไว้แล้ว เราจึงรวมเป็นเรื่องเดียวกัน เมื่อปิดเรื่อง เราจะแจ้งผลให้คุณทราบด้วยค่ะ",
    en="This place was shared before, so your share joined the same case. "
    "You will hear the result when it is closed.",
)
JOINED_IF_NOT = Text(
    th="หากเป็นคนละคน แตะปุ่มด้านล่างเพื่อแยกเรื่องค่ะ",
    en="If you saw somebody else, tap the button and it becomes a case of its own.",
)
SOMEONE_ELSE = Label(th="เป็นคนละคนกัน", en="This is someone else")
NOT_SPLIT = Text(
    th="แยกเรื่องนี้ไม่ได้ค่ะ เพราะแยกไปแล้ว หรือมีการแจ้งเพียงครั้งเดียว\nหากพบอีกคนหนึ่ง แชร์ตำแหน่งใหม่ได้เลยค่ะ",
    en="This share cannot be separated: it already stands alone.\n"
    "If you see another person, please share the place again.",
)

OUTSIDE = Text(th="จุดนี้อยู่นอกประเทศไทยค่ะ", en="This place is outside Thailand")
OUTSIDE_WHY = Text(
    th="ขอบคุณที่เป็นห่วงนะคะ แต่ทีมของเราดูแลได้เฉพาะในประเทศไทย "
    "หากเลือกจุดคลาดเคลื่อน แชร์ตำแหน่งใหม่ได้เลย หรือโทร 1300",
    en="Thank you for caring; our teams can only go to places in Thailand. "
    "If the pin was off, please share it again, or call 1300.",
)


HERE = Text(
    th="ช่วงนี้ ศูนย์นี้มักรับเรื่องภายในประมาณ {time}ค่ะ",
    en="Lately this centre has usually taken a case within about {time}.",
)
COUNTRY = Text(
    th="ช่วงนี้ ศูนย์ทั่วประเทศมักรับเรื่องภายในประมาณ {time}ค่ะ (ศูนย์นี้ยังมีเรื่องน้อยเกินกว่าจะบอกเวลาได้)",
    en="Lately centres across the country have usually taken a case within about {time} "
    "(this one has had too few to tell).",
)
NATION = Text(
    th="ศูนย์นี้ยังไม่มีเจ้าหน้าที่ในระบบค่ะ เราแจ้งศูนย์ส่วนกลางให้แล้ว หากรอไม่ได้ โทร 1300",
    en="This centre has no staff in this chat yet, so we have told the national centre. "
    "If it cannot wait, please call 1300.",
)
NOBODY = Text(
    th="ขณะนี้ยังไม่มีเจ้าหน้าที่ในระบบที่รับเรื่องได้ค่ะ โปรดโทร 1300 แทนนะคะ",
    en="Nobody in this chat can take the case at present. Please call 1300 instead.",
)
RESTING = Text(
    th="ตอนนี้ไม่มีเจ้าหน้าที่เข้าเวรค่ะ เราจะแจ้งเจ้าหน้าที่ตั้งแต่ {since} หากรอไม่ได้ พิมพ์ “ด่วน” หรือโทร 1300",
    en="Nobody is on duty at this hour, so we will alert the staff from {since}. "
    "If it cannot wait, type “urgent” here, or call 1300.",
)
#: Said while LINE takes no pushes, for the month's are used up.
UNTOLD = Text(
    th="เก็บเรื่องไว้แล้ว แต่ตอนนี้เราส่งแจ้งเตือนถึงเจ้าหน้าที่ทาง LINE ไม่ได้ โปรดโทร 1300 นะคะ\n"
    "หากมีอันตราย โทร 191 หรือ 1669 ก่อน เราจะแจ้งทีมทันทีที่ส่งได้ค่ะ",
    en="Your case is kept, but we can alert nobody by LINE at present: please call 1300. "
    "In danger, call 191 or 1669 first. We alert the team as soon as we can again.",
)
NOBODY_ALERTED = Text(
    th="ตอนนี้เราส่งแจ้งเตือนถึงเจ้าหน้าที่ทาง LINE ไม่ได้ โปรดโทร 1300 นะคะ\n"
    "หากมีอันตราย โทร 191 หรือ 1669 ก่อน เราจะแจ้งทีมทันทีที่ส่งได้ค่ะ",
    en="We can alert nobody by LINE at present: please call 1300. "
    "In danger, call 191 or 1669 first. We alert the team as soon as we can again.",
)
CASE_NOT_ALERTED = Text(
    th="เรื่อง {number} เก็บไว้แล้ว แต่เรายังส่งแจ้งเตือนถึงเจ้าหน้าที่ทาง LINE ไม่ได้ โปรดโทร 1300 นะคะ\n"
    "หากมีอันตราย โทร 191 หรือ 1669 ก่อน เราจะแจ้งทีมทันทีที่ส่งได้ค่ะ",
    en="Case {number} is kept, but we could alert nobody of it by LINE: please call 1300. "
    "In danger, call 191 or 1669 first. We alert the team as soon as we can again.",
)
LATE = Text(
    th="เรื่องนี้รอนานกว่าที่ควร และยังไม่มีเจ้าหน้าที่รับ ขออภัยด้วยนะคะ หากรอไม่ได้ โทร 1300",
    en="This case has waited longer than it should and no officer has taken it yet; "
    "we are sorry. If it cannot wait, please call 1300.",
)
URGENT = Text(
    th="เรื่องนี้อยู่ในกลุ่มเร่งด่วนที่สุดของศูนย์แล้ว แต่การโทรจะถึงเร็วกว่านะคะ",
    en="It is among the centre's most urgent cases now, but a call gets through faster.",
)
STILL_WAITING = Text(
    th="เรื่อง {number} รอนานกว่าที่ควร และยังไม่มีเจ้าหน้าที่รับ ขออภัยด้วยนะคะ หากรอไม่ได้ โทร 1300",
    en="Case {number} has waited longer than it should and no officer has taken it yet; "
    "we are sorry. If it cannot wait, please call 1300.",
)

ONE_MINUTE = Text(th="1 นาที", en="a minute")
MINUTES = Text(th="{number} นาที", en="{number} minutes")
ONE_HOUR = Text(th="1 ชั่วโมง", en="an hour")
HOURS = Text(th="{number} ชั่วโมง", en="{number} hours")
ONE_DAY = Text(th="1 วัน", en="a day")
DAYS = Text(th="{number} วัน", en="{number} days")

#: Each language named in itself, for those who read no other.
LANGUAGES = {Language.THAI: "ภาษาไทย", Language.ENGLISH: "English", Language.CHINESE: "中文"}
LANGUAGE_CHOSEN = Text(
    th="ต่อจากนี้ เราจะคุยกับคุณเป็นภาษาไทยนะคะ", en="From now on we speak English with you."
)

PLACE_READ = Text(th="ใช่จุดนี้ไหมคะ", en="Is it this place?")
PLACE_READ_HOW = Text(
    th="แตะ “ใช่ จุดนี้” แล้วเราจะส่งให้ทีมในพื้นที่ทันทีค่ะ",
    en="Tap “Yes, this place” and we pass it to the team there at once.",
)
PROVINCE = Text(th="จังหวัด", en="Province")
COORDINATES = Text(th="พิกัด", en="Coordinates")
USE_PLACE = Label(th="ใช่ จุดนี้", en="Yes, this place")
SEE_MAP = Label(th="ดูบนแผนที่", en="See it on the map")
MAP_LINK = Text(
    th="เราอ่านจุดจากลิงก์นี้ไม่ได้ค่ะ\n"
    "เปิดลิงก์ แตะค้างที่หมุด แล้วคัดลอกตัวเลขพิกัด เช่น 14.3532, 100.5689 มาวางที่นี่ หรือแชร์ตำแหน่งจากมือถือได้เลยค่ะ",
    en="We cannot read the place from this link.\n"
    "Open it, press long on the pin, copy the numbers, such as 14.3532, 100.5689, and paste them "
    "here; or share the location from a phone.",
)
LOCAL_CODE = Text(
    th="รหัสนี้ใช้ได้เมื่อมีชื่อจังหวัดต่อท้ายค่ะ เช่น พระนครศรีอยุธยา โปรดพิมพ์อีกครั้งนะคะ",
    en="This code needs its province behind it, such as Phra Nakhon Si Ayutthaya. "
    "Please write it again.",
)
PLACE_GONE = Text(
    th="จุดนี้ส่งไปแล้ว หรือหมดเวลาแล้วค่ะ หากยังไม่ได้เลขที่เรื่อง โปรดพิมพ์พิกัดอีกครั้งนะคะ",
    en="This place went already, or its time is over. If you got no case number, please write it "
    "again.",
)
