"""Typed text brought to one form, in which it is compared: what people type says one thing in many
ways (emoji, endless letters, another keyboard), and none of them changes what is meant."""

from __future__ import annotations

import re
import unicodedata

import regex

#: A longer text is a story; whatever it asks for stands in its beginning or is asked back.
LONGEST = 1_000
#: A case number in a normal text, so that its signs are no others'.
NUMBER = "\ue000"

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
#: Marks that draw nothing of their own: zero-width, variation selectors, the box of a keycap.
_UNSEEN = regex.compile(r"[\p{Cf}\u034f\ufe00-\ufe0f\u20e3\u2800]")
_DASHES = regex.compile(r"[\p{Pd}\u2212]")
#: NFKC takes "ำ" apart; people type it apart, and "แ" as "เ" twice.
_SARA_AM = re.compile("([่-๋]?)\u0e4d([่-๋]?)า")
_TONE_BEFORE_VOWEL = re.compile("([่-๋])([ัิ-ฺ])")
_CRIES = {"🆘": " sos ", "🚨": " emergency "}
_CLOCK = re.compile(r"(?<=\d)[.:](?=\d\d(?!\d))")
_OTHER = regex.compile(r"[^\p{L}\p{M}\p{N}:\ue000]+|(?<!\d):|:(?!\d)")
#: A letter or a mark that is held down; twice may be right: "off", "ถนน".
_HELD = regex.compile(r"([\p{L}\p{M}])\1{2,}")
_TWICE = regex.compile(r"([\p{L}\p{M}])\1+")
_TONES = re.compile("[็-๎]")
_BETWEEN = r" ?[-_./ ] ?"
_CASE_NUMBER = re.compile(
    rf"(?<![0-9a-z_-])(?:[1-9]\d|s){_BETWEEN}\d\d(?:0[1-9]|1[0-2]){_BETWEEN}\d{{4,7}}(?![0-9a-z_]|[-/.]\d)"
    r"|(?<!\d)[1-9]\d[67]\d(?:0[1-9]|1[0-2])\d{4}(?!\d)"
)

_ENGLISH_KEYS = (
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
)
#: Kedmanee, the layout of Thai keyboards.
_THAI_KEYS = '_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
_TO_THAI = str.maketrans(_ENGLISH_KEYS, _THAI_KEYS)
_TO_ENGLISH = str.maketrans(_THAI_KEYS, _ENGLISH_KEYS)
_THAI = re.compile("[ก-๎]")
_ENGLISH = re.compile("[A-Za-z]")


def normal(text: str) -> str:
    """Return small letters, marks and digits with single blanks between the words: without emoji
    and punctuation, each letter once that was held down, a case number as one sign."""
    plain, _ = parted(text)
    return plain


def parted(text: str) -> tuple[str, str]:
    """Return a normal text and the case number that it names, if it names one."""
    plain = _letters(text[:LONGEST])
    numbers = [found[0] for found in _CASE_NUMBER.finditer(plain)]
    plain = _CASE_NUMBER.sub(f" {NUMBER} ", plain)
    plain = _OTHER.sub(" ", _CLOCK.sub(":", plain.replace("'", "").replace("ๆ", " ")))
    plain = " ".join(_HELD.sub(r"\1", plain).split())
    return plain, _as_written(numbers[0]) if len(numbers) == 1 else ""


def squeezed(plain: str) -> str:
    """Return a normal text without its blanks, which Thai writers set as they like."""
    return plain.replace(" ", "")


def singled(plain: str) -> str:
    """Return a normal text with each doubled letter once: "heelp", "ด้วยย"."""
    return _TWICE.sub(r"\1", plain)


def skeleton(plain: str) -> str:
    """Return a normal text without tone marks, which are often wrong or forgotten."""
    return _TONES.sub("", plain)


def on_other_keyboard(text: str) -> str:
    """Return what the keys would have typed in the other layout; nothing for a mixed text."""
    thai, english = _THAI.search(text), _ENGLISH.search(text)
    if thai and english:
        return ""
    return text[:LONGEST].translate(_TO_ENGLISH if thai else _TO_THAI)


def _letters(text: str) -> str:
    for cry, word in _CRIES.items():
        text = text.replace(cry, word)
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold().translate(_DIGITS)
    plain = _SARA_AM.sub(r"\1\2ำ", plain.replace("เเ", "แ").replace("’", "'"))
    plain = _TONE_BEFORE_VOWEL.sub(r"\2\1", plain)
    return " ".join(_DASHES.sub("-", plain).split())


def _as_written(number: str) -> str:
    """Return a case number as a receipt writes it."""
    signs = re.sub(r"[^0-9s]", "", number)
    province = 1 if signs.startswith("s") else 2
    return f"{signs[:province]}-{signs[province : province + 4]}-{signs[province + 4 :]}".upper()
