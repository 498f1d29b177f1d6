"""sample-year: fills the demo's store with invented cases."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.command_line import connected, refuse
from cases.calendar import local_day
from cases.taxonomy import read_taxonomy
from config import clock
from config.settings import Settings, from_environment
from geo.centres_file import load_centres
from store import schema
from store.connection import StoreClient, require_version
from store.installation import has_sample, is_demo, mark_sample
from store.launcher import embedded_store
from tools.sample.year import SampleYear, Told

_SHARES, _SEED = 20_000, 2569


@click.command("sample-year")
@click.option("--shares", type=click.IntRange(1, 1_000_000), default=_SHARES, show_default=True,
              help="About so many, from the fiscal year before this one to now.")  # fmt: skip
@click.option("--seed", type=int, default=_SEED, show_default=True,
              help="The same seed tells the same story.")  # fmt: skip
def sample_year(shares: int, seed: int) -> None:
    """Fill the demo with invented cases, so that reports show full charts.

    Writes to the demo's store (DATA_DIR/demo) and to no other, beside a demo that runs or between
    two; the store must have been begun by `demo`. `demo --fresh` throws all of it away.
    """
    settings = from_environment(needs_line=False)
    data = settings.data_dir.resolve() / "demo"
    if not data.is_dir():
        refuse(f"There is no demo in {data}: start `python -m bot demo` first.")
    with embedded_store(data) as url, connected(url) as client:
        require_version(client)
        schema.prepare(client)
        _require_demo(client, data)
        mark_sample(client)
        told = _fill(client, settings, shares, seed)
    click.echo(_words(told))


def _require_demo(client: StoreClient, data: Path) -> None:
    if not is_demo(client):
        refuse(f"The store in {data} was not begun by `demo`; it may hold real cases.")
    if has_sample(client):
        refuse("The demo has a sample year already; `demo --fresh` begins anew.")


def _fill(client: StoreClient, settings: Settings, shares: int, seed: int) -> Told:
    taxonomy = read_taxonomy(settings.taxonomy_file)
    sample = SampleYear(client, load_centres(settings.centres_file), taxonomy, settings)
    return sample.write(shares, seed, clock.now())


def _words(told: Told) -> str:
    return (
        f"{told.shares:,} invented shares since {local_day(told.first)}: {told.cases:,} cases, "
        f"{told.open} of them open. `python -m bot demo` shows them to the head and the manager."
    )
