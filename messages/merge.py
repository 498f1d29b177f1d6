"""What staff are told of cases that become one, or part again."""

from __future__ import annotations

from typing import assert_never

from cases.case import Case
from cases.facts.merges import (
    CaseGrew,
    CaseMerged,
    CaseUnmerged,
    MergeFact,
    MergeOffered,
    Near,
    UnmergeOffered,
)
from cases.people import Person
from messages.case import (
    PLACE_IN_LIST,
    case_rows,
    centre_row,
    kind,
    next_steps,
    place,
    priority,
    shares,
    state,
    tone,
)
from messages.context import RenderContext
from messages.message import Content, Message, answer, must_hear
from messages.notified import news_alt
from messages.parts import Card, Postback, Row, postback, primary, secondary
from messages.team import staff_text
from messages.texts import merge, staff
from messages.texts.dates import moment
from messages.texts.measures import distance


def told(fact: MergeFact, context: RenderContext) -> list[Message]:
    """Put a fact into words; only the holder of a case that grew did not ask for it."""
    match fact:
        case MergeOffered():
            return answer(fact.to, _offered(fact, context))
        case CaseMerged():
            return must_hear(fact.to, _merged(fact, context))
        case CaseGrew():
            return must_hear(fact.to, _grew(fact, context))
        case UnmergeOffered():
            return answer(fact.to, _which(fact))
        case CaseUnmerged():
            return must_hear(fact.to, _unmerged(fact, context))
        case _:
            assert_never(fact)


def led_on(number: str, case: Case, to: Person, context: RenderContext) -> Content:
    """Show the case that *number* was merged into to one who may act on it."""
    language = to.language
    rows = (
        *centre_row(case, to.centre or "", language, context),
        *case_rows(case, language, context),
    )
    heading, words = merge.LED_ON.say(language), merge.LED_ON_NEXT.say(language, number=number)
    return _case_card(heading, case, rows, words, to)


def _offered(fact: MergeOffered, context: RenderContext) -> Content:
    language, number = fact.to.language, fact.case.number
    if not fact.into:
        return staff_text(merge.NONE_NEAR.say(language, number=number), fact.to)
    cards = [_choice(one, fact, context) for one in fact.into]
    alt = merge.OFFERED_ALT.say_of(language, len(cards), number=number, count=len(cards))
    return Content(alt, tuple(cards))


def _choice(near: Near, fact: MergeOffered, context: RenderContext) -> Card:
    case, language = near.case, fact.to.language
    words = merge.MERGE_INTO.say(language)
    said = f"{words} {case.number}"
    ask = postback(words, "merge", said=said, case=fact.case.number, into=case.number)
    return Card(
        merge.OFFERED.say(language, number=fact.case.number),
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=(
            (merge.AWAY.say(language), distance(near.metres, language)),
            (merge.STATE.say(language), state(case, fact.to)),
            (staff.KIND.say(language), kind(case, language, context)),
            (staff.PLACE.say(language), place(case.place, PLACE_IN_LIST)),
            (staff.SEEN_AT.say(language), moment(case.seen_at, language)),
            (staff.SHARES.say(language), shares(case, language)),
        ),
        buttons=(primary(ask),),
    )


def _merged(fact: CaseMerged, context: RenderContext) -> Content:
    language, number = fact.to.language, fact.case.number
    heading = merge.MERGED.say(language)
    rows = ((merge.MERGED_CASE.say(language), number), *case_rows(fact.into, language, context))
    next_words = merge.MERGED_NEXT.say(language, number=number)
    return _case_card(heading, fact.into, rows, next_words, fact.to)


def _grew(fact: CaseGrew, context: RenderContext) -> Content:
    language = fact.to.language
    heading = merge.GREW.say(language)
    rows = (
        (merge.MERGED_CASE.say(language), fact.number),
        *case_rows(fact.case, language, context),
    )
    alt = news_alt(fact.case, heading, language, context)
    return _case_card(heading, fact.case, rows, merge.GREW_NEXT.say(language), fact.to, alt)


def _unmerged(fact: CaseUnmerged, context: RenderContext) -> Content:
    language = fact.to.language
    heading = merge.UNMERGED.say(language)
    words = merge.UNMERGED_NEXT.say(language, number=fact.source.number)
    rows = (
        *centre_row(fact.case, fact.to.centre or "", language, context),
        *case_rows(fact.case, language, context),
    )
    return _case_card(heading, fact.case, rows, words, fact.to)


def _which(fact: UnmergeOffered) -> Content:
    language, case = fact.to.language, fact.case
    heading = merge.WHICH.say(language)
    asked = (_take_out(case, number, fact.to) for number in fact.numbers)
    shown = Card(
        heading,
        title=case.number,
        sentences=(merge.WHICH_NEXT.say(language),),
        buttons=tuple(map(secondary, asked)),
    )
    return Content(_alt(case, heading, fact.to), shown)


def _take_out(case: Case, number: str, person: Person) -> Postback:
    words = merge.TAKE_OUT.say(person.language, number=number)
    return postback(words, "unmerge", said=words, **{"case": case.number, "from": number})


def _case_card(
    heading: str, case: Case, rows: tuple[Row, ...], next_words: str, to: Person, alt: str = ""
) -> Content:
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, to.language),
        title=case.number,
        rows=rows,
        sentences=(next_words,),
        buttons=next_steps(case, to),
    )
    return Content(alt or _alt(case, heading, to), shown)


def _alt(case: Case, heading: str, to: Person) -> str:
    return staff.CASE_ALT.say(to.language, number=case.number, heading=heading)
