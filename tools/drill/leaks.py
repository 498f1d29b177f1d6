"""Search the answers, logs and pages of the service for people, places, words and secrets."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tools.crowd.plan import EveningPlan

_LINE_ID = re.compile(r"[UCR][0-9a-f]{32}")
#: Four decimals are eleven metres on the ground.
_DEGREES = re.compile(r"\d{1,3}\.\d{4}")
#: Part of every display name of the evening.
_SOMEBODY = "Drillperson"
#: Letters of a text that is looked for: shorter ones occur in any log by chance.
_SHORTEST = 6
_BAD_LEVELS = ("warning", "error", "critical")


@dataclass(frozen=True, slots=True)
class Private:
    """Texts (*words*) and coordinates (*degrees*) that no log or page may contain."""

    words: tuple[str, ...]
    degrees: frozenset[str]

    def leaks(self, where: str, text: str) -> Iterator[str]:
        """Yield a sentence for each leaking line of *text*, with its number and never its
        content."""
        for number, line in enumerate(text.splitlines(), start=1):
            what = self._what(_plain(line))
            if what:
                yield f"{where}, line {number}: {what}"

    def _what(self, line: str) -> str:
        if _LINE_ID.search(line):
            return "a LINE id"
        if any(found in self.degrees for found in _DEGREES.findall(line)):
            return "a place"
        return "somebody's words, or a secret" if any(word in line for word in self.words) else ""


def private(plan: EveningPlan, secrets: Iterable[str]) -> Private:
    """Return the secrets and the texts, names and coordinates of the people of *plan*."""
    points = [share.place.point for share in plan.shares]
    points += [bother.place.point for bother in plan.bothers]
    texts = {bother.words for bother in plan.bothers}
    texts |= {name for share in plan.shares for name in share.place.address.split(", ")}
    return Private(
        words=(_SOMEBODY, *secrets, *sorted(text for text in texts if len(text) >= _SHORTEST)),
        degrees=frozenset(
            spelt
            for point in points
            for degree in (point.latitude, point.longitude)
            for spelt in (f"{degree:.4f}", f"{degree:.6f}"[:-2])  # rounded, and cut by the search
        ),
    )


def complaints(log: str) -> Counter[str]:
    """Count the warnings and errors of a JSON log, by level and event."""
    found: Counter[str] = Counter()
    for line in log.splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            found["a line that is no JSON"] += 1
            continue
        if said.get("level") in _BAD_LEVELS:
            found[f"{said['level']}: {said['event']}"] += 1
    return found


def _plain(line: str) -> str:
    """Return a line of the log unescaped and without its time, whose digits may look like
    degrees."""
    try:
        said = json.loads(line)
    except ValueError:
        return line
    if isinstance(said, dict):
        said.pop("at", None)
    return json.dumps(said, ensure_ascii=False)
