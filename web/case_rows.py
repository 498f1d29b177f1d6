"""A case as a row of its centre's list: what was done and when.

Left out are who shared, who came, what was written, whether the sharer is the one in need, and the
place: an address or a point together with an hour can tell who it was. The province stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cases.calendar import BANGKOK
from cases.case import Case
from cases.people import Language
from cases.taxonomy import Taxonomy
from geo.centres import Centres
from messages.context import province_of
from messages.texts import case_list
from messages.texts.handover import REASONS as HANDED_OVER_FOR
from messages.texts.proof import FAR_REASONS
from messages.texts.staff import KINDS, REASONS, STATES
from messages.texts.text import Text
from messages.texts.workbook import CHANNELS
from web.csv_files import Value

Code = TypeVar("Code", bound=str)


@dataclass(frozen=True, slots=True)
class CaseRows:
    """Writes cases in one language."""

    taxonomy: Taxonomy
    centres: Centres
    language: Language

    def head(self) -> list[str]:
        """Name the columns."""
        return [title.say(self.language) for title, _ in _COLUMNS]

    def row(self, case: Case) -> list[Value]:
        """Write one case."""
        return [write(self, case) for _, write in _COLUMNS]

    def say(self, code: Code | None, of: Mapping[Code, Text]) -> str:
        """Say a code; one that has no words any more stands as it is."""
        if code is None:
            return ""
        return of[code].say(self.language) if code in of else code

    def outcomes(self, case: Case) -> str:
        """Say what came of each person."""
        known = self.taxonomy.outcomes
        return "; ".join(
            known[code].name(self.language) if code in known else code
            for code in case.visit.outcomes
        )

    def dangers(self, case: Case) -> str:
        """Say why it could not wait."""
        return "; ".join(self.say(code, REASONS) for code in case.need.dangers)

    def yes(self, said: bool) -> str:
        """Mark what is so."""
        return case_list.YES.say(self.language) if said else ""


def _at(moment: datetime | None) -> str:
    """Write a time so that every spreadsheet reads it as one."""
    return f"{moment.astimezone(BANGKOK):%Y-%m-%d %H:%M}" if moment else ""


def _minutes(case: Case, until: datetime | None) -> int | None:
    return None if until is None else int((until - case.opened_at).total_seconds()) // 60


def _channel(rows: CaseRows, case: Case) -> str:
    channel = case.origin.channel
    return rows.say(channel, CHANNELS) if channel else case_list.LINE.say(rows.language)


def _province(rows: CaseRows, case: Case) -> str:
    province = case.origin.province
    return province_of(province, rows.centres, rows.language) if province else ""


def _met(rows: CaseRows, case: Case) -> int:
    return rows.taxonomy.people_met(case.visit.outcomes)


Write = Callable[[CaseRows, Case], Value]
_COLUMNS: tuple[tuple[Text, Write], ...] = (
    (case_list.NUMBER, lambda rows, case: case.number),
    (case_list.OPENED, lambda rows, case: _at(case.opened_at)),
    (case_list.STATE, lambda rows, case: STATES[case.state].say(rows.language)),
    (case_list.KIND, lambda rows, case: rows.say(case.need.kind, KINDS)),
    (case_list.URGENT, CaseRows.dangers),
    (case_list.SHARES, lambda rows, case: case.shares),
    (case_list.CLAIMED, lambda rows, case: _at(case.claimed_at)),
    (case_list.ARRIVED, lambda rows, case: _at(case.arrived_at)),
    (case_list.CLOSED, lambda rows, case: _at(case.closed_at)),
    (case_list.TO_CLAIM, lambda rows, case: _minutes(case, case.claimed_at)),
    (case_list.TO_ARRIVE, lambda rows, case: _minutes(case, case.arrived_at)),
    (case_list.TO_CLOSE, lambda rows, case: _minutes(case, case.closed_at)),
    (case_list.OUTCOMES, CaseRows.outcomes),
    (case_list.PERSONS, _met),
    (case_list.DISTANCE, lambda rows, case: case.visit.distance_m),
    (case_list.FAR_REASON, lambda rows, case: rows.say(case.visit.far_reason, FAR_REASONS)),
    (case_list.PROVINCE, _province),
    (case_list.CHANNEL, _channel),
    (case_list.ESCALATED, lambda rows, case: rows.yes(case.escalated)),
    (case_list.REOPENED, lambda rows, case: case.reopened),
    (case_list.PASSED, lambda rows, case: " ".join(case.handover.passed)),
    (case_list.BECAUSE, lambda rows, case: rows.say(case.handover.because, HANDED_OVER_FOR)),
    (case_list.MERGED_INTO, lambda rows, case: case.links.merged_into),
)
