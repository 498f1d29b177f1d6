"""What leaves a text before it is passed on, and what stays."""

from __future__ import annotations

import pytest

from cases.masking import mask
from tests.typed.masking import PARTS, figures, lines

#: More than any line holds; what recurses or looks back would not end.
_LONG = 10_000


@pytest.mark.parametrize("part", PARTS)
def test_should_mask_what_is_personal_and_keep_all_else(part: str) -> None:
    found = figures(part, mask)

    assert found.masked >= 0.95, found.wrong
    assert found.kept == 1.0, found.wrong


def test_should_be_measured_on_enough_lines() -> None:
    known = [line for part in PARTS for line in lines(part)]

    assert len(known) >= 200
    assert sum(line.is_personal for line in known) >= 80
    assert len({line.typed for line in known}) == len(known)


@pytest.mark.parametrize(
    "piece", ["1 ", "08", "a.", "@", "a@a.", "line ", "หนึ่ง ", "0 8-", "1.2.3.4.", "โทร((", "-", "ก"]
)
def test_should_come_to_an_end_with_a_text_without_end(piece: str) -> None:
    assert mask(piece * (_LONG // len(piece)))


def test_should_change_nothing_twice() -> None:
    for part in PARTS:
        for line in lines(part):
            assert mask(line.masked) == line.masked
