"""Work that keeps a core busy, beside what answers LINE."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from gevent import get_hub

_T = TypeVar("_T")


def beside(work: Callable[[], _T]) -> _T:
    """Do *work* in a thread of its own and give its result; greenlets, webhooks among them, go on
    meanwhile. It must not use the store: connections are the greenlets'."""
    result: _T = get_hub().threadpool.apply(work)
    return result
