"""What a typed text asks for, and how sure that is.

Sure is only a text that is, as a whole, a way of asking for one thing (messages/texts/ways): it is
done. A typo, and words inside a longer text (messages/texts/cues), are likely: they are asked back.
Who writes and what the talk is about is looked at in handlers/typed.py. (docs/decisions/0051)"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cases.command_words import read_words
from cases.commands import Command, EnterCaller, SayOwnNeed, Thank
from cases.yes_no import Answer
from messages.texts import cues
from messages.texts.normal import (
    LONGEST,
    NUMBER,
    normal,
    on_other_keyboard,
    parted,
    singled,
    squeezed,
)
from messages.texts.ways import LAUGHTER, LONGEST_PHRASE, PARTICLES, WAYS, typo_of, words_of

#: So far before a word it is denied.
_NEAR = 10
#: "นา" is a rice field, and on the other keyboard "ok".
_FEWEST_KEYS = 3
_COURTESY = "thanks"
_SHIFT = re.compile(
    r"(?P<on>เข้าเวร|เข้ากะ|onduty)(?:"
    r"(?:for)?(?P<hours>[0-9]{1,3})(?:ชม|ชั่วโมง|hrs?|hours?|h)?"
    r"|(?:ถึง|จนถึง|until|till)(?P<until>[0-9]{1,2}:[0-9]{2})น?)(?![0-9:])"
)
#: What staff type together with a caller's words: "แจ้งแทน หญิงชราหน้าวัดใหญ่".
_CALLER = re.compile(
    r"(?:แจ้งแทน(?:ผู้โทร)?[\s:,-]*|(?:for a )?caller[\s:,-]+)(?P<words>.+)", re.I | re.S
)
_STAFF_WORDS = {
    "queue": re.compile(r"คิว(?!รถ|ตัด|วิน|คา|บุ)|\bqueue\b"),
    "off_duty": re.compile(r"ออกเวร(?!ไม่)|ลงเวร|\boff duty\b"),
    "on_duty": re.compile(r"เข้าเวร(?!ไม่)|\bon duty\b"),
    "report": re.compile(r"รายงาน(?!ตัว)|สถิติ|\breport\b"),
    "mine": re.compile(r"เคสของ(?:ฉัน|ผม|หนู)|\bmy cases?\b"),
}
_NO = re.compile(r"(?:ไม่|ไม่ได้|ไม่ต้อง|ไม่เอา|ไม่ต้องทำ|ไม่ใช่|ใครเอา|ยังไม่)$|\b(?:not|no|dont) ?$")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text asks for: *sure* is a command or None, *likely* are commands to be asked back,
    the gravest first; *perhaps* is what it may mean only where no case is talked about, *rest* are
    the words that belong to a sure command."""

    sure: Command | None = None
    likely: tuple[Command, ...] = ()
    perhaps: Command | None = None
    rest: str = ""


NOTHING = Understood()
Words = dict[str, list[tuple[str, int, int]]]


def understand(text: str) -> Understood:
    """Return what *text* asks for."""
    plain, number = parted(text)
    if not squeezed(plain):
        return Understood(_command(_signs(text)))
    sure = _sure(plain, number)
    if sure:
        return Understood(_command(sure))
    caller = _CALLER.fullmatch(unicodedata.normalize("NFC", text[:LONGEST]).strip())
    if caller:
        return Understood(EnterCaller(), rest=caller["words"].strip())
    found = _likely(plain, number)
    return _on_other_keyboard(text) if found == NOTHING else found


def _command(act: str) -> Command | None:
    return read_words(act) if act else None


def _signs(text: str) -> str:
    """Read a text without a letter: emoji are a courtesy, a question mark asks how it stands."""
    if not text.strip():
        return ""
    return "status" if "?" in text or "？" in text else _COURTESY


def _sure(plain: str, number: str) -> str:
    letters = squeezed(plain)
    if len(letters) > LONGEST_PHRASE or (NUMBER in letters and not number):
        return ""
    if len(letters) > 2 and not letters.strip(LAUGHTER):
        return _COURTESY
    shift = _SHIFT.search(letters)
    if shift:
        rest = letters[: shift.start()] + shift["on"] + letters[shift.end() :]
        fields = f"hours={shift['hours']}" if shift["hours"] else f"until={shift['until']}"
        return f"on_duty&{fields}" if _way_of(rest, _words(False)) == "on_duty" else ""
    once = _once(letters)
    act = _way_of(once, _words(False)) or _way_of(singled(once), _words(True))
    return f"look&case={number}" if act == "look" else act


def _once(letters: str) -> str:
    """Return a phrase once that is said again and again."""
    again = (letters + letters).find(letters, 1)
    return letters[:again]


def _way_of(letters: str, words: Words) -> str:
    """Return the first act in whose way of speaking all of *letters* can be said, or nothing.

    *reached* holds for each place the acts that are possible so far, with those whose heart was
    said: so each place is looked at once, however many ways lead there."""
    reached: list[set[tuple[int, int]]] = [set() for _ in range(len(letters) + 1)]
    reached[0].add((-1, 0))
    for place in range(len(letters)):
        if not reached[place]:
            continue
        for word, fits, heart in words.get(letters[place], ()):
            if letters.startswith(word, place):
                for acts, said in reached[place]:
                    left = acts & fits
                    if left:
                        reached[place + len(word)].add((left, (said | heart) & left))
    said = 0
    for _, hearts in reached[-1]:
        said |= hearts
    return next((act for bit, act in enumerate((*WAYS, _COURTESY)) if said >> bit & 1), "")


@cache
def _words(once: bool) -> Words:
    """Return all words by their first letter, with the acts they fit and are the heart of; *once*
    is said of words in which no letter is doubled."""
    fits: dict[str, int] = {}
    hearts: dict[str, int] = {}
    for bit, way in enumerate(WAYS.values()):
        for word in words_of(way.heart):
            fits[word] = fits.get(word, 0) | 1 << bit
            hearts[word] = hearts.get(word, 0) | 1 << bit
        for word in words_of(way.words_around()):
            fits[word] = fits.get(word, 0) | 1 << bit
    for word in words_of(PARTICLES):
        fits[word] |= 1 << len(WAYS)
        hearts[word] = hearts.get(word, 0) | 1 << len(WAYS)
    found: Words = {}
    for word, acts in fits.items():
        written = singled(word) if once else word
        found.setdefault(word[0], []).append((written, acts, hearts.get(word, 0)))
    return found


def _likely(plain: str, number: str) -> Understood:
    letters = squeezed(plain)
    likely = _grave(plain, letters)
    if not likely and plain.isascii():  # "heelp": in Thai two letters alike are mostly right
        likely = _grave(singled(plain), singled(letters))
    if not likely and cues.status(plain, letters):
        likely.append("status")
    likely += [act for act in _mentioned(plain, letters, number) if act not in likely]
    typo = typo_of(letters)
    if typo == _COURTESY:
        return Understood(Thank())
    if typo and typo not in likely:
        likely.append(typo)
    perhaps = SayOwnNeed() if cues.hardship(plain, letters) else None
    return Understood(None, tuple(map(read_words, likely)), perhaps)


def _grave(plain: str, letters: str) -> list[str]:
    looked_for = (("own_need", cues.own_need), ("urgent", cues.danger))
    return [act for act, is_meant in looked_for if is_meant(plain, letters)]


def _mentioned(plain: str, letters: str, number: str) -> Iterator[str]:
    """Yield what staff may ask for by a word in a longer text."""
    if number:
        yield f"look&case={number}"
    for act, words in _STAFF_WORDS.items():
        for text in (letters, plain):
            found = words.search(text)
            if found and not _NO.search(text, max(0, found.start() - _NEAR), found.start()):
                yield act
                break


def _on_other_keyboard(text: str) -> Understood:
    typed = on_other_keyboard(text)
    if not typed:
        return NOTHING
    plain, number = parted(typed)
    letters = squeezed(plain)
    if len(letters) < _FEWEST_KEYS or number:
        return NOTHING
    sure = _sure(plain, number)
    if sure:
        return Understood(_command(sure))
    typo = typo_of(letters)
    return Understood(None, (read_words(typo),)) if typo else NOTHING


_WORDS = {
    Answer.YES: """
    ใช่ ใช่แล้ว ช่าย ใช่เลย ใช่ฉัน ใช่ผม ใช่หนู ใช่เรา ใช่ดิฉัน ฉันเอง ผมเอง หนูเอง ดิฉันเอง ใช่ฉันเอง ใช่ผมเอง ใช่หนูเอง
    ถูก ถูกต้อง แม่น แม่นแล้ว ต้องการ yes yep yeah yea yup correct chai chaikha chaikrub itsme
    itisme yesitsme yesitisme yesme yesiam yesido มี มีอันตราย thereis 是 是的 对 有
    """,
    Answer.PARTICLE: """
    ค่ะ คะ ค๊ะ ค้ะ ค่า คร่า ครับ ครับผม คับ ค้าบ คร้าบ ครัช ครัฟ คัฟ ฮะ ฮับ งับ จ้า จ้ะ จ๊ะ เจ้า เจ้าค่ะ อือ อืม อื้ม อื้อ
    kha krub krap khrap kub uhhuh
    """,
    Answer.OK: "ok okay oke okey okie โอเค โอเคร เค ได้ ได้เลย sure fine alright",
    Answer.NO: """
    ไม่ ไม่ใช่ ไม่ช่าย ไม่ใช่ฉัน ไม่ใช่ผม ไม่ใช่หนู ไม่ใช่เรา ไม่ใช่ดิฉัน ไม่ใช่คนอื่น ไม่ใช่เป็นคนอื่น เป็นคนอื่น คนอื่น ไม่ต้องการ
    เปล่า ป่าว บ่ บ่แม่น no nope nah notme nonotme nosomeoneelse someoneelse nothanks nothankyou
    noidont noimnot maichai ไม่มี ไม่มีใคร ไม่มีอันตราย ไม่อันตราย none nobody noone 不 不是 没有 没
    """,
}
_LETTERS = {"y": Answer.YES, "k": Answer.OK, "n": Answer.NO}
#: Nobody says yes in more letters.
_LONGEST = 40


def answer_of(text: str) -> Answer | None:
    """Return what *text* says to a question, if all of it says yes or no."""
    letters = squeezed(normal(text))
    if not letters or len(letters) > _LONGEST:
        return None
    return _LETTERS.get(letters) or _said(letters, False) or _said(singled(letters), True)


def _said(letters: str, single: bool) -> Answer | None:
    ways = _ways(single).items()
    return next((answer for answer, said in ways if said.fullmatch(letters)), None)


@cache
def _ways(single: bool) -> dict[Answer, re.Pattern[str]]:
    """Return for each answer its words between polite ones, *single* without doubled letters; what
    was read is not tried again."""
    polite = words_of(PARTICLES)
    return {
        answer: re.compile(
            f"{_any(polite, single)}*?{_any(own, single)}{_any(own | polite, single)}*+"
        )
        for answer, own in ((one, words_of(listed)) for one, listed in _WORDS.items())
    }


def _any(words: set[str], single: bool) -> str:
    """Match one of *words*, the longest first."""
    written = {singled(one) if single else one for one in words}
    return f"(?:{'|'.join(sorted(written, key=len, reverse=True))})"
