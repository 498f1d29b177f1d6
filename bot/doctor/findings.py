"""What a check found, and what an operator does about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How bad it is; only the last makes the command fail."""

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
    """All is well."""
    return Finding(check, Grade.OK, says)


def warning(check: str, says: str, do: str) -> Finding:
    """It works, and may not for long."""
    return Finding(check, Grade.WARNING, says, do)


def wrong(check: str, says: str, do: str) -> Finding:
    """It does not work."""
    return Finding(check, Grade.WRONG, says, do)
