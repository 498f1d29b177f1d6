"""A table of a page, and how numbers are written in one."""

from __future__ import annotations

from dataclasses import dataclass

from cases.people import Language
from cases.report import FEWEST_RANKED, Rate, change
from messages.texts import report_page
from messages.texts.measures import NOT_KNOWN, count, duration
from messages.texts.text import Text

#: So many cells stand beside each other on a phone.
_MOST_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is of, its cells, how long its bar is, of 100, and where its name leads."""

    name: str
    cells: tuple[str, ...]
    bar: float | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What it shows, the names of its columns, its rows; *empty* is said where there is no row."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    look: str = ""

    @property
    def shape(self) -> str:
        """Tell how it stands on a phone, where no column may be lost (report.css): by its own
        *look*, or the names of its rows over their cells, or a card for each row."""
        cells = len(self.head) - 1
        return self.look or (f"under c{cells}" if cells <= _MOST_BESIDE else "named cards")


def heads(language: Language, *names: Text) -> tuple[str, ...]:
    """Say the names of columns."""
    return tuple(name.say(language) for name in names)


def percent(share: float, language: Language) -> str:
    """Write a share as whole percents."""
    return report_page.PERCENT.say(language, percent=f"{100 * share:,.0f}")


def rate(of: Rate | None, language: Language) -> str:
    """Write a rate; of too few only its parts, for a percentage would say too much."""
    if of is None or of.value is None:
        return NOT_KNOWN
    if of.is_small:
        return report_page.PART_OF.say(language, part=count(of.part), of=count(of.of))
    return percent(of.value, language)


def changed(now: int | None, then: int | None, language: Language) -> str:
    """Say how a count changed, in a sign and a word."""
    if now is None or then is None:
        return NOT_KNOWN
    if now == then:
        return report_page.SAME.say(language)
    by, share = count(abs(now - then)), change(now, then)
    if share is not None and then >= FEWEST_RANKED:
        whole = f"{abs(100 * share):,.0f}"
        by = report_page.WITH_PERCENT.say(language, by=by, percent=whole)
    return (report_page.MORE if now > then else report_page.LESS).say(language, by=by)


def slowed(now: int | None, then: int | None, language: Language) -> str:
    """Say how a duration changed, in a sign and a word."""
    if now is None or then is None:
        return NOT_KNOWN
    if now == then:
        return report_page.SAME.say(language)
    by = duration(abs(now - then), language)
    return (report_page.LONGER if now > then else report_page.SHORTER).say(language, by=by)
