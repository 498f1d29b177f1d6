"""The public pages in a real browser: on a phone and at a desk, for everybody to read."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server

from bot.app import create_app
from config.settings import Settings
from store.connection import StoreClient
from tests.builders import LATER
from tests.journeys.browser import a_page, faults
from tests.servers import ON_ONE_KIND
from tests.web.public_year import fill

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


@pytest.fixture
def address(client: StoreClient) -> Iterator[str]:
    """Serve the pages of a store with a year in it."""
    fill(client)
    settings = Settings(channel_secret="s", basic_id="@cheer")
    server = make_server("127.0.0.1", 0, create_app(settings, client, lambda: LATER))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/", "/open", "/privacy"])
def test_should_be_readable_on_a_phone_and_at_a_desk(
    address: str, chromium: Any, path: str
) -> None:
    with a_page(chromium, "th") as page:
        for width in (375, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert faults(page) == []
