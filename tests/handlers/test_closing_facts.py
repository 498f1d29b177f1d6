"""Closing facts: optional, counted once, and nowhere to be read again."""

from __future__ import annotations

from typing import Any

import pytest

from cases.calendar import day_start
from cases.facts.casework import ClosingFactAsked, ClosingFactsDone, Refused
from cases.log import Act
from cases.refusal import Refusal
from config.clock import to_ms
from store import keys, schema
from store.verify import Recount, last_entry, rebuild, verify
from tests.builders import NOW, the_taxonomy
from tests.handlers.staffed import ANNA, BOON, HEAD, OTHER, STRANGER, on_site, press
from tests.handling import Handling, only

NAMES = list(the_taxonomy().facts)
DAY = 24 * 60


@pytest.fixture
def number(handling: Handling) -> str:
    """Let ANNA close with one person met, half an hour after NOW."""
    number = on_site(handling)
    press(handling, ANNA, "close", number, outcome="ADVISED")
    return number


def say(handling: Handling, number: str, name: str, value: str, **fields: str) -> Any:
    """Say a fact of the first person."""
    fields = {"person": "1"} | fields
    (fact,) = press(handling, ANNA, "fact", number, name=name, value=value, **fields)
    return fact


def test_should_know_the_facts_of_the_taxonomy() -> None:
    assert NAMES == ["nationality", "sex", "age_band", "disability", "pregnant", "repeat"]


def test_should_ask_one_after_another_and_count_each(handling: Handling, number: str) -> None:
    asked = only(press(handling, ANNA, "facts", number), ClosingFactAsked)
    names = []
    while isinstance(asked, ClosingFactAsked):
        names.append(asked.name)
        asked = say(handling, number, asked.name, asked.values[0])

    assert names == NAMES
    assert isinstance(asked, ClosingFactsDone)
    for scope in ("TH-14", "all"):
        for period in ("2026-11-20", "2026-11", "2570"):
            assert handling.count("fact:nationality:thai", scope, period) == 1
    assert verify(handling.client) == []


def test_should_count_a_fact_once(handling: Handling, number: str) -> None:
    say(handling, number, "sex", "male")
    again = say(handling, number, "sex", "male")
    changed = say(handling, number, "sex", "female")

    assert again.name == changed.name == "age_band"
    assert [handling.count(f"fact:sex:{one}") for one in ("male", "female")] == [0, 1]
    assert handling.logged(Act.FACT_TAKEN_BACK) == 1
    assert verify(handling.client) == []


def test_should_put_a_fact_right_for_some_minutes_only(handling: Handling, number: str) -> None:
    fields = {"person": "1", "name": "sex"}
    press(handling, ANNA, "fact", number, 31, **fields, value="male")

    press(handling, ANNA, "fact", number, 46, **fields, value="female")

    assert [handling.count(f"fact:sex:{one}") for one in ("male", "female")] == [1, 0]


def test_should_take_them_in_any_order_and_skip_what_is_said(
    handling: Handling, number: str
) -> None:
    say(handling, number, "disability", "no")

    after = say(handling, number, "age_band", "60+")
    skipped = only(press(handling, ANNA, "facts", number, person="1", name="sex"), ClosingFactAsked)
    first = only(press(handling, ANNA, "facts", number), ClosingFactAsked)

    assert (after.name, skipped.name, first.name) == ("pregnant", "pregnant", "nationality")


def test_should_ask_for_each_person_that_was_met(handling: Handling) -> None:
    number = on_site(handling)
    press(handling, ANNA, "several", number, persons="2")
    for person in ("1", "2"):
        fields = {"person": person, "of": "2", "outcome": "ADVISED"}
        press(handling, ANNA, "close", number, **fields)

    asked = say(handling, number, NAMES[-1], "no")
    say(handling, number, "sex", "male")
    last = say(handling, number, "sex", "male", person="2")

    assert (asked.person, asked.of, asked.name) == (2, 2, NAMES[0])
    assert (last.person, last.name) == (2, "age_band")
    assert handling.count("fact:sex:male") == 2
    assert set(handling.case(number).visit.facts_said) == {"1.repeat", "1.sex", "2.sex"}


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "name", "value": "Somchai"},
        {"name": "sex", "value": "thai"},
        {"name": "sex", "value": ""},
        {"name": "sex", "value": "male", "person": "2"},
        {"name": "sex", "value": "male", "person": "0"},
        {"name": "", "value": "male", "person": ""},
    ],
)
def test_should_count_nothing_that_is_no_fact(
    handling: Handling, number: str, fields: dict[str, str]
) -> None:
    before = handling.case(number)

    assert say(handling, number, **fields).name == NAMES[0]
    assert handling.case(number) == before
    assert not any(name.startswith(b"fact:") for name in _counters(handling))


def test_should_keep_with_no_case_what_was_said(handling: Handling, number: str) -> None:
    for name, value in [("sex", "male"), ("nationality", "stateless"), ("pregnant", "yes")]:
        say(handling, number, name, value)

    kept = handling.client.hgetall(keys.case(number))
    assert kept[b"facts_said"] == b"1.sex 1.nationality 1.pregnant"
    everything = b" ".join(kept.values())
    assert all(word not in everything for word in (b"male", b"stateless", b"yes"))
    entries = [entry for _, entry in handling.client.xrange(keys.LOG)]
    said = [one for one in entries if one[b"act"] == Act.FACT_SAID.value.encode()]
    assert len(said) == 3
    # The day of the close, and not the minute, which would lead to the case.
    assert {tuple(one) for one in said} == {(b"act", b"at", b"centre")}
    assert {int(one[b"at"]) % 86_400_000 for one in said} == {17 * 3_600_000}


def test_should_put_no_fact_behind_the_close_of_a_case_in_any_stream(
    handling: Handling, number: str
) -> None:
    for name, value in [("disability", "yes"), ("nationality", "stateless")]:
        say(handling, number, name, value)

    for key in handling.client.scan_iter():
        if handling.client.type(key) == b"stream":
            kept = repr(handling.client.xrange(key)).encode()
            assert b"stateless" not in kept
            assert b"disability" not in kept
    facts = handling.client.hgetall(keys.FACTS)
    assert facts == {
        b"2026-11-20|TH-14|disability:yes": b"1",
        b"2026-11-20|TH-14|nationality:stateless": b"1",
        b"writes": b"2",
    }


def test_should_move_the_facts_that_the_log_told_before_the_update(
    handling: Handling, number: str
) -> None:
    say(handling, number, "sex", "male")
    handling.client.delete(keys.FACTS)
    handling.client.set(keys.SCHEMA, 2)
    at = to_ms(day_start(NOW))
    told = [("said", "sex:male"), ("said", "pregnant:yes"), ("taken_back", "pregnant:yes")]
    for act, fact in told:
        fields = {"act": f"fact_{act}", "at": at, "centre": "TH-14", "fact": fact}
        handling.client.xadd(keys.LOG, fields)

    for _ in range(2):
        schema.prepare(handling.client)

    assert b"fact:" not in repr(handling.client.xrange(keys.LOG)).encode()
    assert not any(b"fact" in fields for _, fields in handling.client.xrange(keys.LOG))
    assert handling.client.hget(keys.FACTS, "2026-11-20|TH-14|sex:male") == b"1"
    assert handling.client.hget(keys.FACTS, "2026-11-20|TH-14|pregnant:yes") == b"0"
    assert verify(handling.client) == []
    assert rebuild(handling.client) == []


def test_should_compare_again_where_a_fact_is_said_meanwhile(
    handling: Handling, number: str
) -> None:
    recount = Recount(handling.client)
    recount.read_to(last_entry(handling.client))
    batches = list(recount.batches())

    say(handling, number, "sex", "male")

    assert [one for batch in batches for one in recount.compare(batch)] == []


@pytest.mark.parametrize("act", ["facts", "fact"])
@pytest.mark.parametrize(
    ("who", "why"),
    [
        (BOON, Refusal.NO_FACTS_NOW),
        (HEAD, Refusal.NO_FACTS_NOW),
        (OTHER, Refusal.OTHER_CENTRE),
        (STRANGER, Refusal.NOT_STAFF),
    ],
)
def test_should_hear_only_who_closed(
    handling: Handling, number: str, act: str, who: int, why: Refusal
) -> None:
    refused = press(handling, who, act, number, person="1", name="sex", value="male")

    assert only(refused, Refused).why is why
    assert handling.count("fact:sex:male") == 0


@pytest.mark.parametrize(("after", "counted"), [(30 + DAY, 1), (30.1 + DAY, 0)])
def test_should_hear_it_within_a_day(
    handling: Handling, number: str, after: float, counted: int
) -> None:
    press(handling, ANNA, "fact", number, after, person="1", name="sex", value="male")

    assert handling.count("fact:sex:male") == counted  # on the day of the close


def test_should_hear_nothing_of_an_open_case(handling: Handling, number: str) -> None:
    press(handling, 1, "confirm", number, seen="still")
    press(handling, ANNA, "claim", number)

    refused = press(handling, ANNA, "fact", number, person="1", name="sex", value="male")

    assert only(refused, Refused).why is Refusal.NO_FACTS_NOW


def test_should_hear_nothing_where_nobody_was_met(handling: Handling) -> None:
    number = on_site(handling)
    press(handling, ANNA, "not_found", number)

    assert only(press(handling, ANNA, "facts", number), Refused).why is Refusal.NO_FACTS_NOW
    unknown = press(handling, ANNA, "facts", "14-6911-9999")
    assert only(unknown, Refused).why is Refusal.NO_SUCH_CASE


def test_should_make_the_counters_anew_from_the_log(handling: Handling, number: str) -> None:
    say(handling, number, "sex", "male")
    handling.client.hset(keys.count("all", "2026-11"), "fact:sex:male", 9)

    assert [one.recounted for one in rebuild(handling.client)] == [1]
    assert handling.count("fact:sex:male", "all", "2026-11") == 1


def _counters(handling: Handling) -> list[bytes]:
    return list(handling.client.hgetall(keys.count("all", "2026-11")))
