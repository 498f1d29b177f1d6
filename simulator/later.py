"""Work that is to be done after a while, on one thread."""

import heapq
from collections.abc import Callable
from itertools import count
from threading import Condition, Thread
from time import monotonic

Work = Callable[[], object]


class Later:
    """Work must be short: it holds up all other work."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Work]] = []
        self._order = count()
        self._changed = Condition()
        self._closed = False
        self._thread: Thread | None = None

    def do(self, seconds: float, work: Work) -> None:
        with self._changed:
            heapq.heappush(self._heap, (monotonic() + seconds, next(self._order), work))
            if self._thread is None:
                self._thread = Thread(target=self._run, name="simulator-later", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Forget what is still to be done."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while (work := self._next()) is not None:
            work()

    def _next(self) -> Work | None:
        with self._changed:
            while not self._closed:
                wait = self._heap[0][0] - monotonic() if self._heap else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._heap)[2]
                self._changed.wait(wait)
            return None
