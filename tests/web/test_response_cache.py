"""What everybody reads is made once for each version."""

from __future__ import annotations

from web.response_cache import ResponseCache


class Maker:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"made {self.times} times"


def test_should_make_each_version_once() -> None:
    made, make = ResponseCache(), Maker()

    read = [made.find(version, make).plain() for version in ("a", "a", "a", "b", "b")]

    assert read == [b"made 1 times"] * 3 + [b"made 2 times"] * 2


def test_should_keep_the_last_that_were_asked_for() -> None:
    made, make = ResponseCache(most=2), Maker()

    for version in ("a", "b", "a", "c", "a", "b"):
        made.find(version, make)

    assert make.times == 4  # b went when c came


def test_should_let_all_readers_of_one_answer_share_its_bytes() -> None:
    made, make = ResponseCache(), Maker()

    read = [made.find("a", make).plain() for _ in range(2)]

    assert read[0] is read[1]
