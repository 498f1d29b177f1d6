"""Attachments that sharers send (photos of the place): they are added to a case, fetched from LINE
in the background, shown to the holder, and deleted in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from cases.case import ATTACHMENTS, Case, Detail, Form
from cases.facts import personal_data
from cases.facts.fact import Fact
from cases.people import Person
from cases.ports import NotFetched, Timer
from handlers.citizen import conversation, talk
from handlers.citizen.conversation import answered, case_of_talk, still_open, talk_about
from handlers.events import AttachmentSent, TimerDue
from handlers.request import Request, handles


@handles(AttachmentSent)
def add_attachment(request: Request[AttachmentSent]) -> list[Fact]:
    """Add an attachment to the case that the talk is about; the first that comes of a set is
    answered, for all of it."""
    facts = _take(request)
    if is_answered(request):
        return []
    if request.event.set_id:
        request.unit.attachments.mark_answered(request.person, request.event.set_id)
    return facts


def is_answered(request: Request[AttachmentSent]) -> bool:
    """Return whether the set of an attachment was answered with another one of it."""
    set_id = request.event.set_id
    return bool(set_id) and request.unit.attachments.is_answered(request.person, set_id)


def attachments_of(case: Case, request: Request[object]) -> list[Detail]:
    """Return the attachments of a case, fetched or not, the oldest first."""
    return [one for one in request.cases.details(case.number) if one.form in ATTACHMENTS]


def forget_details(case: Case, details: Sequence[Detail], request: Request[object]) -> None:
    """Delete details of a case, and of attachments also the content and its timers."""
    for detail in details:
        request.cases.take_detail(case.number, detail.id)
    attachments = [detail.id for detail in details if detail.form in ATTACHMENTS]
    if attachments:
        delete_attachments(case.number, attachments, request)
        request.timers.set(Timer.COUNT_ATTACHMENTS, case.number, request.now)


def delete_attachments(number: str, attachments: Sequence[str], request: Request[object]) -> None:
    """Delete attachments of a case and the timers that fetch them."""
    request.unit.attachments.forget(attachments)
    for one in attachments:
        request.timers.cancel(Timer.FETCH_ATTACHMENT, number, step=int(one))


def redirect_attachments(
    source: str, target: str, details: Sequence[Detail], request: Request[object]
) -> int:
    """Fetch for the case *target* those attachments among *details* that are not fetched yet.
    Return the number of attachments among *details*."""
    attachments = [one.id for one in details if one.form in ATTACHMENTS]
    there = request.unit.attachments.kept(attachments)
    for one in set(attachments).difference(there):
        request.timers.cancel(Timer.FETCH_ATTACHMENT, source, step=int(one))
        request.timers.set(Timer.FETCH_ATTACHMENT, target, request.now, step=int(one))
    return len(there)


def _take(request: Request[AttachmentSent]) -> list[Fact]:
    person, event = request.person, request.event
    case = case_of_talk(person, request)
    if case is None:
        if person.centre:
            return talk.guide(request)
        kept = conversation.keep(request, person)
        return [personal_data.AttachmentAwaitsPlace(person, event.form, kept)]
    if _is_full(case, event.form, person, request):
        return [personal_data.AttachmentsFull(person, case, event.form)]
    request.cases.put_detail(case.number, Detail(event.message, person.id, request.at, event.form))
    fetch = int(event.message)
    request.timers.set(Timer.FETCH_ATTACHMENT, case.number, request.now, step=fetch)
    case = answered(person, case, request)
    asked = (one for one in still_open(person, case, request) if one.value != event.form.value)
    talk_about(case, person, asked, request)
    return [personal_data.AttachmentTaken(person, case, event.form)]


def _is_full(case: Case, form: Form, person: Person, request: Request[object]) -> bool:
    kind = ATTACHMENTS[form]
    there = [one for one in attachments_of(case, request) if one.form is form]
    own = [one for one in there if one.person == person.id]
    return len(own) >= kind.of_sharer or len(there) >= kind.of_case


#: The photos of a set come within seconds; the holder gets one message about them.
_SET = timedelta(seconds=5)
#: How long, since it was sent, an attachment is asked for: an outage of LINE's data host took 91
#: minutes, and after a working day nobody looks for a place by it any more. LINE keeps it longer.
PATIENCE = timedelta(hours=6)
#: The shortest and the longest pause between two tries; each pause is as long as all before it
#: together.
_PAUSE = {
    NotFetched.NOT_READY: (timedelta(seconds=2), timedelta(minutes=1)),
    NotFetched.UNREACHABLE: (timedelta(seconds=5), timedelta(minutes=10)),
}


@handles(Timer.FETCH_ATTACHMENT)
def fetch_attachment(request: Request[TimerDue]) -> list[Fact]:
    """Fetch an attachment that is still wanted. The case is not read: it changes with every share,
    and each change would make this step fetch again."""
    wanted = request.cases.find_detail(request.event.case, str(request.event.step))
    if wanted is None:
        return []
    got = request.context.attachments.fetch(wanted.id, wanted.form)
    if isinstance(got, bytes):
        request.unit.attachments.put(wanted.id, got)
        request.timers.set(Timer.COUNT_ATTACHMENTS, request.event.case, request.now + _SET)
        return []
    waited = request.now - wanted.at
    if got in _PAUSE and waited < PATIENCE:
        shortest, longest = _PAUSE[got]
        again = request.now + min(max(shortest, waited), longest)
        request.timers.set(
            Timer.FETCH_ATTACHMENT, request.event.case, again, step=request.event.step
        )
        return []
    request.cases.take_detail(request.event.case, wanted.id)
    _mark_unusable(wanted, request)
    return []


@handles(Timer.COUNT_ATTACHMENTS)
def count_attachments(request: Request[TimerDue]) -> list[Fact]:
    """Count the fetched attachments of a case, and alert the holder to new ones."""
    case = request.cases.find(request.event.case)
    if case is None:
        return []
    there = request.unit.attachments.kept([one.id for one in attachments_of(case, request)])
    counted = replace(case, attachments=len(there))
    if counted == case:
        return []
    request.cases.save(counted)
    is_news = counted.attachments > case.attachments and case.is_open and case.holder is not None
    holders = request.people.find_all([case.holder or 0]) if is_news else []
    return [personal_data.AttachmentsCame(holder, counted) for holder in holders]


@handles(Timer.FORGET_ATTACHMENTS)
def forget_attachments(request: Request[TimerDue]) -> list[Fact]:
    """Delete the attachments of a case that has been closed for the set time; a reopened case keeps
    them until its next close."""
    case = request.cases.find(request.event.case)
    if case is None or case.is_open or case.closed_at is None:
        return []
    due = case.closed_at + timedelta(days=request.settings.photo_days_after_close)
    if request.event.at < due:
        request.timers.set(Timer.FORGET_ATTACHMENTS, case.number, due)
        return []
    forget_all_attachments(case, request)
    return []


def forget_all_attachments(case: Case, request: Request[object]) -> None:
    """Delete every attachment of a case."""
    forget_details(case, attachments_of(case, request), request)


def _mark_unusable(detail: Detail, request: Request[object]) -> None:
    """Mark that the sender's next answer says that the attachment could not be used: they were
    thanked for it."""
    for person in request.people.find_all([detail.person]):
        request.unit.attachments.mark_unusable(person, detail.form)
