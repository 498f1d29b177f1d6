"""`python -m tests.faults --seconds 600 --seed 7`: the random part for longer, on both servers."""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

import click

from store import keys
from tests.faults.invariants import as_text
from tests.faults.stage import Scene, scene, stage
from tests.faults.storm import Weather, rage
from tests.servers import KINDS, Kind


@click.command()
@click.option("--seconds", default=60.0, show_default=True, help="How long, on each server.")
@click.option("--seed", type=int, help="The same seed strikes the same targets; random without it.")
@click.option("--server", type=click.Choice(KINDS), help="One kind alone.")
def main(*, seconds: float, seed: int | None, server: Kind | None) -> None:
    """Kill web, workers and store at random, and hold what is left against the invariants.

    Exit status 0 if all hold, 1 if one is broken; what shows it is printed, with the seed.
    """
    seed = random.randrange(10**9) if seed is None else seed
    kinds = [server] if server else KINDS
    held = [_storm(kind, Weather(seed, seconds=seconds)) for kind in kinds]
    sys.exit(0 if all(held) else 1)


def _storm(kind: Kind, weather: Weather) -> bool:
    click.echo(f"{kind}: seed {weather.seed}")
    directory = Path(tempfile.mkdtemp(prefix="faults-"))
    with stage(kind, directory) as on, scene(on, directory, seed=weather.seed) as here:
        killed = rage(here, weather)
        click.echo(f"{kind}: {_summary(here)}\n{kind}: killed {dict(killed)}")
        found = here.broken()
    if found:
        click.echo(f"{kind}: {as_text(found)}\n{kind}: the logs are in {directory}")
    else:
        click.echo(f"{kind}: all invariants hold")
        shutil.rmtree(directory)
    return not found


def _summary(of: Scene) -> str:
    acts = Counter(fields[b"act"].decode() for _, fields in of.client.xrange(keys.LOG))
    accepted = Counter(row.kind for row in of.line.platform.accepted())
    tallies = {name.decode(): int(count) for name, count in of.client.hgetall(keys.TALLIES).items()}
    counts = {"webhooks": of.ledger.sent, **acts, **accepted, **tallies}
    return ", ".join(f"{name} {count}" for name, count in counts.items())


if __name__ == "__main__":
    main()
