"""The result of a check, with what an operator does about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How bad a finding is; only WRONG makes the command fail."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the doctor's table; *do* is empty where nothing has to be done."""

    check: str
    grade: Grade
    says: str
    do: str = ""


def ok(check: str, says: str) -> Finding:
    """Return a finding that needs nothing done."""
    return Finding(check, Grade.OK, says)


def warning(check: str, says: str, do: str) -> Finding:
    """Return a finding of what works now but may fail."""
    return Finding(check, Grade.WARNING, says, do)


def wrong(check: str, says: str, do: str) -> Finding:
    """Return a finding of what does not work."""
    return Finding(check, Grade.WRONG, says, do)
