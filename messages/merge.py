"""What staff are told of cases that become one, or part again."""

from __future__ import annotations

from collections.abc import Iterable

from cases.case import Case
from cases.facts.merges import (
    CaseGrew,
    CaseMerged,
    CaseUnmerged,
    MergeOffered,
    Near,
    UnmergeOffered,
)
from cases.people import Person
from messages.case import PLACE_IN_LIST, case_rows, centre_row, kind, place, shares, state
from messages.case_card import case_card, show_case, show_news
from messages.compose import Said, TextRow, ask, card
from messages.context import RenderContext
from messages.message import Content, Message, answer, notify
from messages.parts import Card, Postback, primary, secondary
from messages.rendering import renders
from messages.texts import merge, staff
from messages.texts.dates import moment
from messages.texts.measures import distance
from messages.ways import staff_text


@renders(MergeOffered)
def merge_offered(fact: MergeOffered, context: RenderContext) -> list[Message]:
    """Offer the cases near by, each on a card."""
    language, number = fact.to.language, fact.case.number
    if not fact.into:
        return answer(fact.to, staff_text(merge.NONE_NEAR.say(language, number=number), fact.to))
    cards = tuple(_choice(one, fact, context) for one in fact.into)
    alt = merge.OFFERED_ALT.say_of(language, len(cards), number=number, count=len(cards))
    return answer(fact.to, Content(alt, cards))


def _choice(near: Near, fact: MergeOffered, context: RenderContext) -> Card:
    case, language = near.case, fact.to.language
    fields = {"case": fact.case.number, "into": case.number}
    into = ask(merge.MERGE_INTO, "merge", language, about=case.number, **fields)
    return case_card(
        case,
        fact.to,
        merge.OFFERED.say(language, number=fact.case.number),
        rows=(
            (merge.AWAY, distance(near.metres, language)),
            (merge.STATE, state(case, fact.to)),
            (staff.KIND, kind(case, language, context)),
            (staff.PLACE, place(case.place, PLACE_IN_LIST)),
            (staff.SEEN_AT, moment(case.seen_at, language)),
            (staff.SHARES, shares(case, language)),
        ),
        buttons=(primary(into),),
    )


@renders(CaseMerged)
def case_merged(fact: CaseMerged, context: RenderContext) -> list[Message]:
    """Show the one case that two have become."""
    number = fact.case.number
    words = merge.MERGED_NEXT.say(fact.to.language, number=number)
    rows = ((merge.MERGED_CASE, number),)
    shown = _whole_card(fact.into, fact.to, merge.MERGED, words, context, rows)
    return notify(fact.to, show_case(shown, fact.to.language))


@renders(CaseGrew)
def case_grew(fact: CaseGrew, context: RenderContext) -> list[Message]:
    """Tell a holder, who did not ask for it, what was merged into the case."""
    rows = ((merge.MERGED_CASE, fact.number),)
    shown = _whole_card(fact.case, fact.to, merge.GREW, merge.GREW_NEXT, context, rows)
    return notify(fact.to, show_news(shown, fact.case, fact.to.language, context))


@renders(UnmergeOffered)
def unmerge_offered(fact: UnmergeOffered, _: RenderContext) -> list[Message]:
    """Ask which of the cases in it is to stand alone again."""
    shown = card(
        fact.to.language,
        merge.WHICH,
        title=fact.case.number,
        sentences=(merge.WHICH_NEXT,),
        buttons=(secondary(_take_out(fact.case, one, fact.to)) for one in fact.numbers),
    )
    return answer(fact.to, show_case(shown, fact.to.language))


def _take_out(case: Case, number: str, to: Person) -> Postback:
    words = merge.TAKE_OUT.say(to.language, number=number)
    return ask(words, "unmerge", to.language, **{"case": case.number, "from": number})


@renders(CaseUnmerged)
def case_unmerged(fact: CaseUnmerged, context: RenderContext) -> list[Message]:
    """Show the case that stands alone again."""
    words = merge.UNMERGED_NEXT.say(fact.to.language, number=fact.source.number)
    rows = centre_row(fact.case, fact.to.centre, fact.to.language, context)
    shown = _whole_card(fact.case, fact.to, merge.UNMERGED, words, context, rows)
    return notify(fact.to, show_case(shown, fact.to.language))


def led_on(number: str, case: Case, to: Person, context: RenderContext) -> Content:
    """Show the case that *number* was merged into to one who may act on it."""
    words = merge.LED_ON_NEXT.say(to.language, number=number)
    rows = centre_row(case, to.centre, to.language, context)
    return show_case(_whole_card(case, to, merge.LED_ON, words, context, rows), to.language)


def _whole_card(
    case: Case,
    to: Person,
    heading: Said,
    next_words: Said,
    context: RenderContext,
    first: Iterable[TextRow],
) -> Card:
    rows = (*first, *case_rows(case, to.language, context))
    return case_card(case, to, heading, rows=rows, sentences=(next_words,))
