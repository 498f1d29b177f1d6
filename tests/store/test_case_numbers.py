"""Case numbers: each is given once, and two who open cases at once do not wait for each other."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from store import keys
from store.bulk import reserve_numbers
from store.installation import read, skip_numbers
from store.verify import verify
from tests.builders import NOW, a_case, a_context, a_share
from tests.handling import Handling

MONTH = "14-6911"


def counts(client: Any) -> tuple[int, int]:
    given, skipped = (client.hget(key, MONTH) for key in (keys.NUMBERS, keys.SKIPPED))
    return int(given or 0), int(skipped or 0)


def test_should_give_two_who_open_cases_at_once_a_number_each(client: Any) -> None:
    units = [Handling(client, a_context()).unit() for _ in range(3)]
    numbers = [one.cases.next_number("TH-14", NOW) for one in units]
    for unit, number in zip(units, numbers, strict=True):
        unit.cases.add(a_case(number=number))

    committed = [one.commit([]) for one in reversed(units)]

    assert (numbers, committed) == ([f"{MONTH}-000{n}" for n in (1, 2, 3)], [True] * 3)
    assert counts(client) == (3, 0)


def test_should_not_give_a_number_again_that_no_case_has_got(client: Any) -> None:
    handling = Handling(client, a_context())
    handling.unit().cases.next_number("TH-14", NOW)

    handling.do(a_share(1))

    assert handling.case(f"{MONTH}-0002").number == f"{MONTH}-0002"
    assert (counts(client), read(client).numbers) == ((1, 1), {MONTH: 2})
    assert verify(client) == []


def test_should_give_each_of_many_at_once_another_one(client: Any) -> None:
    unit = Handling(client, a_context()).unit

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: unit().cases.next_number("TH-14", NOW), range(200)))

    assert len(set(numbers)) == 200


def test_should_go_on_behind_what_was_skipped_and_what_is_filled_in(client: Any) -> None:
    skip_numbers(client, [], {MONTH: 7})
    first = reserve_numbers(client, Counter({MONTH: 5}))[MONTH]

    number = Handling(client, a_context()).unit().cases.next_number("TH-14", NOW)

    assert (first, number) == (201, f"{MONTH}-0206")
    assert counts(client) == (5, 201)
