"""A digest on one card: the way of the cases as bars, then by day or week, then what is open."""

from __future__ import annotations

from typing import assert_never

from cases.calendar import Period, Span
from cases.digest import Standing, drawn
from cases.facts.digests import Digested, DigestFact, DigestsChosen
from cases.people import Digest, Language
from messages.context import RenderContext, centre_name, province_name
from messages.members import late_rows
from messages.message import Content, Message, answer, must_hear
from messages.parts import (
    Bar,
    Bars,
    Button,
    Card,
    Divider,
    Emphasis,
    Row,
    Rows,
    Tone,
    Words,
    ask,
    primary,
    quiet,
    secondary,
)
from messages.texts import digest, manager, members, staff, team
from messages.texts.best_time import WEEKDAYS
from messages.texts.dates import moment, period_name
from messages.texts.measures import count
from messages.texts.text import Text


def told(fact: DigestFact, context: RenderContext) -> list[Message]:
    """Put a digest, or what was chosen of them, on a card."""
    match fact:
        case Digested():
            say = answer if fact.cost is None else must_hear
            return say(fact.to, Content(_alt(fact), _card(fact, context)))
        case DigestsChosen():
            return answer(fact.to, _chosen(fact))
        case _:
            assert_never(fact)


def _alt(fact: Digested) -> str:
    language = fact.to.language
    return digest.ALT.say(
        language,
        name=digest.NAMES[fact.kind].say(language),
        scope=_scope(fact),
        period=period_name(fact.now.period, language),
        shares=count(fact.now["shares"]),
        cases=count(fact.now["cases"]),
        closed=count(fact.now["closed"]),
        open=count(fact.standing.open),
    )


def _scope(fact: Digested) -> str:
    language = fact.to.language
    return centre_name(fact.centre, language) if fact.centre else manager.COUNTRY.say(language)


def _card(fact: Digested, context: RenderContext) -> Card:
    language = fact.to.language
    urgent = any(case.need.urgent for case in (*fact.standing.waiting, *fact.standing.held))
    badge = staff.URGENT.say(language) if urgent else ""
    before = period_name(fact.before.period, language)
    return Card(
        digest.NAMES[fact.kind].say(language),
        Tone.URGENT if urgent else Tone.CALM,
        badge,
        before_all=(
            Words(_scope(fact), Emphasis.LARGE),
            Words(period_name(fact.now.period, language), Emphasis.STRONG),
            Bars(tuple(_way(fact))),
            Words(digest.BEFORE.say(language, period=before), Emphasis.SMALL),
            Divider(),
            Words(_by(fact.kind).say(language), Emphasis.STRONG),
            Bars(tuple(_parts(fact))),
            Divider(),
            Rows(_standing(fact.standing, language, context)),
            Divider(),
            *(Words(words, Emphasis.SMALL) for words in _costs(fact)),
        ),
        buttons=tuple(_buttons(fact)),
    )


def _way(fact: Digested) -> list[Bar]:
    return [
        (label.say(fact.to.language), fact.now[name], _beside(fact, name))
        for name, label in digest.BARS.items()
    ]


def _beside(fact: Digested, name: str) -> str:
    now, before = count(fact.now[name]), count(fact.before[name])
    return digest.COUNT_AND_BEFORE.format(now=now, before=before)


def _by(kind: Digest) -> Text:
    return digest.BY_WEEK if kind is Digest.MONTHLY else digest.BY_DAY


def _parts(fact: Digested) -> list[Bar]:
    return [
        (
            _name(period, fact.to.language),
            shares,
            digest.COUNTS.format(shares=count(shares), cases=count(cases)),
        )
        for period, shares, cases in drawn(fact.parts)
    ]


def _name(period: Period, language: Language) -> str:
    """Name a day by its weekday, the days of a week by the first and the last."""
    if period.span is Span.DAY:
        weekday = WEEKDAYS[period.first.weekday()].say(language)
        return digest.WEEKDAY.say(language, weekday=weekday, day=period.first.day)
    return digest.DAYS.format(first=period.first.day, last=period.last.day)


def _standing(of: Standing, language: Language, context: RenderContext) -> tuple[Row, ...]:
    found: list[Row] = [
        (members.AS_OF.say(language), moment(context.now, language)),
        (digest.OPEN.say(language), count(of.open)),
        *late_rows(of.waiting, of.held, of.ending, language),
    ]
    if of.escalated:
        found.append((digest.ESCALATED.say(language), count(of.escalated)))
    if of.most:
        named = [
            digest.CENTRE_AND_COUNT.say(
                language, centre=province_name(centre, language), count=count(cases)
            )
            for centre, cases in of.most
        ]
        found.append((digest.MOST.say(language), ", ".join(named)))
    return tuple(found)


def _costs(fact: Digested) -> list[str]:
    language, cost = fact.to.language, fact.cost
    if cost is None:
        free = digest.FREE.say(language)
        return [free, digest.STOPPED.say(language)] if fact.stopped else [free]
    pushes, month = count(cost.pushes), count(cost.month)
    paid = digest.COST.say_of(language, cost.pushes, pushes=pushes, month=month)
    left_out = digest.LEFT_OUT.say(language, times=count(cost.left_out))
    return [paid, left_out] if cost.left_out else [paid]


def _buttons(fact: Digested) -> list[Button]:
    language = fact.to.language
    buttons = [primary(ask(digest.PAGE, "page", language))]
    if fact.kind is Digest.DAILY:
        buttons.append(secondary(ask(team.QUEUE, "queue", language)))
    if fact.cost is not None:
        off = digest.OFF[fact.kind]
        buttons.append(quiet(ask(off, "digest", language, kind=fact.kind.value, to="off")))
    return buttons


def _chosen(fact: DigestsChosen) -> Content:
    language = fact.to.language
    states = tuple(
        (digest.NAMES[kind].say(language), (digest.IS_ON if on else digest.IS_OFF).say(language))
        for kind, on in fact.wanted
    )
    late = (digest.LATE_STAYS,) if Digest.DAILY in dict(fact.wanted) else ()
    shown = Card(
        digest.CHOSEN.say(language),
        rows=states,
        sentences=tuple(one.say(language) for one in (*late, digest.TYPE_INSTEAD)),
        buttons=tuple(
            button for kind, on in fact.wanted for button in _of_kind(kind, language, on=on)
        ),
    )
    summary = ", ".join(f"{name} {state}" for name, state in states)
    return Content(f"{shown.heading}: {summary}", shown)


def _of_kind(kind: Digest, language: Language, *, on: bool) -> list[Button]:
    label, to = (digest.OFF[kind], "off") if on else (digest.ON[kind], "on")
    return [
        secondary(ask(label, "digest", language, kind=kind.value, to=to)),
        quiet(ask(digest.SHOW[kind], "digest", language, kind=kind.value)),
    ]
