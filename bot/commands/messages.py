"""messages: prints every message to citizens, for those who review them."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

import click

from cases.calendar import BANGKOK
from cases.case import Case, Place
from cases.people import Language, Person
from cases.taxonomy import Taxonomy, read_taxonomy
from config.settings import Settings, from_environment
from geo.centres import Centres
from geo.centres_file import load_centres
from line.flex import ALT_TEXT, NOTHING, cut_label
from messages import chat
from messages.rendering import RenderContext, render
from messages.texts.my_data import LANGUAGES
from tools.samples import Sample, samples

_NO_SECRET = "of a table"  # noqa: S105  (it signs what nobody can open)
_HEAD = """# What a citizen can be told

Made by `make messages` from the code; do not edit. (…) is the notification text, […] a button,
‹…› a quick reply. A reply is free and uncounted; a push counts for each person who gets it. What
one event tells one person goes out as one call, so an answer of several rows still is one reply.

A case with one sharer costs the citizen's side two pushes at most, "still there?" and the result.
An officer's questions and a correction of the result come on top of the two; whom an officer has
asked is not asked "still there?".
"""
FREE = "free"
USUALLY_FREE = "free; one push if the reply comes too late"
PAID = "one push"
_AT = datetime(2026, 11, 20, 16, 28, tzinfo=BANGKOK)
_CENTRE = "TH-14"
_LINE_ID = "U" + "0" * 32
_QUOTED = str.maketrans({"|": "\\|", "*": "\\*", "_": "\\_", "<": "‹", ">": "›"})


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A row of the table: the occasion of a message, its lines by language, and its price."""

    when: str
    thai: tuple[str, ...]
    other: tuple[str, ...]
    price: str


def table(
    settings: Settings,
    taxonomy: Taxonomy,
    centres: Centres,
    other: Language = Language.ENGLISH,
) -> list[MessageRow]:
    """Return a row for each message, in Thai and one other language; equal messages of several
    occasions share a row."""
    context = RenderContext(settings, taxonomy, centres, _AT)
    merged: dict[tuple[tuple[str, ...], tuple[str, ...], str], list[str]] = {}
    both = (_samples(one, context) for one in (Language.THAI, other))
    for thai, beside in zip(*both, strict=True):
        told = render(thai.fact, context)
        row = _lines(told), _lines(render(beside.fact, context)), _price(thai, told)
        merged.setdefault(row, []).append(thai.when)
    return [MessageRow("; ".join(whens), *row) for row, whens in merged.items()]


def _samples(language: Language, context: RenderContext) -> Iterator[Sample]:
    person = Person(1, _LINE_ID, language, blocked_at=_AT)  # and added it again
    centre = context.centres.by_id(_CENTRE) or next(iter(context.centres))
    case = Case("14-6911-0042", centre.id, Place(centre.point), _AT, _AT, _AT)
    return samples(person, case, centre, context.taxonomy)


def _price(sample: Sample, told: Iterable[chat.Message]) -> str:
    """Return the price of messages: a push if nobody asked for them, else a reply."""
    if sample.unasked:
        return PAID
    return USUALLY_FREE if any(one.must_arrive for one in told) else FREE


def _lines(told: Iterable[chat.Message]) -> tuple[str, ...]:
    return tuple(line for message in told for line in as_lines(message.content))


def as_lines(content: chat.Content) -> Iterator[str]:
    """Yield the lines of a message from top to bottom as LINE shows them: the notification of a
    card in round brackets, a row as one line, buttons in square brackets, quick replies in pointed
    ones."""
    if content.cards is None:
        yield from content.words.splitlines()
    else:
        yield f"({chat.cut(content.words, ALT_TEXT)})"
        for card in (content.cards,) if isinstance(content.cards, chat.Card) else content.cards:
            yield from (line for words in (card.badge, card.heading) for line in words.splitlines())
            yield from _lines_of((*card.upper, *card.lower)) or [NOTHING]
            yield from _lines_of(card.buttons)
    if content.replies:
        yield " ".join(f"<{cut_label(one.label)}>" for one in content.replies)


def _lines_of(parts: Iterable[chat.Part]) -> list[str]:
    return [line for part in parts for line in _part_lines(part)]


def _part_lines(part: chat.Part) -> Iterator[str]:
    match part:
        case chat.Paragraph():
            yield from part.words.splitlines()
        case chat.Rows() | chat.Table():
            yield from map(": ".join, part.rows)
        case chat.Bars():
            yield from [f"{label}: {shown}" for label, _, shown in part.bars]
        case chat.Choice():
            yield f"[{part.words or part.action.label}]"
        case chat.Beside():
            yield from _lines_of(part.choices)
        case chat.Button():
            yield f"[{cut_label(part.action.label)}]"
        case chat.Divider():
            pass
        case _:
            assert_never(part)


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "csv"]),
    default="markdown",
    show_default=True,
    help="csv is for spreadsheets.",
)
@click.option(
    "--language",
    "other",
    type=click.Choice([one.value for one in Language if one is not Language.THAI]),
    default=Language.ENGLISH.value,
    show_default=True,
    help="What stands beside Thai, for who checks its words.",
)
def messages(form: str, other: str) -> None:
    """Print every message that a citizen can get, in Thai and English, with its price.

    The words come from the code and from TAXONOMY_FILE and CENTRES_FILE. docs/messages.md holds
    what this prints with the files of the project.
    """
    settings = from_environment(needs_line=False)
    taxonomy = read_taxonomy(settings.taxonomy_file)
    settings = replace(settings, secret_key=_NO_SECRET)  # signs links that lead nowhere
    language = Language(other)
    rows = table(settings, taxonomy, load_centres(settings.centres_file), language)
    _FORMATS[form](rows, ("when a citizen …", "Thai", LANGUAGES[language].en, "price"))


def _markdown(rows: Sequence[MessageRow], columns: Sequence[str]) -> None:
    click.echo(_HEAD)
    click.echo(_line(columns))
    click.echo("|---" * len(columns) + "|")
    for row in rows:
        click.echo(_line((row.when, _cell(row.thai), _cell(row.other), row.price)))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(lines: Sequence[str]) -> str:
    return "<br>".join(line.translate(_QUOTED) for line in lines)


def _csv(rows: Sequence[MessageRow], columns: Sequence[str]) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    for row in rows:
        writer.writerow((row.when, "\n".join(row.thai), "\n".join(row.other), row.price))


_FORMATS: dict[str, Callable[[Sequence[MessageRow], Sequence[str]], None]] = {
    "markdown": _markdown,
    "csv": _csv,
}
