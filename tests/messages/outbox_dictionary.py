"""Writes what messages have in common, which store/outbox.py leaves out of each call that waits:
`python -m tests.messages.outbox_dictionary > store/outbox_dictionary_N.txt`, N the next number."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.facts.personal_data import NoticeGiven
from cases.facts.shares import CaseOpened
from cases.people import Language
from config.settings import Settings
from line.outbound import OutboundRenderer
from tests.builders import NOW, a_case, a_member, a_person, a_press, the_centres, the_taxonomy
from tests.messages.every_fact import ASKER, every_fact

#: So far back zlib looks.
_MOST_BYTES = 32_768
#: What fills every field to its limit in the tests.
_FILLING = re.compile("(?:ที่้)+")
#: Parts between the brackets of JSON: what repeats from message to message, words and looks alike.
_PART = re.compile(r"[^{}\[\]]{8,}")


def dictionary() -> str:
    """Return the parts that most messages have, the most common ones last, and then the messages
    that each new share causes, whole."""
    found = Counter(part for text in _every_text() for part in set(_PART.findall(text)))
    whole = "".join(_texts_of_a_share())
    room, parts = _MOST_BYTES - len(whole.encode()), whole
    for part, times in sorted(found.items(), key=_saves, reverse=True):
        size = len(part.encode())
        if times > 2 and size <= room and part not in parts:
            parts, room = part + parts, room - size
    return parts


def _saves(one: tuple[str, int]) -> tuple[int, str]:
    part, times = one
    return (times - 1) * len(part.encode()), part


def _every_text() -> Iterator[str]:
    for language in Language:
        for _, fact in every_fact(language):
            yield from (_FILLING.sub("", text) for text in _written(fact))


def _texts_of_a_share() -> Iterator[str]:
    """Write what a share leads to, of the shortest: the receipt, the notice, the alert."""
    centre = the_centres().by_id("TH-14")
    assert centre is not None
    for language in reversed(Language):
        to, member = a_person(ASKER, language=language), a_member(ASKER)
        member = replace(member, person=to)
        yield from _written(Alerted((member,), a_case(), centre, 1.0, Why.NEW))
        yield from _written(CaseOpened(to, a_case(), centre, 1.0), NoticeGiven(to))


def _written(*facts: Fact) -> list[str]:
    renderer = OutboundRenderer(Settings(secret_key="of a run"), the_taxonomy(), the_centres())
    calls = renderer.render(a_press(ASKER, "x"), facts, NOW)
    return [json.dumps(call.messages, ensure_ascii=False, separators=(",", ":")) for call in calls]


if __name__ == "__main__":
    print(dictionary(), end="")
