"""The numbers of a period beside those of the period before, on one card; and the link to the
report page, which expires after ten minutes."""

from __future__ import annotations

from cases.commands import OpenPage, ShowReport
from cases.facts.casework import Reported
from cases.facts.digests import PageLinked, SignedOut
from cases.people import Language
from cases.statistics import Numbers, Report
from cases.taxonomy import Taxonomy
from geo.centres import Centre
from messages import chat
from messages.rendering import RenderContext, centre_name, renders, says, sends
from messages.texts import manager, signing
from messages.texts.team import ROLES
from messages.texts.text import count, duration, moment, period_name
from messages.ways import staff_text

_P50, _P90 = 0.5, 0.9
_TIMES = (
    (manager.CLAIM_MEDIAN, "claim", _P50),
    (manager.CLAIM_P90, "claim", _P90),
    (manager.CLOSE_MEDIAN, "close", _P50),
    (manager.CLOSE_P90, "close", _P90),
)


@sends(Reported, chat.answer)
def reported(fact: Reported, context: RenderContext) -> chat.Content:
    """Show a report on a card."""
    language, report = fact.to.language, fact.report
    scope, period = scope_name(fact.centre, language), period_name(report.now.period, language)
    spans = (chat.ask(label, ShowReport(span), language) for span, label in manager.SPANS.items())
    shown = chat.card(
        language,
        manager.REPORT,
        before_all=(
            chat.Paragraph(scope, chat.Emphasis.LARGE),
            chat.Rows(
                (
                    (manager.THIS_PERIOD.say(language), period),
                    (
                        manager.PERIOD_BEFORE.say(language),
                        period_name(report.before.period, language),
                    ),
                )
            ),
            chat.Divider(),
            *_numbers(report, language, context.taxonomy, whole_country=fact.centre is None),
        ),
        buttons=(
            chat.primary(chat.ask(signing.ASK_PAGE, OpenPage(), language)),
            *map(chat.secondary, spans),
        ),
    )
    shares, closed = count(report.now["shares"]), count(report.now["closed"])
    alt = manager.REPORT_ALT.say(language, scope=scope, period=period, shares=shares, closed=closed)
    return chat.show(shown, alt)


def scope_name(centre: Centre | None, language: Language) -> str:
    """Return the name of the scope of numbers: a centre or the country."""
    return centre_name(centre, language) if centre else manager.COUNTRY.say(language)


def _numbers(
    report: Report, language: Language, taxonomy: Taxonomy, *, whole_country: bool
) -> tuple[chat.Part, ...]:
    now, before = report.now, report.before
    head = manager.ITEM.say(language), manager.NOW.say(language), manager.BEFORE.say(language)
    # A share from abroad belongs to no centre.
    labels = manager.ROWS | ({"refused": manager.REFUSED} if whole_country else {})
    counts = tuple(
        (label.say(language), _count(now, name), _count(before, name))
        for name, label in labels.items()
    )
    times = tuple(
        (
            label.say(language),
            duration(now.minutes(of, share), language),
            duration(before.minutes(of, share), language),
        )
        for label, of, share in _TIMES
    )
    outcomes = tuple(_outcomes(report, language, taxonomy))
    return (
        chat.Table(head, counts),
        chat.Divider(),
        chat.Paragraph(manager.TIMES.say(language), chat.Emphasis.STRONG),
        chat.Table(head, times),
        chat.Divider(),
        chat.Paragraph(manager.OUTCOMES.say(language), chat.Emphasis.STRONG),
        chat.Table(head, outcomes)
        if outcomes
        else chat.Paragraph(manager.NO_OUTCOMES.say(language)),
    )


def _count(numbers: Numbers, name: str) -> str:
    return count(numbers.sharers if name == "sharers" else numbers[name])


def _outcomes(report: Report, language: Language, taxonomy: Taxonomy) -> list[chat.TableRow]:
    now, before = report.now.outcomes, report.before.outcomes
    codes = sorted(now | before, key=lambda code: (-now.get(code, 0), code))
    return [
        (_name(code, language, taxonomy), count(now.get(code, 0)), count(before.get(code, 0)))
        for code in codes
    ]


def _name(code: str, language: Language, taxonomy: Taxonomy) -> str:
    known = taxonomy.outcomes.get(code)
    return known.name(language) if known else code


@renders(PageLinked)
def page_linked(fact: PageLinked, context: RenderContext) -> list[chat.Message]:
    """Send the link to the report page to a member who may read it."""
    language = fact.to.language
    until = moment(fact.until, language)
    role = ROLES[fact.member.role].say(language)
    address = f"{context.settings.public_url}/sign-in#{fact.token}"
    shown = chat.card(
        language,
        signing.CARD,
        rows=((signing.AS, f"{role}, {scope_name(fact.centre, language)}"), (signing.UNTIL, until)),
        sentences=(signing.ONCE.say(language, minutes=context.settings.sign_in_minutes),),
        buttons=(chat.primary(chat.Link(signing.OPEN_PAGE.say(language), address)),),
    )
    content = chat.show(shown, signing.CARD_ALT.say(language, until=until))
    return [chat.Message(fact.to, content, good_until=fact.until)]


says(SignedOut, signing.SIGNED_OUT, staff_text)
