"""What people who share a place are told of their share."""

from __future__ import annotations

from cases.facts import shares
from cases.taxonomy import Taxonomy
from messages.compose import AnyText, TextRow, ask, card, show
from messages.context import RenderContext, centre_name
from messages.cut import cut
from messages.hotlines import HOTLINE
from messages.message import Content, Message, answer, notify
from messages.own_need import own_receipt
from messages.parts import Button, Tone, primary, secondary
from messages.promise import expectation, is_untold
from messages.questions import ask_kind
from messages.rendering import renders, says
from messages.texts import citizen
from messages.texts.measures import count, distance
from messages.ways import call_buttons, centre_call, gone_button, plain, share_place

#: A telephone number and its extension.
_PHONE = 40


@renders(shares.CaseOpened)
def case_opened(fact: shares.CaseOpened, context: RenderContext) -> list[Message]:
    """Give the receipt of a share that opened a case, and ask what it is about."""
    if fact.case.own_need:
        return notify(fact.to, own_receipt(fact, _case_rows(fact)))
    language = fact.to.language
    receipt = _receipt(fact)
    if fact.case.need.kind:
        return notify(fact.to, receipt)
    return notify(fact.to, receipt, ask_kind(fact.case, language, context.taxonomy))


def _receipt(fact: shares.CaseOpened) -> Content:
    language = fact.to.language
    expected = expectation(fact.outlook, language)
    sentences: list[AnyText] = [citizen.WHAT_NEXT, *expected, citizen.ASK_AGAIN]
    if is_untold(fact.outlook):
        sentences = [*expected, citizen.WHAT_NEXT]
    if fact.split_from:
        sentences.insert(0, citizen.SEPARATED_FROM.say(language, number=fact.split_from))
    shown = card(
        language,
        citizen.SEPARATED if fact.split_from else citizen.RECEIVED,
        Tone.DONE,
        rows=_case_rows(fact),
        sentences=sentences,
        buttons=(*_calls(fact), gone_button(fact.case, language)),
    )
    return show(shown, citizen.RECEIVED_ALT.say(language, number=fact.case.number))


@renders(shares.ShareJoined)
def share_joined(fact: shares.ShareJoined, context: RenderContext) -> list[Message]:
    """Give the receipt of a share that joined a case, with a way to say that it is someone else."""
    if fact.case.own_need:
        return notify(fact.to, own_receipt(fact, _case_rows(fact)))
    return notify(fact.to, *_joined(fact, context.taxonomy))


def _joined(fact: shares.ShareJoined, taxonomy: Taxonomy) -> tuple[Content, Content]:
    language, case = fact.to.language, fact.case
    split = ask(citizen.SOMEONE_ELSE, "split", language, case=case.number, share=fact.share)
    shown = card(
        language,
        citizen.JOINED,
        Tone.DONE,
        rows=(*_case_rows(fact), (citizen.SHARES, count(case.shares))),
        sentences=(citizen.JOINED_WHY, *expectation(fact.outlook, language), citizen.JOINED_IF_NOT),
        buttons=(secondary(split), *_calls(fact), gone_button(case, language)),
    )
    receipt = show(shown, citizen.JOINED_ALT.say(language, number=case.number))
    # Asked alike whether another sharer has said it or not: who joins may have seen a child, and
    # must not learn what was said.
    return receipt, ask_kind(case, language, taxonomy, before=(split,))


def _case_rows(fact: shares.CaseOpened | shares.ShareJoined) -> tuple[TextRow, ...]:
    language = fact.to.language
    return (
        (citizen.NUMBER, fact.case.number),
        (citizen.CENTRE, centre_name(fact.centre, language)),
        (citizen.PHONE, cut(fact.centre.phone, _PHONE)),
        (citizen.DISTANCE, distance(fact.metres, language)),
    )


def _calls(fact: shares.CaseOpened | shares.ShareJoined) -> tuple[Button, ...]:
    """Offer the centre's number, where it has one of its own, and the hotline."""
    language = fact.to.language
    return (*centre_call(fact.centre, language), *call_buttons([HOTLINE], language))


@renders(shares.ShareRefused)
def share_refused(fact: shares.ShareRefused, _: RenderContext) -> list[Message]:
    """Say that a place lies outside Thailand."""
    language = fact.to.language
    shown = card(
        language,
        citizen.OUTSIDE,
        Tone.QUIET,
        sentences=(citizen.OUTSIDE_WHY,),
        buttons=(primary(share_place(language)), *call_buttons([HOTLINE], language)),
    )
    return answer(fact.to, show(shown, replies=(share_place(language),)))


says(shares.ShareSentTwice, citizen.SENT_TWICE, plain)
says(shares.NotSplit, citizen.NOT_SPLIT, plain)
says(shares.KindNotTaken, citizen.KIND_NOT_TAKEN, plain)
