"""Invitation codes in a text, or none: then it is words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: What somebody who types an invitation code writes: 8 to 40 Latin letters and digits, with a
#: letter and a digit or a dash among them, so that neither a sentence nor a telephone number nor a
#: case number is ever counted as a wrong code.
_CODE = re.compile(r"(?=.*[A-Za-z])(?=.*[0-9-])[0-9A-Za-z](?:-?[0-9A-Za-z]){7,39}")
#: Four groups of four, of one who is asked where somebody is: "7Eleven-Sukhumvit" is an answer.
_FOURS = re.compile(r"(?=.*[0-9])[0-9A-Za-z]{4}(?:[ -]?[0-9A-Za-z]{4}){3}")
#: The same among other words, with its dashes or in one piece.
_AMONG = re.compile(
    r"(?<![0-9A-Za-z-])(?=[0-9A-Za-z-]*[0-9])(?=[0-9A-Za-z-]*[A-Za-z])"
    r"[0-9A-Za-z]{4}(?:-?[0-9A-Za-z]{4}){3}(?![0-9A-Za-z-])"
)
#: Among other words with blanks; no code is drawn with I, L, O or U, and most words have one.
_SIGN = "[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]"
_AMONG_WITH_BLANKS = re.compile(
    rf"(?<![0-9A-Za-z-])(?=[0-9A-Za-z ]*[0-9]){_SIGN}{{4}}(?: {_SIGN}{{4}}){{3}}(?![0-9A-Za-z-])"
)
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*|(?<=[0-9A-Za-z])[_.](?=[0-9A-Za-z])")
_BETWEEN_WORDS = re.compile(r"[\s:;,/=()]+")
#: Where words of another language stand, no code goes on.
_WORDS = "|"
_MOST = 3
_LONGEST = 300


def codes_in(text: str, *, in_talk: bool) -> tuple[str, ...]:
    """Return what is to be tried as a code; *in_talk* is said of one who is asked something."""
    return tuple(dict.fromkeys(_found(_plain(text[:_LONGEST]), in_talk=in_talk)))[:_MOST]


def _found(plain: str, *, in_talk: bool) -> Iterator[str]:
    whole = plain.strip(" -")
    if _FOURS.fullmatch(whole) or (not in_talk and _CODE.fullmatch(whole)):
        yield whole
    yield from _AMONG.findall(plain)
    if not in_talk:
        yield from _AMONG_WITH_BLANKS.findall(plain)


def _plain(text: str) -> str:
    """Return Latin letters, digits, dashes and blanks; quotes, emoji and full stops go."""
    same = unicodedata.normalize("NFKC", text)
    parted = _BETWEEN_WORDS.sub(" ", _DASH.sub("-", same))
    kept = (_kept(sign) for sign in parted)
    return re.sub(r"[|]+", f" {_WORDS} ", "".join(kept)).strip()


def _kept(sign: str) -> str:
    if sign in "- " or (sign.isascii() and sign.isalnum()):
        return sign
    return _WORDS if unicodedata.category(sign)[0] in "LM" else ""
