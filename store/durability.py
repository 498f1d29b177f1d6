"""Settings of a server that may lose acknowledged data."""

from collections.abc import Iterator, Mapping

import redis
from redis.cluster import RedisCluster
from redis.exceptions import ResponseError

from store.connection import StoreClient

_SETTINGS = ("appendonly", "appendfsync", "no-appendfsync-on-rewrite", "maxmemory-policy")


def weaknesses(client: StoreClient) -> list[str]:
    """Name each weakness in one sentence, of every primary where it is a cluster."""
    if not isinstance(client, RedisCluster):
        return [f"The store {what}." for what in _weaknesses(client)]
    return [
        f"The store's node {node.name} {what}."
        for node in client.get_primaries()  # type: ignore[no-untyped-call]  # redis-py
        for what in _weaknesses(client.get_redis_connection(node))
    ]


def _weaknesses(server: redis.Redis) -> Iterator[str]:
    try:
        found = server.config_get(*_SETTINGS)
    except ResponseError:  # a managed server hides CONFIG, or an ACL forbids it
        yield (
            "does not permit CONFIG GET, so it could not be read whether it keeps what it has"
            " acknowledged; ask its operator for appendonly yes, appendfsync always and"
            " maxmemory-policy noeviction"
        )
        return
    settings = {str(name): str(value) for name, value in found.items()}
    yield from _of_the_log(settings)
    policy = settings["maxmemory-policy"]
    if policy != "noeviction":
        yield (
            f"may delete cases when its memory is full (maxmemory-policy {policy}; it must be"
            " noeviction)"
        )


def _of_the_log(settings: Mapping[str, str]) -> Iterator[str]:
    if settings["appendonly"] != "yes":
        yield "loses everything since its last snapshot when it stops (appendonly is not yes)"
        return
    fsync = settings["appendfsync"]
    if fsync == "everysec":
        yield "may lose the last second or two in a power cut (appendfsync everysec, not always)"
    elif fsync != "always":
        yield f"may lose half a minute in a power cut (appendfsync {fsync}; it must be always)"
    elif settings["no-appendfsync-on-rewrite"] == "yes":
        yield "may lose what comes in while it rewrites its log (no-appendfsync-on-rewrite is yes)"
