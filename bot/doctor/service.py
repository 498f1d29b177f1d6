"""All that can be wrong with a service, looked at in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from bot.doctor.clocks import of_clocks
from bot.doctor.data import of_data
from bot.doctor.failures import of_failures
from bot.doctor.findings import Finding, ok, wrong
from bot.doctor.menus import of_menus
from bot.doctor.processes import of_processes
from bot.doctor.store import of_former, of_store, of_teams
from bot.doctor.waiting import of_waiting
from config import clock
from config.settings import Settings, SettingsError
from geo.centres_file import CentresError, load_centres
from store.connection import StoreClient
from store.errors import StoreError


def of_settings(read: Callable[[], Settings]) -> tuple[Settings | None, list[Finding]]:
    """Read the settings; without them there is nothing else to look at."""
    try:
        return read(), [ok("settings", "can be read")]
    except SettingsError as error:
        problems = str(error).split("; ")
        return None, [wrong("settings", problem, "see docs/settings.md") for problem in problems]


def of_service(settings: Settings, client: StoreClient) -> Iterator[Finding]:
    """Look at the store, and who hears what it brings."""
    now = clock.now()
    yield from of_store(client, now)
    with suppress(CentresError, *StoreError):  # another check has said so
        yield from of_data(settings, client)
        yield from of_processes(client, now)
        yield from of_clocks(client)
        yield from of_waiting(client, now)
        yield from of_failures(client, settings, now)
        centres = load_centres(settings.centres_file)
        yield from of_teams(client, centres, settings)
        yield from of_former(client, centres, settings.centres_file)
        yield of_menus(client)
