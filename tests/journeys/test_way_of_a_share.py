"""One share from POST /callback to LINE's API crosses few files: docs/architecture.md walks it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from bot.app import create_app
from bot.wiring import PARTS, sender_jobs, worker_jobs
from config.clock import now
from config.settings import Settings
from simulator.client import SimulatorClient
from simulator.server import Account, start
from store import keys, schema
from store.connection import connect
from store.stream import Counters
from tests.test_house import ROOMS

SECRET, TOKEN = "a-channel-secret", "a-channel-access-token"
#: Of our own modules, this many run code of a function while one share is taken: who follows it
#: with the files open keeps that many in mind. They may become fewer, never more.
MOST = 40
_ROOT = Path(__file__).parents[2]


@contextmanager
def modules_that_run() -> Iterator[set[str]]:
    """Gather our own modules of which a function runs in this thread."""
    found: set[str] = set()

    def look(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_name not in ("<module>", "<lambda>"):
            path = Path(code.co_filename)
            if path.is_relative_to(_ROOT) and path.relative_to(_ROOT).parts[0] in ROOMS:
                found.add(str(path.relative_to(_ROOT)))

    sys.setprofile(look)
    try:
        yield found
    finally:
        sys.setprofile(None)


def test_should_cross_few_modules_on_the_way_to_line(store_url: str, tmp_path: Path) -> None:
    with start(account=Account(SECRET, TOKEN)) as platform, connect(store_url, role="worker") as db:
        line = SimulatorClient(platform.url)
        settings = Settings(
            channel_secret=SECRET,
            channel_access_token=TOKEN,
            api_base=platform.url,
            data_dir=tmp_path,
            redis_url=store_url,
        )
        schema.prepare(db)
        web = create_app(settings, connect(store_url, role="web")).test_client()
        jobs = [
            *worker_jobs(settings, db, Counters(db), PARTS),
            *sender_jobs(settings, db, Counters(db), PARTS),
        ]
        consumers = _consumers(jobs)
        for latitude in (18.79, 14.35):  # the first one warms caches up
            user = line.add_user("Somchai")
            body = _share(user, latitude)
            with modules_that_run() as crossed:
                answer = web.post("/callback", data=body, headers={"X-Line-Signature": _sign(body)})
                for take, work in consumers:
                    for entry in take():
                        work(entry)

            assert answer.status_code == 200
            assert line.messages_of(user)

    assert len(crossed) <= MOST, sorted(crossed)


def _consumers(jobs: list[Any]) -> list[tuple[Any, Any]]:
    """Return how the first inbox and the first outbox are taken from, and what is done with it."""
    found: dict[str, tuple[Any, Any]] = {}
    for job in jobs:
        stream = getattr(job.__self__, "stream", None)
        if stream is not None:
            found.setdefault(stream.key, (lambda s=stream: s.take(8, 10), job.__self__.work))
    return [found[key] for key in (keys.INBOX, keys.OUTBOX)]


def _share(user: str, latitude: float) -> bytes:
    """Spell a webhook with a location, as LINE does."""
    event = {
        "type": "message",
        "mode": "active",
        "webhookEventId": hashlib.sha256(user.encode()).hexdigest()[:26],
        "timestamp": int(now().timestamp() * 1000),
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": user},
        "replyToken": "",
        "message": {"type": "location", "id": "1", "latitude": latitude, "longitude": 100.57},
    }
    return json.dumps({"destination": "U0", "events": [event]}).encode()


def _sign(body: bytes) -> str:
    return base64.b64encode(hmac.digest(SECRET.encode(), body, "sha256")).decode()
