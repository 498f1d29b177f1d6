"""What a citizen sends besides a place: hello, good-bye, and whatever else comes."""

from __future__ import annotations

from dataclasses import replace

from cases.citizen_facts import Welcomed
from cases.facts import Fact, Guided
from cases.people import Language, Person
from cases.ports import Desk
from handlers.events import Followed, OtherSent, PhotoSent, Pressed, TextSent, Unfollowed
from handlers.house import House


def welcome(event: Followed, desk: Desk, house: House) -> list[Fact]:
    """Greet in Thai, or in English when the profile says so."""
    profile = house.profiles.find(event.line_id)
    person = desk.people.of_line(event.line_id)
    language = profile.language if profile else Language.THAI
    greeted = _blocked(replace(person, language=language), False, desk)
    _save(greeted, desk)
    return [Welcomed(greeted)]


def good_bye(event: Unfollowed, desk: Desk, house: House) -> list[Fact]:
    """Remember that pushes to this person are paid for and never seen; an alert is for others.

    Nothing is kept of a stranger: who erased their data may well block the account next."""
    person = desk.people.known(event.line_id)
    if person is not None:
        _save(_blocked(person, True, desk), desk)
    return []


def guide(
    event: TextSent | PhotoSent | OtherSent | Pressed, desk: Desk, house: House
) -> list[Fact]:
    """Show the way to anybody whose message asks for nothing that the bot does."""
    person = desk.people.of_line(event.line_id)
    return [Guided(person, desk.teams.find(person))]


def _blocked(person: Person, blocked: bool, desk: Desk) -> Person:
    """Believe the later of two events, whichever comes first."""
    if desk.at < person.blocked_at:
        return person
    return replace(person, blocked=blocked, blocked_at=desk.at)


def _save(person: Person, desk: Desk) -> None:
    """Write a person, and with them what their team knows of them."""
    desk.people.save(person)
    member = desk.teams.find(person)
    if member is not None:
        on_duty = member.on_duty and not person.blocked
        desk.teams.save(replace(member, person=person, on_duty=on_duty))
