"""The codes of the operator's file: the outcomes of a case, the kinds that a citizen may choose,
and the dangers. A code never changes; its words may."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cases.people import NamedCode
from config.cleaning import readable

NOT_FOUND = "NOT_FOUND"
TRAFFICKING = "TRAFFICKING"
FALSE_REPORT = "FALSE_REPORT"
#: It was a share of another case: so ends a case that is merged into one.
DUPLICATE = "DUPLICATE"
_NO_CONTACT = "no_contact"
#: Somebody was protected, or brought to those who can help; and the one outcome like these among
#: those of people who do not beg.
_HELPING = frozenset({"protected", "referred"})
_HELPED = "DESTITUTE_HELPED"
#: Moves a case to another centre and never closes it.
_MOVES = "transfer_not_closed"
#: The data of a button have 300 characters, and letters of other alphabets take nine of them each.
_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
#: Nobody has to go out to know these.
_KNOWN_AT_THE_DESK = frozenset({DUPLICATE, "INSUFFICIENT", FALSE_REPORT})


class TaxonomyError(Exception):
    """Raised when the file of codes cannot be used; the text says why."""


def read_taxonomy(path: Path) -> Taxonomy:
    """Read the file of codes, which an operator may edit. Raises TaxonomyError if anything is wrong
    with it."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise TaxonomyError(f"The taxonomy cannot be read: {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TaxonomyError(f"The taxonomy cannot be read: {path} is not UTF-8") from error
    return Taxonomy.from_json(text)


@dataclass(frozen=True, slots=True)
class Outcome(NamedCode):
    """A way in which a case ends, in its official words; *group* joins outcomes of one meaning."""

    group: str

    @property
    def person_found(self) -> bool:
        """Return whether the team met the person."""
        return self.group != _NO_CONTACT

    @property
    def helps(self) -> bool:
        """Return whether the outcome is protection or help, by us or by those to whom we
        referred."""
        return self.group in _HELPING or self.code == _HELPED

    @property
    def needs_visit(self) -> bool:
        """Return whether the outcome can only be known to those who were at the place."""
        return self.code not in _KNOWN_AT_THE_DESK


@dataclass(frozen=True, slots=True)
class Kind(NamedCode):
    """A kind that a citizen may choose for a share, in the words of the menu; *urgent* is the code
    of the danger that it raises, None if it raises none."""

    urgent: str | None


@dataclass(frozen=True, slots=True)
class Urgency:
    """A danger, for which a case cannot wait, and the numbers to call first."""

    code: str
    th: str
    call: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The codes in force, each in the order of the data file; *facts* has the closing facts of a
    person who was met, each with its possible values."""

    outcomes: Mapping[str, Outcome]
    kinds: Mapping[str, Kind]
    urgencies: Mapping[str, Urgency]
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, text: str) -> Taxonomy:
        """Read the data file. Raises TaxonomyError."""
        try:
            taxonomy = cls._read(_legible(json.loads(readable(text))))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            reason = f"{type(error).__name__} {error}"
            raise TaxonomyError(f"The taxonomy cannot be read: {reason}") from error
        for problem in taxonomy._problems():
            raise TaxonomyError(f"The taxonomy cannot be used: {problem}")
        if NOT_FOUND not in taxonomy.outcomes:
            raise TaxonomyError(
                f"The taxonomy has no outcome {NOT_FOUND}, which a button closes as"
            )
        return taxonomy

    @classmethod
    def _read(cls, data: Any) -> Taxonomy:
        return cls(
            outcomes={
                row["code"]: Outcome(row["code"], row["th"], row["en"], row["group"])
                for row in data["outcomes"]
                if row["group"] != _MOVES
            },
            kinds={
                row["code"]: Kind(row["code"], row["th"], row["en"], row.get("urgent"))
                for row in data["citizen_categories"]
            },
            urgencies={
                row["code"]: Urgency(row["code"], row["th"], tuple(row["call"]))
                for row in data["urgent_flags"]
            },
            facts={
                name: tuple(values)
                for name, values in data.get("closing_facts", {}).get("per_person", {}).items()
            },
        )

    def _problems(self) -> Iterator[str]:
        """Yield what would make LINE refuse a message: a code that does not fit into the data of a
        button, or words that show nothing."""
        english: list[Outcome | Kind] = [*self.outcomes.values(), *self.kinds.values()]
        named = [(one.code, one.th) for one in (*english, *self.urgencies.values())]
        named += [(one.code, one.en) for one in english]
        for code, words in named:
            if not (isinstance(code, str) and _CODE.fullmatch(code)):
                yield f"the code {code!r} is not of 1 to 40 letters a-z, digits, _ or -"
            if not (isinstance(words, str) and any(map(str.isalnum, words))):
                yield f"{code} has a name without a letter"

    def people_met(self, codes: Sequence[str]) -> int:
        """Return how many of a case's outcomes are of somebody who was met."""
        known = [self.outcomes.get(code) for code in codes]
        return sum(outcome.person_found for outcome in known if outcome)

    def helped(self, codes: Sequence[str]) -> bool:
        """Return whether one of a case's outcomes is that somebody was helped."""
        return any(self.outcomes[code].helps for code in codes if code in self.outcomes)

    def outcomes_where(self, *, found: bool) -> list[Outcome]:
        """Return the outcomes for a person who was met, or for one who was not."""
        return [one for one in self.outcomes.values() if one.person_found is found]


def _legible(data: Any) -> Any:
    """Return JSON's values with legible texts: a file may have spelled a control as "\\u000b"."""
    match data:
        case str():
            return readable(data)
        case list():
            return [_legible(one) for one in data]
        case dict():
            return {name: _legible(value) for name, value in data.items()}
    return data
