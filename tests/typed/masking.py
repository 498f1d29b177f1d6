"""The corpus of texts with and without personal contact data, and how the masker does on it.

In a line of tests/typed/masking/*.tsv the personal parts stand in braces."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cases.masking import LEFT_OUT

FOLDER = Path(__file__).parent / "masking"
#: "held-out" was written before the masker and is not tuned on.
PARTS = ("tuned", "held-out")
_PERSONAL = re.compile(r"\{(.*?)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """A text as somebody typed it, and as it is to be passed on."""

    typed: str
    masked: str

    @property
    def is_personal(self) -> bool:
        """Return whether something must be left out."""
        return self.typed != self.masked


def lines(part: str) -> Iterator[Line]:
    """Read one part of the corpus."""
    with (FOLDER / f"{part}.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row["text"]
            yield Line(_PERSONAL.sub(r"\1", text), _PERSONAL.sub(LEFT_OUT, text))


@dataclass(frozen=True, slots=True)
class Figures:
    """How many lines came out right, and which did not."""

    personal: int
    personal_right: int
    harmless: int
    harmless_right: int
    wrong: tuple[str, ...]

    @property
    def masked(self) -> float:
        """Return the share of personal lines that lost what they must, and no more."""
        return self.personal_right / self.personal

    @property
    def kept(self) -> float:
        """Return the share of harmless lines that came out as they were."""
        return self.harmless_right / self.harmless


def figures(part: str, mask: Callable[[str], str]) -> Figures:
    """Mask each line of a part and compare."""
    known = list(lines(part))
    wrong = [line for line in known if mask(line.typed) != line.masked]
    personal = sum(line.is_personal for line in known)
    missed = sum(line.is_personal for line in wrong)
    harmless = len(known) - personal
    return Figures(
        personal,
        personal - missed,
        harmless,
        harmless - (len(wrong) - missed),
        tuple(f"{line.typed} -> {mask(line.typed)}" for line in wrong),
    )
