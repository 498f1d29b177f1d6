"""How people type yes and no: certain spellings of a whole text, with polite words around."""

from __future__ import annotations

import re
from functools import cache

from cases.commands import Answer
from messages.texts.normal import normal, singled, squeezed
from messages.texts.ways import PARTICLES, words_of

_WORDS = {
    Answer.YES: """
    ใช่ ใช่แล้ว ช่าย ใช่เลย ใช่ฉัน ใช่ผม ใช่หนู ใช่เรา ใช่ดิฉัน ฉันเอง ผมเอง หนูเอง ดิฉันเอง ใช่ฉันเอง ใช่ผมเอง ใช่หนูเอง
    ถูก ถูกต้อง แม่น แม่นแล้ว ต้องการ yes yep yeah yea yup correct chai chaikha chaikrub itsme
    itisme yesitsme yesitisme yesme yesiam yesido
    """,
    Answer.PARTICLE: """
    ค่ะ คะ ค๊ะ ค้ะ ค่า คร่า ครับ ครับผม คับ ค้าบ คร้าบ ครัช ครัฟ คัฟ ฮะ ฮับ งับ จ้า จ้ะ จ๊ะ เจ้า เจ้าค่ะ อือ อืม อื้ม อื้อ
    kha krub krap khrap kub uhhuh
    """,
    Answer.OK: "ok okay oke okey okie โอเค โอเคร เค ได้ ได้เลย sure fine alright",
    Answer.NO: """
    ไม่ ไม่ใช่ ไม่ช่าย ไม่ใช่ฉัน ไม่ใช่ผม ไม่ใช่หนู ไม่ใช่เรา ไม่ใช่ดิฉัน ไม่ใช่คนอื่น ไม่ใช่เป็นคนอื่น เป็นคนอื่น คนอื่น ไม่ต้องการ
    เปล่า ป่าว บ่ บ่แม่น no nope nah notme nonotme nosomeoneelse someoneelse nothanks nothankyou
    noidont noimnot maichai
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
