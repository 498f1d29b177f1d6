"""drill: simulates a busy evening on a service of its own, and checks the promises."""

from __future__ import annotations

import secrets
import signal
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.commands.command_line import print_table, refuse
from config.settings import from_environment
from tools.crowd.evening import JoinFailed
from tools.crowd.plan import EveningPlan
from tools.drill.end import Ledger
from tools.drill.run import play
from tools.stage import StageFailed

_BARS = ("shares", "cases", "claimed", "closed")


@click.command()
@click.option("--shares", default=200, show_default=True, type=click.IntRange(1, 20_000),
              help="How many places are shared.")  # fmt: skip
@click.option("--minutes", default=1.0, show_default=True, type=click.FloatRange(0.1, 24 * 60),
              help="How long the evening lasts.")  # fmt: skip
@click.option("--faults", is_flag=True,
              help="LINE fails every fourth call; worker and web are killed.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0), help="The same seed gives the same evening.")
def drill(shares: int, minutes: float, faults: bool, seed: int | None) -> None:
    """Play an evening in a minute, and check what the service promises.

    Starts a store, the web, the worker and a stand-in for LINE, all thrown away at the end.
    Citizens share persons at real places all over Thailand; others send pranks, old and forged
    buttons. Officers, quick, slow or asleep, take the cases and close them. LINE brings webhooks
    twice and late. At the end: numbers, times, and a table of promises. How fast things were is
    judged without --faults only.

    Needs no account at LINE. Exit status 1 if a promise is broken.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    seed = secrets.randbelow(10**6) if seed is None else seed
    click.echo(f"The evening of seed {seed}: {shares} shares in {minutes:g} minutes.")
    try:
        with _Bars(shares) as bars:
            shown, broken = play(
                seed, shares, minutes * 60, bars.show, faults=faults,
                boundaries=from_environment(needs_line=False).boundaries_file,
            )  # fmt: skip
    except (JoinFailed, StageFailed) as error:
        refuse(f"The drill of seed {seed} failed: {str(error).rstrip('.')}.")
    except KeyboardInterrupt:
        refuse("The drill was stopped; all that it started has ended.")
    for table in shown:
        print_table(table)
    if broken:
        refuse(f"Broken promises: {broken}. The same evening again: --seed {seed}.")
    click.echo(f"Every promise is kept (seed {seed}).")


class _Bars(Progress):
    """Progress bars of the drill, on stderr."""

    def __init__(self, shares: int) -> None:
        columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn())
        super().__init__(*columns, console=Console(stderr=True), transient=True)
        self._bars = {name: self.add_task(name, total=shares) for name in _BARS}

    def show(self, plan: EveningPlan, ledger: Ledger) -> None:
        """Update the bars from the ledger."""
        cases = len(ledger.cases)
        now = {"shares": len(ledger.shares), "cases": cases, "claimed": len(ledger.claimed),
               "closed": len(ledger.closed)}  # fmt: skip
        totals = {"shares": len(plan.shares), "cases": cases, "claimed": cases, "closed": cases}
        for name, task in self._bars.items():
            self.update(task, completed=now[name], total=totals[name])


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
