"""Every key of the store: its type, what it means, how long it lives.

All carry one hash tag, so that what must be true together is one script on one slot
(docs/decisions/0002-one-hash-tag.md: what it costs, the way out)."""

from __future__ import annotations

TAG = "{cts}"

SCHEMA = f"{TAG}:schema"
"""string: the version of what is kept; for ever"""

INBOX = f"{TAG}:inbox"
"""stream: webhook bodies and due timers, in order of receipt; an entry lives until it is done"""

OUTBOX = f"{TAG}:outbox"
"""stream: calls to LINE that wait for a sender; an entry lives until LINE has it"""

OUTBOX_LATER = f"{TAG}:outbox:later"
"""sorted set: calls that LINE did not take yet, by the time (ms) of the next try"""

PARKED = f"{TAG}:parked"
"""hash: message id -> call and reason, for what LINE refuses; until an operator sends it again"""

DEAD = f"{TAG}:dead"
"""stream: inbox entries that failed five times, with the error's kind; until replayed"""

TIMERS = f"{TAG}:timers"
"""sorted set: "kind:case" or "kind:case:step" by the time (ms) when it is due"""

FETCHES = f"{TAG}:fetches"
"""sorted set: "fetch_photo:case:message" by the time (ms) of the next try to get a photo"""

FETCHING = f"{TAG}:fetching"
"""stream: photos that are due to be fetched; an entry lives until it is done"""

LOG = f"{TAG}:log"
"""stream: every act, without person, place and text; for ever"""

PEOPLE = f"{TAG}:people"
"""hash: LINE user id -> integer id; deleting a field makes all that is counted anonymous"""

PERSON_NUMBER = f"{TAG}:person_number"
"""string: the last integer id given to a person"""

NUMBERS = f"{TAG}:numbers"
"""hash: "TH-14:6911" -> the last running number that a centre gave in a month; for ever"""

OPEN_PLACES = f"{TAG}:open_places"
"""geo set: case number at its place, for open cases"""

ESCALATED = f"{TAG}:escalated"
"""sorted set: open escalated cases in the order of a queue, for the national centre"""

TALLIES = f"{TAG}:tallies"
"""hash: what happened to messages and entries (sent, repeated, ignored, ...); for ever"""

RICH_MENUS = f"{TAG}:rich_menus"
"""hash: name of a rich menu ("officer-th") -> LINE's id and the digest of what it was made of
(JSON); until removed"""

SWEEP = f"{TAG}:sweep"
"""hash: what the sweeper found stuck, and when it looked; written anew each minute"""


def applied(event: str) -> str:
    """string: this event's change is made; 7 days"""
    return f"{TAG}:applied:{event}"


def case(number: str) -> str:
    """hash: one case; for ever (its place is rounded, its address deleted in time)"""
    return f"{TAG}:case:{number}"


def shares(number: str) -> str:
    """hash: share id -> person, time, message and answers, of one case; until 90 days after
    closing"""
    return f"{TAG}:shares:{number}"


def details(number: str) -> str:
    """hash: LINE's message id -> person, time, form and text (JSON) that helps to find somebody;
    until 90 days after closing"""
    return f"{TAG}:details:{number}"


def photo(message: str) -> str:
    """string: a cleaned photo (JPEG), by LINE's message id; 90 days, less once its case closes"""
    return f"{TAG}:photo:{message}"


def told_of_photo(person: int) -> str:
    """string: a person heard that a photo cannot be used; one day"""
    return f"{TAG}:told_of_photo:{person}"


def unsent(digest: str) -> str:
    """string: a message was taken back before it came, by the SHA-256 of its id; 7 days"""
    return f"{TAG}:unsent:{digest}"


def shared(person: int) -> str:
    """sorted set: the cases that a person shared by the time (ms) of their last share; a case goes
    90 days after closing"""
    return f"{TAG}:shared:{person}"


def queue(centre: str) -> str:
    """sorted set: the open cases of a centre, urgent first, then oldest, then what is lowered"""
    return f"{TAG}:queue:{centre}"


def all_cases(centre: str) -> str:
    """sorted set: every case number of a centre by the time (ms) it was opened; for ever"""
    return f"{TAG}:cases:{centre}"


def held(person: int) -> str:
    """sorted set: the open cases that a person holds, in the order of a queue"""
    return f"{TAG}:held:{person}"


def person(number: int) -> str:
    """hash: LINE user id, language, blocked, centre; until erased"""
    return f"{TAG}:person:{number}"


def team(centre: str) -> str:
    """hash: person id -> membership (JSON), of one centre; until removed"""
    return f"{TAG}:team:{centre}"


def invitation(digest: str) -> str:
    """hash: centre, role, name and uses left, by the SHA-256 of a code; 72 hours by default"""
    return f"{TAG}:invitation:{digest}"


def wrong_codes(person: int) -> str:
    """string: wrong codes that a person sent; one hour from the first"""
    return f"{TAG}:wrong_codes:{person}"


def pace(person: int) -> str:
    """hash: how many messages and shares a person sent since when, for the limits; one day"""
    return f"{TAG}:pace:{person}"


def aside(person: int) -> str:
    """string: a person's last place over the limit (JSON), in case it is urgent; 15 minutes"""
    return f"{TAG}:aside:{person}"


def danger(person: int) -> str:
    """string: why the next place that a person sends is urgent; 15 minutes"""
    return f"{TAG}:danger:{person}"


def false_reports(person: int | str) -> str:
    """string: cases that a person shared and a team found false; 180 days from the last one"""
    return f"{TAG}:false_reports:{person}"


def count(centre: str, period: str) -> str:
    """hash: counters of a centre (or "all") in one day, month or fiscal year; for ever"""
    return f"{TAG}:count:{centre}:{period}"


def distinct(period: str) -> str:
    """hash: centre (or "all") -> distinct sharers in one period; for ever"""
    return f"{TAG}:distinct:{period}"


def sharers(centre: str, period: str) -> str:
    """set: integer ids of the distinct sharers of a centre in one period; 400 days"""
    return f"{TAG}:sharers:{centre}:{period}"


def heartbeat(process: str) -> str:
    """string: the time (ms) at which a process last said that it works; one minute"""
    return f"{TAG}:heartbeat:{process}"
