"""Messages of citizens other than places: follow, unfollow, language, and everything that asks for
nothing."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case, Seen, questions
from cases.commands import MISSING, ChooseLanguage, ChooseQuestions, TurnPage, Unknown
from cases.facts import shares
from cases.facts.answers import AnswerAwaited, AnswerTaken
from cases.facts.casework import Guided
from cases.facts.fact import Fact
from cases.people import About, Language, Person
from handlers.citizen.conversation import is_asked, open_case_of, still_open
from handlers.citizen.sharer import delivered_until, still_waiting
from handlers.events import Followed, FromPerson, Unfollowed
from handlers.membership import save_person, set_duty
from handlers.request import CommandRequest, Request, handles

#: The number of a person's last cases among which ended ones are looked for: a reply holds no more.
_LOOKED_AT = 10
_MOST_TOLD = 2


@handles(Followed)
def welcome(request: Request[Followed]) -> list[Fact]:
    """Greet in Thai, or in English if the profile says so. A person who comes back keeps the
    language that they chose, and gets the outcomes that could not be sent meanwhile."""
    person = request.person
    if not person.has_followed:
        profile = request.context.profiles.find(request.event.line_id)
        language = profile.language if profile else Language.THAI
        person = replace(person, language=language)
    greeted = _blocked(person, False, request)
    save_person(greeted, request)
    missed = [shares.SharersTold((greeted,), case) for case in _ended_unheard(person, request)]
    return [*still_waiting(greeted, request), *missed, shares.Welcomed(greeted)]


def _ended_unheard(person: Person, request: Request[object]) -> list[Case]:
    """Return the last cases whose outcome was sent while *person* had blocked the account, or when
    LINE did not deliver to them any more."""
    since = person.blocked_at if person.blocked else None
    since = delivered_until([person], request).get(person.id, since)
    if since is None:
        return []
    own = request.cases.shared_by(person.id, count=_LOOKED_AT)
    ended = [one for one in own if one.visit.told and one.closed_at and one.closed_at > since]
    return ended[:_MOST_TOLD]


@handles(Unfollowed)
def good_bye(request: Request[Unfollowed]) -> list[Fact]:
    """Record that pushes to this person are paid for and never seen, and end a member's duty.
    Nothing is stored about a stranger: somebody who erased their data may well block the account
    next."""
    person = request.people.known(request.event.line_id)
    if person is not None:
        _stop_telling(_blocked(person, True, request), request)
    return []


@handles(Unknown)
def guide(request: Request[FromPerson]) -> list[Fact]:
    """Send the guide in answer to a message that asks for nothing that the bot does."""
    return show_way(request.person, request)


@handles(TurnPage)
def turn_page(request: Request[FromPerson]) -> list[Fact]:
    """Answer nothing: LINE has turned the page of the rich menu already."""
    return []


def show_way(person: Person, request: Request[object], *, kept: bool = False) -> list[Fact]:
    """Return for a citizen the guide and the notes on late cases; for a member the team's menu.
    *kept* says that the words are kept for the place to come."""
    member = request.teams.find(person)
    late = [] if member else still_waiting(person, request)
    return [*late, Guided(person, member, kept)]


def _stop_telling(person: Person, request: Request[object]) -> None:
    save_person(person, request)
    member = request.teams.find(person)
    if member is not None and person.blocked:
        set_duty(replace(member, person=person), request, on_duty=False)


def _blocked(person: Person, blocked: bool, request: Request[object]) -> Person:
    """Return *person* as blocked or not, by the later of two events, in whichever order they
    come."""
    if request.at < person.blocked_at:
        return person
    return replace(person, blocked=blocked, blocked_at=request.at)


@handles(ChooseLanguage)
def choose(request: CommandRequest[ChooseLanguage]) -> list[Fact]:
    """Change the person's language; without a named language, from Thai to English or else to Thai.
    A member keeps to those in which staff's words are written. Show in it the question that is
    open, else the guide."""
    person, language = request.person, request.command.to
    if language is None:
        return guide(request)
    if language is MISSING:
        language = Language.ENGLISH if person.language is Language.THAI else Language.THAI
    person = replace(person, language=language.written if person.centre else language)
    save_person(person, request)
    asked = None if person.centre else _asked_last(person, request)
    if asked is None:
        return [shares.LanguageChosen(person), *show_way(person, request)]
    return [shares.LanguageChosen(person), *still_waiting(person, request), asked]


@handles(ChooseQuestions)
def choose_questions(request: CommandRequest[ChooseQuestions]) -> list[Fact]:
    """Ask the person nothing more about what they share, or ask again. A result is no question, nor
    is the news that a case whose result they heard is open again."""
    muted = request.command.to != "on"
    request.people.set_muted(request.person, muted=muted)
    return [shares.QuestionsChosen(replace(request.person, muted=muted))]


def _asked_last(person: Person, request: Request[object]) -> Fact | None:
    """Return the open question to *person*, or None."""
    topic = person.case_topic_at(request.at)
    case = open_case_of(person, topic.case, request) if topic else None
    if topic is None or case is None:
        return shares.OwnNeedHeard(person) if person.topic_at(request.at, About.OWN_NEED) else None
    if is_asked(person, case, request):
        return AnswerAwaited(person, case)
    if topic.about is About.MOVED:
        return AnswerTaken(person, case, Seen.MOVED)
    return _question(person, case, request)


def _question(person: Person, case: Case, request: Request[object]) -> Fact | None:
    asked = still_open(person, case, request)
    if not asked:
        return None
    if case.own_need or asked != questions(case):
        return shares.DetailAsked(person, case, asked)
    if case.need.kind:
        return shares.HelpAsked(person, case, asked)
    return shares.KindAsked(person, case, danger_first=True)
