"""A photo that LINE's data host did not give at once is there a moment later."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store import keys
from tests.edges.answer_faults import of_an_edge, of_line
from tests.edges.certificates import Certificates
from tests.edges.edge import Fault
from tests.edges.lane import WITHIN_S, a_lane, trusting
from tests.edges.transport_faults import ANSWERING, CONNECTING
from tests.faults.stage import wait_until
from tests.photos import a_jpeg
from tests.servers import run_server

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

_FAULTS = (
    of_line(404, "Not found", "LINE's 404"),
    of_line(410, "Gone", "LINE's 410"),
    of_line(400, "Bad request", "LINE's 400"),
    of_an_edge(202, "nothing"),
    of_an_edge(200, "HTML"),
    of_an_edge(200, "nothing"),
    of_an_edge(404, "HTML"),
    of_an_edge(503, "HTML"),
    CONNECTING[2],
    ANSWERING[0],
)


def test_should_have_every_photo_in_the_end(tmp_path: Path, certificates: Certificates) -> None:
    with (
        run_server("valkey", tmp_path / "store", fsync="no") as server,
        trusting(certificates),
        ThreadPoolExecutor(len(_FAULTS)) as pool,
    ):

        def send(number: int, fault: Fault) -> None:
            place = tmp_path / str(number)
            with a_lane(server.url.replace("/0", f"/{number}"), place, certificates) as lane:
                sharer, _ = lane.share()
                wait_until(lambda: lane.receipts(sharer) == 1, WITHIN_S, "no receipt")
                lane.edge.strike(fault, "content")
                encoded = base64.b64encode(a_jpeg()).decode()
                lane.town.line.send_image(sharer, dataBase64=encoded)
                wait_until(lambda: bool(lane.edge.struck()), WITHIN_S, f"{fault.name}: not met")
                lane.edge.mend()
                kept = f"{keys.TAG}:photo:*"
                wait_until(
                    lambda: bool(lane.town.store.keys(kept)), WITHIN_S, f"{fault.name}: no photo"
                )

        for sent in [pool.submit(send, *one) for one in enumerate(_FAULTS)]:
            sent.result()
