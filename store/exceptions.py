"""What this package raises. The launcher of the embedded server is run before any library is there,
so nothing is imported here.

    Exception
    ├ redis.RedisError, redis.RedisClusterException    (StoreError, store/errors.py)
    │ └ NoFreeConnection    every connection of this process is in use (store/errors.py)
    ├ StoreUnfit            an operator must mend something before the store can be used
    │ ├ BadStoreUrl         REDIS_URL cannot be read
    │ ├ StoreTooOld         the server is older than Redis 7.0
    │ ├ StoreUnavailable    the embedded server can be neither reached nor started
    │ ├ SchemaUnknown       a newer version of this software wrote the store
    │ └ LogIncomplete       the log lacks entries that the counters are to be made from
    ├ LostRace              what was read has changed: read and decide again
    └ BadCall               what lies in the outbox is no call"""

from __future__ import annotations


class StoreUnfit(Exception):
    """Raised when the store cannot be used as it is; the text says what to mend."""


class BadStoreUrl(StoreUnfit):
    """Raised when REDIS_URL cannot be read; its text never holds the url, which may hold a
    password."""


class StoreTooOld(StoreUnfit):
    """Raised when the server is older than Redis 7.0."""


class StoreUnavailable(StoreUnfit):
    """Raised when the embedded server can be neither reached nor started."""


class SchemaUnknown(StoreUnfit):
    """Raised when the store was written by a newer version of this software."""


class LogIncomplete(StoreUnfit):
    """Raised when entries of the log are gone: counters made from it would be too low."""


class LostRace(Exception):
    """Raised when a value that was read has changed before the commit: read and decide again."""


class BadCall(Exception):
    """Raised when an entry of the outbox is no call."""
