"""stats: shows the statistics, verifies the counters against the log, and rebuilds them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime

import click
from rich import box
from rich.console import Console, JustifyMethod
from rich.table import Table

from bot.commands.command_line import known_centre, open_store, refuse
from cases.calendar import Period, Span, periods_between
from cases.log import COUNTRY
from cases.statistics import Numbers
from config.settings import Settings
from geo.centres_file import load_centres
from store.exceptions import LogIncomplete
from store.statistics import RedisStatistics
from store.verify import rebuild as rebuild_counters
from store.verify import verify as verify_counters
from web.csv_files import Value, written
from web.sections import MEASURES

_SPANS = [span.value for span in (Span.DAY, Span.MONTH, Span.QUARTER, Span.YEAR)]
#: Nobody shared before the first day, and the calendar ends soon after the last.
_FIRST, _LAST = date(2000, 1, 1), date(2199, 12, 31)
_NUMBERS = (
    "shares", "sharers", "cases", "claimed", "visited", "found", "closed", "reopened", "confirmed",
    "disputed", "escalated", "refused", "handed_over", "received",
    "claim_median", "claim_p90", "close_median", "close_p90",
)  # fmt: skip
_COLUMNS = ("centre", "period", *_NUMBERS)
#: Columns of json alone: persons met, visits closed with somebody met but checked in far away or
#: without a location, the time to a visit, and visits with nobody met that no check-in proves, by
#: their reasons.
_DETAILS = (
    "persons", "far", "unproved", "helped", "visit_median", "visit_p90",
    "unmet", "unmet_looked", "unmet_barred", "unmet_no_location", "unreached",
)  # fmt: skip
#: On a narrower console rich would cut off numbers, or break an outcome's code.
_TABLE_WIDTH = 250
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def stats() -> None:
    """Count shares, sharers, cases and what came of them."""


@stats.command()
@click.option("--from", "first", type=_DAY, required=True, help="The first day: 2026-10-01.")
@click.option("--to", "last", type=_DAY, required=True, help="The last day, included.")
@click.option("--centre", help="A centre's id (TH-14), or all: the country. Default: each centre.")
@click.option(
    "--by",
    type=click.Choice(_SPANS),
    default=Span.MONTH.value,
    show_default=True,
    help="Length of a row's period; quarters and years are fiscal, named in the Buddhist era.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="csv is for spreadsheets, json for programs.",
)
def show(first: datetime, last: datetime, centre: str | None, by: str, form: str) -> None:
    """Show the numbers of days in Bangkok, one row a centre and period.

    Without --centre, rows in which nothing happened are left out. sharers are distinct persons;
    empty (null) where a period cut short is older than their marks (400 days). Times are minutes
    from the opening of a case, exact below 100 and rounded to two digits above. Shares from
    outside Thailand (refused) belong to no centre: see --centre all.

    csv has a column for each outcome. json has beside it persons met, far and unproved visits,
    helped, visit_median, visit_p90, unmet (nobody met and no check-in near the pin, by the reason
    that was given, or by none), unreached (results for sharers who never added the account and
    wrote last more than 7 days before: LINE takes the message and delivers it to nobody), and
    counts by code: facts, channels (but LINE), kinds (the first word of a case) and urgencies
    (each danger once a case).
    """
    periods = _periods(first.date(), last.date(), Span(by))
    with open_store() as (settings, client):
        statistics = RedisStatistics(client)
        rows = _rows(statistics, settings, centre, periods)
    _FORMATS[form](rows)


@stats.command()
def verify() -> None:
    """Hold every counter against a recount of the log, also while the service runs.

    Exit status 1, and one line for each difference, if they do not agree.
    """
    with open_store() as (_, client):
        problems = verify_counters(client)
    for problem in problems:
        click.echo(problem)
    if problems:
        refuse(f"Differences: {len(problems)}. `stats rebuild` makes the counters from the log.")
    click.echo("Counters, cases and log agree.")


@stats.command()
def rebuild() -> None:
    """Make every counter what the log says, also while the service runs."""
    with open_store() as (_, client):
        try:
            corrected = rebuild_counters(client)
        except LogIncomplete as error:
            refuse(f"Nothing was changed, the counters may be all that is left: {error}.")
    for difference in corrected:
        click.echo(str(difference))
    click.echo(f"{len(corrected)} counters corrected.")


def _periods(first: date, last: date, span: Span) -> list[Period]:
    if not _FIRST <= first <= last <= _LAST:
        raise click.UsageError(
            f"--from must not be after --to, both from {_FIRST} to {_LAST} (2026, not 2569)."
        )
    return periods_between(first, last, span)


def _rows(
    statistics: RedisStatistics, settings: Settings, centre: str | None, periods: Sequence[Period]
) -> list[Numbers]:
    if centre is None:
        filed = (one.id for one in load_centres(settings.centres_file))
        every = sorted({*filed, *statistics.centres()})
        rows = statistics.numbers_of_all(every, periods)
        return [row for row in rows if any(row.counts.values()) or row.sharers]
    if centre.lower() == COUNTRY:
        return statistics.numbers_of_all([COUNTRY], periods)
    if centre.upper() not in statistics.centres():
        centre = known_centre(settings, centre).id
    return statistics.numbers_of_all([centre.upper()], periods)


def _record(row: Numbers) -> dict[str, Value]:
    """Return the numbers of a row by the names of their columns."""
    return {"centre": row.centre, "period": row.period.label} | _numbers(row, _NUMBERS)


def _numbers(row: Numbers, names: Sequence[str]) -> dict[str, Value]:
    return {name: MEASURES[name].of(row) for name in names}


def _print_json(rows: Sequence[Numbers]) -> None:
    """Write each row with how visits are proved, and with counts by code."""
    told = [
        {
            **_record(row),
            **_numbers(row, _DETAILS),
            "outcomes": row.outcomes,
            "facts": row.facts,
            "channels": row.channels,
            "kinds": row.kinds,
            "urgencies": row.urgencies,
        }
        for row in rows
    ]
    click.echo(json.dumps(told, indent=1))


def _print_csv(rows: Sequence[Numbers]) -> None:
    """Write plain UTF-8, one column an outcome code."""
    codes = sorted({code for row in rows for code in row.outcomes})
    cells = (
        [*_record(row).values(), *(row.outcomes.get(code, 0) for code in codes)] for row in rows
    )
    for piece in written([*_COLUMNS, *codes], cells, mark=""):
        click.echo(piece, nl=False)


def _print_table(rows: Sequence[Numbers]) -> None:
    if not rows:
        click.echo("Nothing happened in these days.")
        return
    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
    for column in (*_COLUMNS, "outcomes"):
        justify: JustifyMethod = "right" if column in _COLUMNS[2:] else "left"
        table.add_column(column.replace("_", "\n"), justify=justify, overflow="fold")
    for row in rows:
        outcomes = "\n".join(f"{code} {count}" for code, count in row.outcomes.items())
        cells = ("-" if cell is None else str(cell) for cell in _record(row).values())
        table.add_row(*cells, outcomes)
    console = Console()
    console.width = max(console.width, _TABLE_WIDTH)
    console.print(table)


_FORMATS: dict[str, Callable[[Sequence[Numbers]], None]] = {
    "table": _print_table,
    "csv": _print_csv,
    "json": _print_json,
}
