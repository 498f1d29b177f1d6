"""What a text of a sharer or an officer loses, so that neither learns who the other is."""

from __future__ import annotations

import pytest

from cases.masking import mask


@pytest.mark.parametrize(
    "number",
    [
        "0891234567",
        "089-999-8888",
        "081 234 5678",
        "(02) 123 4567",
        "02-123-4567",
        "+66 81-234-5678",
        "66812345678",
        "๐๘๑๒๓๔๕๖๗๘",
        "๐๘๑-๒๓๔-๕๖๗๘",
        "81 234 5678",
        "899998888",
        "1101700230708",
    ],
)
def test_should_leave_out_a_telephone_number(number: str) -> None:
    assert mask(f"โทร.{number} ได้ไหม") == "โทร.… ได้ไหม"
    assert mask(f"call me {number}") == "call me …"


@pytest.mark.parametrize(
    "text",
    [
        "บ้านเลขที่ 99/123 หมู่ 4",
        "house 1024, bus 511, 12.30 น.",
        "14.353212345, 100.568912345",
        "14.3532 100.5689",
        "14-6911-0042",
        "ทะเบียน 1กข 2345",
        "เห็นเมื่อ 28-11-2569 12.30 น.",
        "โทร 191 1669 1300",
    ],
)
def test_should_leave_what_helps_to_find_somebody(text: str) -> None:
    assert mask(text) == text
