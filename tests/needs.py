"""What tests need of the machine: where it is missing they are skipped, and in CI they fail."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tools.poster.layout import CannotDraw, font_file

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def missing(what: str) -> NoReturn:
    """Skip the test with the reason. In CI everything has been installed: there a skip would hide
    that something is not tested."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}, and in CI nothing is skipped", pytrace=False)
    pytest.skip(what)


def package(name: str) -> Any:
    """Import a package of requirements-test.txt."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        missing(f"no {name} here: `make test` installs it (requirements-test.txt)")


def command(name: str) -> str:
    """Find a program of Debian's."""
    found = shutil.which(name)
    if found is None:
        missing(f"no {name} on this machine: `make debian` installs it")
    return found


def thai_letters() -> None:
    """Be able to write Thai into a picture."""
    try:
        font_file(bold=False)
    except CannotDraw as error:
        missing(str(error))


def boundaries() -> Path:
    """Find the operator's file of provinces, which may not be passed on with the project: CI has
    it where the machine has."""
    if "BOUNDARIES_FILE" not in os.environ:
        pytest.skip("BOUNDARIES_FILE names no file of province boundaries")
    return Path(os.environ["BOUNDARIES_FILE"])


@contextmanager
def a_browser() -> Iterator[Any]:
    """Run Debian's Chromium; playwright brings only the driver."""
    if not Path(CHROMIUM).exists():
        missing(f"no browser at {CHROMIUM}: `make debian` installs it")
    with package("playwright.sync_api").sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()
