"""What a citizen sends besides a place: hello, good-bye, and whatever else comes."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.citizen_facts import SharersTold, Welcomed
from cases.facts import Fact, Guided
from cases.people import Language, Person
from cases.ports import Desk
from handlers.citizen.promise import still_waiting
from handlers.events import Followed, OtherSent, PhotoSent, Pressed, TextSent, Unfollowed
from handlers.house import House
from handlers.keep import keep
from handlers.membership import set_duty

#: Of so many of their last cases some may have ended; a reply has room for so many.
_LOOKED_AT = 10
_MOST_TOLD = 2


def welcome(event: Followed, desk: Desk, house: House) -> list[Fact]:
    """Greet in Thai, or in English when the profile says so; who comes back keeps what they
    chose, and hears how those cases ended of which they could not be told."""
    person = desk.people.of_line(event.line_id)
    if not person.has_followed:
        profile = house.profiles.find(event.line_id)
        language = profile.language if profile else Language.THAI
        person = replace(person, language=language)
    greeted = _blocked(person, False, desk)
    keep(greeted, desk)
    missed = [SharersTold((greeted,), case) for case in _ended_unheard(person, desk)]
    return [*still_waiting(greeted, desk, house), *missed, Welcomed(greeted)]


def _ended_unheard(person: Person, desk: Desk) -> list[Case]:
    """Return the last cases whose sharers were told while *person* had blocked the account."""
    if not person.blocked:
        return []
    own = desk.cases.shared_by(person.id, count=_LOOKED_AT)
    ended = [one for one in own if one.told and one.closed_at and one.closed_at > person.blocked_at]
    return ended[:_MOST_TOLD]


def good_bye(event: Unfollowed, desk: Desk, house: House) -> list[Fact]:
    """Remember that pushes to this person are paid for and never seen: a member's duty ends.

    Nothing is kept of a stranger: who erased their data may well block the account next."""
    person = desk.people.known(event.line_id)
    if person is not None:
        _stop_telling(_blocked(person, True, desk), desk)
    return []


def guide(
    event: TextSent | PhotoSent | OtherSent | Pressed, desk: Desk, house: House
) -> list[Fact]:
    """Show the way to anybody whose message asks for nothing that the bot does."""
    return way_on(desk.people.of_line(event.line_id), desk, house)


def way_on(person: Person, desk: Desk, house: House, *, kept: bool = False) -> list[Fact]:
    """Show a citizen how to share, and what waits for long; a member the team's menu. *kept* is
    said of words that are kept for the place to come."""
    member = desk.teams.find(person)
    late = [] if member else still_waiting(person, desk, house)
    return [*late, Guided(person, member, kept)]


def _stop_telling(person: Person, desk: Desk) -> None:
    keep(person, desk)
    member = desk.teams.find(person)
    if member is not None and person.blocked:
        set_duty(replace(member, person=person), desk, on_duty=False)


def _blocked(person: Person, blocked: bool, desk: Desk) -> Person:
    """Believe the later of two events, whichever comes first."""
    if desk.at < person.blocked_at:
        return person
    return replace(person, blocked=blocked, blocked_at=desk.at)
