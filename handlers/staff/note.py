"""Notes of staff on a case, for who holds it next; sharers never see them.
(docs/decisions/0073-notes.md)"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Form
from cases.commands import WriteNote
from cases.facts.casework import NoteAwaited, NoteTaken, Refused
from cases.facts.fact import Fact
from cases.masking import mask
from cases.people import About, Topic
from cases.rules import TO_TYPE_MINUTES
from handlers.citizen.conversation import words_sent
from handlers.events import TextSent
from handlers.permission import permitted
from handlers.request import CaseRequest, Request, handles

_TO_TYPE = timedelta(minutes=TO_TYPE_MINUTES)


@handles(WriteNote)
def ask_for_note(request: CaseRequest[WriteNote]) -> list[Fact]:
    """Take the officer's next text as a note on the case."""
    topic = Topic(About.NOTE, request.case.number, request.now + _TO_TYPE)
    request.people.save(replace(request.person, topic=topic))
    return [NoteAwaited(request.person, request.case)]


def add_note(request: Request[TextSent], number: str) -> list[Fact]:
    """Add the officer's text to the case, masked, if they may still write there."""
    request.people.save(replace(request.person, topic=None))
    match permitted(request.asking(WriteNote(number))):
        case Refused() as refusal:
            return [refusal]
        case CaseRequest(case=case):
            words = words_sent(request.event, request.person.id, mask(request.event.text))
            request.cases.put_detail(case.number, replace(words, form=Form.NOTE))
            return [NoteTaken(request.person, case)]
    return []
