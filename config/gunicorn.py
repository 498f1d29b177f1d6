"""How gunicorn serves the web; `python -m bot web` adds the address and the number of workers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakSet

import gevent
from gunicorn.workers.ggevent import GeventWorker

from config.logs import LOGGING

#: The longest life of one request, its slow body included. LINE itself gives up after 2 s.
REQUEST_SECONDS = 10


class Worker(GeventWorker):  # type: ignore[misc]  # gunicorn has no types
    """A gevent worker that lets no client hold a request open for ever, nor its end: gunicorn's
    own has no limit for a body, and waits at SIGTERM for connections on which nobody asks."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._served: WeakSet[gevent.Greenlet] = WeakSet()
        self._between: set[gevent.Greenlet] = set()

    @contextmanager
    def timeout_ctx(self) -> Iterator[None]:
        """Wait for a request's head; between two requests, only until the worker is to end."""
        here = gevent.getcurrent()
        if here in self._served:
            self._between.add(here)  # before the question: SIGTERM may come at any of these lines
        ending = here in self._between and not self.alive
        try:
            with gevent.Timeout(0 if ending else self.cfg.keepalive, False):
                yield
        except gevent.GreenletExit:
            pass  # without a request the connection is closed
        finally:
            self._between.discard(here)
            self._served.add(here)

    def handle_exit(self, *arguments: Any) -> None:
        """Take no more connections, and let those go on which nobody asks."""
        super().handle_exit(*arguments)
        gevent.killall(list(self._between), block=False)

    def handle_request(self, *arguments: Any) -> Any:
        """Handle a request, or hang up when its time is over."""
        with gevent.Timeout(REQUEST_SECONDS, False):
            return super().handle_request(*arguments)
        raise StopIteration  # gunicorn's word for closing the connection


# A slow client holds a greenlet of some kilobytes, never a thread or process that LINE waits for.
# gevent patches the sockets in each worker before it makes the app: so no preload_app.
worker_class = Worker
wsgi_app = "bot.app:from_environment()"
preload_app = False
# Below the usual limit of 1,024 open files, with room for the store's connections.
worker_connections = 900
# The kernel keeps who comes in a burst; LINE would otherwise see refused connections.
backlog = 2048

# The reading of a request's head, and the silence between two requests, may last so long.
keepalive = 5
# A worker whose loop stands still for so long is replaced.
timeout = 15
# On SIGTERM: no new connections, and what is begun is finished; none lasts longer than this.
graceful_timeout = REQUEST_SECONDS + 2
# A worker says every second that it lives, by touching a file: in memory, so that a disk that
# hangs does not look like a worker that does.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# More than LINE, a browser and a proxy need; less than somebody who wants to fill the memory.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
# X_Line_Signature is not X-Line-Signature.
header_map = "drop"

# Our own JSON lines; no access log, for addresses are personal data.
logconfig_dict = LOGGING
accesslog = None
proc_name = "cheer-to-share-web"
# Nobody changes the number of workers at run time; a socket less to guard.
control_socket_disable = True
