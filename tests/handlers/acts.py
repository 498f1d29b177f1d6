"""What the buttons may ask for, whose they are, and with which fields: a new act is one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Act -> its fields, each with right and wrong values.
Acts = dict[str, Mapping[str, Sequence[str]]]

#: What only a world in which something happened can say: the machine fills them in.
OTHER_CASE, PERSON, LATER = "@case", "@person", "@later"
_OUTCOMES = ("NOT_FOUND", "ADVISED", "SHELTER", "DUPLICATE", "FALSE_REPORT", "ARRESTED", "")
_FAR = ("moved", "x", "")
_PERSONS = ("1", "2", "3", "")
_CENTRES = ("TH-50", "TH-10", "TH-14", "TH-84", "back", "TH-99", "")
#: What staff may ask of a case.
CASE_ACTS: Acts = {
    "claim": {},
    "release": {"sure": ("yes", "yes", "")},
    "keep": {},
    "going": {},
    "arrived": {},
    "found": {},
    "not_found": {},
    "no_check_in": {"why": ("looked", "barred", "x", "")},
    "close": {"outcome": _OUTCOMES, "far": _FAR, "person": _PERSONS, "of": _PERSONS},
    "outcome": {"code": _OUTCOMES, "far": _FAR, "person": _PERSONS, "of": _PERSONS},
    "several": {"persons": _PERSONS, "again": ("1", "2", "")},
    "fewer": {"person": _PERSONS, "of": _PERSONS},
    "revisit": {"at": (LATER, "2026-11-20T00:00:00+07:00", "x", "")},
    "photos": {},
    "more": {},
    "note": {},
    "look": {},
    "words": {"page": ("0", "1", "99", "x")},
    "ask": {"q": ("SIDE", "x", ""), "cancel": ("yes", "", "")},
    "handover": {"to": _CENTRES, "why": ("area", "other", "refused", "")},
    "refuse": {},
    "merge": {"into": (OTHER_CASE, OTHER_CASE, "x", "")},
    "unmerge": {"from": (OTHER_CASE, OTHER_CASE, "x", "")},
    "facts": {"person": ("1", ""), "name": ("sex", "")},
    "fact": {"person": _PERSONS, "name": ("sex", "x"), "value": ("male", "x")},
    "explain": {},
    "along": {},
    "correct": {"outcome": _OUTCOMES, "person": _PERSONS, "far": _FAR},
    "entered": {"kind": ("ADULT", "x", ""), "urgent": ("CHILD", "")},
}
#: What staff may ask beside it.
TEAM_ACTS: Acts = {
    "queue": {"page": ("0", "1", "-1", "x")},
    "mine": {"page": ("0", "1", "9")},
    "round": {},
    "near": {},
    "caller": {"cancel": ("yes", "", "")},
    "place": {"as": ("here", "share", "caller", "nothing", "x", ""), "case": (OTHER_CASE, "x")},
    "on_duty": {"hours": ("8", "99", "", ""), "until": ("8:30", "25:00", "", "")},
    "off_duty": {},
    "give_back": {},
    "team": {"page": ("0", "9", "x")},
    "remove": {"person": (PERSON, PERSON, "x"), "sure": ("yes", "yes", "")},
    "report": {"period": ("day", "year", "x", "")},
    "page": {},
    "sign_out": {},
    "digest": {"kind": ("daily", "weekly", "x", ""), "to": ("on", "off", "x", "")},
    "invite": {},
}
#: What the heads of a case's centre may ask; test_review.py has their rights.
HEAD_ACTS: Acts = {"review": {"what": ("ask", "reopen", "keep", "x", "")}}
STAFF_ACTS = CASE_ACTS | TEAM_ACTS | HEAD_ACTS
#: The rest is everybody's: see test_conversation.py.
CITIZEN_ACTS = frozenset(
    {"status", "language", "kind", "split", "detail", "thanks", "skip", "cancel", "start",
     "use_place", "same", "questions",
     "own_need", "confirm", "urgent", "gone", "danger", "my_data", "erase", "tab"}
)  # fmt: skip
