"""The data of a tapped button."""

from __future__ import annotations

from urllib.parse import parse_qsl

from cases.calendar import is_case_number
from cases.command_words import read_command
from cases.commands import Command, Unknown

#: The only version of postback data there has been.
_VERSION = "1"
#: LINE's limit for the data of a button.
_LONGEST_DATA = 300
_MOST_FIELDS = 20


def read_data(data: object) -> Command:
    """Return the command in a button's data; unknown data asks for nothing, and so for the
    guide."""
    if not isinstance(data, str) or not data.isascii() or len(data) > _LONGEST_DATA:
        return Unknown()
    try:
        pairs = parse_qsl(data, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        return Unknown()
    fields = dict(pairs)
    if len(fields) < len(pairs) or fields.get("v") != _VERSION:
        return Unknown()
    if not is_case_number(fields.get("case", "")):
        fields.pop("case", None)
    return read_command(fields.get("do", ""), fields)
