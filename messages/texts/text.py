"""A sentence or a label of the bot, in every language that it speaks."""

from __future__ import annotations

from dataclasses import dataclass

from cases.people import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One sentence, Thai and English side by side, with the same placeholders."""

    th: str
    en: str

    def say(self, language: Language, **values: str | int) -> str:
        """Return the sentence with *values* in its places."""
        words = self.th if language is Language.THAI else self.en
        return words.format(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Text):
    """Words that go by a number: English says *one* differently."""

    one: str

    def say_of(self, language: Language, number: int, /, **values: str | int) -> str:
        """Return the words for so many."""
        if language is Language.ENGLISH and number == 1:
            return self.one.format(**values)
        return self.say(language, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Text):
    """Words on a button: at most 20 grapheme clusters and 20 code points, so that no phone cuts
    them and LINE takes them, whichever of the two it counts."""
