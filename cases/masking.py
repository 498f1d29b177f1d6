"""Masks personal data in texts: contact data are found by their shape and removed, facts of the
place stay. Describes the stored data of a person for them to see.

A telephone number or a profile would disclose sharers and officers to each other, and a partner's
description is shown to all who work on the case. (docs/decisions/0052)"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cases.case import Case, Detail
from cases.people import Member

#: Replaces removed words, numbers and names.
LEFT_OUT = "…"

#: Look-alikes mapped to one sign, so that each shape is written once.
_ALIKE = str.maketrans(
    "๐๑๒๓๔๕๖๗๘๙" + "‐‑‒–—―−﹣－⁃" + "＠" + "\u00a0\u2009\u202f\u3000",
    "0123456789" + "----------" + "@" + "    ",
)
#: Signs around and inside a keycap, and invisible signs.
_UNSEEN = frozenset("\ufe0e\ufe0f\u20e3\u200b\u200c\u200d\u2060\ufeff\u00ad")

#: What looks like a part of a number and is a fact: times, dates, points, case numbers, prices,
#: kilometre posts, links to maps. These are taken out of sight before numbers are looked for.
_FACTS = re.compile(
    r"""
    https?://(?:maps\.|www\.google\.[a-z.]+/maps|goo\.gl/maps|maps\.app)\S*
  | (?<![\d.])(?:[5-9]|1\d|2[01]|9[7-9]|10[0-6])\.\d{3,}(?![\d.])          # a point in Thailand
  | (?<![\d-])(?:[1-9]\d|[sS])-\d\d(?:0[1-9]|1[0-2])-\d{4,7}(?![\d-])         # a case number
  | (?<![\d./-])(?:0?[1-9]|[12]\d|3[01])(?P<sep>[-/.])(?:0?[1-9]|1[0-2])(?P=sep)
      (?:2[05]\d\d|\d\d)(?!\d|[-/.]\d\d[-/.]\d)                               # 28/11/2569
  | (?<!\d)2[05]\d\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?!\d)                # 2569-11-28
  | (?<![\d.:])(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\d:]|\.\d)                    # 08.30
  | (?<!\d)(?:[01]\d|2[0-4])[ ]?(?:00|15|30|45)[ ]*(?:-|ถึง|to)[ ]*
      (?:[01]\d|2[0-4])[ ]?(?:00|15|30|45)(?!\d)                              # 0800-1600
  | (?<![\d,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])                                # 1,250,000
  | (?<!\d)\d{1,4}\+\d{3}(?!\d)                                               # 45+300
    """,
    re.VERBOSE,
)
_HOSTS = (
    r"line\.me|lin\.ee|facebook\.com|fb\.com|fb\.me|m\.me|messenger\.com|instagram\.com|twitter\.com"
    r"|x\.com|threads\.net|t\.me|wa\.me|tiktok\.com|wechat\.com|linkedin\.com"
)
#: An account's name as most services allow it.
_NAME = r"@?[A-Za-z0-9][A-Za-z0-9._-]{2,39}"
#: The same where the word before it also is an English one: "line 4", "the line is long".
_ODD_NAME = r"@?(?=[A-Za-z._-]*\d|[A-Za-z\d-]+[._][A-Za-z\d])[A-Za-z0-9][A-Za-z0-9._-]{3,39}"
_IS = r"\s{0,3}(?:id\b|ไอดี)?\s{0,3}(?:[:=]|คือ|is\b|ชื่อ)?\s{0,3}"
_NUMBER_WORD = (
    r"(?:ศูนย์|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า"
    r"|zero|oh|one|two|three|four|five|six|seven|eight|nine)"
)
#: Mail, links to profiles, accounts that a word announces, numbers in words. *keep* is the word
#: before, which tells what was left out.
_ACCOUNTS = tuple(
    re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for pattern in (
        r"[a-z0-9][a-z0-9._%+-]{0,63}[ ]?@[ ]?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}",
        r"\b[a-z0-9][a-z0-9._+-]{0,63}\s(?:at|แอท)\s[a-z0-9-]{1,63}\s?(?:dot|ดอท|\.)\s?[a-z]{2,10}\b",
        rf"(?:https?://)?(?:[a-z0-9-]{{1,20}}\.){{0,2}}(?<![a-z0-9])(?:{_HOSTS})/\S+",
        rf"(?P<keep>(?:line\s?id|id\s?line|add\s?line|ไลน์\s?ไอดี|ไอดี\s?ไลน์|แอด\s?ไลน์|ไลน์|ไลน|ไอดี){_IS})"
        rf"{_NAME}",
        rf"(?P<keep>\bline\s{{0,3}}[:=]\s{{0,3}}){_NAME}",
        rf"(?P<keep>\b(?:line|id|ig|instagram|twitter|tiktok|whatsapp|wechat|telegram){_IS}){_ODD_NAME}",
        rf"(?P<keep>(?:ไอจี|อินสตาแกรม|ทวิตเตอร์|ติ๊กต็?อก|เทเลแกรม){_IS}){_NAME}",
        rf"(?P<keep>(?:เฟส(?:บุ๊?[คก])?|\bfacebook|\bfb){_IS})"
        r"@?[a-z][a-z._-]{2,39}\d{0,9}(?:\s[a-z][a-z.]{0,20})?",
        r"(?P<keep>(?:เฟส(?:บุ๊?[คก])?|facebook|fb)\s{0,3}ชื่อ\s{0,3})\S{2,30}(?:\s\S{2,30})?",
        rf"(?<![\w@])@(?=[a-z._-]*\d|[a-z\d-]+[._][a-z\d]){_NAME}",
        rf"{_NUMBER_WORD}(?:[\s-]{{0,2}}{_NUMBER_WORD}){{6,14}}",
    )
)

_DIGITS = re.compile(r"\d+|(?<![A-Za-z0-9])[Oo](?=\d{8,9}(?!\d))")
#: Signs that may stand between two groups of one number.
_BETWEEN = re.compile(r"[\s()._/\\~|*,-]{0,4}|[\s-]{0,2}\(0\)[\s-]{0,2}")
_LONGEST = 15
_FEWEST_ANNOUNCED = 7
_FEWEST_ABROAD = 8
#: Nothing harmless has this many digits in one piece.
_CONTIGUOUS = 9
#: How many signs before a number the word that announces it may stand.
_WORD_BEFORE = 40
_CALL_ME = re.compile(
    r"(?:โทร(?:ศัพท์|หา|มา|กลับ)?|เบอร์|มือถือ|ติดต่อ|ไลน์|พร้อมเพย์|บัญชี|บช\.?|โอน(?:มา|เงิน)?(?:ที่)?"
    r"|บัตร(?:ประชาชน)?|\b(?:tel|phone|mobile|call|whatsapp|account|promptpay|scb|kbank|ktb))"
    r"[^\d\n]{0,20}$",
    re.IGNORECASE,
)
#: "191 1669 1300".
_HOTLINE = re.compile(r"1\d{2,3}")
#: Forms of Thai numbers: mobile, Bangkok, provinces; without the 0 behind the country's code.
_WITH_ZERO = re.compile(r"0[689]\d{8}|02\d{7}|0[3-57]\d{7,8}")
_BEHIND_CODE = re.compile(r"0?(?:[689]\d{8}|[2-7]\d{7})")
#: A mobile without its 0, a citizen's number, a bank account, by the lengths of their groups.
_GROUPS = {(2, 3, 4), (1, 4, 4), (1, 3, 4), (3, 3, 4), (1, 4, 5, 2, 1), (3, 1, 5, 1), (3, 1, 6)}


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of digits and its position."""

    digits: str
    start: int
    end: int


def mask(text: str) -> str:
    """Return *text* without telephone numbers, mail addresses, accounts and identity numbers."""
    shadow, places = _shadow(text)
    spans = [*_accounts(shadow)]
    hidden = _hide(shadow, spans)
    hidden = _FACTS.sub(lambda found: "\x01" * len(found[0]), hidden)
    spans += _numbers(hidden)
    for start, end in sorted(spans, reverse=True):
        text = text[: places[start]] + LEFT_OUT + text[places[end - 1] + 1 :].lstrip("\ufe0f\u20e3")
    return text


def _shadow(text: str) -> tuple[str, list[int]]:
    """Return *text* with one sign for all look-alikes, and the position of each sign in *text*."""
    shadow, places = [], []
    for place, sign in enumerate(text):
        if sign in _UNSEEN:
            continue
        plain = unicodedata.normalize("NFKC", sign).translate(_ALIKE)
        shadow.append(plain if len(plain) == 1 else sign)
        places.append(place)
    return "".join(shadow), places


def _accounts(shadow: str) -> Iterator[tuple[int, int]]:
    taken = 0
    for start, end in sorted(_all_accounts(shadow)):
        if start >= taken:
            yield start, end
            taken = end


def _all_accounts(shadow: str) -> Iterator[tuple[int, int]]:
    for pattern in _ACCOUNTS:
        for found in pattern.finditer(shadow):
            kept = found.groupdict().get("keep") or ""
            yield found.start() + len(kept), found.end()


def _hide(shadow: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        shadow = shadow[:start] + "\x01" * (end - start) + shadow[end:]
    return shadow


def _numbers(hidden: str) -> Iterator[tuple[int, int]]:
    for run in _runs(hidden):
        first = 0
        while first < len(run):
            last = _last_of_number(run, first, hidden)
            if last is None:
                first += 1
                continue
            yield _beginning(run[first].start, hidden), run[last].end
            first = last + 1


def _runs(hidden: str) -> Iterator[list[_Group]]:
    """Yield the runs of groups of digits with nothing but separators between them."""
    run: list[_Group] = []
    for found in _DIGITS.finditer(hidden):
        group = _Group(found[0].upper().replace("O", "0"), found.start(), found.end())
        if run and not _BETWEEN.fullmatch(hidden[run[-1].end : group.start]):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _last_of_number(run: list[_Group], first: int, hidden: str) -> int | None:
    """Return the last group of the number that begins with group *first*: by its shape, else all
    groups behind a "+" or a word that announces a number; None if it is no number."""
    fewest = _fewest_digits(run, first, hidden)
    found, digits = None, ""
    for last in range(first, len(run)):
        digits += run[last].digits
        lengths = tuple(len(group.digits) for group in run[first : last + 1])
        if _is_thai(digits) or (fewest != _FEWEST_ABROAD and _is_written_so(lengths)):
            return last
        if len(digits) > _LONGEST:
            break
        if fewest and len(digits) >= fewest:
            found = last
    return found


def _fewest_digits(run: list[_Group], first: int, hidden: str) -> int | None:
    """Return how many digits make a number of any shape here; None if none do."""
    if hidden.endswith("+", 0, run[first].start):
        return _FEWEST_ABROAD
    return _FEWEST_ANNOUNCED if _announced(run, first, hidden) else None


def _announced(run: list[_Group], first: int, hidden: str) -> bool:
    """Return whether a word announces a number; "call 191, 1669" are public numbers."""
    if first or all(_HOTLINE.fullmatch(group.digits) for group in run):
        return False
    start = run[0].start
    return _CALL_ME.search(hidden[max(0, start - _WORD_BEFORE) : start]) is not None


def _is_thai(digits: str) -> bool:
    if _WITH_ZERO.fullmatch(digits):
        return True
    codes = (code for code in ("0066", "66") if digits.startswith(code))
    return any(_BEHIND_CODE.fullmatch(digits.removeprefix(code)) for code in codes)


def _is_written_so(lengths: tuple[int, ...]) -> bool:
    return lengths in _GROUPS or (len(lengths) == 1 and lengths[0] >= _CONTIGUOUS)


def _beginning(start: int, hidden: str) -> int:
    """Return the start of a number with the sign before it: "+66", "(02)"."""
    while start > 0 and hidden[start - 1] in "+(":
        start -= 1
    return start


@dataclass(frozen=True, slots=True)
class Kept:
    """The number of shares and cases that still lead to a person, and of their additions."""

    shares: int = 0
    cases: int = 0
    words: int = 0
    attachments: int = 0


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that waiting messages may quote and must not any more. They are masked in the messages
    that name one of *cases*, or in all messages if it is empty; *instead* is written in their
    place. A name is matched as whole words."""

    text: str
    cases: tuple[str, ...] = ()
    instead: str = LEFT_OUT
    is_name: bool = False


def words_of(case: Case, details: Sequence[Detail]) -> list[Quoted]:
    """Return the words among *details* in the form in which messages about *case* may quote
    them."""
    return [Quoted(one.text, _case_numbers(case)) for one in details if one.text]


def address_of(case: Case) -> list[Quoted]:
    """Return the address of *case*, for which the point alone is written."""
    point, address = case.place.point, case.place.address
    instead = f"{point.latitude:.5f}, {point.longitude:.5f}"
    return [Quoted(address, _case_numbers(case), instead)] if address else []


def name_of(member: Member | None) -> list[Quoted]:
    """Return the name of a member that colleagues see."""
    return [Quoted(member.name, is_name=True)] if member and member.name else []


def _case_numbers(case: Case) -> tuple[str, ...]:
    """Return the numbers by which messages may name *case*."""
    others = (*case.links.merged, *case.links.parted, case.links.merged_into, case.links.split_from)
    return (case.number, *(number for number in others if number))
