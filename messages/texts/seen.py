"""What the bot asks sharers after their share, and says to their answers.

The question is neutral: whoever looks at the phone learns no more than that a team comes."""

from __future__ import annotations

from cases.case import Seen
from messages.texts.text import Label, Text

TEAM_COMES = Text(th="ทีมกำลังไปยังจุดที่คุณแจ้งค่ะ", en="The team is on the way")
STILL_THERE = Text(th="คนที่คุณแจ้งยังอยู่ที่เดิมไหมคะ", en="Is the person still at the place you shared?")
ONE_TAP = Text(
    th="แตะตอบครั้งเดียว ทีมจะทราบทันที ไม่ต้องย้อนกลับไปดู และข้ามได้ค่ะ",
    en="One tap, and the team knows at once. No need to go back and look; you may skip this.",
)
ASK_ALT = Text(
    th="เรื่อง {number}: ทีมกำลังไปค่ะ ยังอยู่ที่เดิมไหมคะ",
    en="Case {number}: the team is on the way. Is the person still there?",
)
ANSWERS = {
    Seen.HERE: Label(th="ยังอยู่ที่เดิม", en="Still there"),
    Seen.MOVED: Label(th="ย้ายไปที่อื่น", en="Moved elsewhere"),
    Seen.GONE: Label(th="ไม่อยู่แล้ว", en="Gone"),
    Seen.LEFT: Label(th="ฉันออกมาแล้ว", en="I have left"),
    Seen.YES: Label(th="เห็นทีมแล้ว", en="Yes, I saw you"),
    Seen.STILL: Label(th="ยังพบอยู่", en="Still there"),
    Seen.WRONG: Label(th="ผลไม่ตรงกับที่เห็น", en="That is not right"),
}
TAKEN = {
    Seen.HERE: Text(
        th="ขอบคุณค่ะ เพิ่มในเรื่อง {number} ให้ทีมแล้วว่ายังอยู่ที่เดิม\nเมื่อปิดเรื่อง เราจะแจ้งผลให้ทราบค่ะ",
        en="Thank you. Case {number} now says that the person is still there.\n"
        "You will hear the result when it is closed.",
    ),
    Seen.GONE: Text(
        th="ขอบคุณที่บอกนะคะ เพิ่มในเรื่อง {number} ให้ทีมแล้วว่าไม่อยู่ที่เดิม\nหากพบอีก แชร์ตำแหน่งใหม่ได้เลยค่ะ",
        en="Thank you. Case {number} now says that the person is gone.\n"
        "If you see the person again, please share the place.",
    ),
    Seen.LEFT: Text(
        th="ขอบคุณค่ะ ไม่ต้องย้อนกลับไปนะคะ ทีมจะดูแลต่อ\nเมื่อปิดเรื่อง {number} เราจะแจ้งผลให้ทราบค่ะ",
        en="Thank you. No need to go back: the team goes on from here.\n"
        "You will hear the result when case {number} is closed.",
    ),
    Seen.YES: Text(
        th="ขอบคุณที่ยืนยันผลของเรื่อง {number} นะคะ\nหากพบใครที่ต้องการความช่วยเหลืออีก แชร์ตำแหน่งได้เลยค่ะ",
        en="Thank you for confirming case {number}.\n"
        "If you see somebody else who needs help, please share the place.",
    ),
    Seen.WRONG: Text(
        th="ขอบคุณที่บอกนะคะ เราส่งเรื่อง {number} ให้ผู้รับผิดชอบตรวจสอบแล้ว\n"
        "หากยังพบอยู่ แตะ “ยังพบอยู่” หรือโทร 1300 ได้ตลอด 24 ชั่วโมงค่ะ",
        en="Thank you for telling us. Those who answer for case {number} will look into it.\n"
        "If the person is still there, tap “Still there”, or call 1300, day and night.",
    ),
}
WHERE_NOW = Text(th="ตอนนี้อยู่ตรงไหนคะ", en="Where is the person now?")
WHERE_NOW_HOW = Text(
    th="แตะ “แชร์ตำแหน่ง” แล้วเลือกจุดใหม่ภายใน {minutes} นาที เราจะเพิ่มในเรื่อง {number} ให้ทีมทันทีค่ะ",
    en="Tap “Share a location” and choose the new place within {minutes} minutes: "
    "it reaches the team of case {number} at once.",
)
NO_FOLLOWING = Text(
    th="เพื่อความปลอดภัย ไม่ต้องเดินตามไปนะคะ ไม่ทราบจุดใหม่ก็ไม่เป็นไรค่ะ",
    en="For your safety, please do not follow anybody. It is fine if you do not know.",
)
MOVED_HERE = Text(
    th="ขอบคุณค่ะ เพิ่มจุดใหม่ในเรื่อง {number} ให้ทีมแล้ว\nเมื่อปิดเรื่อง เราจะแจ้งผลให้ทราบค่ะ",
    en="Thank you. The new place is now part of case {number}.\n"
    "You will hear the result when it is closed.",
)
KNOWN = Text(
    th="คุณบอกเราไว้แล้วค่ะ อยู่ในเรื่อง {number} เรียบร้อยแล้ว\n"
    "หากมีอะไรเปลี่ยนไป แชร์ตำแหน่งใหม่ได้เลย หรือโทร 1300 ค่ะ",
    en="You have told us already, and case {number} says so.\n"
    "If anything changes, please share the place again, or call 1300.",
)
NOT_TAKEN = Text(
    th="ปุ่มนี้ใช้ไม่ได้แล้วค่ะ เพราะเรื่องปิดไปแล้วหรือไม่ใช่เรื่องที่คุณแจ้ง\nหากยังพบอยู่ แชร์ตำแหน่งใหม่ได้เลยค่ะ",
    en="This button no longer works: the case is closed, or it is not one you shared.\n"
    "If the person is still there, please share the place again.",
)
REOPENED = Text(
    th="ขอบคุณที่บอกนะคะ เราเปิดเรื่อง {number} อีกครั้ง และแจ้งทีมแล้วค่ะ\n"
    "เมื่อปิดเรื่อง เราจะแจ้งผลให้ทราบอีกครั้ง หากมีอันตราย โปรดโทร 191 ก่อนนะคะ",
    en="Thank you for telling us. Case {number} is open again and the team has been told.\n"
    "You will hear the result. If anybody is in danger, please call 191 first.",
)
OTHER_PERSON = Text(
    th="ขอบคุณค่ะ เรื่อง {number} เป็นอีกคนหนึ่ง ทีมจะดูแลเป็นเรื่องใหม่ค่ะ",
    en="Thank you. Case {number} is about another person, and stays a case of its own.",
)
REOPENED_FOR_OTHERS = Text(
    th="เรื่อง {number} เปิดอีกครั้งแล้วค่ะ มีผู้แจ้งว่ายังพบอยู่ที่เดิม ทีมจะไปดูอีกครั้ง\nเมื่อปิดเรื่อง เราจะแจ้งผลให้ทราบค่ะ",
    en="Case {number} is open again: somebody says that the person is still there, and the team "
    "looks again.\nYou will hear the result.",
)
REOPENED_BY_HEAD = Text(
    th="เรื่อง {number} เปิดอีกครั้งแล้วค่ะ ศูนย์ให้ทีมไปดูอีกครั้ง\nเมื่อปิดเรื่อง เราจะแจ้งผลให้ทราบค่ะ",
    en="Case {number} is open again: the centre lets a team look once more.\n"
    "You will hear the result.",
)
REOPENED_RESTING = Text(
    th="ขอบคุณที่บอกนะคะ เราเปิดเรื่อง {number} อีกครั้งแล้วค่ะ\n"
    "ตอนนี้ไม่มีเจ้าหน้าที่เข้าเวร เราจะแจ้งเจ้าหน้าที่ตั้งแต่ {since}\n"
    "หากรอไม่ได้ โทร 1300 หากมีอันตราย โทร 191 ก่อนนะคะ",
    en="Thank you for telling us. Case {number} is open again.\n"
    "Nobody is on duty at this hour, so we will alert the staff from {since}. If it cannot wait, "
    "please call 1300; if anybody is in danger, 191.",
)
REOPENED_ALONE = Text(
    th="ขอบคุณที่บอกนะคะ เราเปิดเรื่อง {number} อีกครั้งแล้วค่ะ\n{expected}\nหากมีอันตราย โปรดโทร 191 ก่อนนะคะ",
    en="Thank you for telling us. Case {number} is open again.\n{expected}\n"
    "If anybody is in danger, please call 191 first.",
)
STILL_WAITING = Text(
    th="เรื่อง {number} เปิดอยู่ และรอเจ้าหน้าที่รับค่ะ\nเมื่อปิดเรื่อง เราจะแจ้งผลให้ทราบ หากรอไม่ได้ โทร 1300",
    en="Case {number} is open and waits for an officer.\n"
    "You will hear the result when it is closed. If it cannot wait, please call 1300.",
)
STILL_OPEN = Text(
    th="เรื่อง {number} เปิดอยู่ค่ะ ทีมยังดูแลอยู่\nเมื่อปิดเรื่อง เราจะแจ้งผลให้ทราบค่ะ",
    en="Case {number} is open: the team is looking after it.\n"
    "You will hear the result when it is closed.",
)
TOO_LATE = Text(
    th="เรื่อง {number} ปิดไปเกิน {days} วันแล้วค่ะ จึงเปิดอีกครั้งไม่ได้\n"
    "หากยังพบอยู่ แชร์ตำแหน่งใหม่ได้เลย เราจะส่งให้ทีมทันทีค่ะ",
    en="Case {number} was closed more than {days} days before, so it stays closed.\n"
    "If the person is still there, please share the place: it goes to the team at once.",
)
