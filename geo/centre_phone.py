"""The telephone numbers of a centre, as an operator writes them."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"[,;/|\n]|\bor\b|หรือ", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:โทร(?:ศัพท์)?|เบอร์|สายด่วน|มือถือ|tel(?:ephone)?|phone|mobile|hotline|call)\b[.:\s]*",
    re.IGNORECASE,
)
#: "ext. 12", and the last digit of the next lines: "0 3533 6546-7".
_EXTENSION = re.compile(r"(?:\(?(?:ต่อ|ext\.?|extension|x|#)\s*[\d\s,-]+\)?)$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|ถึง|to)\s*\d{1,2}$")
_SEPARATORS = re.compile(r"[ ().\u00a0\u2010-\u2015-]")
#: Short numbers, toll-free ones, nine digits of a line and ten of a mobile phone, also from abroad.
_NUMBER = re.compile(
    r"1\d{2,3}|1[48]\d{2}\d{6}|(?:0|(?:\+|00)?660?)(?:[2-7]\d{7}|[689]\d{8})", re.ASCII
)


def is_phone(text: str) -> bool:
    """Return whether each part of *text* is a number that can be dialled in Thailand."""
    parts = [part.strip() for part in _BETWEEN.split(_EXTENSION.sub("", text.strip()))]
    return all(_is_number(_LABEL.sub("", part)) for part in parts)


def _is_number(part: str) -> bool:
    whole = _EXTENSION.sub("", part).strip()
    forms = (whole, _RANGE.sub("", whole))
    return any(_NUMBER.fullmatch(_SEPARATORS.sub("", form)) for form in forms)
