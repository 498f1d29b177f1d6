"""The centres as the operator's file last described them: a case outlives its centre's row."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from config.settings import Settings
from geo.centres import Centre, Centres, Point
from geo.centres_file import CentresError, load_centres
from store import keys
from store.connection import StoreClient


def remember(client: StoreClient, centres: Iterable[Centre]) -> None:
    """Keep what the file says of each centre now; what it said of others before stays."""
    client.hset(keys.CENTRES, mapping={one.id: json.dumps(asdict(one)) for one in centres})


def with_former(centres: Centres, client: StoreClient) -> Centres:
    """Add the centres that are not in the file, as a start last saw them there; what no start has
    seen, as it came with the project."""
    return Centres(centres, former=[*_shipped(), *_last_known(client)])


def _last_known(client: StoreClient) -> list[Centre]:
    kept: Any = client.hgetall(keys.CENTRES)
    return [_centre(json.loads(row)) for row in kept.values()]


def _centre(kept: dict[str, Any]) -> Centre:
    return Centre(**kept | {"point": Point(**kept["point"])})


def _shipped() -> list[Centre]:
    with suppress(CentresError):
        return list(load_centres(Settings().centres_file))
    return []
