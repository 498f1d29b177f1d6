"""How LINE counts characters: most texts in UTF-16 units, labels as people see them."""

from collections.abc import Callable

import regex

Measure = Callable[[str], int]


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Thai vowels and tone marks count with their consonant."""
    return len(regex.findall(r"\X", text))
