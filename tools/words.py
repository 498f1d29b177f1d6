"""Brings the translators' files of words in step with the sentences of the code: `make words`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cases.people import Language
from cases.refusal import Refusal
from cases.taxonomy import read_taxonomy
from config.settings import Settings
from messages.texts import (
    asking,
    attachments,
    citizen,
    correction,
    details,
    limits,
    my_data,
    own_need,
    refusals,
    results,
    seen,
    status,
    team,
    text,
)
from messages.texts.translations import TRANSLATED, Translation, translations, write

#: What citizens read stands in modules of its own, but for some sentences that staff read as well.
_SAID = (
    asking, attachments, citizen, correction, details, limits, my_data, own_need, results, seen,
    status, text,
)  # fmt: skip
_SAID_TO_BOTH = (
    team.CODE_REFUSED, team.CODE_TRIES_OVER, team.RETURN_CASES_FIRST,
    refusals.SENTENCES[Refusal.NOT_STAFF], refusals.A_COLLEAGUE, refusals.ANOTHER_CENTRE,
)  # fmt: skip


def sentences() -> dict[str, text.Text]:
    """Return what citizens can be told, by its English words."""
    said = [one for module in _SAID for one in _texts(list(vars(module).values()))]
    taxonomy = read_taxonomy(Settings().taxonomy_file)
    kinds = [text.Text(th=one.th, en=one.en) for one in taxonomy.kinds.values()]
    found: dict[str, text.Text] = {}
    for one in (*said, *_SAID_TO_BOTH, *kinds):
        found.setdefault(one.en, one)
    return found


def in_step(language: Language) -> list[Translation]:
    """Return the rows of a language's file: what it had, without what is said no more, and a row
    without words for what is new. Words whose Thai has changed are to be checked again."""
    known = {one.english: one for one in translations(language)}
    return [
        _row(one, known.get(english, Translation(english, "", "", "")))
        for english, one in sentences().items()
    ]


def _row(said: text.Text, known: Translation) -> Translation:
    checked_by = known.checked_by if said.th == known.thai else ""
    return Translation(said.en, said.th, known.words, checked_by)


def _texts(values: object) -> Iterator[text.Text]:
    """Yield the sentences in a value, and in the lists and tables of it."""
    if isinstance(values, text.Text):
        yield values
    elif isinstance(values, Mapping):
        yield from _texts(list(values.values()))
    elif isinstance(values, list | tuple):
        for one in values:
            yield from _texts(one)


if __name__ == "__main__":
    for each in TRANSLATED:
        write(each, in_step(each))
