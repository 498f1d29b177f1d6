"""What people who share a place are told of their share."""

from __future__ import annotations

from typing import assert_never

from bot.flex.actions import dial, postback
from bot.flex.buttons import primary, secondary
from bot.flex.card import Card, Row, card
from bot.flex.colours import Tone
from bot.flex.cut import cut
from bot.flex.messages import flex_message, with_quick_replies
from bot.flex.shapes import Shape
from bot.replies import data
from bot.replies.guide import (
    HOTLINE,
    call_buttons,
    pickable,
    plain,
    share_place,
    welcome,
)
from bot.replies.kind import ask_kind, kind_actions, kind_said
from bot.replies.told import Scene, Told, answer, centre_name, must_hear
from bot.texts import citizen, results
from bot.texts.measures import count, distance
from bot.texts.text import Text
from cases.case import Case
from cases.citizen_facts import (
    CaseOpened,
    CitizenFact,
    KindNotTaken,
    KindSaid,
    NotSplit,
    ShareJoined,
    ShareRefused,
    SharersTold,
    Welcomed,
)
from cases.data_facts import DataFact
from cases.people import Language
from cases.taxonomy import Taxonomy

#: A telephone number and its extension.
_PHONE = 40


def told(fact: CitizenFact, scene: Scene) -> list[Told]:
    """Put a fact into words for a citizen."""
    if isinstance(fact, SharersTold):
        return [
            one
            for person in fact.sharers
            for one in must_hear(person, _result(fact.case, person.language, scene.taxonomy))
        ]
    if isinstance(fact, DataFact):
        return data.told(fact, scene)
    language = fact.to.language
    match fact:
        case Welcomed():
            return answer(fact.to, *welcome(language, scene.settings))
        case CaseOpened():
            return must_hear(fact.to, *_receipt(fact, scene.taxonomy))
        case ShareJoined():
            return must_hear(fact.to, _joined(fact, scene.taxonomy))
        case ShareRefused():
            return answer(fact.to, _outside(language))
        case KindSaid():
            return kind_said(fact, scene.taxonomy)
        case NotSplit():
            return answer(fact.to, plain(citizen.NOT_SPLIT.say(language), language))
        case KindNotTaken():
            return answer(fact.to, plain(citizen.KIND_NOT_TAKEN.say(language), language))
        case _:
            assert_never(fact)


def _receipt(fact: CaseOpened, taxonomy: Taxonomy) -> list[Shape]:
    language, number = fact.to.language, fact.case.number
    sentences = [citizen.WHAT_NEXT.say(language), citizen.ASK_AGAIN.say(language)]
    if fact.split_from:
        sentences.insert(0, citizen.SEPARATED_FROM.say(language, number=fact.split_from))
    title = citizen.SEPARATED if fact.split_from else citizen.RECEIVED
    shown = Card(
        title.say(language),
        Tone.DONE,
        rows=_case_rows(fact),
        sentences=tuple(sentences),
        buttons=tuple(_centre_calls(fact.centre.phone, language)),
    )
    receipt = flex_message(citizen.RECEIVED_ALT.say(language, number=number), card(shown))
    return [receipt] if fact.case.kind else [receipt, ask_kind(fact.case, language, taxonomy)]


def _case_rows(fact: CaseOpened | ShareJoined) -> tuple[Row, ...]:
    language = fact.to.language
    return (
        (citizen.NUMBER.say(language), fact.case.number),
        (citizen.CENTRE.say(language), centre_name(fact.centre, language)),
        (citizen.PHONE.say(language), cut(fact.centre.phone, _PHONE)),
        (citizen.DISTANCE.say(language), distance(fact.metres, language)),
    )


def _centre_calls(phone: str, language: Language) -> list[Shape]:
    """Offer the centre's number, where it has one of its own, and the hotline."""
    own = [] if phone.strip() == HOTLINE else [dial(citizen.CALL_CENTRE.say(language), phone)]
    return [*map(secondary, own), *call_buttons([HOTLINE], language)]


def _joined(fact: ShareJoined, taxonomy: Taxonomy) -> Shape:
    language, case = fact.to.language, fact.case
    label = citizen.SOMEONE_ELSE.say(language)
    split = postback(label, "split", said=label, case=case.number, share=fact.share)
    shown = Card(
        citizen.JOINED.say(language),
        Tone.DONE,
        rows=(*_case_rows(fact), (citizen.SHARES.say(language), count(case.shares))),
        sentences=(citizen.JOINED_WHY.say(language), citizen.JOINED_IF_NOT.say(language)),
        buttons=(secondary(split), *_centre_calls(fact.centre.phone, language)),
    )
    message = flex_message(citizen.JOINED_ALT.say(language, number=case.number), card(shown))
    more = [] if case.kind else kind_actions(case, language, taxonomy)
    return with_quick_replies(message, [split, *more])


def _outside(language: Language) -> Shape:
    shown = Card(
        citizen.OUTSIDE.say(language),
        Tone.QUIET,
        sentences=(citizen.OUTSIDE_WHY.say(language),),
        buttons=(primary(share_place(language)), *call_buttons([HOTLINE], language)),
    )
    return pickable(flex_message(citizen.OUTSIDE.say(language), card(shown)), language)


def _result(case: Case, language: Language, taxonomy: Taxonomy) -> Shape:
    found = dict.fromkeys(_words_of(code, taxonomy) for code in case.outcomes or ("",))
    result = " ".join(words.say(language) for words in found)
    shown = Card(
        results.RESULT.say(language),
        Tone.DONE,
        rows=((citizen.NUMBER.say(language), case.number),),
        sentences=(result, results.THANKS.say(language), results.IF_STILL_THERE.say(language)),
        buttons=(secondary(share_place(language)), *call_buttons([HOTLINE], language)),
    )
    alt = results.RESULT_ALT.say(language, number=case.number, result=result)
    return pickable(flex_message(alt, card(shown)), language)


def _words_of(code: str, taxonomy: Taxonomy) -> Text:
    outcome = taxonomy.outcomes.get(code)
    by_group = results.BY_GROUP.get(outcome.group if outcome else "", results.OTHERWISE)
    return results.BY_CODE.get(code, by_group)
