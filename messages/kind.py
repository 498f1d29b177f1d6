"""Asking a sharer what a share is about, and what follows."""

from __future__ import annotations

from collections.abc import Sequence

from cases.case import Case
from cases.facts.shares import KindAsked, KindSaid
from cases.people import Language
from cases.taxonomy import TRAFFICKING, Kind, Taxonomy, Urgency
from messages.detail import ask_details, own_detail_added
from messages.guide import call_actions, call_first_buttons, own_need_action, plain
from messages.message import Content, Message, answer, must_hear
from messages.parts import (
    Action,
    Card,
    Choice,
    Divider,
    Emphasis,
    Postback,
    Tone,
    Words,
    postback,
    quiet,
)
from messages.promise import urgent_expectation
from messages.texts import citizen, details, own_need


def ask_kind(
    case: Case, language: Language, taxonomy: Taxonomy, before: Sequence[Action] = ()
) -> Content:
    """Ask on a card, for LINE on a computer, and by quick replies, for thumbs; *before* stands in
    front of them."""
    kinds = taxonomy.kinds.values()
    dangers = danger_actions(case, language, taxonomy)
    skip, me = _skip(case, language), own_need_action(language, case)
    shown = Card(
        citizen.ASK_KIND.say(language),
        sentences=(citizen.ASK_KIND_WHY.say(language),),
        choices=(
            *(Choice(_action(case, kind, language), kind.name(language)) for kind in kinds),
            Divider(),
            Words(details.IN_DANGER.say(language), Emphasis.URGENT),
            *(Choice(action, action.label, urgent=True) for action in dangers),
        ),
        buttons=(quiet(skip), quiet(me)),
    )
    message = Content(citizen.ASK_KIND.say(language), shown)
    actions = [*before, *kind_actions(case, language, taxonomy), skip, me]
    return message.offering(actions)


def kind_asked(fact: KindAsked, taxonomy: Taxonomy) -> Content:
    """Ask once more; of one who needs help themselves nothing but words is asked."""
    language = fact.to.language
    if fact.case.own_need:
        return plain(own_need.TELL_MORE.say(language), language)
    return ask_kind(fact.case, language, taxonomy)


def kind_actions(case: Case, language: Language, taxonomy: Taxonomy) -> list[Postback]:
    """Offer each kind of the taxonomy, and each danger that is none."""
    kinds = [_action(case, kind, language) for kind in taxonomy.kinds.values()]
    return [*kinds, *danger_actions(case, language, taxonomy)]


def danger_actions(case: Case, language: Language, taxonomy: Taxonomy) -> list[Postback]:
    """Offer each danger that no kind stands for."""
    labels = {code: label.say(language) for code, label in details.DANGERS.items()}
    return [
        postback(label, "kind", said=label, case=case.number, urgent=code)
        for code, label in labels.items()
        if code in taxonomy.urgencies
    ]


def kind_said(fact: KindSaid, taxonomy: Taxonomy) -> list[Message]:
    """Thank; numbers first where what this person said is urgent, else ask what helps to find.

    The case may be urgent by another sharer's word, which is not told: whoever asks may be the
    one who must not know."""
    language = fact.to.language
    thanks = citizen.KIND_SAID.say(language, number=fact.case.number)
    urgency = taxonomy.urgencies.get(fact.danger or "")
    if urgency is not None:
        thanks = " ".join((thanks, *urgent_expectation(fact.case, language)))
        return must_hear(fact.to, _call_first(fact.case, urgency, thanks, language))
    if fact.case.own_need:
        return answer(fact.to, own_detail_added(fact.case, language))
    return answer(fact.to, ask_details(fact.case, fact.open, language, thanks))


def _action(case: Case, kind: Kind, language: Language) -> Postback:
    """Offer a kind; what the chat shows as said must not tell an onlooker of trafficking."""
    short = citizen.KINDS.get(kind.code)
    label = short.say(language) if short else kind.name(language)
    said = details.ANSWERED.say(language) if kind.urgent == TRAFFICKING else label
    return postback(label, "kind", said=said, case=case.number, kind=kind.code)


def _skip(case: Case, language: Language) -> Postback:
    label = details.SKIP.say(language)
    return postback(label, "detail", said=label, case=case.number, skip="kind")


def _call_first(case: Case, urgency: Urgency, thanks: str, language: Language) -> Content:
    warning_first = citizen.NO_EMERGENCY_LINE.say(language)
    keep_away = [] if case.own_need else [citizen.KEEP_AWAY.say(language)]
    shown = Card(
        citizen.CALL_FIRST.say(language),
        Tone.URGENT,
        before_all=tuple(call_first_buttons(urgency.call, language)),
        sentences=(warning_first, *keep_away, thanks, details.MAY_ADD.say(language)),
    )
    numbers = citizen.CALL_ANOTHER.say(language, number=", ".join(urgency.call))
    message = Content(f"{numbers} · {warning_first}", shown)
    return message.offering(call_actions(urgency.call, language))
