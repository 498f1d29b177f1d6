"""Which report a file is asked for: by the same words as the page (web/picker)."""

from __future__ import annotations

from datetime import date

from flask import Response, request

from cases.log import COUNTRY
from cases.report import ReportOf
from messages.texts import report_page, taken_away
from web.door import Door
from web.picker import Picked, pick
from web.viewer import Viewer


def asked_report(door: Door, viewer: Viewer, today: date) -> ReportOf | Response:
    """Read what is asked for; a page of refusal where it may not be seen, or is nothing."""
    picked = pick(request.args, viewer, today)
    refused = refusal(door, viewer, picked)
    if refused is not None:
        return refused
    if picked.problem is not None:
        return door.refuse(taken_away.NO_PERIOD[picked.problem], 400, viewer.language)
    return ReportOf(picked.scope, picked.period)


def refusal(door: Door, viewer: Viewer, picked: Picked) -> Response | None:
    """Refuse what is not this viewer's to see, or is nothing; a head's own centre may have been
    removed from the file."""
    if not viewer.may_see(picked.scope):
        return door.other_centre(viewer)
    known = picked.scope in (COUNTRY, viewer.member.centre) or door.centres.known(picked.scope)
    if not known:
        return door.refuse(report_page.NO_CENTRE, 404, viewer.language)
    return None
