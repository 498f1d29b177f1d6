"""Logging: one JSON line an event on stdout, ASCII only, without personal data."""

from __future__ import annotations

import io
import logging
import logging.config
import os
import re
import sys
import threading
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.types import EventDict, Processor, WrappedLogger

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]

#: LINE's ids of users, groups and rooms.
_LINE_ID = re.compile(r"[UCR][0-9a-fA-F]{32}")
#: Four digits behind the point are eleven metres on the ground: a place, whoever wrote it.
_FINE_NUMBER = re.compile(r"-?\d{1,3}\.\d{4,}")
_REDACTED = "[redacted]"
#: The fields that would hold what a person wrote or where they are: their values are redacted.
_PERSONAL = frozenset({
    "lat", "latitude", "lng", "lon", "long", "longitude", "point", "coordinates", "location",
    "address", "text", "message", "messages", "body", "line_id", "user_id", "display_name",
})  # fmt: skip
_PLACES_SHOWN = 3
#: How the last line of a traceback begins.
_KIND_OF_ERROR = re.compile(r"(?:\w+\.)*\w*(?:Error|Exception|Warning|Interrupt|Exit)\b")


def configure() -> None:
    """Send the events of structlog and of the standard library's logging to the same handler."""
    logging.config.dictConfig(LOGGING)
    logging.captureWarnings(capture=True)
    # Python's own hooks would print the exception's text; the last one gets a destructor's.
    sys.excepthook = lambda *error: structlog.get_logger().critical("uncaught", exc_info=error)
    threading.excepthook = lambda args: structlog.get_logger().critical(
        "uncaught", exc_info=args.exc_value
    )
    sys.unraisablehook = lambda args: structlog.get_logger().error(
        "uncaught", exc_info=args.exc_value
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def log_greenlet(_: object, kind: Any, error: Any, trace: Any) -> None:
    """Log an error of a greenlet; gevent's hub.print_exception would print the exception's text."""
    structlog.get_logger().error("uncaught", exc_info=(kind, error, trace))


class StrayLines(io.TextIOBase):
    """A stderr that logs the kind of each error that is printed to it, and never the text, which
    may hold a person's words."""

    def writable(self) -> bool:
        """Return whether it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Log the lines of *text*; of a traceback one for each error in it."""
        for line in text.splitlines():
            if found := _KIND_OF_ERROR.match(line):
                structlog.get_logger().error("stray line", error=found[0])
            elif line.strip() and not line.startswith((" ", "Traceback")):
                structlog.get_logger().warning("stray line", characters=len(line))
        return len(text)


def take_stderr() -> None:
    """Replace stderr, so that this process writes nothing but log lines from now on."""
    logging.raiseExceptions = False  # it would tell stderr that a line could not be written
    sys.stderr = StrayLines()


def is_all_log() -> bool:
    """Return whether stderr is a log, where a sentence for a person would be a stray line."""
    return isinstance(sys.stderr, StrayLines)


def without_personal_data(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Redact what looks like a LINE id or a place, in any field and at any depth."""
    return {name: _clean(name, value) for name, value in event.items()}


def without_exception_text(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace an exception by its types and places; its text may hold a person's words."""
    event.pop("stack_info", None)
    found = _exception(event.pop("exc_info", None))
    if found is None:
        return event
    chain = _chain(found[1])
    return {
        **event,
        "error": type(chain[0]).__name__,
        "place": _places(found[2]),
        "causes": [type(one).__name__ for one in chain[1:]],
    }


def _clean(name: str, value: Any) -> Any:
    if name.startswith("_"):  # structlog's own, gone before anything is written
        return value
    if name.lower() in _PERSONAL:
        return _REDACTED
    if isinstance(value, str):
        return _FINE_NUMBER.sub(_REDACTED, _LINE_ID.sub(_REDACTED, value))
    if isinstance(value, MutableMapping):
        return {str(key): _clean(str(key), one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean("", one) for one in value]
    if isinstance(value, bool | int | float | None):
        return value
    return type(value).__name__  # an object's repr may say anything


def _exception(exc_info: Any) -> _ExcInfo | None:
    if isinstance(exc_info, BaseException):
        return type(exc_info), exc_info, exc_info.__traceback__
    if isinstance(exc_info, tuple):
        return exc_info if exc_info[1] is not None else None
    return _exception(sys.exc_info()) if exc_info else None


def _chain(error: BaseException) -> list[BaseException]:
    """Return the error and its causes, the outermost first."""
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) and cause not in chain:
        chain.append(cause)
    return chain


def _places(trace: TracebackType | None) -> list[str]:
    """Return the innermost frames, the last one first: module file, line, function."""
    frames = traceback.extract_tb(trace)[-_PLACES_SHOWN:]
    return [
        f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno} {frame.name}"
        for frame in reversed(frames)
    ]


def _event_first(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {"event": event.pop("event", ""), **event}


def _add_process(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Add the id of the process, by which `run` and `doctor` name each of several workers."""
    return {**event, "process_id": os.getpid()}


_SHARED: list[Processor] = [
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.stdlib.add_log_level,
]

#: The standard library's side; gunicorn takes it as its logconfig_dict.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": ProcessorFormatter,
            "foreign_pre_chain": [structlog.stdlib.add_logger_name, *_SHARED],
            "processors": [
                ProcessorFormatter.remove_processors_meta,
                without_exception_text,
                without_personal_data,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
                _add_process,
                _event_first,
                structlog.processors.JSONRenderer(ensure_ascii=True),
            ],
        }
    },
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "json",
        }
    },
    "root": {"level": "INFO", "handlers": ["stdout"]},
    "loggers": {
        # gunicorn gives these handlers of its own, so that they are named here.
        "gunicorn.error": {"level": "INFO", "handlers": ["stdout"], "propagate": False},
        "gunicorn.access": {"level": "ERROR", "handlers": [], "propagate": False},
    },
}
