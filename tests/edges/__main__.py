"""`python -m tests.edges --minutes 10 --shares 500`: every fault between us and LINE, and LINE away
for so long, in full size."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click
import urllib3

from simulator.client import SimulatorClient
from tests.edges.answer_faults import EVERY_PAGE, LINES, PAGES, RATE_LIMITED, UNAVAILABLE
from tests.edges.certificates import Certificates, make_certificates
from tests.edges.edge import Fault, an_edge
from tests.edges.lane import WITHIN_S, Came, Row, trusting, walk_all
from tests.edges.storm import Outage, Outcome, Storm
from tests.edges.transport_faults import ANSWERING, CONNECTING, HANGS, REFUSED
from tests.servers import run_server
from tools.stage import Stage, open_stage

_FAULTS: dict[str, Fault] = {
    "refused": REFUSED,
    "unavailable": UNAVAILABLE,
    "silent": HANGS,
    "rate": RATE_LIMITED,
}
_LANES = 10
_CENTRE = "TH-14"
#: What would speak of the storm itself: nobody claims what hundreds of people share.
_SETTINGS = {"CLAIM_MINUTES": "500", "ESCALATE_MINUTES": "600", "QUIET_HOURS": "none"}


@click.command()
@click.option("--minutes", default=10.0, show_default=True, help="How long LINE is away.")
@click.option("--shares", default=500, show_default=True, help="How many come in meanwhile.")
@click.option("--officers", default=(1, 5), multiple=True, show_default=True, help="On duty.")
@click.option("--fault", "names", default=tuple(_FAULTS), multiple=True, show_default=True,
              type=click.Choice([*_FAULTS]), help="How LINE is away.")  # fmt: skip
@click.option("--part", default="all", type=click.Choice(["all", "table", "storms"]))
def main(
    *, minutes: float, shares: int, officers: tuple[int, ...], names: tuple[str, ...], part: str
) -> None:
    """Hold the service against every fault on its way to LINE.

    The table has each fault for a moment, of all calls and of one kind, and each status with each
    kind of page. The storms are of the service as `run` starts it. Exit status 1 if a receipt or an
    alert came late, twice or not at all.
    """
    logging.disable()
    with tempfile.TemporaryDirectory(prefix="edges-") as place, ExitStack() as stack:
        certificates = make_certificates(Path(place) / "certificates")
        stack.enter_context(trusting(certificates))
        are_right = [True]
        if part != "storms":
            are_right += _table(Path(place), certificates)
        if part != "table":
            outages = [Outage(_FAULTS[name], 60 * minutes, shares) for name in names]
            are_right += [
                _storm(outage, count, certificates) for outage in outages for count in officers
            ]
    sys.exit(0 if all(are_right) else 1)


def _table(directory: Path, certificates: Certificates) -> Iterator[bool]:
    faults = (*LINES, *CONNECTING, *ANSWERING, *PAGES, *EVERY_PAGE)
    ways: tuple[tuple[str, ...], ...] = ((), ("reply",), ("push",))
    rows = {
        row.name: row
        for fault in faults
        for row in (Row(fault, way) for way in (ways if fault.is_of_one_request else ways[:1]))
    }
    with run_server("valkey", directory / "store", fsync="no") as server:
        came: list[Came] = walk_all(rows.values(), server, directory, certificates, _LANES)
    for one in came:
        click.echo(f"{'right' if one.is_right else 'WRONG'}  {one}")
        yield one.is_right


def _storm(outage: Outage, officers: int, certificates: Certificates) -> bool:
    """Run one storm and tell of it."""
    with an_edge(certificates) as edge:
        settings = _SETTINGS | {"LINE_API_BASE": edge.url, "LINE_DATA_API_BASE": edge.url}
        with open_stage("edges", settings) as stage:
            edge.target = stage.line
            line, said = SimulatorClient(stage.line), []
            team = [_officer(stage, line, number) for number in range(officers)]
            came = Storm(line, edge, team).rage(outage, lambda: said.append(_readiness(stage)))
            parked = stage.command("outbox", "parked").stdout.strip()
    click.echo(f"{outage.fault.name}, {outage.seconds / 60:g} minutes, {officers} on duty: {came}")
    click.echo(f"  /readyz while away: {said[0]}\n  outbox parked: {parked}")
    return _is_right(came)


def _is_right(came: Outcome) -> bool:
    once = not came.missing and not came.doubled
    return once and came.is_in_order and came.seconds <= WITHIN_S and came.tried < came.messages


def _officer(stage: Stage, line: SimulatorClient, number: int) -> str:
    words = ["staff", "invite", "--centre", _CENTRE, "--role", "officer"]
    code = stage.command(*words).stdout.split()[-1]
    officer = line.add_user(f"Anong {number}")
    line.send_text(officer, code)
    line.wait_for_message(officer, seconds=WITHIN_S)
    return officer


def _readiness(stage: Stage) -> str:
    answer = urllib3.request("GET", f"{stage.web}/readyz", retries=False, timeout=10)
    return f"{answer.status} {answer.data.decode()}"


if __name__ == "__main__":
    main()
