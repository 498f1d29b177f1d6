"""What people who share a place are told of their share."""

from __future__ import annotations

from typing import assert_never

from cases.facts.answers import SeenFact
from cases.facts.personal_data import DataFact
from cases.facts.photographs import PhotoFact
from cases.facts.shares import (
    CaseOpened,
    CitizenFact,
    DangerAsked,
    DetailAdded,
    DetailAsked,
    DetailsFull,
    HelpAsked,
    KindAsked,
    KindNotTaken,
    KindSaid,
    LanguageChosen,
    NobodyAlerted,
    NotSplit,
    OwnNeedHeard,
    ShareJoined,
    ShareRefused,
    SharersTold,
    ShareSentTwice,
    StatusShown,
    StillWaiting,
    Welcomed,
)
from cases.people import Language
from cases.taxonomy import Taxonomy
from geo.centres import Centre
from messages import data, photo, seen
from messages.context import RenderContext, centre_name
from messages.cut import cut
from messages.detail import ask_details, detail_added, detail_asked, details_full
from messages.guide import call_buttons, centre_call, pickable, plain, share_place, welcome
from messages.hotlines import HOTLINE
from messages.kind import ask_kind, kind_asked, kind_said
from messages.language import language_chosen
from messages.limits import danger_asked
from messages.message import Content, Message, answer, must_hear
from messages.own_need import heard, own_receipt
from messages.parts import Button, Card, Row, Tone, postback, primary, quiet, secondary
from messages.promise import expectation, is_untold, nobody_alerted, still_waiting
from messages.result import is_news, result
from messages.status import status_shown
from messages.texts import citizen
from messages.texts.measures import count, distance

#: A telephone number and its extension.
_PHONE = 40


def told(fact: CitizenFact, context: RenderContext) -> list[Message]:
    """Put a fact into words for a citizen."""
    if isinstance(fact, SeenFact):
        return seen.told(fact, context)
    if isinstance(fact, SharersTold):
        sharers = fact.sharers if is_news(fact.case, context) else ()
        return [
            one
            for person in sharers
            for one in must_hear(person, result(fact.case, person.language, context))
        ]
    if isinstance(fact, DataFact):
        return data.told(fact, context)
    if isinstance(fact, PhotoFact):
        return photo.told(fact)
    language = fact.to.language
    match fact:
        case Welcomed():
            return answer(fact.to, *welcome(language, context.settings))
        case CaseOpened():
            return must_hear(fact.to, *_receipt(fact, context.taxonomy))
        case ShareJoined():
            return must_hear(fact.to, *_joined(fact, context.taxonomy))
        case ShareSentTwice():
            words = citizen.SENT_TWICE.say(language, number=fact.case.number)
            return answer(fact.to, plain(words, language))
        case ShareRefused():
            return answer(fact.to, _outside(language))
        case KindAsked():
            return answer(fact.to, kind_asked(fact, context.taxonomy))
        case KindSaid():
            return kind_said(fact, context.taxonomy)
        case StillWaiting():
            return still_waiting(fact)
        case NobodyAlerted():
            return nobody_alerted(fact)
        case StatusShown():
            return status_shown(fact, context)
        case LanguageChosen():
            return language_chosen(fact)
        case HelpAsked():
            return answer(fact.to, ask_details(fact.case, fact.open, language))
        case DetailAdded():
            return answer(fact.to, *detail_added(fact))
        case DetailAsked():
            return answer(fact.to, detail_asked(fact))
        case DetailsFull():
            return answer(fact.to, details_full(fact))
        case DangerAsked():
            return must_hear(fact.to, danger_asked(fact, context.taxonomy))
        case OwnNeedHeard():
            return must_hear(fact.to, heard(fact))
        case NotSplit():
            return answer(fact.to, plain(citizen.NOT_SPLIT.say(language), language))
        case KindNotTaken():
            return answer(fact.to, plain(citizen.KIND_NOT_TAKEN.say(language), language))
        case _:
            assert_never(fact)


def _receipt(fact: CaseOpened, taxonomy: Taxonomy) -> list[Content]:
    language, number = fact.to.language, fact.case.number
    if fact.case.own_need:
        return [own_receipt(fact, _case_rows(fact))]
    expected = expectation(fact.outlook, language)
    sentences = [citizen.WHAT_NEXT.say(language), *expected, citizen.ASK_AGAIN.say(language)]
    if is_untold(fact.outlook):
        sentences = [*expected, citizen.WHAT_NEXT.say(language)]
    if fact.split_from:
        sentences.insert(0, citizen.SEPARATED_FROM.say(language, number=fact.split_from))
    title = citizen.SEPARATED if fact.split_from else citizen.RECEIVED
    shown = Card(
        title.say(language),
        Tone.DONE,
        rows=_case_rows(fact),
        sentences=tuple(sentences),
        buttons=(
            *_centre_calls(fact.centre, language),
            quiet(seen.gone_action(fact.case, language)),
        ),
    )
    receipt = Content(citizen.RECEIVED_ALT.say(language, number=number), shown)
    return [receipt] if fact.case.need.kind else [receipt, ask_kind(fact.case, language, taxonomy)]


def _case_rows(fact: CaseOpened | ShareJoined) -> tuple[Row, ...]:
    language = fact.to.language
    return (
        (citizen.NUMBER.say(language), fact.case.number),
        (citizen.CENTRE.say(language), centre_name(fact.centre, language)),
        (citizen.PHONE.say(language), cut(fact.centre.phone, _PHONE)),
        (citizen.DISTANCE.say(language), distance(fact.metres, language)),
    )


def _centre_calls(centre: Centre, language: Language) -> list[Button]:
    """Offer the centre's number, where it has one of its own, and the hotline."""
    return [*centre_call(centre, language), *call_buttons([HOTLINE], language)]


def _joined(fact: ShareJoined, taxonomy: Taxonomy) -> list[Content]:
    language, case = fact.to.language, fact.case
    if case.own_need:
        return [own_receipt(fact, _case_rows(fact))]
    label = citizen.SOMEONE_ELSE.say(language)
    split = postback(label, "split", said=label, case=case.number, share=fact.share)
    shown = Card(
        citizen.JOINED.say(language),
        Tone.DONE,
        rows=(*_case_rows(fact), (citizen.SHARES.say(language), count(case.shares))),
        sentences=(
            citizen.JOINED_WHY.say(language),
            *expectation(fact.outlook, language),
            citizen.JOINED_IF_NOT.say(language),
        ),
        buttons=(
            secondary(split),
            *_centre_calls(fact.centre, language),
            quiet(seen.gone_action(case, language)),
        ),
    )
    message = Content(citizen.JOINED_ALT.say(language, number=case.number), shown)
    # Asked alike whether another sharer has said it or not: who joins may have seen a child, and
    # must not learn what was said.
    return [message, ask_kind(case, language, taxonomy, before=[split])]


def _outside(language: Language) -> Content:
    shown = Card(
        citizen.OUTSIDE.say(language),
        Tone.QUIET,
        sentences=(citizen.OUTSIDE_WHY.say(language),),
        buttons=(primary(share_place(language)), *call_buttons([HOTLINE], language)),
    )
    return pickable(Content(citizen.OUTSIDE.say(language), shown), language)
