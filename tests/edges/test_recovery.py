"""Whatever passes between us and LINE: receipt and alert arrive once it is over, exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.edges.answer_faults import LINES, PAGES, UNAUTHORIZED, UNAVAILABLE
from tests.edges.certificates import Certificates
from tests.edges.lane import Row, walk_all
from tests.edges.transport_faults import ANSWERING, CONNECTING
from tests.servers import run_server

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

#: Each lane is a service of its own: so many faults pass at the same time.
_LANES = 10
#: What takes longest comes first, so that no lane waits for it at the end.
_OF_THE_NETWORK = [Row(fault) for fault in (*ANSWERING, *CONNECTING)]
_OF_ANSWERS = [
    *(Row(fault) for fault in (*LINES, *PAGES)),
    *(Row(fault, (way,)) for fault in (UNAUTHORIZED, UNAVAILABLE) for way in ("reply", "push")),
    *(Row(fault, (way,)) for fault in ANSWERING[:4] for way in ("reply", "push")),
]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(_OF_THE_NETWORK, id="faults of the network and of TLS"),
        pytest.param(_OF_ANSWERS, id="answers of an edge and of LINE"),
    ],
)
def test_should_bring_receipt_and_alert_once_when_it_is_over(
    rows: Sequence[Row], tmp_path: Path, certificates: Certificates
) -> None:
    with run_server("valkey", tmp_path / "store", fsync="no") as server:
        came = walk_all(rows, server, tmp_path, certificates, _LANES)

    assert len(came) == len(rows)
    assert [str(one) for one in came if not one.is_right] == []
    assert [str(one) for one in came if not one.struck and not one.row.fault.is_closed] == []
