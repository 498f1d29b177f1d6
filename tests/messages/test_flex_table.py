"""A table in a card: how the room of a phone is shared."""

from __future__ import annotations

from typing import Any, cast

import pytest

from messages.flex.table import table

HEAD = ("รายการ", "ช่วงนี้", "ก่อนหน้า")


@pytest.mark.parametrize(
    ("cells", "shares"),
    [(("1,234", "7"), (8, 3, 3)), (("21 ชม. 40 นาที", "4 นาที"), (6, 4, 4))],
    ids=["numbers", "words"],
)
def test_should_give_names_the_room_that_numbers_need_not(
    cells: tuple[str, str], shares: tuple[int, int, int]
) -> None:
    drawn = table(HEAD, [("รับเข้าสถานคุ้มครองและพัฒนาคุณภาพชีวิต", *cells)])

    for row in cast("list[Any]", drawn):
        assert tuple(part["flex"] for part in row["contents"]) == shares
