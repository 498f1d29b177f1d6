"""Asking a sharer what a share is about, and what follows."""

from __future__ import annotations

from bot.flex.actions import postback
from bot.flex.buttons import choice
from bot.flex.card import Card, card
from bot.flex.colours import Tone
from bot.flex.messages import flex_message, with_quick_replies
from bot.flex.shapes import Shape
from bot.replies.guide import call_first_buttons, plain
from bot.replies.promise import urgent_expectation
from bot.replies.told import Told, answer, must_hear
from bot.texts import citizen
from cases.case import Case
from cases.citizen_facts import KindSaid
from cases.people import Language
from cases.taxonomy import Kind, Taxonomy, Urgency


def ask_kind(case: Case, language: Language, taxonomy: Taxonomy) -> Shape:
    """Ask on a card, for LINE on a computer, and by quick replies, for thumbs."""
    actions = kind_actions(case, language, taxonomy)
    kinds = taxonomy.kinds.values()
    shown = Card(
        citizen.ASK_KIND.say(language),
        sentences=(citizen.ASK_KIND_WHY.say(language),),
        choices=tuple(
            choice(action, kind.name(language)) for action, kind in zip(actions, kinds, strict=True)
        ),
    )
    return with_quick_replies(flex_message(citizen.ASK_KIND.say(language), card(shown)), actions)


def kind_actions(case: Case, language: Language, taxonomy: Taxonomy) -> list[Shape]:
    """Offer each kind of the taxonomy."""
    return [_action(case, kind, language) for kind in taxonomy.kinds.values()]


def kind_said(fact: KindSaid, taxonomy: Taxonomy) -> list[Told]:
    """Thank; numbers first where what this person said is urgent.

    The case may be urgent by another sharer's word, which is not told: whoever asks may be the
    one who must not know."""
    language = fact.to.language
    thanks = citizen.KIND_SAID.say(language, number=fact.case.number)
    kind = taxonomy.kinds.get(fact.case.kind or "")
    urgency = taxonomy.urgencies.get(kind.urgent) if kind and kind.urgent else None
    if urgency is None:
        return answer(fact.to, plain(thanks, language))
    thanks = " ".join((thanks, *urgent_expectation(fact.case, language)))
    return must_hear(fact.to, _call_first(urgency, thanks, language))


def _action(case: Case, kind: Kind, language: Language) -> Shape:
    short = citizen.KINDS.get(kind.code)
    label = short.say(language) if short else kind.name(language)
    return postback(label, "kind", said=label, case=case.number, kind=kind.code)


def _call_first(urgency: Urgency, thanks: str, language: Language) -> Shape:
    warning = citizen.NO_EMERGENCY_LINE.say(language)
    shown = Card(
        citizen.CALL_FIRST.say(language),
        Tone.URGENT,
        before_all=tuple(call_first_buttons(urgency.call, language)),
        sentences=(warning, citizen.KEEP_AWAY.say(language), thanks),
    )
    numbers = citizen.CALL_ANOTHER.say(language, number=", ".join(urgency.call))
    return flex_message(f"{numbers} · {warning}", card(shown))
