"""The pages with a login, served to a real browser; and the sessions of those who look."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from werkzeug.serving import make_server

from store.sign_in import Sessions
from tests.builders import LATER
from tests.servers import free_port
from tests.web.browser import SETTINGS, Rig, a_rig

_A_WHILE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Site:
    """Where the pages are."""

    rig: Rig
    address: str

    def cookies(self, who: int) -> list[dict[str, str]]:
        """Sign somebody in; give the cookies of their browser."""
        member = self.rig.handling.unit().teams.find(self.rig.handling.person(who))
        assert member is not None
        sessions = Sessions(self.rig.handling.client, idle=_A_WHILE, longest=_A_WHILE)
        token = sessions.begin(member, LATER)
        return [{"name": "session", "value": token, "url": self.address}]


@contextmanager
def a_site(client: Any) -> Iterator[Site]:
    """Serve the pages of a team."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    rig = a_rig(client, replace(SETTINGS, public_url=address))
    server = make_server("127.0.0.1", port, rig.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield Site(rig, address)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
