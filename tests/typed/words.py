"""The corpus of typed texts, and how well they are understood.

Each line of tests/typed/words/*.tsv has who types it, where the talk is ("case" after a share,
"ask" and "caller" of an officer who writes to a sharer or for a caller), the act that is meant,
and what may become of it: "done" (or asked back), "ask" (asked back, never done), "may" (a text
like any other, or asked back), "none" (a text like any other)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cases.command_words import write_words
from cases.people import About, Person, Topic
from handlers.events import TextSent
from handlers.typed import Meant, meant
from messages.texts.understanding import understand
from tests.builders import NOW, a_person, minutes

FOLDER = Path(__file__).parent / "words"
#: "held-out" was written before the matcher and is not tuned on.
PARTS = ("tuned", "held-out")
_TALKS = {"case": About.DETAIL, "ask": About.ASK, "caller": About.CALLER, "none": None}


@dataclass(frozen=True, slots=True)
class Line:
    """A text, who typed it where, and what is meant by it."""

    who: str
    context: str
    act: str
    may_be: str
    text: str

    @property
    def name(self) -> str:
        """Return the act without its fields, as the figures are told."""
        return self.act.split("&")[0]

    def understood(self) -> Meant:
        """Return what the bot takes it for."""
        found = understand(self.text)
        event = TextSent(
            "e", NOW, "U1", self.text, found.sure, likely=found.likely, perhaps=found.perhaps
        )
        return meant(event, self._person(), NOW)

    def _person(self) -> Person:
        about = _TALKS[self.context]
        topic = Topic(about, "14-6911-0042", NOW + minutes(9)) if about else None
        return a_person(centre="TH-14" if self.who == "staff" else None, topic=topic)


def lines(part: str) -> Iterator[Line]:
    """Read one part of the corpus."""
    with (FOLDER / f"{part}.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Line(row["who"], row["context"], row["act"], row["class"], row["text"])


@dataclass(slots=True)
class Figures:
    """What became of the lines of one act: *meant* by so many, *found* in so many of them (*done*
    at once in so many), and taken for it in vain by asking or, worst, by doing."""

    meant: int = 0
    found: int = 0
    done: int = 0
    asked_in_vain: int = 0
    done_in_vain: int = 0

    @property
    def recall(self) -> float:
        """Return the share of what is meant that is found."""
        return self.found / self.meant if self.meant else 1.0

    @property
    def precision(self) -> float:
        """Return the share of what is found that is meant."""
        taken = self.found + self.asked_in_vain + self.done_in_vain
        return self.found / taken if taken else 1.0


@dataclass(slots=True)
class Measured:
    """The figures of each act, and the lines that came out wrong."""

    acts: dict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))
    wrong: list[str] = field(default_factory=list)

    def together(self, *names: str, but: frozenset[str] = frozenset()) -> Figures:
        """Add up the figures of some acts, or of all *but* some."""
        chosen = [
            one for act, one in self.acts.items() if (act in names if names else act not in but)
        ]
        return Figures(
            *(sum(getattr(one, name) for one in chosen) for name in Figures.__dataclass_fields__)
        )


def measure(part: str) -> Measured:
    """Understand each line of a part, and compare."""
    measured = Measured()
    for line in lines(part):
        _count(line, line.understood(), measured)
    return measured


def _count(line: Line, taken: Meant, measured: Measured) -> None:
    is_meant = line.may_be in ("done", "ask")
    expected = "status" if line.name == "look" and line.who == "citizen" else line.act
    act = write_words(taken.command) if taken.command else ""
    right = bool(line.act) and act == expected
    if is_meant:
        own = measured.acts[line.name]
        own.meant += 1
        own.found += right
        own.done += right and taken.sure
    allowed = line.may_be == "done" or not taken.sure
    if right and allowed:
        return
    if act and not (line.may_be == "may" and right):
        other = measured.acts[act.split("&")[0]]
        other.done_in_vain += taken.sure
        other.asked_in_vain += not taken.sure
    if is_meant or act:
        how = "done" if taken.sure else "asked"
        said = f"{how} {act}" if act else "nothing"
        wanted = f"{line.act or 'no act'} {line.may_be}"
        measured.wrong.append(f"{line.text!r} by {line.who} ({line.context}), {wanted}: {said}")
