"""A digest on one card: steps of the cases as bars, days or weeks, and the open cases."""

from __future__ import annotations

from collections.abc import Iterator

from cases.calendar import Period, Span
from cases.commands import ChooseDigests, OpenPage, ShowQueue
from cases.digest import Standing, drawn
from cases.facts.digests import Digested, DigestsChosen
from cases.people import Digest, Language
from messages import chat
from messages.rendering import RenderContext, province_name, renders, sends
from messages.report import scope_name
from messages.shift import late_rows
from messages.texts import digest, staff, team
from messages.texts.heard import WEEKDAYS
from messages.texts.text import count, moment, period_name


@renders(Digested)
def digested(fact: Digested, context: RenderContext) -> list[chat.Message]:
    """Return a digest as a card; one that was not asked for must arrive."""
    language = fact.to.language
    urgent = any(case.need.urgent for case in (*fact.standing.waiting, *fact.standing.held))
    shown = chat.card(
        language,
        digest.NAMES[fact.kind],
        chat.Tone.URGENT if urgent else chat.Tone.CALM,
        badge=staff.URGENT if urgent else "",
        before_all=_body(fact, context),
        buttons=_buttons(fact),
    )
    alt = digest.ALT.say(
        language,
        name=shown.heading,
        scope=scope_name(fact.centre, language),
        period=period_name(fact.now.period, language),
        shares=count(fact.now["shares"]),
        cases=count(fact.now["cases"]),
        closed=count(fact.now["closed"]),
        open=count(fact.standing.open),
    )
    content = chat.show(shown, alt)
    return chat.answer(fact.to, content) if fact.cost is None else chat.notify(fact.to, content)


def _body(fact: Digested, context: RenderContext) -> Iterator[chat.Part]:
    language = fact.to.language
    by = digest.BY_WEEK if fact.kind is Digest.MONTHLY else digest.BY_DAY
    before = period_name(fact.before.period, language)
    standing = _standing(fact.standing, language, context)
    yield chat.Paragraph(scope_name(fact.centre, language), chat.Emphasis.LARGE)
    yield chat.Paragraph(period_name(fact.now.period, language), chat.Emphasis.STRONG)
    yield chat.Bars(tuple(_way(fact)))
    yield chat.Paragraph(digest.BEFORE.say(language, period=before), chat.Emphasis.SMALL)
    yield chat.Divider()
    yield chat.Paragraph(by.say(language), chat.Emphasis.STRONG)
    yield chat.Bars(tuple(_parts(fact)))
    yield chat.Divider()
    yield chat.Rows(
        tuple((chat.say(label, language), chat.say(value, language)) for label, value in standing)
    )
    yield chat.Divider()
    for words in _costs(fact):
        yield chat.Paragraph(words, chat.Emphasis.SMALL)


def _way(fact: Digested) -> Iterator[chat.Bar]:
    for name, label in digest.BARS.items():
        now, before = count(fact.now[name]), count(fact.before[name])
        shown = digest.COUNT_AND_BEFORE.format(now=now, before=before)
        yield label.say(fact.to.language), fact.now[name], shown


def _parts(fact: Digested) -> Iterator[chat.Bar]:
    for period, shares, cases in drawn(fact.parts):
        shown = digest.COUNTS.format(shares=count(shares), cases=count(cases))
        yield _name(period, fact.to.language), shares, shown


def _name(period: Period, language: Language) -> str:
    """Return the name of a part: a day's weekday, or the first and the last day of a week."""
    if period.span is Span.DAY:
        weekday = WEEKDAYS[period.first.weekday()].say(language)
        return digest.WEEKDAY.say(language, weekday=weekday, day=period.first.day)
    return digest.DAYS.format(first=period.first.day, last=period.last.day)


def _standing(of: Standing, language: Language, context: RenderContext) -> Iterator[chat.TextRow]:
    yield team.AS_OF, moment(context.now, language)
    yield digest.OPEN, count(of.open)
    yield from late_rows(of.waiting, of.held, of.ending, language)
    if of.escalated:
        yield digest.ESCALATED, count(of.escalated)
    if of.most:
        named = [
            digest.CENTRE_AND_COUNT.say(
                language, centre=province_name(centre, language), count=count(cases)
            )
            for centre, cases in of.most
        ]
        yield digest.MOST, ", ".join(named)


def _costs(fact: Digested) -> Iterator[str]:
    language, cost = fact.to.language, fact.cost
    if cost is None:
        yield digest.FREE.say(language)
        if fact.stopped:
            yield digest.STOPPED.say(language)
        return
    pushes, month = count(cost.pushes), count(cost.month)
    yield digest.COST.say_of(language, cost.pushes, pushes=pushes, month=month)
    if cost.left_out:
        yield digest.LEFT_OUT.say(language, times=count(cost.left_out))


def _buttons(fact: Digested) -> Iterator[chat.Button]:
    language, kind = fact.to.language, fact.kind
    yield chat.primary(chat.ask(digest.PAGE, OpenPage(), language))
    if kind is Digest.DAILY:
        yield chat.secondary(chat.ask(team.QUEUE, ShowQueue(), language))
    if fact.cost is not None:
        yield chat.quiet(chat.ask(digest.OFF[kind], ChooseDigests(kind, "off"), language))


@sends(DigestsChosen, chat.answer)
def digests_chosen(fact: DigestsChosen, _: RenderContext) -> chat.Content:
    """Show which digests a member gets, with a button to change each."""
    language = fact.to.language
    late = (digest.LATE_STAYS,) if Digest.DAILY in dict(fact.wanted) else ()
    shown = chat.card(
        language,
        digest.CHOSEN,
        rows=(
            (digest.NAMES[kind], digest.IS_ON if on else digest.IS_OFF) for kind, on in fact.wanted
        ),
        sentences=(*late, digest.TYPE_INSTEAD),
        buttons=(button for kind, on in fact.wanted for button in _choices(kind, language, on=on)),
    )
    summary = ", ".join(f"{name} {state}" for name, state in shown.rows)
    return chat.show(shown, f"{shown.heading}: {summary}")


def _choices(kind: Digest, language: Language, *, on: bool) -> Iterator[chat.Button]:
    label = digest.OFF[kind] if on else digest.ON[kind]
    yield chat.secondary(chat.ask(label, ChooseDigests(kind, "off" if on else "on"), language))
    yield chat.quiet(chat.ask(digest.SHOW[kind], ChooseDigests(kind), language))
