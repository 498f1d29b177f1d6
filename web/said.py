"""What came of cases and what was said of them, as rows: outcomes, kinds, dangers, channels, and
the closing facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cases.people import Language
from cases.statistics import Numbers
from cases.taxonomy import Taxonomy
from messages.texts import closing_facts, workbook
from messages.texts.staff import KINDS, REASONS
from messages.texts.text import Text

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Said:
    """One row: how many of a group, and which share of the group that is."""

    group: str
    code: str
    words: str
    count: int
    share: float


def said(numbers: Numbers, taxonomy: Taxonomy, language: Language) -> list[Said]:
    """Return the rows of every group in which there is something, the outcomes first."""
    return list(_rows(numbers, taxonomy, language))


def _rows(numbers: Numbers, taxonomy: Taxonomy, language: Language) -> Iterator[Said]:
    def outcome(code: str) -> str:
        known = taxonomy.outcomes.get(code)
        return known.name(language) if known else code

    groups: list[tuple[Text, Mapping[str, int], Say]] = [
        (workbook.OUTCOME, _ordered(numbers.outcomes, taxonomy.outcomes), outcome),
        (workbook.KIND, _ordered(numbers.kinds, KINDS), _words(KINDS, language)),
        (workbook.URGENT, _ordered(numbers.urgencies, REASONS), _words(REASONS, language)),
        (workbook.CHANNEL, numbers.channels, _words(workbook.CHANNELS, language)),
    ]
    for name, values in numbers.facts.items():
        group = closing_facts.NAMES.get(name) or Text(th=name, en=name)
        groups.append((group, values, _words(closing_facts.VALUES, language)))
    for title, counts, say in groups:
        yield from _group(title.say(language), counts, say)


def _group(title: str, counts: Mapping[str, int], say: Say) -> Iterator[Said]:
    total = sum(counts.values())
    for code, count in counts.items():
        yield Said(title, code, say(code), count, count / total)


def _ordered(counts: Mapping[str, int], like: Mapping[str, object]) -> dict[str, int]:
    """Put codes in the order of the taxonomy; those that it no longer knows come last."""
    known = {code: counts[code] for code in like if code in counts}
    return known | {code: count for code, count in counts.items() if code not in known}


def _words(texts: Mapping[str, Text], language: Language) -> Say:
    return lambda code: texts[code].say(language) if code in texts else code
