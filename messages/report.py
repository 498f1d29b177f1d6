"""The numbers of a period beside those of the period before, on one card."""

from __future__ import annotations

from cases.facts.casework import Reported
from cases.people import Language
from cases.statistics import Numbers, Report
from cases.taxonomy import Taxonomy
from messages.context import RenderContext, centre_name
from messages.message import Content, Message, answer
from messages.parts import (
    Button,
    Card,
    Divider,
    Emphasis,
    Part,
    Rows,
    Table,
    TableRow,
    Words,
    postback,
    primary,
    secondary,
)
from messages.texts import manager, signing
from messages.texts.dates import period_name
from messages.texts.measures import count, duration
from messages.texts.text import Text

_P50, _P90 = 0.5, 0.9
_TIMES = (
    (manager.CLAIM_MEDIAN, "claim", _P50),
    (manager.CLAIM_P90, "claim", _P90),
    (manager.CLOSE_MEDIAN, "close", _P50),
    (manager.CLOSE_P90, "close", _P90),
)


def told(fact: Reported, context: RenderContext) -> list[Message]:
    """Put a report on a card."""
    language = fact.to.language
    scope = manager.COUNTRY.say(language)
    if fact.centre is not None:
        scope = centre_name(fact.centre, language)
    now = fact.report.now
    alt = manager.REPORT_ALT.say(
        language,
        scope=scope,
        period=period_name(now.period, language),
        shares=count(now["shares"]),
        closed=count(now["closed"]),
    )
    return answer(fact.to, Content(alt, _card(fact, scope, context.taxonomy)))


def _card(fact: Reported, scope: str, taxonomy: Taxonomy) -> Card:
    language, report = fact.to.language, fact.report
    head = (
        manager.ITEM.say(language),
        manager.NOW.say(language),
        manager.BEFORE.say(language),
    )
    return Card(
        manager.REPORT.say(language),
        before_all=(
            Words(scope, Emphasis.LARGE),
            Rows(_periods(report, language)),
            Divider(),
            Table(head, _counts(report, language, whole_country=fact.centre is None)),
            Divider(),
            Words(manager.TIMES.say(language), Emphasis.STRONG),
            Table(head, _times(report, language)),
            Divider(),
            Words(manager.OUTCOMES.say(language), Emphasis.STRONG),
            _outcomes(report, head, language, taxonomy),
        ),
        buttons=(_page_button(language), *_span_buttons(language)),
    )


def _periods(report: Report, language: Language) -> tuple[tuple[str, str], ...]:
    return (
        (manager.THIS_PERIOD.say(language), period_name(report.now.period, language)),
        (manager.PERIOD_BEFORE.say(language), period_name(report.before.period, language)),
    )


def _counts(report: Report, language: Language, *, whole_country: bool) -> tuple[TableRow, ...]:
    # A share from abroad belongs to no centre.
    labels = manager.ROWS | ({"refused": manager.REFUSED} if whole_country else {})
    return tuple(
        (label.say(language), _count(report.now, name), _count(report.before, name))
        for name, label in labels.items()
    )


def _count(numbers: Numbers, name: str) -> str:
    return count(numbers.sharers if name == "sharers" else numbers[name])


def _times(report: Report, language: Language) -> tuple[TableRow, ...]:
    return tuple(_time(label, of, share, report, language) for label, of, share in _TIMES)


def _time(label: Text, of: str, share: float, report: Report, language: Language) -> TableRow:
    now, before = (numbers.minutes(of, share) for numbers in (report.now, report.before))
    return label.say(language), duration(now, language), duration(before, language)


def _outcomes(report: Report, head: TableRow, language: Language, taxonomy: Taxonomy) -> Part:
    now, before = report.now.outcomes, report.before.outcomes
    codes = sorted(now | before, key=lambda code: (-now.get(code, 0), code))
    if not codes:
        return Words(manager.NO_OUTCOMES.say(language))
    lines = (
        (_name(code, language, taxonomy), count(now.get(code, 0)), count(before.get(code, 0)))
        for code in codes
    )
    return Table(head, tuple(lines))


def _name(code: str, language: Language, taxonomy: Taxonomy) -> str:
    known = taxonomy.outcomes.get(code)
    return known.name(language) if known else code


def _page_button(language: Language) -> Button:
    label = signing.ASK_PAGE.say(language)
    return primary(postback(label, "page", said=label))


def _span_buttons(language: Language) -> list[Button]:
    return [
        secondary(postback(label.say(language), "report", said=label.say(language), period=span))
        for span, label in manager.SPANS.items()
    ]
