"""All that is kept of one person, as they may take it with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cases.calendar import BANGKOK
from cases.case import Case, Detail
from cases.command_words import write_words
from cases.people import NEVER, Person
from store.unit_of_work import RedisUnitOfWork

Values = dict[str, object]
#: More than the limits of a day let anybody share while a share is kept.
_ALL_THEIRS = 10_000


def own_data(person: Person, unit: RedisUnitOfWork) -> Values:
    """Return what is kept: of a case what came from the person, and nothing that others said."""
    cases = unit.cases.shared_by(person.id, count=_ALL_THEIRS)
    return {
        "line_user_id": person.line_id,
        "language": person.language.value,
        "since": _time(person.since),
        "has_blocked_the_account": person.blocked,
        "was_shown_the_notice": person.noticed,
        "talk": _talk(person),
        "shares": [share for case in cases for share in _shares(case, person, unit)],
        "added": [added for case in cases for added in _added(case, person, unit)],
        "waiting": _waiting(person, unit),
        "sent": _sent(person, unit),
        "team": _team(person, unit),
    }


def _talk(person: Person) -> Values | None:
    topic = person.topic
    if topic is None:
        return None
    return {"about": topic.about.value, "case": topic.case, "until": _time(topic.until)}


def _shares(case: Case, person: Person, unit: RedisUnitOfWork) -> list[Values]:
    """Return the shares with the place of their case; an address only where it is certainly
    theirs."""
    shares = unit.cases.shares(case.number)
    alone = all(share.person == person.id for share in shares)
    point = case.place.point
    return [
        {
            "case": case.number,
            "at": _time(share.at),
            "latitude": point.latitude,
            "longitude": point.longitude,
            "address": case.place.address if alone else "",
            "message_id": share.message,
            "answers": list(share.answers),
            "case_state": case.state.value,
        }
        for share in shares
        if share.person == person.id
    ]


def _added(case: Case, person: Person, unit: RedisUnitOfWork) -> list[Values]:
    details = unit.cases.details(case.number)
    return _details([one for one in details if one.person == person.id], case.number)


def _details(details: Sequence[Detail], case: str = "") -> list[Values]:
    return [
        {
            "case": case,
            "at": _time(one.at),
            "form": one.form.value,
            "text": one.text,
            "message_id": one.id,
        }
        for one in details
    ]


def _waiting(person: Person, unit: RedisUnitOfWork) -> Values:
    """Return what waits for the next message, minutes at the longest."""
    aside = unit.limits.aside(person)
    place = aside and {
        "at": _time(aside.at),
        "latitude": aside.place.point.latitude,
        "longitude": aside.place.point.longitude,
        "address": aside.place.address,
    }
    words = [*unit.limits.before_place(person), *unit.limits.caller_words(person)]
    asked = unit.limits.yes_no(person.id)
    commands = asked.commands.items() if asked else ()
    answers = {answer.value: write_words(command) for answer, command in commands}
    return {"place": place, "words_and_photos": _details(words), "typed_answers": answers}


def _sent(person: Person, unit: RedisUnitOfWork) -> Values:
    """Return what is counted for the limits."""
    pace, urgent = unit.limits.pace(person), unit.limits.urgent_pace(person.id)
    return {
        "messages_in_a_minute": pace.messages.count,
        "shares_in_ten_minutes": pace.shares.count,
        "shares_in_a_day": pace.shares_of_day.count,
        "urgent_alerts_in_a_day": urgent.of_day.count,
        "wrong_codes_in_an_hour": unit.teams.wrong_codes(person),
        "reports_found_false": unit.limits.false_reports([person.id])[0],
    }


def _team(person: Person, unit: RedisUnitOfWork) -> Values | None:
    member = unit.teams.find(person)
    if member is None:
        return None
    return {
        "centre": member.centre,
        "role": member.role.value,
        "name": member.name,
        "on_duty": member.on_duty,
        "until": member.until and _time(member.until),
        "digests_off": [one.value for one in member.digests_off],
        "cases_in_hand": [
            case.number for case in unit.cases.held_by(person.id, first=0, count=_ALL_THEIRS)[0]
        ],
    }


def _time(at: datetime) -> str | None:
    return None if at == NEVER else at.astimezone(BANGKOK).isoformat(timespec="seconds")
