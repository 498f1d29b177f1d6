"""The objects that the HTTP side of one simulator works with, kept in its Flask app."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import current_app

from simulator.allowances import RateLimits
from simulator.faults import Faults
from simulator.gateway import Traffic
from simulator.phones import ChatLog
from simulator.platform import Platform
from simulator.webhook_delivery import WebhookDelivery, WebhookSender

KEY = "simulator"


@dataclass(frozen=True, slots=True)
class PlatformParts:
    """`wait_for` runs something slow without stopping the server's other requests; `outlines` are
    real borders for the map as JSON, if given."""

    platform: Platform
    sender: WebhookSender
    faults: Faults
    rates: RateLimits
    traffic: Traffic
    said: ChatLog
    name: str
    outlines: bytes | None
    token: str
    wait_for: Callable[[Callable[[], WebhookDelivery]], WebhookDelivery]


def parts() -> PlatformParts:
    """Return the parts of the app that answers this request."""
    return cast("PlatformParts", current_app.extensions[KEY])
