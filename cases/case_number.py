"""How a case number is written."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from cases.calendar import BUDDHIST_ERA

#: The running number may outgrow its four digits.
_WRITTEN = re.compile(r"[0-9S]{1,2}-[0-9]{4}-[0-9]{4,9}")

#: However somebody types it: with other dashes or blanks, and without the leading zeros.
_TYPED = re.compile(r"([0-9]{1,2}|S)[\s\W_]*([0-9]{4})[\s\W_]*([0-9]{1,9})")


def is_case_number(text: str) -> bool:
    """Return whether *text* is written as a case number is; there may be no such case."""
    return _WRITTEN.fullmatch(text) is not None


def read_case_number(typed: str) -> str | None:
    """Return the case number that somebody typed, in Thai digits, with blanks or other dashes."""
    plain = "".join(
        str(unicodedata.digit(one)) if one.isdecimal() else one
        for one in unicodedata.normalize("NFKC", typed).strip().upper()
    )
    found = _TYPED.fullmatch(plain)
    return f"{found[1]}-{found[2]}-{found[3]:0>4}" if found else None


def case_number(centre: str, day: date, running: int) -> str:
    """Write a case number: province code, Buddhist year and month, running number of the month."""
    return f"{month_of(centre, day)}-{running:04d}"


def month_of(centre: str, day: date) -> str:
    """Write what the numbers of a centre in one month begin with."""
    province = centre.removeprefix("TH-")
    return f"{province}-{(day.year + BUDDHIST_ERA) % 100:02d}{day:%m}"
