"""`demo`: the whole main job on real processes, as a person can follow it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.texts import citizen, refusals, results, staff
from cases.people import Language
from cases.rules import Refusal
from tests.builders import the_taxonomy

pytestmark = pytest.mark.slow

_PATIENCE_S = 90.0
_THAI = Language.THAI


@contextmanager
def running_demo(place: Path, *variables: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command with *place* for its throw-away files."""
    words = ["/usr/bin/env", f"TMPDIR={place}", *variables, sys.executable, "-m", "bot", "demo"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as demo:
        try:
            yield demo
        finally:
            demo.kill()


def what_is_left(place: Path) -> list[str]:
    """Give the files in *place*, and the processes that still know of it."""
    files = [str(path) for path in place.iterdir()]
    processes = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:  # it ended in between
            continue
        if str(place).encode() in told:
            processes.append(process.name)
    return files + processes


def in_order(wanted: Sequence[str], text: str) -> list[str]:
    """Give those of *wanted* that do not come in *text* after those before them."""
    missing, at = [], 0
    for words in wanted:
        found = text.find(words, at)
        if found < 0:
            missing.append(words)
        else:
            at = found + len(words)
    return missing


def test_should_play_the_main_job_and_leave_nothing(tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        said, errors = demo.communicate(timeout=_PATIENCE_S)

    taken = refusals.SENTENCES[Refusal.TAKEN]
    number = said.split(staff.CLAIM.say(_THAI) + " ")[1].split("]")[0]
    outcome = the_taxonomy().outcomes["TEMP_PROTECTED"].th
    result = results.RESULT_ALT.say(_THAI, number=number, result="")
    journey = [
        citizen.RECEIVED_ALT.say(_THAI, number=number),
        citizen.JOINED_ALT.say(_THAI, number=number),
        f"{number} · 2.0",
        staff.CLAIMED_HEADING.say(_THAI),
        taken.say(_THAI, number=number, holder="Somchai"),
        staff.GOING_HEADING.say(_THAI),
        staff.CHECKED_IN.say(_THAI),
        staff.ASK_OUTCOME.say(_THAI),
        f"[{outcome}]",
        f"taps [{outcome}]",
        staff.CLOSED_HEADING.say(_THAI),
        f"Malee (push): {result}",
        f"Anan (push): {result}",
        "Pranee (free reply): ",
        "Kanya (free reply): ",
        "TH-14",
        "Counters, cases and log agree.",
    ]
    assert in_order(journey, said) == [], said
    assert (demo.returncode, errors) == (0, "")
    assert what_is_left(tmp_path) == []


def test_should_stop_everything_on_ctrl_c(tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        assert demo.stdout is not None
        while "citizen" not in demo.stdout.readline():
            assert demo.poll() is None
        demo.send_signal(signal.SIGINT)
        _, errors = demo.communicate(timeout=_PATIENCE_S)

    assert (demo.returncode, errors) == (
        1,
        "The demo was stopped; all that it started has ended.\n",
    )
    assert what_is_left(tmp_path) == []


def test_should_say_why_it_cannot_play(tmp_path: Path) -> None:
    with running_demo(tmp_path, "CLAIM_MINUTES=soon") as demo:
        _, errors = demo.communicate(timeout=_PATIENCE_S)

    assert demo.returncode == 1
    assert errors.startswith("The demo failed: ")
    assert "CLAIM_MINUTES" in errors
    assert len(errors.splitlines()) == 1
    assert what_is_left(tmp_path) == []
