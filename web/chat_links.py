"""/photo/TOKEN and /my-data/TOKEN: what a link in the chat leads to, for its reader alone and
for minutes: an attachment of a case, or all that is kept of one person, as they may take it
with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint
from flask.typing import ResponseReturnValue

from cases.audit import Audited, AuditEntry
from cases.calendar import BANGKOK
from cases.case import ATTACHMENTS, Case, Detail, Form
from cases.command_words import write_words
from cases.people import NEVER, Member, Person
from config.clock import Clock
from config.settings import Settings
from messages.attachments import AttachmentLink, AttachmentLinks, CopyLinks
from messages.texts import my_data, proof
from store.audit_log import AuditKeys
from store.connection import StoreClient
from store.unit_of_work import AuditTrail, RedisUnitOfWork, UnitsOfWork
from web.policy import allow
from web.templates import plain_text

_FILE = {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Disposition": 'attachment; filename="my-data.json"',
}
Values = dict[str, object]
#: More than the limits of a day let anybody share while a share is kept.
_ALL_THEIRS = 10_000


def chat_links(settings: Settings, client: StoreClient, clock: Clock) -> Blueprint:
    """Build the routes. A signed link opens only what its reader may still see."""
    routes = Blueprint("chat_links", __name__)
    attachment_links, copy_links = AttachmentLinks(settings), CopyLinks(settings)
    units, trail = UnitsOfWork(client), AuditTrail(client, AuditKeys.of(settings))

    @routes.get("/photo/<token>")
    def attachment(token: str) -> ResponseReturnValue:
        now = clock()
        link = attachment_links.read(token)
        if link is None:
            return plain_text(proof.LINK_WRONG, 404)
        if link.is_over(now):
            return plain_text(proof.LINK_OVER, 410)
        seen = _attachment(link, units.open("", now))
        if seen is None:
            return plain_text(proof.LINK_GONE, 410)
        holder, centre, content, form = seen
        once = f"photo {link.person} {link.case} {now:%Y%m%d%H}"
        trail.record(AuditEntry(Audited.PHOTO_SEEN, holder, link.case, centre), now, once=once)
        content_type = ATTACHMENTS[form].content_type
        # A browser asks once more for what it plays, and holds that against the policy.
        allow(media=content_type.startswith(("audio/", "video/")))
        return content, {"Content-Type": content_type}

    @routes.get("/my-data/<token>")
    def copy(token: str) -> ResponseReturnValue:
        now = clock()
        link = copy_links.read(token)
        if link is None:
            return plain_text(my_data.COPY_WRONG, 404)
        if now >= link.until:
            return plain_text(my_data.COPY_OVER, 410)
        unit = units.open("", now)
        found = unit.people.find_all([link.person])
        if not found:
            return plain_text(my_data.COPY_GONE, 410)
        who = unit.teams.find(found[0]) or found[0]
        trail.record(AuditEntry(Audited.OWN_DATA_COPIED, who), now)
        return json.dumps(own_data(found[0], unit), ensure_ascii=False, indent=2), _FILE

    return routes


def _attachment(
    link: AttachmentLink, unit: RedisUnitOfWork
) -> tuple[Member, str, bytes, Form] | None:
    """Return an attachment and its form with its reader and centre, if it is still there, and its
    case still in the hands it was shown to."""
    case = unit.cases.find(link.case)
    if case is None or not case.is_open or case.holder != link.person:
        return None
    found = (unit.teams.find(one) for one in unit.people.find_all([link.person]))
    holder = next(filter(None, found), None)
    detail = unit.cases.find_detail(case.number, link.attachment)
    content = unit.attachments.find(link.attachment) if holder and detail else None
    if holder is None or detail is None or content is None:
        return None
    return holder, case.centre, content, detail.form


def own_data(person: Person, unit: RedisUnitOfWork) -> Values:
    """Return what is kept: of a case what came from the person, and nothing that others said."""
    cases, topic = unit.cases.shared_by(person.id, count=_ALL_THEIRS), person.topic
    return {
        "line_user_id": person.line_id,
        "language": person.language.value,
        "since": _time(person.since),
        "has_blocked_the_account": person.blocked,
        "was_shown_the_notice": person.noticed,
        "wants_no_questions": person.muted,
        "talk": topic
        and {"about": topic.about.value, "case": topic.case, "until": _time(topic.until)},
        "shares": [share for case in cases for share in _shares(case, person, unit)],
        "added": [added for case in cases for added in _added(case, person, unit)],
        "waiting": _waiting(person, unit),
        "sent": _sent(person, unit),
        "team": _team(person, unit),
    }


def _shares(case: Case, person: Person, unit: RedisUnitOfWork) -> list[Values]:
    """Return the shares with the place of their case; an address only where surely theirs."""
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
