"""How people ask for what a button does: the words of each way of speaking.

A text asks for an act when *all* of it is words of that act's way of speaking, one of them at its
heart. So "ขอดูคิวหน่อยค่ะ" is understood without standing anywhere, and no text in which a word
says something else: "คิวรถตู้", "ไม่เข้าเวร", "please help him".

A phrase with one slip of the finger, or without its tones, is likely, never sure. It is found by
what two words share once a letter is taken out of each: so a text costs as many look-ups as it has
letters, however many phrases there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from messages.texts.normal import NUMBER, normal, singled, skeleton, squeezed

#: Words that end or soften a sentence, in any way of speaking; alone they are a courtesy.
PARTICLES = """
ค่ะ คะ ค่า ค๊ะ ค้ะ ค๊า ค้า ครับ ครับผม คับ ค้าบ คร้าบ ครัช ครัฟ คัฟ คร่า คร้า กั๊บ ฮะ ฮับ ฮ่ะ ฮ้าบ
งับ ง้าบ จร้า จร้ะ จ้า จ้ะ จ๊ะ จ๋า
จ๊า นะ น้า น๊า น้ะ นะจ๊ะ เนาะ เนอะ เด้อ เน้อ เจ้า เจ้าค่ะ เจ้าคะ อะ อ่ะ อ่า ว่ะ วะ สิ ซิ ดิ เลย หน่อย หน่อยนะ ด้วย ที
เถอะ เถิด แหน่ แด่ โตย แล้ว ละ ล่ะ จัง จ้ะพี่ เอง please pls plz plss plese pleas krub krap khrap kub kap
kha ka krab ja na nakub naka sir
"""
#: Whom one speaks to, and of oneself.
_PEOPLE = """
ฉัน ชั้น ดิฉัน ผม หนู เรา กระผม พี่ น้อง แอด แอดมิน คุณ เจ้าหน้าที่ จนท admin i me my our im
"""
#: How one asks for something to be shown or done.
_ASKING = """
ขอ อยาก อยากได้ ต้องการ รบกวน ช่วย ดู ขอดู เช็ค เช็ก เปิด เข้า แสดง ส่ง ได้ไหม ได้มั้ย ได้ป่าว ไหม มั้ย หน่อยได้ไหม
can could you i want to see show open get check let the a need would like give
"""
_GREETING = """
สวัสดี สวัดดี สวสดี หวัดดี ดีจ้า ดีค่ะ ดีคับ ดีครับ ฮัลโหล ฮาโหล อรุณสวัสดิ์ hello helo hi hai hey hithere
goodmorning goodevening goodafternoon goodday sawasdee sawatdee sawadee sawaddee wadee
"""
_THANKS = """
ขอบคุณ ขอบคุน ขอบคุง ขอบใจ ขอบพระคุณ ขอบคุณมาก ขอบคุณที่ช่วย ขอบคุณที่ช่วยเหลือ thanks thank thankyou thx thnx
tks tq ty khobkhun khopkhun kobkun kopkun khobkun khopkun kobkhun
"""
_FIRST = "ฉัน ชั้น ดิฉัน ผม หนู เรา พวกเรา กระผม ข้าพเจ้า เฮา ข้อย กู ตัวเอง"
_HELP_ME = " ".join(f"ช่วย{who} ช่วยเหลือ{who} ซ่อย{who}" for who in _FIRST.split())


@dataclass(frozen=True, slots=True)
class Way:
    """A way of speaking: a text needs one word of *heart*, and may have words of *around*."""

    heart: str
    around: str = ""
    asks: bool = True
    greets: bool = True

    def words_around(self) -> str:
        """Return all words that may stand beside the heart."""
        polite = PARTICLES + (_GREETING + _THANKS if self.greets else "")
        return polite + self.around + (_ASKING + _PEOPLE if self.asks else "")


#: Act of a button, with its fields -> how it is asked for. Where a text is two of them, the first.
WAYS = {
    "own_need": Way(
        f"""{_HELP_ME} ช่วยด้วย ช่วยที ช่วยหน่อย ช่วยแหน่ ช่วยแด่ ช่วยกันแด่ ช่วยโตย ซ่อยแหน่ ซ่อยแด่ ซอยแน
        ขอความช่วยเหลือ ต้องการความช่วยเหลือ อยากได้ความช่วยเหลือ ต้องการคนช่วย ขอให้ช่วย ขอคนช่วย helpme
        helpus saveme saveus hlpme needhelp ineedhelp needsomehelp needyourhelp sos
        chuayduay chuayduai chuaiduay chuaiduai chuiduay chuynoi chuaynoi chuainoi chuaynoo
        chuaynu chuayphom""",
        """ใครก็ได้ ขอร้อง ได้โปรด กรุณา หน่อย ด้วย มาก ฉัน ชั้น ดิฉัน ผม หนู เรา i can you could someone
        anyone somebody anybody myself now im in really god oh จริงๆ จริง duay duai ka noi""",
        asks=False,
    ),
    "urgent": Way(
        """ด่วน เรื่องด่วน เหตุด่วน เร่งด่วน ด่วนที่สุด ด่วนมาก ฉุกเฉิน เหตุฉุกเฉิน อันตราย urgent emergency
        danger dangerous asap duan duanmak""",
        """มาก ที่สุด สุด จริง เป็น นี่ มัน it its is this that very an a now really so มีเหตุ""",
        asks=False,
    ),
    "mine": Way(
        """เคสของฉัน เคสฉัน เคสของผม เคสผม เคสของดิฉัน เคสของหนู เคสหนู เคสเรา เคสของเรา เคสในมือ
        เคสที่ผมรับ เคสที่ฉันรับ เคสที่รับ เคสที่รับไว้ เคสที่ถือ งานของฉัน งานของผม
        งานของหนู งานฉัน mine mycases mycase""",
        "ของ อยู่ ทั้งหมด วันนี้ ตอนนี้ all now what is are อะไร บ้าง มี",
    ),
    "status": Way(
        """มีข่าว ข่าวคราว ถึงไหน ถึงใหน ถึงไหนแล้ว ไปถึงไหน สถานะ สเตตัส คืบหน้า ความคืบหน้า เป็นยังไงบ้าง เป็นไงบ้าง
        เป็นอย่างไรบ้าง เป็นไงมั่ง ผลเป็นยังไง ผลเป็นไง ผลเป็นอย่างไร ผล ได้เรื่อง ได้ความ อัพเดท อัปเดต
        อัพเดต อัปเดท ติดตาม ติดตามเรื่อง ตามเรื่อง เรื่องของฉัน เรื่องของผม เรื่องของหนู เรื่องของเรา
        เรื่องที่แจ้ง เรื่องที่ฉันแจ้ง ไปหรือยัง ไปยัง ไปรึยัง ไปดูหรือยัง ไปดูยัง ไปดูรึยัง ไปแล้วหรือยัง ไปดูแล้วหรือยัง
        มาหรือยัง มายัง มาถึงหรือยัง มาถึงยัง ถึงหรือยัง ถึงยัง ช่วยแล้วหรือยัง ช่วยหรือยัง ช่วยหรือยังคะ เจอหรือยัง
        เจอยัง เจอรึยัง เจอตัวหรือยัง เจอตัวยัง พบหรือยัง พบตัวหรือยัง รับเรื่องหรือยัง เรียบร้อยหรือยัง เสร็จหรือยัง
        status update updates news progress myshares myshare mycase myreport whatabout
        whathappened howisit howfar tuengnai thuengnai tungnai thungnai tuengnailaew""",
        """เรื่อง เคส ที่ แจ้ง แจ้งไป แจ้งไว้ ของ ไป มา ตอนนี้ วันนี้ กัน บ้าง มั่ง แล้ว ว่า ทราบ อยากทราบ อยากรู้
        ขอทราบ รู้ มี ใคร คน อะไร ยังไง อย่างไร ไหม ยัง หรือยัง รึยัง ดู ตัว เป็น เป็นยังไง เป็นไง ผล ลง พื้นที่
        ลงพื้นที่ แจ้งเรื่อง what whats is of with to the any how case report share shares going it
        far where on about happened now are there my laew lew""",
    ),
    "language&to=en": Way(
        "english eng inglish ภาษาอังกฤษ อังกฤษ engversion",
        "in speak version language do switch change เปลี่ยน เปลี่ยนเป็น เป็น พูด ใช้ ภาษา แบบ",
    ),
    "language&to=th": Way(
        "ภาษาไทย ไทย thai",
        "in speak version language do switch change เปลี่ยน เปลี่ยนเป็น เป็น พูด ใช้ ภาษา แบบ",
    ),
    "language&to=zh": Way(
        "中文 汉语 漢語 中國話 中国话 chinese ภาษาจีน จีน",
        "in speak version language do switch change เปลี่ยน เปลี่ยนเป็น เป็น พูด ใช้ ภาษา แบบ "
        "请 請 说 說 讲 講 用",
    ),
    "erase": Way(
        "ลบข้อมูล erasemydata deletemydata eraseallmydata deleteallmydata removemydata",
        "ของ ออก ทั้งหมด ให้ data all of",
    ),
    "my_data": Way(
        "ข้อมูลของฉัน ข้อมูลฉัน ข้อมูลของผม ข้อมูลผม ข้อมูลของหนู ข้อมูลของดิฉัน ข้อมูลของเรา ข้อมูลส่วนตัว mydata",
        "ของ",
    ),
    "cancel": Way(
        """ยกเลิก พอแล้ว พอ ไม่มีอะไรเพิ่ม ไม่มีอะไรเพิ่มแล้ว ไม่มีแล้ว ไม่มีเพิ่มแล้ว หมดแล้ว แค่นี้ แค่นี้แหละ cancel
        stop nothingtoadd nothingmore thatisall thatsall thatsit""",
        "แล้ว ก่อน เท่านี้ it now",
    ),
    "skip": Way(
        """ข้าม ข้ามข้อนี้ ไม่มี ไม่รู้ ไม่ทราบ ไม่แน่ใจ ไม่รุ้ skip skipthis none dontknow donotknow idk
        idontknow idonotknow notsure noidea dunno""",
        "เลย ข้อนี้ ไป ก่อน เหมือนกัน i im it this",
        asks=False,
    ),
    "queue": Way(
        """คิว คิวศูนย์ คิวของศูนย์ คิวงาน ดูคิว queue เคสรอ เคสที่รอ เคสใหม่ เคสค้าง เคสที่ค้าง งานค้าง
        opencases newcases waitingcases opencase""",
        """ของ ศูนย์ งาน วันนี้ ตอนนี้ ล่าสุด ทั้งหมด อะไร บ้าง มี เหลือ กี่ ราย เคส รอ ใหม่ อยู่ ใน ไหม my our
        whats in what is centre center now today all list""",
    ),
    "off_duty": Way(
        """ออกเวร ลงเวร เลิกเวร หมดเวร ออกกะ เลิกกะ หมดกะ offduty endduty endshift finishduty
        endofshift""",
        "ตอนนี้ เดี๋ยวนี้ วันนี้ ก่อน going now go am m",
    ),
    "on_duty": Way(
        "เข้าเวร เข้ากะ เริ่มเวร เริ่มกะ ขึ้นเวร รับเวร เข้าเวณ onduty startduty startshift",
        "ตอนนี้ เดี๋ยวนี้ วันนี้ พร้อม going now go am m ready",
    ),
    "note": Way(
        "โน้ต เขียนโน้ต บันทึกโน้ต note writeanote addanote notes",
        "เคส นี้ case this on for",
        greets=False,
    ),
    "more": Way(
        "ทำอย่างอื่น อย่างอื่น ทำอะไรได้อีก ทำอะไรได้บ้าง ปุ่มอื่น more moreoptions otheractions",
        "กับ เคส นี้ case this with options buttons",
        greets=False,
    ),
    "give_back": Way(
        "คืนเคสทั้งหมด คืนทุกเคส คืนเคสหมด givebackall giveallback givebackallcases", "เคส ทั้งหมด cases my"
    ),
    "team": Way("ทีม ทีมของศูนย์ ทีมของฉัน ทีมศูนย์ ทีมเรา team myteam", "ของ ใน ใคร บ้าง มี"),
    "invite": Way("เชิญ เชิญเข้าทีม เชิญเพื่อน invite", "เข้าทีม เพื่อน ร่วมงาน คน colleague"),
    "caller": Way("แจ้งแทน แจ้งแทนผู้โทร แจ้งแทนคนโทร caller foracaller", "for a ผู้โทร คนโทร ให้"),
    "near": Way(
        "ใกล้ฉัน ใกล้ผม ใกล้ดิฉัน เคสใกล้ nearme nearby casesnear",
        "เคส ที่ รอ รับ case cases waiting show",
        greets=False,
    ),
    "round": Way(
        "เส้นทาง รอบวันนี้ เส้นทางวันนี้ round route todaysround todaysroute", "วันนี้ ของ my today todays"
    ),
    "questions": Way(
        """ไม่ต้องถาม ไม่ต้องถามแล้ว ไม่ต้องถามอีก หยุดถาม เลิกถาม อย่าถาม อย่าถามอีก ไม่ต้องมาถาม ไม่อยากให้ถาม
        donotask donotaskme dontask dontaskme stopasking stopaskingme noquestions nomorequestions
        不要问我 别问我 不要再问 别再问""",
        "อีก แล้ว ฉัน ผม หนู ดิฉัน any more anymore again me please us",
        asks=False,
    ),
    "questions&to=on": Way(
        "ถามได้ ถามฉันได้ ถามผมได้ ถามหนูได้ ถามอีกได้ askmeagain askagain youmayask youmayaskme 可以问我",
        "อีก แล้ว ฉัน ผม หนู ดิฉัน again me please",
        asks=False,
    ),
    "digest&to=off": Way("ปิดสรุป ไม่รับสรุป digestoff digestsoff", asks=False),
    "digest&to=on": Way("เปิดสรุป รับสรุป digeston digestson", asks=False),
    "digest": Way("สรุป สรุปล่าสุด digest summary", "ล่าสุด วันนี้ latest"),
    "page": Way("หน้ารายงาน เปิดหน้ารายงาน reportpage openreportpage", "เว็บ web page"),
    "report": Way("รายงาน สถิติ report statistics", "ดู ล่าสุด ของ ศูนย์ วันนี้ เดือนนี้ latest"),
    "sign_out": Way(
        "ออกจากระบบ ออกจากระบบทุกเครื่อง ออกทุกเครื่อง signout signouteverywhere logout", "ทุกเครื่อง"
    ),
    "thanks": Way(
        f"""{_THANKS} ok okay oke okey okie โอเค โอเช โอเครนะ โอเคร เค ได้ ได้เลย รับทราบ ทราบ
        ทราบแล้ว เข้าใจ เข้าใจแล้ว อือ อืม อื้ม อ๋อ อ้อ จริงด้วย ดี ดีมาก ดีใจ ดีใจด้วย เยี่ยม เยี่ยมมาก เก่ง
        เก่งมาก สุดยอด ใจดี น่ารัก สู้ๆ สู้ เป็นกำลังใจให้ เป็นกำลังใจ ยินดี ยินดีช่วย สาธุ อนุโมทนา อนุโมทนาบุญ
        ขอให้เจริญ ขอให้เจริญๆ ฮ่า ฮ่าฮ่า อิอิ ไม่เป็นไร ใช่ ใช่แล้ว yes yep yeah yup sure great good nice
        cool perfect wonderful noted understood gotit goodjob welldone welcome alright fine
        haha lol excellent awesome""",
        """มาก ที่สุด ล่วงหน้า หลาย หลายๆ ทุกคน ทีมงาน ทีม เจ้าหน้าที่ ท่าน ที่ ที่ช่วย ช่วย ช่วยเหลือ สำหรับ ข้อมูล ให้
        เสมอ ไป ด้วยค่ะ เลย you u so much very a lot youre for your help all the everything
        every everyone job it is that good mak mag maak จริง พี่ น้อง แอด แอดมิน คุณ ครู ทำดี""",
        asks=False,
    ),
    "start": Way(
        f"""{_GREETING} เริ่ม เริ่มต้น เมนู วิธีใช้ วิธีแจ้ง ใช้ยังไง ใช้อย่างไร แจ้งยังไง แจ้งอย่างไร แจ้งไง
        ต้องทำยังไง ทำยังไง ทำไง menu help start howto howdoiusethis howdoi howtouse วิธีการใช้
        ใช้งานยังไง ใช้งานอย่างไร แจ้งเรื่องยังไง""",
        "ตอนเช้า ตอนเย็น ยามเช้า ต้อง มัน บอท งาน วิธี การ to use this it do how report แจ้ง",
    ),
    "look": Way(
        NUMBER,
        """เรื่อง เคส เลข เลขที่ เลขเรื่อง เลขเคส หมายเลข ที่ เบอร์ ของ รหัส no number case id nr num
        case is my status ref ถึงไหน ไปถึงไหน ถึงไหนแล้ว สถานะ ติดตาม ตาม คืบหน้า เป็นยังไง เป็นไง บ้าง
        ไป แล้ว ทราบ อยากทราบ ว่า อะไร update on of เปิด ค้นหา หา กัน มี ความคืบหน้า how what about""",
    ),
}  # fmt: skip
#: A text of nothing but laughter; 5 is "ha".
LAUGHTER = "5"
#: Nobody asks for one thing in more letters; and the work for a text stays small.
LONGEST_PHRASE = 80


def words_of(listed: str) -> set[str]:
    """Return words as they stand in a text without blanks."""
    return {word if word == NUMBER else squeezed(normal(word)) for word in listed.split()}


#: A shorter word has too many neighbours that are words of their own.
_FEWEST_LETTERS = 4
#: Neighbours by one letter that mean something else.
_OTHER_WORDS = frozenset(
    ("สถานี", "สถาน", "สถานที", "ชวยเขา", "ชวยเคา", "ชวยเธอ", "helphim", "helpher")
)


def typo_of(letters: str) -> str:
    """Return the act of the phrase from which *letters* differ by one slip, beside polite words."""
    if len(letters) > LONGEST_PHRASE:
        return ""
    core = skeleton(singled(_core(letters)))
    if core in _OTHER_WORDS:
        return ""
    slips = _slips()
    if core in slips[0]:
        return slips[0][core]
    if len(core) < _FEWEST_LETTERS:
        return ""
    found = [slips[1][one] for one in _shorter(core) if one in slips[1]]
    return found[0] if found else ""


def _core(letters: str) -> str:
    """Return what is left without polite words at both ends."""
    polite = _polite()
    before = None
    while before != letters:
        before = letters
        for word in polite:
            if len(letters) > len(word) and letters.endswith(word):
                letters = letters.removesuffix(word)
                break
        for word in polite:
            if len(letters) > len(word) and letters.startswith(word):
                letters = letters.removeprefix(word)
                break
    return letters


@cache
def _polite() -> tuple[str, ...]:
    long_enough = (word for word in words_of(PARTICLES) if len(word) > 1)
    return tuple(sorted(long_enough, key=len, reverse=True))


@cache
def _slips() -> tuple[dict[str, str], dict[str, str]]:
    """Return phrases without their tones, and the same with one letter less."""
    whole: dict[str, str] = {}
    less: dict[str, str] = {}
    for act, way in WAYS.items():
        for word in words_of(way.heart):
            plain = skeleton(singled(word))
            if len(plain) >= _FEWEST_LETTERS or act in ("own_need", "urgent"):
                whole.setdefault(plain, act)
            if len(plain) > _FEWEST_LETTERS:
                for one in _shorter(plain):
                    less.setdefault(one, act)
    return whole, less


def _shorter(word: str) -> Iterator[str]:
    """Yield *word*, and it without one of its letters. Words that share one of these differ by one
    slip of a finger: a letter too much, too little, another one, or two changed over."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
