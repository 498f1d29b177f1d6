"""What became of the cases that a person shared, in a citizen's words."""

from __future__ import annotations

from cases.case import State
from messages.texts.text import Label, Text

MY_SHARES = Label(th="เรื่องของฉัน", en="My shares")
THANKS = Text(
    th="ขอบคุณที่ช่วยแจ้งและเป็นห่วงเพื่อนร่วมสังคมนะคะ\nนี่คือเรื่องล่าสุดที่คุณแจ้งค่ะ",
    en="Thank you for caring and for telling us.\nHere is what you shared last.",
)
LATEST = Text(
    th="นี่คือเรื่องล่าสุดของคุณค่ะ หากต้องการคุยกับใคร โทร 1300 ได้ตลอด 24 ชั่วโมงนะคะ",
    en="Here are your latest cases. To speak with somebody, call 1300, day and night.",
)
EMPTY = Text(
    th="ยังไม่มีเรื่องที่คุณแจ้งไว้ค่ะ หากพบใคร แตะ “แชร์ตำแหน่ง” เลือกจุดที่พบ แล้วกดส่งได้เลย",
    en="There is nothing that you shared yet. If you see somebody, tap “Share a location”, "
    "choose the place and send it.",
)
ALT = Text(th="เรื่อง {number}: {state}", en="Case {number}: {state}")
OPENED_AT = Text(th="เปิดเรื่อง", en="Opened")
CLOSED_AT = Text(th="ปิดเรื่อง", en="Closed")
STATES = {
    State.WAITING: Text(th="รอเจ้าหน้าที่รับเรื่อง", en="Waiting for an officer"),
    State.CLAIMED: Text(th="เจ้าหน้าที่รับเรื่องแล้ว", en="An officer has it"),
    State.GOING: Text(th="ทีมกำลังเดินทางไป", en="The team is on the way"),
    State.ON_SITE: Text(th="ทีมไปถึงจุดแล้ว", en="The team is at the place"),
    State.CLOSED: Text(th="ปิดเรื่องแล้ว", en="Closed"),
}
PASSED_ON = Text(
    th="ส่งต่อให้ศูนย์ที่ดูแลพื้นที่เรียบร้อยแล้วค่ะ", en="It is now with the centre that looks after the area."
)
GOES_AGAIN = Text(
    th="ทีมยังดูแลเรื่องนี้อยู่ค่ะ และจะลงพื้นที่อีกครั้ง เมื่อปิดเรื่อง เราจะแจ้งผลในแชตนี้",
    en="The team still looks after it and goes there again. When it is closed we tell you the "
    "result in this chat.",
)
#: What comes next, of a case that is not closed.
NEXT = {
    State.WAITING: Text(
        th="เรื่องอยู่ในคิวของศูนย์ค่ะ เมื่อปิดเรื่อง เราจะแจ้งผลในแชตนี้",
        en="It is in the centre's queue. When it is closed we tell you the result in this chat.",
    ),
    State.CLAIMED: Text(
        th="เจ้าหน้าที่กำลังดูแลเรื่องนี้ค่ะ เมื่อปิดเรื่อง เราจะแจ้งผลในแชตนี้",
        en="An officer is looking after it. When it is closed we tell you the result in this chat.",
    ),
    State.GOING: Text(
        th="ทีมกำลังไปยังจุดที่แจ้งค่ะ เมื่อปิดเรื่อง เราจะแจ้งผลในแชตนี้",
        en="The team is going to the place. When it is closed we tell you the result in this chat.",
    ),
    State.ON_SITE: Text(
        th="ทีมอยู่ที่จุดที่แจ้งแล้วค่ะ เมื่อปิดเรื่อง เราจะแจ้งผลในแชตนี้",
        en="The team is at the place. When it is closed we tell you the result in this chat.",
    ),
}
