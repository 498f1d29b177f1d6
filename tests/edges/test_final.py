"""What LINE itself refuses: a form is said in plain words, and only its final no is parked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.refusals import ErrorDetail, has_errors
from tests.edges.answer_faults import of_line
from tests.edges.certificates import Certificates
from tests.edges.connection import Answer, Connection, Request
from tests.edges.edge import Fault
from tests.edges.lane import WITHIN_S, Lane, a_lane, trusting
from tests.faults.stage import wait_until
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

_FLEX = re.compile(rb'"type":\s*"flex"')


@pytest.fixture
def lane(store_url: str, tmp_path: Path, certificates: Certificates) -> Iterator[Lane]:
    """Return a service over an edge."""
    with trusting(certificates), a_lane(store_url, tmp_path, certificates) as built:
        yield built


def _refuse_flex(connection: Connection, request: Request) -> None:
    if _FLEX.search(request.body):
        refused = has_errors([ErrorDetail("invalid uri", "messages[0].contents")])
        head = [("Content-Type", "application/json"), ("X-Line-Request-Id", "1")]
        answer = Answer(refused.status, head, str(refused.as_json()).replace("'", '"').encode())
    else:
        answer = connection.forward(request)
    connection.send(answer.to_bytes())


def test_should_say_in_plain_words_what_line_refuses_for_its_form(lane: Lane) -> None:
    lane.edge.strike(Fault("Flex refused", in_place_of_answer=_refuse_flex))

    sharer, number = lane.share()

    line = lane.town.line
    wait_until(lambda: lane.receipts(sharer) == 1, WITHIN_S, "no receipt in plain words")
    wait_until(lambda: number in str(line.messages_of(lane.officer)), WITHIN_S, "no plain alert")
    for user in (sharer, lane.officer):
        said = [row["message"] for row in line.messages_of(user) if number in str(row)]
        assert {message["type"] for message in said} == {"text"}
    assert "1300" in str(line.messages_of(sharer))
    assert lane.parked() == []


def test_should_park_what_line_refuses_for_good_and_nothing_else(lane: Lane) -> None:
    lane.edge.strike(of_line(403, "Access to this API is not available", "403"), "push")

    sharer, _ = lane.share()

    wait_until(lambda: lane.parked() == ["refused_403"], WITHIN_S, "LINE's no is not parked")
    wait_until(lambda: lane.receipts(sharer) == 1, WITHIN_S, "another call has suffered")
