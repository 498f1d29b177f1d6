"""Messages to everybody: welcome, privacy notice, guide, language, and one's own need."""

from __future__ import annotations

from cases.case import Case
from cases.command_words import write_command, write_words
from cases.commands import Command, Start, UsePlace
from cases.facts.answers import ActAsked, OwnNeedAsked, WhoseNeedAsked
from cases.facts.casework import Guided
from cases.facts.personal_data import NoticeGiven
from cases.facts.shares import (
    CaseOpened,
    LanguageChosen,
    OwnNeedHeard,
    QuestionsChosen,
    ShareJoined,
    Welcomed,
)
from cases.people import Language
from cases.taxonomy import NOT_FOUND, Taxonomy
from config.settings import Settings
from messages import chat, ways
from messages.rendering import RenderContext, renders, says, sends
from messages.team import member_card
from messages.texts import asking, citizen, correction, my_data, own_need, team
from messages.texts.text import DANGER, EMERGENCY, HOTLINE

#: The longest name of an authority on a card.
_CONTROLLER = 120


@renders(Welcomed)
def welcomed(fact: Welcomed, context: RenderContext) -> list[chat.Message]:
    """Greet: what the account is for, whom to call in an emergency, what is done with data."""
    language = fact.to.language
    hello = chat.card(
        language,
        citizen.WELCOME,
        sentences=(citizen.WHAT_THIS_IS, citizen.HOW_TO_SHARE),
        buttons=(chat.primary(ways.share_place(language)), *ways.other_languages(language)),
    )
    emergency = chat.card(
        language,
        citizen.EMERGENCY,
        chat.Tone.URGENT,
        sentences=(citizen.NO_EMERGENCY_LINE,),
        buttons=ways.call_buttons(EMERGENCY, language),
    )
    return chat.answer(
        fact.to,
        chat.show(hello, citizen.WHAT_THIS_IS.say(language)),
        chat.show(emergency, citizen.NO_EMERGENCY_LINE.say(language)),
        _notice(language, context.settings, ways.share_place(language)),
    )


@sends(NoticeGiven, chat.answer)
def notice_given(fact: NoticeGiven, context: RenderContext) -> chat.Content:
    """Explain in three lines what is done with a sharer's data, with a link to the whole notice."""
    return _notice(fact.to.language, context.settings)


def _notice(language: Language, settings: Settings, *replies: chat.Action) -> chat.Content:
    page = chat.Link(citizen.NOTICE_LINK.say(language), f"{settings.public_url}/privacy")
    controller = settings.privacy_controller or my_data.NO_CONTROLLER.say(language)
    shown = chat.card(
        language,
        citizen.NOTICE,
        chat.Tone.QUIET,
        sentences=(
            citizen.NOTICE_USE,
            citizen.NOTICE_UNSEEN.say(language, days=settings.forget_sharers_days),
            citizen.NOTICE_WHO.say(language, controller=chat.cut(controller, _CONTROLLER)),
        ),
        buttons=(chat.quiet(page),),
    )
    return chat.show(shown, citizen.NOTICE_USE.say(language), replies)


@sends(Guided, chat.answer)
def guided(fact: Guided, context: RenderContext) -> chat.Content:
    """Show a member the menu, and everybody else how to share."""
    if fact.member:
        return chat.show(member_card(team.MENU, chat.Tone.CALM, fact.member, context))
    language = fact.to.language
    shown = _guide(language, kept=fact.kept)
    return chat.show(shown, citizen.HOW_TO_SHARE.say(language), (ways.share_place(language),))


def _guide(language: Language, *, kept: bool) -> chat.Card:
    """Return the guide after a message that asked for nothing, which may be a call for help."""
    return chat.card(
        language,
        citizen.GUIDE,
        sentences=(
            *((citizen.WORDS_AWAIT_PLACE,) if kept else ()),
            citizen.HOW_TO_SHARE,
            citizen.NO_EMERGENCY_LINE,
            citizen.GUIDE_TALK,
        ),
        buttons=(
            chat.primary(ways.share_place(language)),
            chat.secondary(ways.own_need_action(language)),
            *ways.call_buttons(EMERGENCY, language),
            chat.quiet(ways.ask_status(language)),
            *ways.other_languages(language),
        ),
    )


says(LanguageChosen, citizen.LANGUAGE_CHOSEN, ways.bare)


@sends(QuestionsChosen, chat.answer)
def questions_chosen(fact: QuestionsChosen, _: RenderContext) -> chat.Content:
    """Confirm, with the way back."""
    words = asking.MUTED if fact.to.muted else asking.UNMUTED
    return chat.Content(words.say(fact.to.language), replies=(ways.choose_questions(fact.to),))


@sends(OwnNeedHeard, chat.notify)
def own_need_heard(fact: OwnNeedHeard, _: RenderContext) -> chat.Content:
    """Send the numbers first, then the way for a team to come."""
    language, case = fact.to.language, fact.case
    known: list[chat.AnyText] = [own_need.SHARE]
    if case:
        known = [own_need.KNOWN.say(language, number=case.number), own_need.TELL_MORE]
    # A way back for a person who meant somebody else's need: else their place would be their own.
    back = () if case else (chat.ask(own_need.NOT_ME, Start(who="other"), language),)
    shown = chat.card(
        language,
        own_need.HEARD,
        before_all=ways.call_first_buttons([HOTLINE], language),
        sentences=(own_need.TALK, *known, citizen.NO_EMERGENCY_LINE),
        buttons=(
            *(() if case else (chat.secondary(ways.share_place(language)),)),
            *ways.centre_call(fact.centre, language),
            *ways.call_buttons(DANGER, language),
            *map(chat.quiet, back),
        ),
    )
    replies = (*ways.call_actions((HOTLINE, *DANGER), language), *back, ways.share_place(language))
    return chat.show(shown, own_need.TALK.say(language), replies)


@sends(WhoseNeedAsked, chat.notify)
def whose_need_asked(fact: WhoseNeedAsked, _: RenderContext) -> chat.Content:
    """Ask whether a person in need has moved, or a place is somebody else's."""
    language = fact.to.language
    moved = chat.ask(own_need.MOVED, UsePlace("me"), language)
    other = chat.ask(own_need.SOMEBODY_ELSE, UsePlace("other"), language)
    why = own_need.WHOSE_WHY.say(language, number=fact.case.number, minutes=fact.minutes)
    shown = chat.card(
        language,
        own_need.WHOSE,
        sentences=(why,),
        buttons=(chat.primary(moved), chat.secondary(other)),
    )
    return chat.show(shown, why, (moved, other))


@sends(OwnNeedAsked, chat.notify)
def own_need_asked(fact: OwnNeedAsked, _: RenderContext) -> chat.Content:
    """Ask whose need it is, numbers first."""
    language = fact.to.language
    number = fact.case.number if fact.case else ""
    yes = chat.ask(asking.ME, Start("me", number), language)
    no = chat.ask(asking.SOMEBODY_ELSE, Start("other", number), language)
    shown = chat.card(
        language,
        asking.OWN_NEED,
        chat.Tone.URGENT,
        before_all=ways.call_first_buttons(EMERGENCY, language),
        sentences=(
            asking.OWN_NEED_CALL,
            asking.OWN_NEED_TAP,
            *_kept(fact.case, language),
            citizen.NO_EMERGENCY_LINE,
        ),
        buttons=(chat.secondary(yes), chat.secondary(no)),
    )
    return chat.show(shown, replies=(yes, no, *ways.call_actions(EMERGENCY, language)))


@sends(ActAsked, chat.answer)
def act_asked(fact: ActAsked, _: RenderContext) -> chat.Content:
    """Ask whether the command is meant; on a card: LINE on a computer shows no quick replies."""
    language = fact.to.language
    meant = _meant(fact.command, language)
    shown = chat.card(
        language,
        asking.MEANT.say(language, what=meant.label),
        chat.Tone.QUIET,
        sentences=_kept(fact.case, language),
        buttons=(chat.secondary(meant),),
    )
    return chat.show(shown, replies=(meant,))


def _meant(command: Command, language: Language) -> chat.Postback:
    act, fields = write_command(command)
    label = asking.ACTS.get(write_words(command)) or asking.ACTS[act]
    return chat.ask(label.say(language, number=fields.get("case", "")).strip(), command, language)


def _kept(case: Case | None, language: Language) -> tuple[str, ...]:
    """Return that the words are stored with a case, if there is one."""
    return (asking.WORDS_ARE_KEPT.say(language, number=case.number),) if case else ()


def own_receipt(
    fact: CaseOpened | ShareJoined, rows: tuple[chat.TextRow, ...], settings: Settings
) -> chat.Content:
    """Return the receipt of a person's own case, with numbers to call meanwhile."""
    language = fact.to.language
    invited, add = ways.add_friend(fact.to, settings)
    queued = citizen.UNTOLD if ways.is_untold(fact.outlook) else own_need.QUEUED
    shown = chat.card(
        language,
        own_need.RECEIVED,
        chat.Tone.DONE,
        before_all=ways.call_first_buttons([HOTLINE], language),
        rows=rows,
        sentences=(queued, own_need.TELL_MORE, citizen.NO_EMERGENCY_LINE, *invited),
        buttons=(
            *ways.centre_call(fact.centre, language),
            *ways.call_buttons(DANGER, language),
            *add,
        ),
    )
    replies = (*ways.call_actions((HOTLINE, *DANGER), language), ways.share_place(language))
    return chat.show(shown, citizen.RECEIVED_ALT.say(language, number=fact.case.number), replies)


def own_result(case: Case, language: Language, context: RenderContext) -> chat.Content:
    """Return the outcome of a person's own case, and that they may always come again."""
    result = own_words(case, language, context.taxonomy)
    shown = chat.card(
        language,
        own_need.RESULT,
        chat.Tone.DONE,
        rows=(
            (citizen.NUMBER, case.number),
            (citizen.CENTRE, context.centre_name(case.centre, language)),
        ),
        sentences=(*sorry(case), result, own_need.STILL),
        buttons=(
            *ways.call_first_buttons([HOTLINE], language),
            chat.secondary(ways.own_need_action(language)),
        ),
    )
    return chat.show(shown, f"{case.number}: {result}", (ways.share_place(language),))


def own_words(case: Case, language: Language, taxonomy: Taxonomy) -> str:
    """Return the outcome of a person's own case, in words."""
    if NOT_FOUND in case.visit.outcomes:
        return own_need.NOT_MET.say(language)
    outcomes = [taxonomy.outcomes.get(code) for code in case.visit.outcomes]
    met = any(outcome and outcome.person_found for outcome in outcomes)
    return (own_need.MET if met else own_need.ENDED).say(language)


def sorry(case: Case) -> tuple[chat.AnyText, ...]:
    """Return the sentence that an earlier message was wrong, if it was."""
    return (correction.SORRY,) if case.visit.was else ()
