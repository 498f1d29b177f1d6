"""Messages to staff about their team and themselves: joining, leaving, removal, and their menu."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from cases.commands import (
    BeginDuty,
    Command,
    EndDuty,
    EnterCaller,
    RemoveMember,
    ShowNear,
    ShowQueue,
    ShowReport,
    ShowRound,
    ShowTeam,
)
from cases.facts import team_changes
from cases.facts.casework import InvitingExplained
from cases.facts.team_changes import MEMBERS_A_PAGE
from cases.people import Language, Member, Person, Role
from cases.rules import may_be_removed
from messages import chat
from messages.rendering import RenderContext, centre_name, renders, says, sends
from messages.texts import caller, manager, menus, staff, team
from messages.texts.text import Text, moment, time_of_day
from messages.ways import list_buttons, lists, plain, staff_text

_NAME = 40
#: Wrong codes are deleted an hour after the last one at the latest.
_TRIES_FORGOTTEN = timedelta(hours=1)


@renders(team_changes.MemberArrived)
def member_arrived(fact: team_changes.MemberArrived, context: RenderContext) -> list[chat.Message]:
    """Notify the heads of a centre of a new member."""
    return _news_of(fact, team.MEMBER_ARRIVED, context)


@renders(team_changes.MemberLeft)
def member_left(fact: team_changes.MemberLeft, context: RenderContext) -> list[chat.Message]:
    """Notify the heads of a centre that a member left: the name is erased."""
    return _news_of(fact, team.MEMBER_LEFT, context)


def _news_of(
    fact: team_changes.MemberArrived | team_changes.MemberLeft, words: Text, context: RenderContext
) -> list[chat.Message]:
    member = fact.member

    def news(to: Person) -> chat.Content:
        centre = context.centre_name(member.centre, to.language)
        role = team.ROLES[member.role].say(to.language)
        name = chat.cut(member.name, _NAME)
        return chat.Content(words.say(to.language, name=name, centre=centre, role=role))

    return chat.notify_each((head.person for head in fact.heads), news)


@sends(team_changes.TeamJoined, chat.notify)
def team_joined(fact: team_changes.TeamJoined, context: RenderContext) -> chat.Content:
    """Welcome a member with the menu."""
    language = fact.to.language
    alt = team.JOINED_ALT.say(language, centre=centre_name(fact.centre, language))
    return chat.show(member_card(team.JOINED, chat.Tone.DONE, fact.member, context), alt)


@sends(team_changes.CodeTriesOver, chat.answer)
def code_tries_over(fact: team_changes.CodeTriesOver, context: RenderContext) -> chat.Content:
    """Name the time at which a code may be tried again."""
    until = moment(context.now + _TRIES_FORGOTTEN, fact.to.language)
    return plain(team.CODE_TRIES_OVER.say(fact.to.language, until=until), fact.to)


@sends(team_changes.CasesInHand, chat.answer)
def cases_in_hand(fact: team_changes.CasesInHand, _: RenderContext) -> chat.Content:
    """Ask a member who wants to join another team to release their cases first."""
    words = team.CASES_IN_HAND.say_of(fact.to.language, fact.cases, cases=fact.cases)
    return staff_text(words, fact.to)


@sends(InvitingExplained, chat.answer)
def inviting_explained(fact: InvitingExplained, _: RenderContext) -> chat.Content:
    """Explain how a head invites somebody to the team."""
    language = fact.to.language
    words = menus.INVITING.say(language, centre=centre_name(fact.centre, language))
    return staff_text(words, fact.to)


def member_card(
    heading: chat.AnyText, tone: chat.Tone, member: Member, context: RenderContext
) -> chat.Card:
    """Return the menu of a member: the centre, the role, and all that they can do."""
    language, takes_cases = member.person.language, member.takes_cases
    return chat.card(
        language,
        heading,
        tone,
        rows=(
            (team.CENTRE, context.centre_name(member.centre, language)),
            (team.ROLE, team.ROLES[member.role]),
            *(((team.DUTY, _duty(member, context.now, language)),) if takes_cases else ()),
        ),
        sentences=(team.TYPE_INSTEAD if takes_cases else team.TYPE_REPORT,),
        buttons=_menu_buttons(member),
    )


def _menu_buttons(member: Member) -> tuple[chat.Button, ...]:
    language = member.person.language
    report = chat.ask(team.REPORT, ShowReport(), language)
    if not member.takes_cases:
        return (chat.primary(report), chat.secondary(chat.ask(team.QUEUE, ShowQueue(), language)))
    duty: tuple[chat.AnyText, Command] = (team.ON_DUTY, BeginDuty())
    if member.on_duty:
        duty = (team.OFF_DUTY, EndDuty())
    of_heads = (chat.secondary(report), chat.secondary(chat.ask(team.TEAM, ShowTeam(), language)))
    return (
        *list_buttons(language),
        chat.secondary(chat.ask(manager.ROUND, ShowRound(), language)),
        chat.secondary(chat.ask(staff.NEAR_ME, ShowNear(), language)),
        chat.secondary(chat.ask(*duty, language)),
        *(of_heads if member.role is Role.HEAD else ()),
        chat.quiet(chat.ask(caller.ENTER, EnterCaller(), language)),
    )


def _duty(member: Member, now: datetime, language: Language) -> chat.AnyText:
    """Return whether a member is on duty, and until when."""
    if not member.on_duty:
        return team.IS_OFF_DUTY
    if member.until is None:
        return team.IS_ON_DUTY
    return team.IS_ON_DUTY_UNTIL.say(language, until=time_of_day(member.until, now, language))


@sends(team_changes.TeamShown, chat.answer)
def team_shown(fact: team_changes.TeamShown, context: RenderContext) -> chat.Content:
    """Show one page of a team, a card for each member."""
    language, turns = fact.to.language, tuple(_turns(fact))
    if not fact.members:
        return staff_text(team.NOBODY, fact.to)
    cards = [_member(one, cases, language, context) for one, cases in fact.members]
    if turns:
        cards.append(chat.card(language, team.OTHERS, chat.Tone.QUIET, buttons=turns))
    first = fact.page * MEMBERS_A_PAGE + 1
    alt = team.TEAM_ALT.say(
        language,
        centre=centre_name(fact.centre, language),
        first=first,
        last=first + len(fact.members) - 1,
        total=fact.total,
    )
    # Also above the keyboard, for a team of heads alone has no button on its cards.
    return chat.Content(alt, tuple(cards), lists(language))


def _member(member: Member, cases: int, language: Language, context: RenderContext) -> chat.Card:
    remove = chat.quiet(chat.ask(team.REMOVE, RemoveMember(member.person.id), language))
    return chat.card(
        language,
        chat.cut(member.name, _NAME),
        rows=_rows(member, cases, language, context),
        buttons=(remove,) if may_be_removed(member) else (),
    )


def _rows(
    member: Member, cases: int, language: Language, context: RenderContext
) -> tuple[chat.TextRow, ...]:
    return (
        (team.NUMBER, str(member.person.id)),
        (team.ROLE, team.ROLES[member.role]),
        (team.DUTY, _duty(member, context.now, language)),
        (team.IN_HAND, f"{cases:,}"),
    )


def _turns(fact: team_changes.TeamShown) -> Iterator[chat.Button]:
    language = fact.to.language
    if (fact.page + 1) * MEMBERS_A_PAGE < fact.total:
        yield chat.primary(chat.ask(team.NEXT_PAGE, ShowTeam(fact.page + 1), language))
    if fact.page > 0:
        yield chat.secondary(chat.ask(team.PREVIOUS_PAGE, ShowTeam(fact.page - 1), language))


@sends(team_changes.RemovalAsked, chat.answer)
def removal_asked(fact: team_changes.RemovalAsked, context: RenderContext) -> chat.Content:
    """Ask whether to remove a member, and explain what is done with their cases."""
    language, member = fact.to.language, fact.member
    yes = RemoveMember(member.person.id, sure=True)
    shown = chat.card(
        language,
        team.REMOVE_ASKED,
        title=chat.cut(member.name, _NAME),
        rows=_rows(member, fact.in_hand, language, context),
        sentences=(team.REMOVE_WHAT.say(language, cases=fact.in_hand),),
        buttons=(
            chat.primary(chat.ask(team.YES_REMOVE, yes, language)),
            chat.secondary(chat.ask(team.NO_BACK, ShowTeam(), language)),
        ),
    )
    return chat.show(shown, f"{shown.heading} {shown.title}")


@sends(team_changes.MemberRemoved, chat.notify)
def member_removed(fact: team_changes.MemberRemoved, _: RenderContext) -> chat.Content:
    """Confirm to the head who left the team."""
    name = chat.cut(fact.member.name, _NAME)
    return staff_text(team.REMOVED.say(fact.to.language, name=name, cases=fact.cases), fact.to)


@sends(team_changes.TakenOut, chat.notify)
def taken_out(fact: team_changes.TakenOut, _: RenderContext) -> chat.Content:
    """Notify a person that they are in the team no more."""
    language = fact.to.language
    return plain(team.TAKEN_OUT.say(language, centre=centre_name(fact.centre, language)), fact.to)


says(team_changes.CodeRefused, team.CODE_REFUSED, plain)
