"""What a citizen sends besides a place: hello, good-bye, and whatever else comes."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.facts.casework import Guided
from cases.facts.fact import Fact
from cases.facts.shares import SharersTold, Welcomed
from cases.people import Language, Person
from cases.ports import UnitOfWork
from handlers.citizen.promise import still_waiting
from handlers.context import Context
from handlers.events import Followed, OtherSent, PhotoSent, Pressed, TextSent, Unfollowed
from handlers.keep import keep
from handlers.membership import set_duty

#: Of so many of their last cases some may have ended; a reply has room for so many.
_LOOKED_AT = 10
_MOST_TOLD = 2


def welcome(event: Followed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Greet in Thai, or in English when the profile says so; who comes back keeps what they
    chose, and hears how those cases ended of which they could not be told."""
    person = unit.people.of_line(event.line_id)
    if not person.has_followed:
        profile = context.profiles.find(event.line_id)
        language = profile.language if profile else Language.THAI
        person = replace(person, language=language)
    greeted = _blocked(person, False, unit)
    keep(greeted, unit)
    missed = [SharersTold((greeted,), case) for case in _ended_unheard(person, unit)]
    return [*still_waiting(greeted, unit, context), *missed, Welcomed(greeted)]


def _ended_unheard(person: Person, unit: UnitOfWork) -> list[Case]:
    """Return the last cases whose sharers were told while *person* had blocked the account."""
    if not person.blocked:
        return []
    own = unit.cases.shared_by(person.id, count=_LOOKED_AT)
    ended = [one for one in own if one.told and one.closed_at and one.closed_at > person.blocked_at]
    return ended[:_MOST_TOLD]


def good_bye(event: Unfollowed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Remember that pushes to this person are paid for and never seen: a member's duty ends.

    Nothing is kept of a stranger: who erased their data may well block the account next."""
    person = unit.people.known(event.line_id)
    if person is not None:
        _stop_telling(_blocked(person, True, unit), unit)
    return []


def guide(
    event: TextSent | PhotoSent | OtherSent | Pressed, unit: UnitOfWork, context: Context
) -> list[Fact]:
    """Show the way to anybody whose message asks for nothing that the bot does."""
    return way_on(unit.people.of_line(event.line_id), unit, context)


def way_on(person: Person, unit: UnitOfWork, context: Context, *, kept: bool = False) -> list[Fact]:
    """Show a citizen how to share, and what waits for long; a member the team's menu. *kept* is
    said of words that are kept for the place to come."""
    member = unit.teams.find(person)
    late = [] if member else still_waiting(person, unit, context)
    return [*late, Guided(person, member, kept)]


def _stop_telling(person: Person, unit: UnitOfWork) -> None:
    keep(person, unit)
    member = unit.teams.find(person)
    if member is not None and person.blocked:
        set_duty(replace(member, person=person), unit, on_duty=False)


def _blocked(person: Person, blocked: bool, unit: UnitOfWork) -> Person:
    """Believe the later of two events, whichever comes first."""
    if unit.at < person.blocked_at:
        return person
    return replace(person, blocked=blocked, blocked_at=unit.at)
