"""Does one thing again and again on a thread of its own, and does not hide its errors."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Background:
    """Runs from here to finish()."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._stop = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def fails(self) -> bool:
        """Return whether it has ended with an error."""
        return self._error is not None

    def finish(self) -> None:
        """Let it finish what it does, and raise its error."""
        self._stop.set()
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._work()
        except BaseException as error:
            self._error = error
