"""What became of a case, in words for the one who shared it: plain, kind, and nobody's secret.

Where the law or an illness was the reason, the sharer hears only that others help on."""

from __future__ import annotations

from messages.texts.text import Text

RESULT = Text(th="ผลของเรื่องที่คุณแจ้ง", en="What became of your share")
RESULT_ALT = Text(th="ผลของเรื่อง {number}: {result}", en="Case {number}: {result}")
THANKS = Text(
    th="ขอบคุณที่ช่วยแจ้งและเป็นห่วงเพื่อนร่วมสังคมนะคะ", en="Thank you for caring and for telling us."
)
DID_YOU_SEE = Text(th="คุณเห็นทีมของเราไหมคะ", en="Did you see us?")
TELL_US = Text(th="หากไม่ตรงกับที่เห็น บอกเราได้นะคะ", en="Is that not what you saw? Please tell us.")
IF_STILL_THERE = Text(
    th="หากยังพบอยู่ แตะ “ยังพบอยู่” ภายใน {days} วัน เราจะเปิดเรื่องอีกครั้งค่ะ",
    en="Still there? Tap “Still there” within {days} days and we open the case again.",
)

_NO_BEGGING = Text(
    th="ทีมได้พบและพูดคุยแล้ว ไม่ใช่การขอทานค่ะ",
    en="The team met the person. It was not begging.",
)
_SAFE_PLACE = Text(
    th="ทีมได้พบแล้ว และได้พาไปพักในที่ปลอดภัยซึ่งมีผู้ดูแลค่ะ",
    en="The team met the person, who now has a safe place to stay and people who care.",
)
_OTHERS_HELP = Text(
    th="ทีมได้พบแล้ว และได้ประสานหน่วยงานที่เกี่ยวข้องให้ช่วยดูแลต่อค่ะ",
    en="The team met the person, and others who can help are now looking after the matter.",
)

BY_CODE = {
    "NOT_FOUND": Text(
        th="ทีมไปถึงจุดที่แจ้งแล้ว แต่ยังไม่พบตัวค่ะ คนมักย้ายที่ไปในเวลาไม่นาน จุดสังเกตใกล้ ๆ ช่วยให้หาพบง่ายขึ้น",
        en="The team went to the place and did not find the person: people often move on soon. "
        "A landmark close by helps us to find them next time.",
    ),
    "DUPLICATE": Text(
        th="เรื่องนี้มีผู้แจ้งไว้แล้ว ทีมจึงดูแลรวมกับเรื่องเดิมค่ะ",
        en="The same person had been shared before; the team looks after both as one case.",
    ),
    "INSUFFICIENT": Text(
        th="ข้อมูลที่มียังไม่พอให้ทีมตามหาได้ค่ะ หากแชร์อีกครั้ง บอกจุดสังเกตหรือลักษณะที่เห็นเพิ่มได้เลย",
        en="There was not enough to go on for the team to find the person. If you share again, "
        "a landmark or a few words on what you saw help.",
    ),
    "FALSE_REPORT": Text(
        th="ทีมตรวจสอบแล้ว ยังไม่พบเหตุตามที่แจ้งค่ะ",
        en="The team looked into it and did not find what was shared.",
    ),
    "PERFORMER": Text(
        th="ทีมได้พบและพูดคุยแล้ว เป็นผู้แสดงความสามารถ ไม่ใช่การขอทานค่ะ",
        en="The team met the person: a public performer, not begging.",
    ),
    "DESTITUTE_HELPED": Text(
        th="ทีมได้พบและให้ความช่วยเหลือแล้วค่ะ", en="The team met the person and gave help."
    ),
    "ADVISED": Text(
        th="ทีมได้พบ พูดคุย และให้คำแนะนำแล้วค่ะ",
        en="The team met the person, talked and gave advice.",
    ),
    "DECLINED": Text(
        th="ทีมได้พบและเสนอความช่วยเหลือแล้ว เจ้าตัวยังไม่ประสงค์รับในครั้งนี้ การรับความช่วยเหลือเป็นไปโดยสมัครใจค่ะ "
        "หากเปลี่ยนใจ โทร 1300 ได้เสมอ",
        en="The team met the person and offered help, which was declined this time. "
        "Accepting help is everybody's own choice; it stays open, also by calling 1300.",
    ),
    "RETURN_HOME": Text(
        th="ทีมได้พบและช่วยให้เดินทางกลับภูมิลำเนาแล้วค่ะ",
        en="The team met the person and helped with the way back to the home province.",
    ),
    "FAMILY": Text(
        th="ทีมได้พบและช่วยให้กลับไปอยู่กับครอบครัวแล้วค่ะ",
        en="The team met the person, who is with the family again.",
    ),
}
BY_GROUP = {
    "no_contact": Text(
        th="ทีมดูแลเรื่องนี้แล้ว แต่ไม่ได้พบตัวค่ะ",
        en="The team looked into it and did not meet the person.",
    ),
    "not_begging": _NO_BEGGING,
    "contact_no_custody": Text(th="ทีมได้พบและพูดคุยแล้วค่ะ", en="The team met the person and talked."),
    "protected": _SAFE_PLACE,
    "referred": _OTHERS_HELP,
}
#: The same where several persons were met, in a few words each.
MET_SEVERAL = Text(th="ทีมได้พบทั้งหมด {persons} คนค่ะ", en="The team met {persons} persons:")
DONE_BY_CODE = {
    "PERFORMER": Text(th="เป็นผู้แสดงความสามารถ ไม่ใช่การขอทาน", en="a public performer, not begging"),
    "DESTITUTE_HELPED": Text(th="ให้ความช่วยเหลือแล้ว", en="help was given"),
    "ADVISED": Text(th="พูดคุยและให้คำแนะนำแล้ว", en="the team talked and gave advice"),
    "DECLINED": Text(
        th="เสนอความช่วยเหลือแล้ว ยังไม่ประสงค์รับในครั้งนี้ หากเปลี่ยนใจ โทร 1300 ได้เสมอ",
        en="help was offered and declined this time; it stays open, also by calling 1300",
    ),
    "RETURN_HOME": Text(
        th="ช่วยให้เดินทางกลับภูมิลำเนาแล้ว", en="help with the way back to the home province"
    ),
    "FAMILY": Text(th="ช่วยให้กลับไปอยู่กับครอบครัวแล้ว", en="with the family again"),
}
DONE_BY_GROUP = {
    "not_begging": Text(th="พูดคุยแล้ว ไม่ใช่การขอทาน", en="it was not begging"),
    "contact_no_custody": Text(th="พูดคุยแล้ว", en="the team talked"),
    "protected": Text(
        th="พาไปพักในที่ปลอดภัยซึ่งมีผู้ดูแลแล้ว",
        en="a safe place to stay, and people who care",
    ),
    "referred": Text(
        th="ประสานหน่วยงานที่เกี่ยวข้องให้ช่วยดูแลต่อแล้ว",
        en="others who can help are now looking after it",
    ),
}
DONE_OTHERWISE = Text(th="ดูแลเรียบร้อยแล้ว", en="looked after")
OTHERWISE = Text(th="ทีมดูแลเรื่องนี้เรียบร้อยแล้วค่ะ", en="The team has dealt with the matter.")
