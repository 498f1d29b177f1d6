"""Asking a sharer, after the kind, for what helps to find the person; each step can be skipped."""

from __future__ import annotations

from collections.abc import Sequence

from cases.case import Case, Wish
from cases.details import Question
from cases.facts.shares import DetailAdded, DetailAsked, DetailsFull
from cases.people import Language
from messages.guide import call_buttons, pickable, plain
from messages.hotlines import HOTLINE
from messages.message import Content
from messages.parts import Action, Card, Choice, ChoosePhoto, Postback, TakePhoto, postback, quiet
from messages.texts import citizen, details, own_need


def ask_details(
    case: Case, asked: tuple[Question, ...], language: Language, thanks: str = ""
) -> Content:
    """Show all that may help on one card; who types answers, who taps is asked one by one."""
    if case.own_need:
        return plain(own_need.TELL_MORE.say(language), language)
    if not asked:
        return _done(language)
    actions = [_choose(case, one, language) for one in asked]
    skip = _skip(case, "all", details.SKIP_ALL.say(language))
    how = details.HELP_HOW.say(language)
    shown = Card(
        details.HELP.say(language),
        sentences=(thanks, how) if thanks else (how,),
        choices=tuple(
            Choice(action, details.CHOICES[one].say(language))
            for action, one in zip(actions, asked, strict=True)
        ),
        buttons=(quiet(skip),),
    )
    alt = thanks or details.HELP.say(language)
    return Content(alt, shown).offering([*actions, skip])


def detail_added(fact: DetailAdded) -> list[Content]:
    """Thank, and ask what else helps; say first what was not passed on."""
    language = fact.to.language
    left_out = [Content(details.NUMBER_LEFT_OUT.say(language))] if fact.masked else []
    return [*left_out, _thanked(fact)]


def _thanked(fact: DetailAdded) -> Content:
    language, number = fact.to.language, fact.case.number
    if fact.case.own_need:
        return own_detail_added(fact.case, language)
    return _next(fact, citizen.KIND_SAID.say(language, number=number))


def own_detail_added(case: Case, language: Language) -> Content:
    """Thank one who needs help themselves; nothing is asked of them."""
    return plain(own_need.ADDED.say(language, number=case.number), language)


def detail_asked(fact: DetailAsked) -> Content:
    """Ask the next question."""
    if fact.case.own_need:
        return plain(own_need.TELL_MORE.say(fact.to.language), fact.to.language)
    return _next(fact)


def details_full(fact: DetailsFull) -> Content:
    """Say that it is enough, and where news go from here."""
    language = fact.to.language
    words = details.FULL.say(language, number=fact.case.number)
    shown = Card(
        citizen.RECEIVED.say(language),
        sentences=(words,),
        buttons=tuple(call_buttons([HOTLINE], language)),
    )
    return pickable(Content(words, shown), language)


def _next(fact: DetailAdded | DetailAsked, thanks: str = "") -> Content:
    language, case = fact.to.language, fact.case
    if not fact.open:
        return _done(language)
    first, others = fact.open[0], fact.open[1:]
    skip = _skip(case, first, details.SKIP.say(language))
    answers = [*_answers(case, first, language), skip]
    actions = [*answers, *(_choose(case, one, language) for one in others)]
    words = "\n".join(filter(None, (thanks, details.ASK[first].say(language))))
    if first is Question.WISH:
        return _wish_card(case, thanks, language).offering(actions)
    return Content(words).offering(actions)


def _wish_card(case: Case, thanks: str, language: Language) -> Content:
    """Ask on a card: LINE on a computer shows no quick replies, and this is not typed."""
    asking = details.ASK[Question.WISH].say(language)
    shown = Card(
        details.SHORT[Question.WISH].say(language),
        sentences=(thanks, asking) if thanks else (asking,),
        choices=tuple(Choice(one, one.label) for one in _wishes(case, language)),
        buttons=(quiet(_skip(case, Question.WISH, details.SKIP.say(language))),),
    )
    return Content(thanks or asking, shown)


def _answers(case: Case, question: Question, language: Language) -> Sequence[Action]:
    if question is Question.WISH:
        return _wishes(case, language)
    if question is Question.PHOTO:
        camera = TakePhoto(details.TAKE_PHOTO.say(language))
        return [camera, ChoosePhoto(details.CHOOSE_PHOTO.say(language))]
    return []


def _wishes(case: Case, language: Language) -> list[Postback]:
    labels = [(wish, details.WISHES[wish].say(language)) for wish in Wish]
    return [
        postback(label, "detail", said=label, case=case.number, wish=wish) for wish, label in labels
    ]


def _choose(case: Case, question: Question, language: Language) -> Postback:
    label = details.SHORT[question].say(language)
    return postback(label, "detail", said=label, case=case.number, ask=question)


def _skip(case: Case, step: str, label: str) -> Postback:
    return postback(label, "detail", said=label, case=case.number, skip=step)


def _done(language: Language) -> Content:
    return plain(details.DONE.say(language), language)
