"""gunicorn's configuration; `python -m bot web` adds the address and the number of workers."""

from __future__ import annotations

from pathlib import Path

from config import logs
from config.logs import LOGGING
from config.web_worker import REQUEST_SECONDS, WebWorker

# A slow client holds a greenlet of some kilobytes, never a thread or process that LINE waits for.
# gevent patches the sockets in each worker before it makes the app: so no preload_app.
worker_class = WebWorker
wsgi_app = "bot.app:from_environment()"
preload_app = False
# Of each process; when there are more the oldest one that has not sent a whole request goes. Each
# takes some 20 KB. Where the machine allows fewer open files there are fewer.
worker_connections = 2000
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


def on_starting(_: object) -> None:
    """Configure the master's log as that of its workers, with gunicorn's own lines on stderr."""
    logs.configure()
    logs.take_stderr()


proc_name = "cheer-to-share-web"
# Nobody changes the number of workers at run time; a socket less to guard.
control_socket_disable = True
