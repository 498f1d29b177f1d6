"""The log of a process: one JSON line an event, and nothing of a person in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.forks import forking

Logged = Callable[[str], list[dict[str, Any]]]
_IMPORTS = """
import logging, threading, warnings
import structlog
from config import logs
"""
_BEGIN = """
logs.configure()
log = structlog.get_logger()
other = logging.getLogger("urllib3.connectionpool")
"""


@pytest.fixture(scope="module")
def logged() -> Iterator[Logged]:
    """Return the lines that a process of its own logs; all of it is on stdout and is JSON."""
    with forking(_IMPORTS) as python:

        def run(code: str) -> list[dict[str, Any]]:
            done = python.run(_BEGIN + code)
            assert done.stderr == ""
            assert done.stdout.isascii()
            return [json.loads(line) for line in done.stdout.splitlines()]

        yield run


def test_should_write_the_event_first_and_the_time_in_utc(logged: Logged) -> None:
    (line,) = logged("log.info('case opened', case='14-6911-0042', shares=2)")

    assert next(iter(line)) == "event"
    assert line["case"] == "14-6911-0042"
    assert line["shares"] == 2
    assert line["level"] == "info"
    at = datetime.fromisoformat(line["at"])
    assert at.utcoffset() is not None
    assert line["at"].endswith("Z")


def test_should_keep_to_one_ascii_line_whatever_is_logged(logged: Logged) -> None:
    lines = logged(r"log.info('x', what='ก\nข\u202e\x1b[31m')")

    assert [line["what"] for line in lines] == ["ก\nข\u202e\x1b[31m"]


@pytest.mark.parametrize(
    "code",
    [
        "log.info('x', who='U' + '0a' * 16)",
        "log.info('to U' + '0a' * 16)",
        "log.info('x', path='/v2/bot/profile/U' + '0a' * 16)",
        "log.info('x', deep={'rows': ['U' + '0a' * 16]})",
        "log.info('x', deep={'U' + '0a' * 16: 1}['U' + '0a' * 16], more=('U' + '0a' * 16,))",
        "other.warning('Retry after %s: %s', 1, '/v2/bot/profile/U' + '0a' * 16)",
        "other.warning({'to': 'U' + '0a' * 16})",
        "warnings.warn('U' + '0a' * 16)",
    ],
)
def test_should_never_write_a_line_user_id(logged: Logged, code: str) -> None:
    lines = logged(code)

    assert len(lines) == 1
    assert "0a0a" not in json.dumps(lines)


@pytest.mark.parametrize(
    "code",
    [
        "log.info('x', lat=14.3532, longitude=100.5689)",
        "log.info('x', deep={'place': {'latitude': 14.3532}})",
        "log.info('x', what='near 14.35321, 100.56890')",
        "other.warning('%s', {'lat': 14.35321, 'lon': 100.56890})",
        "log.info('x', address='14.35', text='100.56', message='14.35')",
    ],
)
def test_should_never_write_a_place_or_a_text(logged: Logged, code: str) -> None:
    text = json.dumps(logged(code))

    assert "[redacted]" in text
    for number in ("14.35", "100.56"):
        assert number not in text


def test_should_name_an_object_by_its_type_alone(logged: Logged) -> None:
    lines = logged(
        "class Secret:\n    def __repr__(self): return 'what somebody wrote'\n"
        "log.info('x', what=Secret(), deep=[Secret()])"
    )

    assert [(line["what"], line["deep"]) for line in lines] == [("Secret", ["Secret"])]


_RAISE = """
def look_up():
    raise ValueError('what somebody wrote')
def open_case():
    try:
        look_up()
    except ValueError as error:
        raise LookupError('what somebody wrote') from error
"""
_CAUGHT = """
try:
    open_case()
except LookupError as error:
    {0}
"""


@pytest.mark.parametrize(
    "code",
    [
        _CAUGHT.format("log.exception('failed')"),
        _CAUGHT.format("log.error('failed', exc_info=True)"),
        _CAUGHT.format("log.error('failed', exc_info=error)"),
        _CAUGHT.format("other.exception('failed')"),
        _CAUGHT.format("other.error('failed', exc_info=error)"),
        "open_case()",
        "thread = threading.Thread(target=open_case); thread.start(); thread.join()",
    ],
    ids=["ours", "ours true", "ours value", "theirs", "theirs value", "uncaught", "in a thread"],
)
def test_should_tell_an_exceptions_type_and_place_but_not_its_text(
    logged: Logged, code: str
) -> None:
    (line,) = logged(_RAISE + code)

    assert line["error"] == "LookupError"
    assert line["causes"] == ["ValueError"]
    assert line["place"][0].endswith(" open_case")
    assert "somebody" not in json.dumps(line)


@pytest.mark.parametrize(
    "code",
    [
        "class A:\n    def __del__(self): open_case()\nA()",
        "import atexit; atexit.register(open_case)",
        "import gevent; gevent.get_hub().print_exception = logs.log_greenlet\n"
        "gevent.spawn(open_case).join()",
        "logs.take_stderr(); import traceback\n" + _CAUGHT.format("traceback.print_exc()"),
    ],
    ids=["in a destructor", "at the end", "in a greenlet", "printed"],
)
def test_should_make_a_line_of_what_python_and_gevent_print(logged: Logged, code: str) -> None:
    lines = logged(_RAISE + code)

    assert lines[-1]["error"] == "LookupError"
    assert "somebody" not in json.dumps(lines)


@pytest.mark.parametrize(
    "code",
    [
        "print('what somebody wrote', file=sys.stderr)",
        "sys.stderr.write('what somebody\\nwrote\\n')",
        "sys.stderr.writelines(['what somebody wrote'])",
        "sys.exit('what somebody wrote')",
        "warnings.showwarning('what somebody wrote', UserWarning, 'x', 1, file=sys.stderr)",
    ],
)
def test_should_tell_a_stray_line_without_its_words(logged: Logged, code: str) -> None:
    lines = logged("import sys; logs.take_stderr()\n" + code)

    assert {line["event"] for line in lines} == {"stray line"}
    assert "somebody" not in json.dumps(lines)


def test_should_log_an_error_without_an_exception(logged: Logged) -> None:
    (line,) = logged("log.error('failed', exc_info=True)")

    assert line["event"] == "failed"
    assert "error" not in line
