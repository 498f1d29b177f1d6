"""What stands in a longer text and may ask for something: it is asked back, never done.

Danger and own need lean to being asked; what somebody denies, or reads on a sign, does not count.
Each function takes a normal text twice: with its blanks, for English, and without, for Thai."""

from __future__ import annotations

import re

_FIRST = "หนู|ผม|ดิฉัน|ฉัน|ชั้น|เรา|กระผม|ข้าพเจ้า|ข้อย|เฮา|กู"
_FAMILY = "แฟน|ผัว|สามี|พ่อ|แม่|เมีย|ลูก|นายจ้าง|เขา|มัน"
_DO_TO = (
    "ทำร้าย|ตี|ตบ|ต่อย|เตะ|กระทืบ|รุม|แทง|ฟัน|ยิง|ข่มขืน|ลวนลาม|ล่วงละเมิด|บังคับ|ขัง|ล่าม|ข่มขู่|ขู่|ซ้อม"
    "|หลอก|ไล่|ทารุณ|ลักพา|ทุบ|ฆ่า"
)
#: To be turned out is hardship, not danger to life.
_ATTACK = _DO_TO.replace("|ไล่|", "|ไล่(?!ที่|ออก)|")
_SOMEBODY = "เด็ก|เขา|เค้า|คน|กัน|น้อง|ยาย|แก|ลูก|ผู้หญิง|เมีย|ลุง|ตา|ป้า"
_HURT = "hurt(?:s|ing)?|beat(?:s|ing)?|hit(?:s|ting)?|kick(?:s|ing)?|kill(?:s|ing)?|abus(?:es|ing)"

#: "ยายหนู" is of the own family, "ลุงผมขาว" has white hair.
_NOT_OWN = r"(?!(?:ของ)?(?:ผม(?!ขาว|ยาว|หงอก|สั้น)|หนู|ฉัน|ดิฉัน|เรา))"
#: Somebody else is spoken of, or an animal.
_OTHERS = re.compile(
    rf"เขา(?!ไล่)|เค้า(?!ไล่)|(?<!น้ำ)มัน|แก(?=[เไมบโนชหปถพอ])|(?:ลุง|ป้า|ยาย|(?<!เว)(?<!เมต)ตา(?![กมบยลร])){_NOT_OWN}|คนแก่"
    r"|น้อง(?!สาว|ชาย)|เด็ก(?! ?ที่บ้าน)|ผู้ชาย|ผู้หญิง|คนนี้|คนนั้น|ทารก|แม่ลูกอ่อน|ครอบครัว(?:หนึ่ง|นึง|นี้|นั้น)"
    r"|ลูก(?:ค้า|ชิ้น)|(?<!เ)หมา(?![ยกดร])|สุนัข|แมว|\b(?:he|she|they|him|her|them|people|dogs?|cats?)\b"
    r"|(?<!my )(?<!our )\b(?:man|woman|lady|boy|girl|family|baby|child(?:ren)?|kids?)\b"
)
#: The own family; what it lacks, the one who writes lacks.
_KIN = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:sons?|daughters?|child(?:ren)?|kids?|bab(?:y|ies)|family|wife"
    r"|husband|mother|mom|mum|father|dad|parents|sister|brother|grand\w+)\b"
)
#: Said of an inscription, not by anybody.
_WRITTEN = re.compile(r"เขียนว่า|ป้าย(?!รถ)|เสื้อ|ร้านชื่อ|\b(?:sign|shirt|written)\b")

#: Words of one who speaks of the own need.
_MINE = re.compile(
    "|".join(
        (
            rf"(?:ช่วย|ซ่อย)(?:เหลือ)?(?:{_FIRST})",
            rf"(?:คือ|เป็น)(?:ตัว)?(?:{_FIRST})เอง|ตัว(?:{_FIRST})เอง|(?:{_FIRST})(?:เอง)?นี่แหละ",
            rf"(?:โดน|ถูก)(?:{_FAMILY})?(?:{_DO_TO})(?:{_FIRST})|(?:{_DO_TO})(?:{_FIRST})",
            rf"(?:{_FIRST})(?:กำลัง|จะ|เคย|เพิ่ง|พึ่ง|ก็)?(?:โดน|ถูก).{{0,12}}(?:{_DO_TO}|จับ)",
            rf"\b(?:help|save|rescue|{_HURT}|rap(?:e|ed|ing)|forc(?:e|es|ed|ing)|threaten(?:s|ed|ing)?"
            r"|follow(?:s|ing)) (?:me|us)\b",
            r"\b(?:i|we) (?:really |also )?(?:need|want) (?:\w+ )?help\b",
            r"(?:\b(?:i ?am|i ?m|we are)|^were) (?:\w+ )?(?:homeless|hungry|lost|hurt"
            r"|scared|afraid|starving|in danger|being|injured|sick|pregnant|alone|the one"
            r"|not safe|the person|evicted)\b",
            r"\b(?:i|we) (?:have|got) (?:no|nowhere|nothing)\b|\bnowhere to (?:sleep|go|stay)\b",
            r"\b(?:ive|weve|i|we) (?:not|havent|have not|didnt) (?:eaten|eat|had food)\b"
            r"|\b(?:i|we) lost (?:my|our) (?:home|house|job)\b",
            r"\b(?:i|we) (?:sleep|live) on the street|\bi (?:lost|cant (?:go|walk|find|eat))\b",
            r"\b(?:i was|i got|we were|we got) (?:beaten|attacked|robbed|raped|forced|kicked|abused"
            r"|evicted|thrown)\b|\b(?:kicked|threw|throwing|kicking) (?:me|us) out\b|\bits me\b",
            rf"\bmy (?:husband|father|mother|boyfriend|wife|boss|parents|stepfather) (?:{_HURT})",
        )
    )
)
#: Hardship; whose it is the words beside it tell.
_HARDSHIP = re.compile(
    "|".join(
        (
            r"(?:ไม่|บ่)มี(?:ที่(?:นอน|อยู่|ไป|พึ่ง|พัก|ซุก)|บ้าน|ข้าว|อะไร(?:จะ|ให้)?(?:ลูก)?กิน|กิน|จะกิน|เงิน|งาน"
            r"|ใครเลย|ใครดูแล|คนดูแล|ค่า(?:รถ|ห้อง|เช่า|บ้าน|ยา|หมอ|นม|ข้าว|รักษา)|นม(?!ขาย|เย็น|จำหน่าย))",
            r"ตกงาน|(?<!ไม่)หิว(?:ข้าว|มาก|นม)|อด(?:ข้าว|อยาก|นม|มา)|(?:ไม่|บ่)ได้กิน|ยากไร้|ลำบากมาก",
            r"นม(?:ของ)?(?:ลูก|หลาน)?(?:หมด|ไม่มี|ไม่พอ)|ลูก(?:ร้อง)?(?:ไห้)?หิว|ไล่ออกจาก(?:บ้าน|ห้อง|หอ)|ไล่ที่",
            r"หลงทาง|กลับบ้านไม่|ไร้บ้าน|เร่ร่อน|นอน(?:ข้าง|ริม)?ถนน|หนีออก(?:จากบ้าน|มา)",
            r"ไม่รู้จะ(?:ไป|นอน|อยู่|กินอะไร)",
            r"ไม่ไหวแล้ว|ไม่ปลอดภัย|(?:พิการ|แก่แล้ว).{0,20}ช่วย",
            rf"(?:โดน|ถูก)(?:{_FAMILY})?(?:{_DO_TO})",
        )
    )
)
#: Hardship only where somebody pleads beside it: else most often a description of others.
_NEED = re.compile(
    "|".join(
        (
            r"(?<!ไม่)(?<!หาย)หิว|ไล่ออก|ป่วย|ไม่(?:ค่อย)?สบาย|เป็นไข้|ไข้ขึ้น|ตัวร้อน",
            r"ขอ(?:นม|ข้าว|อาหาร|เงิน|ที่พัก|ที่นอน|ค่า).{0,12}(?:หน่อย|ด้วย)",
            r"\b(?:hungry|starving|evicted|homeless|sick|ill|fever|beaten|beats?|beating)\b",
            r"\b(?:no|without|out of|needs?|any) (?:\w+ )?(?:milk|formula|food|money|shelter|home)"
            r"\b|\bnothing to (?:eat|feed|drink)|\bsleep(?:ing)? (?:in|on|at|under) (?:the|an?|my)",
            r"\b(?:havent|hasnt|have not|didnt) (?:eaten|eat|ate)\b",
            r"\b(?:no ?where|no place|place|somewhere|anywhere) to (?:sleep|stay|live|go)\b",
            r"\bcant (?:pay|afford|buy|feed)\b|\b(?:kicked|thrown) out\b",
        )
    )
)
#: Not "ช่วยไปดูหน่อย", which is asked for others.
_PLEA = re.compile(
    r"(?:ช่วย|ซ่อย)(?:เหลือ)?(?:ลูก|ครอบครัว)?(?:หน่อย|ด้วย|ที(?![่ม])|แหน่|แด่)|ขอความ(?:ช่วยเหลือ|เมตตา|กรุณา)"
    r"|ได้โปรด|ขอร้อง|ขอ(?:นม|ข้าว|อาหาร|เงิน|ที่พัก|ที่นอน|ค่า).{0,12}(?:หน่อย|ด้วย)|\b(?:help|please|pls|plz)\b"
)
_SELF = re.compile(rf"{_FIRST}|ตัวเอง|\b(?:i|im|my)\b")
#: Old people call themselves by what the young call them.
_OF_AN_ELDER = re.compile(r"ช่วย(?:ป้า|ลุง|ยาย|ตา|แม่|พ่อ)(?:หน่อย|ด้วย|ที)")
#: Who saw somebody says so.
_SAW = re.compile(
    r"เห็น|พบ|เจอ|แจ้ง|(?<!ไม่)มีคน|(?<!เป็น)คน(?:ป่วย|พิการ|ขอทาน|ไร้บ้าน|เร่ร่อน)|ร้าน|ช่วยไปดู|เพื่อนบ้าน"
    r"|(?:ชาย|หญิง)(?:ชรา|พิการ|แก่|สูง|คน|วัย|ตั้งครรภ์)|ขอทาน|(?:สอง|สาม)แม่ลูก"
    r"|\b(?:saw|see|seen|report|hes|shes|theyre|theres|person|beggars?|guy|couple|elderly|patient)"
    r"|\b(?:someone|somebody)(?! (?:please |pls )?help)"
)
_END_OF_LIFE = re.compile(
    r"อยากตาย|ฆ่าตัวตาย|ไม่อยาก(?:มีชีวิต|อยู่)|อยู่ไปก็|ไม่อยากหายใจ"
    r"|\b(?:want to die|kill myself|suicid|end my life)"
)
_CRY = re.compile(
    r"(?:ช่วย|ชวย|ซ่อย)(?:ด้วย|ดวย|แหน่|แด่|หน่อยน|ที(?=น|ค|$)|ลูก|หลาน)|(?:อยาก|ขอ)ให้ช่วย"
    r"|(?:ขอ|ต้องการ)ความช่วยเหลือ|\bsos\b|\bhelp me\b|\bchuay ?(?:duay|noi|noy)\b"
)
_NO_CRY = re.compile(r"ไม่(?:ได้)?(?:ต้องการ|ขอ|อยาก)|\b(?:not|doesnt|dont|didnt) (?:need|want|ask)")

#: "ด่วน" is an express, too, "ฉุกเฉิน" a ward, "อันตราย" a label.
_EXPRESS = "ทาง รถ สาย ธง ขบวน จาน เรือ ส่ง ป้าย อาหาร โดยสาร เรื่อง ว่า"
_WARD = "ห้อง ประตู ทางออก ทางเข้า ตู้ แผนก ตึก ไฟ โทรศัพท์ หน้า บันได"
_LABEL = "ป้าย เตือน วัตถุ ขยะ สาร"


def _but_after(words: str, word: str) -> str:
    return "".join(f"(?<!{before})" for before in words.split()) + word


_URGENT = re.compile(
    "|".join(
        (
            _but_after(_EXPRESS, "ด่วน(?!พิเศษ)"),
            _but_after(_WARD, "ฉุกเฉิน"),
            _but_after(_LABEL, "อันตราย"),
            r"หายใจ(?:รวยริน|แผ่ว|ลำบาก|ติดขัด)|ไม่(?:รู้สึกตัว|ได้สติ|ตอบสนอง|ขยับ)|แน่นิ่ง|ล้มลง|ล้มฟุบ",
            r"อาเจียนเป็นเลือด|ตก(?:ตึก|สะพาน)|งูกัด|ขู่ฆ่า|จะฆ่า",
            r"\b(?:fainted|choking|unresponsive|suicide)\b|\bpassed out\b|\bnot moving\b"
            r"|\bheart attack\b|\bcant breathe\b|\b(?:kill|kills|killing) (?:him|her|them)\b",
            r"เรื่องด่วน|หมดสติ|สลบ|เป็นลม|ไม่หายใจ|หายใจไม่",
            r"เลือด(?:ออก|ไหล|ท่วม|เต็ม|อาบ|สาด)",
            r"หัวแตก|หัวฟาด|ล้มหัว|ชัก(?=เกร็ง|กระตุก|อยู่|แล้ว|ค่ะ|คะ|ครับ|คับ|นะ|$)|(?:ใกล้|จะ|กำลัง)ตาย|ตายแล้ว",
            r"กลางถนน|บาดเจ็บ|สาหัส|อาการ(?:หนัก|แย่)|ช็อ[คก]|คลอด|รถชน",
            rf"(?:โดน|ถูก)(?:{_FAMILY})?(?:รถชน|น้ำร้อน|ไฟ(?:ลวก|ดูด)|{_ATTACK})",
            rf"(?:{_ATTACK}|ลาก)(?:{_SOMEBODY})",
            r"(?:ถือ|มี|ชัก|พก)(?:มีด|ปืน|อาวุธ)|จมน้ำ|ตกน้ำ|ไฟไหม้|(?:กระ)?โดด(?:ตึก|สะพาน|น้ำ)",
            r"\b(?:bleed\w*|unconscious|collapsed|dying|seizure|drown\w*|overdose"
            r"|kidnap\w*|stab\w*|gun|knife|shot|raped?|urgent(?:ly)?|hurry|asap)\b",
            r"\b(?:not|isnt|stopped) breathing\b|\bbeat(?:ing|en)\b|\battack(?:ed|ing)\b",
            r"\bon fire\b|\bhit by an? \w+|\brun over\b|\bin danger\b",
            r"\bemergency\b(?! (?:room|exit|door|entrance|gate))",
        )
    )
)
#: So far before a word it is denied.
_BEFORE = 16
_DENIED = re.compile(
    r"(?:ไม่|ไม่ได้|ไม่ค่อย|ไม่ใช่|ไม่มี|ไม่น่า|ไม่เป็น|ไม่ได้เป็น|ไม่เห็น)(?:เรื่อง|เหตุ|คน)?$"
    r"|\b(?:not|no|isnt|wasnt|without) ?(?:an? )?$"
)
_STATUS = re.compile(
    r"ถึง[ไใ]หน(?:แล้ว|กัน|คะ|ครับ|$)|คืบหน้า|(?:ทราบ|ดู|เช็[คก]|ขอ|รู้|ตาม)(?:ผล|สถานะ)|ติดตามเรื่อง"
    r"|เรื่องที่แจ้ง.{0,20}(?:ยังไง|อย่างไร|ไหม|ยัง)|ไม่มีใคร(?:ติดต่อ|มา)"
    r"|\bany (?:update|news|progress)|\bstatus of\b|\bwhat happened (?:to|with)\b|\bupdate on\b"
)


def own_need(spaced: str, thai: str) -> bool:
    """Return whether somebody seems to speak of their own need, whatever the talk is about."""
    if _WRITTEN.search(spaced):
        return False
    if _MINE.search(spaced) or _MINE.search(thai):
        return True
    if _OF_AN_ELDER.search(thai) and _HARDSHIP.search(thai):
        return True
    others = _OTHERS.search(spaced)
    if _END_OF_LIFE.search(spaced) or _END_OF_LIFE.search(thai):
        return not others
    if _HARDSHIP.search(thai) and _SELF.search(spaced) and not others:
        return True
    if _pleads(spaced, thai):
        return True
    return bool((_CRY.search(thai) or _CRY.search(spaced)) and not _NO_CRY.search(spaced))


def _pleads(spaced: str, thai: str) -> bool:
    """Return whether a text tells of hardship of the writer or their family; or of nobody's, with a
    plea."""
    if not (_HARDSHIP.search(thai) or _NEED.search(spaced) or _NEED.search(thai)):
        return False
    others = _OTHERS.search(spaced) or _SAW.search(spaced)
    plea = _PLEA.search(thai) or _PLEA.search(spaced)
    if _KIN.search(spaced) and (plea or not others):
        return True
    return bool(plea and not others)


def hardship(spaced: str, thai: str) -> bool:
    """Return whether a text tells of hardship and of nobody who has it: where no case is talked
    about, it may be the one who writes."""
    if _OTHERS.search(spaced) or _SAW.search(spaced):
        return False
    return _HARDSHIP.search(thai) is not None


def danger(spaced: str, thai: str) -> bool:
    """Return whether a text seems to tell of danger that is not denied."""
    if _WRITTEN.search(spaced):
        return False
    return any(
        not _DENIED.search(text, max(0, found.start() - _BEFORE), found.start())
        for text in (thai, spaced)
        for found in _URGENT.finditer(text)
    )


def status(spaced: str, thai: str) -> bool:
    """Return whether a text seems to ask what became of a case."""
    return bool(_STATUS.search(thai) or _STATUS.search(spaced))
