"""What one is told who sends too much; whoever is in danger comes first all the same."""

from __future__ import annotations

from cases.case import Case
from cases.facts.personal_data import DangerSaid, TooManyMessages, TooManyShares
from cases.facts.shares import DangerAsked
from cases.people import Language
from messages.compose import card, show
from messages.context import RenderContext
from messages.hotlines import EMERGENCY
from messages.message import Message, answer, notify
from messages.parts import Action, Choice, Postback, Tone, secondary
from messages.rendering import renders
from messages.texts import citizen, details, limits
from messages.texts.dates import moment
from messages.ways import call_actions, call_buttons, call_first_buttons, share_place


@renders(TooManyMessages)
def too_many_messages(fact: TooManyMessages, _: RenderContext) -> list[Message]:
    """Ask for a minute; it may have been a call for help."""
    language = fact.to.language
    shown = card(
        language,
        limits.WRITES_FAST,
        Tone.QUIET,
        sentences=(limits.WAIT_A_MINUTE, citizen.NO_EMERGENCY_LINE),
        buttons=call_buttons(EMERGENCY, language),
    )
    alt = limits.WAIT_A_MINUTE.say(language)
    return answer(fact.to, show(shown, alt, (share_place(language),)))


@renders(TooManyShares)
def too_many_shares(fact: TooManyShares, context: RenderContext) -> list[Message]:
    """Say when to share again, and ask whether it can wait."""
    language = fact.to.language
    dangers = [_danger(code, language) for code in context.taxonomy.urgencies]
    not_sent = limits.NOT_SENT_YET.say(language, until=moment(fact.until, language))
    shown = card(
        language,
        limits.SHARED_MUCH,
        Tone.QUIET,
        before_all=call_buttons(EMERGENCY, language),
        sentences=(not_sent, limits.IN_DANGER_NOW),
        choices=map(Choice, dangers),
    )
    return answer(fact.to, show(shown, not_sent, dangers))


@renders(DangerAsked)
def danger_asked(fact: DangerAsked, context: RenderContext) -> list[Message]:
    """Ask what the danger is, numbers first."""
    language, case = fact.to.language, fact.case
    dangers = [_danger(code, language, case) for code in context.taxonomy.urgencies]
    tap = limits.TAP_FOR_CASE if case else limits.TAP_FOR_PLACE
    asking = tap.say(language, number=case.number if case else "")
    shown = card(
        language,
        details.IN_DANGER,
        Tone.URGENT,
        before_all=call_buttons(EMERGENCY, language),
        sentences=(citizen.NO_EMERGENCY_LINE, asking),
        choices=map(Choice, dangers),
    )
    return notify(fact.to, show(shown, asking, (*call_actions(EMERGENCY, language), *dangers)))


@renders(DangerSaid)
def danger_said(fact: DangerSaid, context: RenderContext) -> list[Message]:
    """Numbers first; the reason is not said back, for who reads along may be who is feared."""
    language, numbers = fact.to.language, context.taxonomy.urgencies[fact.urgency].call
    sent = limits.KEPT_NOW if fact.untold else limits.SENT_NOW
    last = sent if fact.shared else limits.SHARE_IT_NOW
    share = () if fact.shared else (share_place(language),)
    shown = card(
        language,
        citizen.CALL_FIRST,
        Tone.URGENT,
        before_all=call_first_buttons(numbers, language),
        sentences=(citizen.NO_EMERGENCY_LINE, citizen.KEEP_AWAY, last),
        buttons=map(secondary, share),
    )
    call = citizen.CALL_ANOTHER.say(language, number=", ".join(numbers))
    replies: tuple[Action, ...] = (*call_actions(numbers, language), *share)
    return notify(fact.to, show(shown, f"{call} · {last.say(language)}", replies))


def _danger(code: str, language: Language, case: Case | None = None) -> Postback:
    words = limits.DANGERS.get(code, limits.ANOTHER_DANGER).say(language)
    said = limits.SOMEBODY_NEEDS_HELP.say(language)
    if case is None:
        return Postback(words, "danger", {"why": code}, said)
    return Postback(words, "kind", {"case": case.number, "urgent": code}, said)
