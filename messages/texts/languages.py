"""The words about the language that a person is spoken to in."""

from __future__ import annotations

from cases.people import Language
from messages.texts.text import Text

#: Each language named in itself, for those who read no other.
NAMES = {Language.THAI: "ภาษาไทย", Language.ENGLISH: "English"}
CHOSEN = Text(th="ต่อจากนี้ เราจะคุยกับคุณเป็นภาษาไทยนะคะ", en="From now on we speak English with you.")
