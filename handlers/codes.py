"""Whether a text is an invitation code, or words."""

from __future__ import annotations

import re

#: What somebody who types an invitation code writes: 8 to 40 Latin letters and digits, with a
#: letter and a digit or a dash among them, or four groups of four, so that neither a sentence nor a
#: telephone number nor a case number is ever counted as a wrong code.
_CODE = re.compile(
    r"(?=.*[A-Za-z])(?=.*[0-9-])"
    r"(?:[0-9A-Za-z](?:-?[0-9A-Za-z]){7,39}|[0-9A-Za-z]{4}(?: [0-9A-Za-z]{4}){3})"
)

#: The same from one who is asked where somebody is: "7Eleven-Sukhumvit" is an answer, no code.
_WHOLE_CODE = re.compile(r"(?=.*[0-9])[0-9A-Za-z]{4}(?:[ -]?[0-9A-Za-z]{4}){3}")


def is_code(text: str, *, in_talk: bool) -> bool:
    """Return whether *text* is to be tried as a code; *in_talk* is said of one who is asked
    something."""
    code = _WHOLE_CODE if in_talk else _CODE
    return code.fullmatch(text.strip()) is not None
