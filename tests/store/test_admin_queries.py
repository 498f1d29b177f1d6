"""What operators look at and put right, on a real store."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from cases.case import State
from cases.people import Role
from config.clock import from_ms, to_ms
from store import admin_queries, failures, keys
from store.connection import StoreClient
from store.outbox import OutboundMessage
from tests.builders import NOW, a_case, a_context, a_line_id
from tests.handling import Handling


def put(client: StoreClient, *cases: Any) -> None:
    for case in cases:
        unit = Handling(client, a_context()).unit()
        unit.cases.save(case)
        unit.commit([])


def park(client: StoreClient, call: OutboundMessage, reason: str) -> None:
    client.hset(keys.PARKED, call.id, json.dumps({"reason": reason, "call": call.to_json()}))


def bury(client: StoreClient, body: bytes, error: str = "ValueError in x:1") -> None:
    client.xadd(keys.DEAD, {"body": body, "at": 5, "error": error})


def a_call(number: int, **changes: Any) -> OutboundMessage:
    fields: dict[str, Any] = {"id": f"call-{number}", "to": "U1", "created_ms": number}
    return OutboundMessage(**(fields | {"messages": ({"type": "text", "text": "x"},)} | changes))


def test_should_list_cases_centre_by_centre_oldest_first(client: StoreClient) -> None:
    first = a_case(number="20-1", centre="TH-20")
    second = a_case(number="14-2", opened_at=NOW)
    third = a_case(number="14-1", opened_at=NOW - timedelta(hours=1))
    put(client, first, second, third)

    found = admin_queries.cases(client, ["TH-14", "TH-20"], only_open=False)

    assert [case.number for case in found] == ["14-1", "14-2", "20-1"]


def test_should_list_open_cases_as_the_queue_has_them(client: StoreClient) -> None:
    urgent = a_case(number="14-3", urgent="CHILD")
    closed = a_case(number="14-2", state=State.CLOSED, closed_at=NOW, outcomes=("NOT_FOUND",))
    put(client, a_case(number="14-1"), closed, urgent)

    found = list(admin_queries.cases(client, ["TH-14"], only_open=True))

    assert [case.number for case in found] == ["14-3", "14-1"]
    assert found[0] == urgent


def test_should_list_more_cases_than_one_batch(client: StoreClient) -> None:
    put(client, *(a_case(number=f"14-{number:04}") for number in range(30)))
    pipeline = client.pipeline(transaction=False)
    for number in range(30, 1_100):
        pipeline.zadd(keys.all_cases("TH-14"), {f"14-{number:04}": to_ms(NOW)})
        pipeline.copy(keys.case("14-0000"), keys.case(f"14-{number:04}"))
    pipeline.execute()

    found = [case.number for case in admin_queries.cases(client, ["TH-14"], only_open=False)]

    assert found == [f"14-{number:04}" for number in range(1_100)]


def test_should_list_teams(client: StoreClient) -> None:
    handling = Handling(client, a_context())
    handling.enrol(1, "TH-20")
    handling.enrol(2, "TH-14", Role.HEAD)

    found = admin_queries.members(client, ["TH-14", "TH-15", "TH-20"])

    assert [(member.centre, member.role) for member in found] == [
        ("TH-14", Role.HEAD),
        ("TH-20", Role.OFFICER),
    ]


def test_should_send_dead_letters_round_again_in_order_and_once(client: StoreClient) -> None:
    def replay() -> int:
        return failures.replay(client, failures.dead_letters(client))

    for number in range(1_100):  # more than one batch
        bury(client, b"%d" % number)

    first, second = replay(), replay()

    rows: Any = client.xrange(keys.INBOX)
    assert (first, second) == (1_100, 0)
    assert [fields for _, fields in rows] == [
        {b"body": b"%d" % number, b"at": b"5"} for number in range(1_100)
    ]
    assert client.xlen(keys.DEAD) == 0


def test_should_show_dead_letters_without_what_is_in_them(client: StoreClient) -> None:
    bury(client, b"what somebody wrote")

    (letter,) = failures.dead_letters(client)

    assert letter.error == "ValueError in x:1"
    assert letter.at == from_ms(5)  # when it came, not when it failed
    assert "somebody" not in repr(letter)


def test_should_show_parked_calls_oldest_first_and_without_people(client: StoreClient) -> None:
    park(client, a_call(2, to="U9"), "quota")
    park(client, a_call(1), "refused_400")

    found = failures.parked(client)

    assert [(one.id, one.reason, one.messages) for one in found] == [
        ("call-1", "refused_400", 1),
        ("call-2", "quota", 1),
    ]
    assert found[0].at == from_ms(1)
    assert "U9" not in repr(found)


def test_should_queue_parked_calls_again_as_pushes_with_their_old_retry_key(
    client: StoreClient,
) -> None:
    put(client, a_case(number="14-6911-0042"))
    Handling(client, a_context()).enrol(1)
    alert = {"to": a_line_id(1), "alert_for": "14-6911-0042"}
    park(client, a_call(1, reply_token="gone", tries=9, **alert), "quota")

    counted = failures.retry(client, NOW, national_centre="TH-10")

    rows: Any = client.xrange(keys.OUTBOX)
    (call,) = [OutboundMessage.from_json(fields[b"call"]) for _, fields in rows]
    assert counted == (1, 0)
    assert call == a_call(1, again_ms=to_ms(NOW), **alert)
    assert client.hlen(keys.PARKED) == 0


def test_should_let_go_what_was_only_worth_a_free_reply(client: StoreClient) -> None:
    park(client, a_call(1, reply_token="gone", worth_push=False), "refused_400")

    counted = failures.retry(client, NOW, national_centre="TH-10")

    assert counted == (0, 1)
    assert client.xlen(keys.OUTBOX) == 0
    assert client.hlen(keys.PARKED) == 0


def test_should_count_what_it_cannot_read_of_the_parked_calls(client: StoreClient) -> None:
    park(client, a_call(1), "quota")
    client.hset(keys.PARKED, mapping={"odd": "{", "older": json.dumps({"reason": "quota"})})

    assert admin_queries.figures(client, []).parked == {"quota": 1, "unread": 2}
    assert sorted(failures.unread_parked(client)) == ["odd", "older"]
