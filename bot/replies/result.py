"""What became of a case, as its sharers read it."""

from __future__ import annotations

from bot.texts import results
from bot.texts.text import Text
from cases.case import Case
from cases.people import Language
from cases.taxonomy import Taxonomy


def result_words(case: Case, language: Language, taxonomy: Taxonomy) -> str:
    """Say the outcomes of a closed case, each sentence once."""
    found = dict.fromkeys(_words_of(code, taxonomy) for code in case.outcomes or ("",))
    return " ".join(words.say(language) for words in found)


def _words_of(code: str, taxonomy: Taxonomy) -> Text:
    outcome = taxonomy.outcomes.get(code)
    by_group = results.BY_GROUP.get(outcome.group if outcome else "", results.OTHERWISE)
    return results.BY_CODE.get(code, by_group)
