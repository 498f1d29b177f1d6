"""What the bot says to one who sends more than it can take, and who may be in an emergency."""

from __future__ import annotations

from messages.texts.text import Label, Text

WRITES_FAST = Text(th="ข้อความเข้ามาเร็วมากค่ะ", en="That was very fast")
WAIT_A_MINUTE = Text(
    th="เราอ่านไม่ทันแล้วค่ะ รอสัก 1 นาที แล้วส่งใหม่ได้เลยนะคะ สิ่งที่แจ้งไว้แล้วยังอยู่ครบ",
    en="We cannot keep up. Please wait a minute and send it again. "
    "What you shared before is safe with us.",
)

READ_UP_TO = Text(
    th="ข้อความยาวมากค่ะ เราอ่านถึง “…{last}”\nส่วนหลังจากนั้นไม่ได้เก็บไว้ ส่งต่ออีกข้อความได้เลยนะคะ",
    en="Your text was long: we read it up to “…{last}”\n"
    "What comes after that is not kept; please send it in another message.",
)

SHARED_MUCH = Text(th="ช่วงนี้แชร์หลายจุดแล้วนะคะ", en="You shared several places")
NOT_SENT_YET = Text(
    th="ขอบคุณที่เป็นห่วงค่ะ จุดล่าสุดยังไม่ถึงทีม แชร์ได้อีกครั้งหลัง {until}",
    en="Thank you for caring. The last place has not gone to a team yet; "
    "please share again after {until}.",
)
IN_DANGER_NOW = Text(
    th="ตอนนี้มีใครอยู่ในอันตรายไหมคะ หากมี โปรดโทรก่อน แล้วแตะข้อที่ตรง จุดล่าสุดจะถึงทีมทันที",
    en="Is somebody in danger now? If so, please call first, then tap what fits: "
    "the last place goes to the team at once.",
)
#: Short enough for a quick reply; the taxonomy has the same codes.
DANGERS = {
    "CHILD": Label(th="มีเด็กอยู่ด้วย", en="A child is there"),
    "TRAFFICKING": Label(th="อาจถูกบังคับ", en="May be forced"),
    "MEDICAL": Label(th="บาดเจ็บหรือป่วย", en="Hurt or ill"),
    "TRAFFIC": Label(th="บนถนน เสี่ยงถูกชน", en="In the traffic"),
    "VIOLENCE": Label(th="มีการทำร้ายกัน", en="Violence"),
}
#: A danger that an operator has added.
ANOTHER_DANGER = Label(th="เหตุด่วนอื่น ๆ", en="Another danger")
#: What the chat shows as said, whichever was tapped: somebody may look over the shoulder.
SOMEBODY_NEEDS_HELP = Text(th="ต้องการความช่วยเหลือด่วน", en="Help is needed soon")
TAP_FOR_CASE = Text(
    th="แตะข้อที่ตรง เรื่อง {number} จะเป็นเรื่องด่วนทันทีค่ะ",
    en="Tap what fits: case {number} becomes urgent at once.",
)
TAP_FOR_PLACE = Text(
    th="แตะข้อที่ตรง แล้วแชร์ตำแหน่งที่พบ ทีมจะได้รับเป็นเรื่องด่วนค่ะ",
    en="Tap what fits, then share the place: it goes to the team as urgent.",
)
SENT_NOW = Text(
    th="จุดล่าสุดถึงทีมแล้วค่ะ เรื่องนี้ขึ้นเป็นเรื่องด่วน",
    en="The last place has gone to the team, as urgent.",
)
KEPT_NOW = Text(
    th="จุดล่าสุดเก็บเป็นเรื่องด่วนแล้ว แต่ตอนนี้เราส่งแจ้งเตือนถึงทีมทาง LINE ไม่ได้ค่ะ โปรดโทรนะคะ",
    en="The last place is kept as urgent, but we cannot alert the team by LINE at present. "
    "Please call.",
)
SHARE_IT_NOW = Text(
    th="แล้วแชร์ตำแหน่งที่พบ เพื่อให้ทีมไปถูกจุดนะคะ",
    en="Then share the place, so that the team finds it.",
)
