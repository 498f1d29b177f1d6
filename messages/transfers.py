"""Hand-overs, merges and unmerges: the questions to staff, and the notifications."""

from __future__ import annotations

from collections.abc import Iterable

from cases.case import Because, Case, State
from cases.commands import HandOver, Merge, Refuse, Unmerge
from cases.facts import moves
from cases.outlook import Taker
from cases.people import Language, Person
from cases.transfers import reasons
from messages import chat
from messages.case import PLACE_IN_LIST, case_rows, centre_row, kind, place, shares, state
from messages.case_card import case_card, show_case, show_news
from messages.rendering import RenderContext, centre_name, province_name, renders, sends
from messages.texts import staff, transfers
from messages.texts.text import Text, distance, moment
from messages.ways import staff_text


def giver_rows(case: Case, language: Language, context: RenderContext) -> tuple[chat.TextRow, ...]:
    """Return who handed the case over and why, until somebody claims it."""
    if (
        case.state is not State.WAITING
        or case.handover.clock_with is None
        or case.handover.because is None
    ):
        return ()
    giver = transfers.OF.say(
        language, province=context.province_name(case.handover.passed[-1], language)
    )
    return ((transfers.FROM, giver), (transfers.WHY, transfers.REASONS[case.handover.because]))


def refusing(case: Case, person: Person) -> tuple[Refuse, ...]:
    """Return the command to return a case, for a centre that may."""
    return (
        (Refuse(case.number),) if case.handover.refusable and person.centre == case.centre else ()
    )


@sends(moves.HandoverAsked, chat.answer)
def where_to(fact: moves.HandoverAsked, _: RenderContext) -> chat.Content:
    """Show the centres that may take a case, the one with jurisdiction first."""
    choices = [_receiver(fact, one, transfers.ONE_TO) for one in fact.others]
    if fact.area:
        first = _receiver(fact, fact.area, transfers.AREA_CENTRE, why=Because.AREA)
        choices.insert(0, first)
    if fact.nation:
        choices.append(_receiver(fact, fact.nation, transfers.NATION))
    shown = case_card(fact.case, fact.to, transfers.WHERE_TO, choices=choices, buttons=())
    return show_case(shown, fact.to.language)


def _receiver(
    fact: moves.HandoverAsked, to: moves.Receiver, words: Text, why: Because | None = None
) -> chat.Choice:
    language = fact.to.language
    short = transfers.OF.say(language, province=province_name(to.centre, language))
    name = words.say(language, centre=short, distance=distance(to.metres, language))
    return chat.Choice(chat.ask(name, HandOver(fact.case.number, to.centre.id, why), language))


@sends(moves.HandoverReasonAsked, chat.answer)
def why_there(fact: moves.HandoverReasonAsked, _: RenderContext) -> chat.Content:
    """Ask for the reason of the hand-over to the chosen centre."""
    language = fact.to.language
    number, to = fact.case.number, fact.centre.id
    asked = (
        chat.ask(transfers.REASONS[one], HandOver(number, to, one), language)
        for one in reasons(must=fact.must)
    )
    shown = case_card(
        fact.case,
        fact.to,
        transfers.WHY_THERE,
        sentences=(centre_name(fact.centre, language), *((transfers.MUST,) if fact.must else ())),
        choices=map(chat.Choice, asked),
        buttons=(),
    )
    return show_case(shown, language)


@sends(moves.CaseHandedOver, chat.notify)
def handed_over(fact: moves.CaseHandedOver, _: RenderContext) -> chat.Content:
    """Confirm where the case is now, and whom to call there if the centre has no staff."""
    language, number = fact.to.language, fact.case.number
    done = (
        transfers.SENT_BACK
        if fact.case.handover.because is Because.REFUSED
        else transfers.HANDED_OVER
    )
    words = transfers.TO_NATION if fact.must else done
    lines = [words.say(language, number=number, centre=centre_name(fact.centre, language))]
    if fact.taker is not Taker.CENTRE:
        lines.append(transfers.NO_STAFF[fact.taker].say(language, phone=fact.centre.phone))
    return staff_text("\n".join(lines), fact.to)


@renders(moves.HandoverUnclaimed)
def handover_unclaimed(fact: moves.HandoverUnclaimed, context: RenderContext) -> list[chat.Message]:
    """Ask the heads of the centre that handed over a case to call the one that has it."""
    return chat.notify_each((one.person for one in fact.team), lambda to: _call(fact, to, context))


def _call(fact: moves.HandoverUnclaimed, to: Person, context: RenderContext) -> chat.Content:
    case, language = fact.case, to.language
    shown = case_card(
        case,
        to,
        transfers.UNCLAIMED,
        rows=((transfers.NOW_AT, centre_name(fact.centre, language)),),
        sentences=(transfers.UNCLAIMED_NEXT,),
        buttons=(
            chat.primary(chat.Dial(transfers.CALL.say(language), fact.centre.phone)),
            chat.secondary(chat.Navigate(staff.NAVIGATE.say(language), case.place.point)),
        ),
    )
    return show_news(shown, case, language, context)


@sends(moves.MergeOffered, chat.answer)
def merge_offered(fact: moves.MergeOffered, context: RenderContext) -> chat.Content:
    """Show the cases near by, each on a card."""
    language, number = fact.to.language, fact.case.number
    if not fact.into:
        return staff_text(transfers.NONE_NEAR.say(language, number=number), fact.to)
    cards = tuple(_near_case(one, fact, context) for one in fact.into)
    alt = transfers.OFFERED_ALT.say_of(language, len(cards), number=number, count=len(cards))
    return chat.Content(alt, cards)


def _near_case(near: moves.Near, fact: moves.MergeOffered, context: RenderContext) -> chat.Card:
    case, language = near.case, fact.to.language
    merge = Merge(fact.case.number, case.number)
    into = chat.ask(transfers.MERGE_INTO, merge, language, about=case.number)
    return case_card(
        case,
        fact.to,
        transfers.OFFERED.say(language, number=fact.case.number),
        rows=(
            (transfers.AWAY, distance(near.metres, language)),
            (transfers.STATE, state(case, fact.to)),
            (staff.KIND, kind(case, language, context)),
            (staff.PLACE, place(case.place, PLACE_IN_LIST)),
            (staff.SEEN_AT, moment(case.seen_at, language)),
            (staff.SHARES, shares(case, language)),
        ),
        buttons=(chat.primary(into),),
    )


@sends(moves.CaseMerged, chat.notify)
def case_merged(fact: moves.CaseMerged, context: RenderContext) -> chat.Content:
    """Show the case into which the other was merged."""
    number = fact.case.number
    next_words = transfers.MERGED_NEXT if fact.heard else transfers.MERGED_UNHEARD
    words = next_words.say(fact.to.language, number=number)
    rows = ((transfers.MERGED_CASE, number),)
    shown = _whole_card(fact.into, fact.to, transfers.MERGED, words, context, rows)
    return show_case(shown, fact.to.language)


@sends(moves.CaseGrew, chat.notify)
def case_grew(fact: moves.CaseGrew, context: RenderContext) -> chat.Content:
    """Notify a holder, who did not ask for it, of the case that was merged into theirs."""
    rows = ((transfers.MERGED_CASE, fact.number),)
    shown = _whole_card(fact.case, fact.to, transfers.GREW, transfers.GREW_NEXT, context, rows)
    return show_news(shown, fact.case, fact.to.language, context)


@sends(moves.UnmergeOffered, chat.answer)
def unmerge_offered(fact: moves.UnmergeOffered, _: RenderContext) -> chat.Content:
    """Ask which of the merged cases to unmerge."""
    shown = chat.card(
        fact.to.language,
        transfers.WHICH,
        title=fact.case.number,
        sentences=(transfers.WHICH_NEXT,),
        choices=(chat.Choice(_take_out(fact.case, one, fact.to)) for one in fact.numbers),
    )
    return show_case(shown, fact.to.language)


def _take_out(case: Case, number: str, to: Person) -> chat.Postback:
    words = transfers.TAKE_OUT.say(to.language, number=number)
    return chat.ask(words, Unmerge(case.number, number), to.language)


@sends(moves.CaseUnmerged, chat.notify)
def case_unmerged(fact: moves.CaseUnmerged, context: RenderContext) -> chat.Content:
    """Show the unmerged case."""
    words = transfers.UNMERGED_NEXT.say(fact.to.language, number=fact.source.number)
    rows = centre_row(fact.case, fact.to.centre, fact.to.language, context)
    shown = _whole_card(fact.case, fact.to, transfers.UNMERGED, words, context, rows)
    return show_case(shown, fact.to.language)


def led_on(number: str, case: Case, to: Person, context: RenderContext) -> chat.Content:
    """Return the card of the case that *number* was merged into, for a member who may act on it."""
    words = transfers.LED_ON_NEXT.say(to.language, number=number)
    rows = centre_row(case, to.centre, to.language, context)
    return show_case(_whole_card(case, to, transfers.LED_ON, words, context, rows), to.language)


def _whole_card(
    case: Case,
    to: Person,
    heading: chat.AnyText,
    next_words: chat.AnyText,
    context: RenderContext,
    first: Iterable[chat.TextRow],
) -> chat.Card:
    rows = (*first, *case_rows(case, to.language, context))
    return case_card(case, to, heading, rows=rows, sentences=(next_words,))
