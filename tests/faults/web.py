"""The web with a fail point in its client of the store; gunicorn calls dying()."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from flask import Flask

from bot.app import create_app
from config import logs
from config.settings import from_environment
from store.connection import StoreClient, connect
from tests.faults.fail_points import CLIENT, PIPELINE, Death, Dying


def dying(moment: str, mark: str) -> Flask:
    """Build the app of a gunicorn worker that dies at *moment*, if none has before."""
    logs.configure()
    settings = from_environment()
    client = _Client(connect(settings.redis_url, role="web"), Death(moment, Path(mark)), CLIENT)
    return create_app(settings, cast(StoreClient, client))


class _Client(Dying):
    """A client that dies in its pipelines, too."""

    def pipeline(self, **named: Any) -> Dying:
        return Dying(self._part.pipeline(**named), self._death, PIPELINE)
