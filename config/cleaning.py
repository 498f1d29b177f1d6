"""Cleans text from outside, so that it is safe to keep and to show."""

from __future__ import annotations

import unicodedata

import regex

#: Longer texts hold nothing that helps to find a person.
MOST_GRAPHEMES = 500
#: Code points a grapheme on the average: "ป้ำ" has three. A chain of joined emoji is one grapheme
#: however long it is, and LINE's own limits count characters.
_CODE_POINTS = 4
#: Only so many characters a grapheme are read: room for invisible ones, and a bound of the work.
_READ = 20
#: Thai needs two marks on a consonant (a vowel and a tone); more than three is a prank.
_TOO_MANY_MARKS = regex.compile(r"(\p{M}{3})\p{M}+")
#: Invisible characters: controls, bidi and zero-width characters, fillers, lone surrogates, private
#: use, noncharacters. The joiner and the variation selector stay where an emoji needs them.
_INVISIBLE = regex.compile(
    r"""
    (?<!\p{Extended_Pictographic}[\uFE0F\U0001F3FB-\U0001F3FF]?)\u200D
    | \u200D(?!\p{Extended_Pictographic})
    | (?<![\p{Extended_Pictographic}0-9\#*])[\uFE0E\uFE0F]
    | [[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]
        --[\s\u200D\uFE0E\uFE0F]]
    """,
    regex.VERSION1 | regex.VERBOSE,
)
_BLANKS = regex.compile(r"\s+")
#: Word's line within a paragraph, a page, a line of old mainframes: words stand on both sides.
_BREAKS = regex.compile("[\v\f\x85]")
#: What XML 1.0 cannot write (https://www.w3.org/TR/xml/#charsets), and all other controls but tab
#: and line breaks.
_ILLEGIBLE = regex.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_GRAPHEME = regex.compile(r"\X")


def clean(text: str, *, most: int = MOST_GRAPHEMES) -> str:
    """Return *text* in NFC, on one line, without invisible characters, cut to *most* graphemes."""
    visible = _INVISIBLE.sub("", text[: most * _READ])
    one_line = _BLANKS.sub(" ", unicodedata.normalize("NFC", visible)).strip()
    return _cut(_TOO_MANY_MARKS.sub(r"\1", one_line), most).rstrip()


def is_cut(text: str) -> bool:
    """Return whether cleaning cuts off words of *text*."""
    return len(text) > MOST_GRAPHEMES and clean(text, most=2 * MOST_GRAPHEMES) != clean(text)


def ending(text: str, most: int) -> str:
    """Return the last *most* graphemes of *text*."""
    return "".join(_GRAPHEME.findall(text)[-most:]).lstrip()


def readable(text: str) -> str:
    """Return *text* without characters that programs cannot read, and else unchanged: it is an
    operator's."""
    return _ILLEGIBLE.sub("", _BREAKS.sub(" ", text))


def _cut(text: str, most: int) -> str:
    end = 0
    for number, grapheme in enumerate(_GRAPHEME.finditer(text), start=1):
        if number > most or grapheme.end() > most * _CODE_POINTS:
            break
        end = grapheme.end()
    return text[:end]
