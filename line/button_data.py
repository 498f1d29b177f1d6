"""The data of a button, as it comes back."""

from __future__ import annotations

from urllib.parse import parse_qsl

from cases.case_number import is_case_number

#: The only version of postback data there has been.
_VERSION = "1"
#: LINE's limit for the data of a button.
_LONGEST_DATA = 300
_MOST_FIELDS = 20


def read_data(data: object) -> tuple[str, dict[str, str]]:
    """Read a button's data; what we did not write gives no act, and so the guide."""
    if not isinstance(data, str) or not data.isascii() or len(data) > _LONGEST_DATA:
        return "", {}
    try:
        pairs = parse_qsl(data, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        return "", {}
    fields = dict(pairs)
    if len(fields) < len(pairs) or fields.get("v") != _VERSION:
        return "", {}
    if not is_case_number(fields.get("case", "")):
        fields.pop("case", None)
    return fields.get("do", ""), fields
