"""A phrase with one slip of the finger, or with its tones forgotten: likely, never sure.

Found by what two words share once a letter is taken out of each: so a text costs as many look-ups
as it has letters, however many phrases there are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from messages.texts.normal import singled, skeleton
from messages.texts.ways import LONGEST_PHRASE, PARTICLES, WAYS, words_of

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
