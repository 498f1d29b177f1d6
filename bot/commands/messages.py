"""messages: prints every message to citizens, for those who review them."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from cases.taxonomy import read_taxonomy
from config.settings import from_environment
from geo.centres_file import load_centres
from line.outbound import OutboundRenderer
from tools.samples import MessageRow, table

_NO_SECRET = "of a table"  # noqa: S105  (it signs what nobody can open)
_COLUMNS = ("when a citizen …", "Thai", "English", "price")
_HEAD = """# What a citizen can be told

Made by `make messages` from the code; do not edit. (…) is the notification text, […] a button,
‹…› a quick reply. A reply is free and uncounted; a push counts for each person who gets it. What
one event tells one person goes out as one call, so an answer of several rows still is one reply.

A case with one sharer costs the citizen's side two pushes at most, "still there?" and the result.
An officer's questions and a correction of the result come on top of the two; whom an officer has
asked is not asked "still there?".
"""
_QUOTED = str.maketrans({"|": "\\|", "*": "\\*", "_": "\\_", "<": "‹", ">": "›"})


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "csv"]),
    default="markdown",
    show_default=True,
    help="csv is for spreadsheets.",
)
def messages(form: str) -> None:
    """Print every message that a citizen can get, in Thai and English, with its price.

    The words come from the code and from TAXONOMY_FILE and CENTRES_FILE. docs/messages.md holds
    what this prints with the files of the project.
    """
    settings = from_environment(needs_line=False)
    taxonomy = read_taxonomy(settings.taxonomy_file)
    settings = replace(settings, secret_key=_NO_SECRET)  # signs links that lead nowhere
    renderer = OutboundRenderer(settings, taxonomy, load_centres(settings.centres_file))
    _FORMATS[form](table(renderer))


def _markdown(rows: Sequence[MessageRow]) -> None:
    click.echo(_HEAD)
    click.echo(_line(_COLUMNS))
    click.echo("|---" * len(_COLUMNS) + "|")
    for row in rows:
        click.echo(_line((row.when, _cell(row.thai), _cell(row.english), row.price)))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(lines: Sequence[str]) -> str:
    return "<br>".join(line.translate(_QUOTED) for line in lines)


def _csv(rows: Sequence[MessageRow]) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow((row.when, "\n".join(row.thai), "\n".join(row.english), row.price))


_FORMATS: dict[str, Callable[[Sequence[MessageRow]], None]] = {"markdown": _markdown, "csv": _csv}
