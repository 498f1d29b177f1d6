"""Runs jobs side by side in one thread, so that the commands of all of them reach the store in one
round trip. (docs/decisions/0064 has the reasons.)"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice

from greenlet import getcurrent

from store.connection import Sibling, StoreClient, round_trip


def together(client: StoreClient, jobs: Sequence[Callable[[], None]]) -> list[Exception | None]:
    """Run *jobs* side by side and return what each raised. The commands of all are sent as soon as
    each of them waits for a reply or has ended."""
    asked = {(one := Sibling(partial(_outcome, job))): one.switch() for job in jobs}
    while alive := [one for one in asked if not one.dead]:
        asking = [one for one in alive if asked[one]] or alive[:1]
        try:
            replies = iter(round_trip(client, [each for one in asking for each in asked[one]]))
        except Exception as error:
            asked.update((one, one.throw(error)) for one in asking)
        else:
            asked.update((one, one.switch([*islice(replies, len(asked[one]))])) for one in asking)
    return list(asked.values())


def _outcome(job: Callable[[], None]) -> Exception | None:
    try:
        job()
    except Exception as error:
        return error
    return None


def let_others_end() -> None:
    """Wait until all jobs beside this one have ended or wait here, too; from here they run one by
    one, so that two never make each other fail again and again."""
    here = getcurrent()
    if isinstance(here, Sibling):
        here.parent.switch([])
