"""Entries of the audit log: who read or changed which data of other people, by pseudonym."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.people import Member, Person


class Audited(StrEnum):
    """The acts that leave an entry."""

    SIGNED_IN = "signed_in"
    REPORT_READ = "report_read"
    DOWNLOADED = "downloaded"
    OWN_DATA_COPIED = "own_data_copied"
    PHOTO_SEEN = "photo_seen"
    HANDED_OVER = "handed_over"
    CLOSED_AS_FALSE = "closed_as_false"
    FALSE_TAKEN_BACK = "false_taken_back"
    REOPENED = "reopened"
    RESULT_KEPT = "result_kept"
    INVITED = "invited"
    JOINED = "joined"
    ROLE_CHANGED = "role_changed"
    REMOVAL_ASKED = "removal_asked"
    REMOVED = "removed"
    ERASED = "erased"
    DOUBT_LIFTED = "doubt_lifted"
    CALLS_RETRIED = "calls_retried"
    CALLS_LET_GO = "calls_let_go"
    CALLS_SENT_NOW = "calls_sent_now"
    LETTERS_REPLAYED = "letters_replayed"
    LETTERS_LET_GO = "letters_let_go"
    PARTNER_ADDED = "partner_added"
    PARTNER_REMOVED = "partner_removed"
    STORE_ACCEPTED = "store_accepted"
    SESSIONS_ENDED = "sessions_ended"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act: *by* a member, a person in no team, or the operator (None). *of* is the centre that
    it concerns, *what* a case number, a file or a period, *whom* the integer id of another person.
    No field holds words, places, LINE ids or keys."""

    act: Audited
    by: Member | Person | None
    what: str = ""
    of: str = ""
    whom: int = 0
