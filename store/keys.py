"""Every key of the store: its type, what it means, how long it lives.

All carry one hash tag, so that what must be true together is one script on one slot
(docs/decisions/0002-one-hash-tag.md: what it costs, the way out)."""

from __future__ import annotations

TAG = "{cts}"

SCHEMA = f"{TAG}:schema"
"""string: the version of what is kept; for ever"""

INSTALLATION = f"{TAG}:installation"
"""string: a random name of this data, given at the first start; for ever"""

OLD_CASES = f"{TAG}:old_cases"
"""string: some process looks for open cases whose sharers are to be forgotten, so no other does;
one hour"""

SECRET_KEYS = f"{TAG}:secret_keys"
"""hash: "web HOST" -> fingerprint of the SECRET_KEY of a process, and when (ms) it said so; written
each minute, three minutes old at most"""

LOST = f"{TAG}:lost"
"""string: why a worker takes this store for another one than it was before; two minutes"""

INBOX = f"{TAG}:inbox"
"""stream: webhook bodies and due timers, in order of receipt; an entry lives until it is done"""

OUTBOX = f"{TAG}:outbox"
"""stream: calls to LINE that wait for a sender; an entry lives until LINE has it"""

OUTBOX_LATER = f"{TAG}:outbox:later"
"""sorted set: calls that LINE did not take yet, by the time (ms) of the next try"""

PUSHES_STOPPED = f"{TAG}:pushes_stopped"
"""string: since (ms) when LINE refuses pushes, for the month's quota is used up; three minutes,
refreshed while it does"""

WAITING_FOR_LINE = f"{TAG}:outbox:waiting_for_line"
"""sorted set: calls that were set aside while the way to LINE is shut, by their rank and by when
they were made; until it is open"""

WAITING_FOR_QUOTA = f"{TAG}:outbox:waiting_for_quota"
"""sorted set: pushes that were set aside while the month's quota is used up, by their rank and by
when they were made; until there is quota again"""

LINE_SHUT = f"{TAG}:line_shut"
"""string: why calls to LINE are set aside (away, unauthorized, rate_limit) and since when (ms); 20
seconds, refreshed while they are"""

PARKED = f"{TAG}:parked"
"""hash: message id -> call and reason, for what LINE refuses; until an operator sends it again
or lets it go, 30 days from when the call was made at most"""

DEAD = f"{TAG}:dead"
"""stream: inbox entries that failed five times, with the error's kind; until replayed or let go,
30 days from when they came at most"""

TIMERS = f"{TAG}:timers"
"""sorted set: "kind:case" or "kind:case:step" by the time (ms) when it is due"""

FETCHES = f"{TAG}:fetches"
"""sorted set: "fetch_photo:case:message" by the time (ms) of the next try to get a photo"""

FORGETTING = f"{TAG}:forgetting"
"""sorted set: "forget_person:7" or "forget_case:14-6911-0042" by the time (ms) at which
a person who wrote nothing since, or a closed case, is forgotten"""

SHARES_OF_FORGOTTEN = f"{TAG}:shares_of_forgotten"
"""string: how many shares the cases had that are forgotten; for ever"""

FETCHING = f"{TAG}:fetching"
"""stream: photos that are due to be fetched; an entry lives until it is done"""

LOG = f"{TAG}:log"
"""stream: every act, without person, place and text; for ever"""

AUDIT = f"{TAG}:audit"
"""stream: who read, downloaded or changed what of other people's, by pseudonym, each entry signed
and chained to the one before; 90 days"""

AUDIT_ANCHOR = f"{TAG}:audit_anchor"
"""string: the last entry of the audit log and the last one that was deleted, signed (JSON); for
ever"""

FACTS = f"{TAG}:facts"
"""hash: "2026-11-20|TH-14|sex:male" -> how often closing facts said so of a day and a
centre, without order and time; "writes" -> how often it was written; for ever"""

LOG_MOVED = f"{TAG}:log_moved"
"""string: how many entries of the log were moved into the hash of closing facts; for ever"""

PEOPLE = f"{TAG}:people"
"""hash: LINE user id -> integer id; deleting a field makes all that is counted anonymous"""

PERSON_NUMBER = f"{TAG}:person_number"
"""string: the last integer id given to a person"""

NUMBERS = f"{TAG}:numbers"
"""hash: "14-6911" -> how many numbers a centre gave in a month; for ever"""

SKIPPED = f"{TAG}:skipped"
"""hash: "14-6911" -> how many numbers of that month no case has: reserved for an event that is
decided now, or was decided anew; or perhaps told before a backup was restored; for ever"""

OPEN_PLACES = f"{TAG}:open_places"
"""geo set: case number at its place, for open cases"""


def closed_places(period: int) -> str:
    """geo set: case number at its place, for cases that were closed within three hours, counted
    from 1970 on; 27 hours"""
    return f"{TAG}:closed_places:{period}"


ESCALATED = f"{TAG}:escalated"
"""sorted set: open escalated cases in the order of a queue, for the national centre"""

CENTRES = f"{TAG}:centres"
"""hash: id of a centre -> what the operator's file last said of it (JSON); for ever, so that the
cases and the team of a centre that is taken out of the file keep its name"""

TALLIES = f"{TAG}:tallies"
"""hash: what happened to messages and entries (sent, repeated, ignored, ...); for ever"""

DIGESTS = f"{TAG}:digests"
"""hash: "pushes:2026-11" -> pushes that digests took in a month, "left_out:weekly" -> digests that
were left out since the last one of that kind, or of a centre, that went; for ever"""

QUOTA = f"{TAG}:quota"
"""hash: what LINE said of the month's pushes: limit, used, and at (ms) when; hourly, six hours"""

QUOTA_ASKED = f"{TAG}:quota_asked"
"""string: some process asks LINE of the quota, so no other does; one hour"""

DEMO = f"{TAG}:demo"
"""string: this store is the demo's; for ever, and with it a store may hold invented cases"""

RICH_MENUS = f"{TAG}:rich_menus"
"""hash: name of a rich menu ("officer-th") -> LINE's id and the digest of what it was made of
(JSON); until removed"""

PARTNERS = f"{TAG}:partners"
"""hash: SHA-256 of an API key -> id, name, shares an hour, since (JSON); until removed"""

SWEEP = f"{TAG}:sweep"
"""hash: what the sweeper found stuck, and when it looked; written anew each minute"""

PROBE = f"{TAG}:probe"
"""string: a write was tried, to see whether the store takes one; one minute"""

PROCESSES = f"{TAG}:processes"
"""hash: "worker machine:id" -> last sign of life (ms), began (ms) and slowest write of a minute (s)
(JSON); until it says goodbye, one day after its last sign at most"""

REWRITTEN = f"{TAG}:rewritten"
"""string: the append-only file was rewritten on this day, so nobody asks for it again; 24 hours"""

SUMMED_UP = f"{TAG}:summed_up"
"""string: when (ms) alerts of one account's urgent cases were last summed up; one day"""

CLOCKS = f"{TAG}:clocks_ahead"
"""hash: worker process -> when it looked (the store's ms), and by how many seconds the clock "web",
"worker" or "store" is ahead of LINE's, or the store's of the worker's (JSON); one minute"""

PUTTING_RIGHT = f"{TAG}:putting_right"
"""string: some process puts times right in this minute, so no other does; 50 seconds"""

SWEEPING = f"{TAG}:sweeping"
"""string: some process sweeps in this minute, so no other does; 50 seconds"""


def applied(event: str) -> str:
    """string: this event's change is made; 7 days"""
    return f"{TAG}:applied:{event}"


def case(number: str) -> str:
    """hash: one case; five years after closing (its place is rounded, its address gone sooner)"""
    return f"{TAG}:case:{number}"


def shares(number: str) -> str:
    """hash: share id -> person, time, message and answers, of one case; until 90 days after
    closing"""
    return f"{TAG}:shares:{number}"


def said_facts(number: str) -> str:
    """hash: "1.sex" -> what was said of one who was met, and until (ms) when it can be taken back;
    15 minutes by default"""
    return f"{TAG}:said_facts:{number}"


def details(number: str) -> str:
    """hash: LINE's message id -> person, time, form and text (JSON) that helps to find somebody;
    until 90 days after closing"""
    return f"{TAG}:details:{number}"


def attachment(message: str) -> str:
    """string: an attachment, cleaned (a photo: JPEG), by LINE's message id; 90 days, less once its
    case closes"""
    return f"{TAG}:photo:{message}"


def unusable_attachment(person: int) -> str:
    """string: the form of an attachment of a person that could not be used, which their next answer
    says; one day"""
    return f"{TAG}:unusable_attachment:{person}"


def answered_sets(person: int) -> str:
    """hash: LINE's id of each set of attachments of a person that was answered; an hour after the
    last"""
    return f"{TAG}:answered_sets:{person}"


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
    """sorted set: every case of a centre by the time (ms) it was opened; until handed over"""
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
    """hash: centre, role, name (until it is used) and uses left, by the SHA-256 of a code; 72 hours
    by default"""
    return f"{TAG}:invitation:{digest}"


def wrong_codes(person: int) -> str:
    """string: wrong codes that a person sent; one hour from the first"""
    return f"{TAG}:wrong_codes:{person}"


def sign_in(digest: str) -> str:
    """string: whose a link to sign in is and until (ms) when, by the SHA-256 of its token; 10
    minutes, or until it is used"""
    return f"{TAG}:sign_in:{digest}"


def sign_in_of(person: int) -> str:
    """string: SHA-256 of the one link that a person may sign in with; 10 minutes"""
    return f"{TAG}:sign_in_of:{person}"


def link_browser(digest: str) -> str:
    """string: SHA-256 of the cookie of the browser that opened a link to sign in first, by the
    SHA-256 of its token; 10 minutes"""
    return f"{TAG}:link_browser:{digest}"


def session(digest: str) -> str:
    """hash: person, centre, role, began (ms) and the word of the forms (csrf), by the
    SHA-256 of the cookie; 30 minutes after the last page"""
    return f"{TAG}:session:{digest}"


def session_used(digest: str) -> str:
    """string: when (ms) a session was last used, by the SHA-256 of the cookie; as long as it"""
    return f"{TAG}:session_used:{digest}"


def sessions_of(person: int) -> str:
    """set: SHA-256 of the sessions of a person that count; 12 hours"""
    return f"{TAG}:sessions_of:{person}"


def web_pace(what: str, who: str) -> str:
    """string: how often somebody asked the web for something; who is a keyed hash, or the id of a
    partner; one minute"""
    return f"{TAG}:web_pace:{what}:{who}"


def web_turn(person: int) -> str:
    """string: a report is being made for a person, who has one at a time; some seconds"""
    return f"{TAG}:web_turn:{person}"


def pace(person: int) -> str:
    """hash: how many messages and shares a person sent since when, for the limits; one day"""
    return f"{TAG}:pace:{person}"


def urgent_pace(person: int) -> str:
    """hash: how many urgent alerts a person caused since when, and which cases beyond the limits
    their teams have not heard of yet; one day"""
    return f"{TAG}:urgent_pace:{person}"


def spoken_summed_up(centre: str) -> str:
    """string: a centre was reminded of a case whose alert was summed up; ten minutes"""
    return f"{TAG}:spoken_summed_up:{centre}"


def aside(person: int) -> str:
    """string: a person's last place that waits for their answer what it is (JSON); 15 minutes"""
    return f"{TAG}:aside:{person}"


def danger(person: int) -> str:
    """string: why the next place that a person sends is urgent; 15 minutes"""
    return f"{TAG}:danger:{person}"


def before_place(person: int) -> str:
    """string: words and photos that a citizen sent before their place (JSON); 10 minutes"""
    return f"{TAG}:before_place:{person}"


def yes_no(person: int) -> str:
    """string: what a typed yes or no of a person means now (JSON of acts and times); until they are
    told something else, DETAIL_MINUTES at most"""
    return f"{TAG}:yes_no:{person}"


def caller_words(person: int) -> str:
    """string: what a member wrote for a caller whose place is still to come (JSON); 15 minutes"""
    return f"{TAG}:caller_words:{person}"


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
    """set: integer ids of the distinct sharers of a centre in one day or week; until 8 days after
    its end"""
    return f"{TAG}:sharers:{centre}:{period}"


def hashed_sharers(centre: str, period: str) -> str:
    """set: the distinct sharers of a centre in one month, quarter or fiscal year, each as a number
    made of their id and the period's key; until 8 days after its end"""
    return f"{TAG}:hashed_sharers:{centre}:{period}"


def sharer_key(period: str) -> str:
    """string: the random key of a month, quarter or fiscal year, without which nobody can tell who
    is in its sets; until 8 days after its end"""
    return f"{TAG}:sharer_key:{period}"


def hours(centre: str, period: str) -> str:
    """hash: "weekday.hour" in Bangkok (Monday is 0) -> shares of a centre (or "all") in one day,
    month or fiscal year; for ever"""
    return f"{TAG}:hours:{centre}:{period}"


def spots(centre: str, period: str) -> str:
    """hash: cell of about 500 m -> cases that a centre opened there in one month or fiscal year;
    for ever"""
    return f"{TAG}:spots:{centre}:{period}"


def sightings(cell: str) -> str:
    """hash: "weekday.hour" -> how many shares came from a cell of about 500 m; with them the last
    "day" and how many "days"; 400 days from the last one"""
    return f"{TAG}:sightings:{cell}"


def partner_calls(partner: str) -> str:
    """string: shares that a partner sent; one hour from the first"""
    return f"{TAG}:partner_calls:{partner}"


def partner_sent(digest: str) -> str:
    """string: the token that a partner's share got, by the SHA-256 of key and body, or of key and
    Idempotency-Key; 10 minutes, with an Idempotency-Key 24 hours"""
    return f"{TAG}:partner_sent:{digest}"


def partner_token(token: str) -> str:
    """string: the case that a partner's share came to, "refused", or nothing yet; 30 days"""
    return f"{TAG}:partner_token:{token}"


def heartbeat(process: str) -> str:
    """string: the time (ms) at which a process last said that it works; one minute"""
    return f"{TAG}:heartbeat:{process}"


def place(process: str) -> str:
    """string: where a worker process runs (boot of the kernel, pid namespace), by which one that is
    started after its death knows it for dead; one hour, refreshed"""
    return f"{TAG}:place:{process}"
