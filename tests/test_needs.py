"""A machine on which something is missing: tests are skipped with the reason, and fail in CI."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests import needs

pytestmark = pytest.mark.slow

#: Runs pytest on what a folder holds of the installed packages, and on nothing else.
_PYTEST = "import sys; sys.path.append(sys.argv.pop(1)); import pytest; sys.exit(pytest.main())"
_PACKAGES = {"openpyxl", "playwright", "axe_playwright_python", "fontpkg_sarabun"}
#: One test, or a file of them, for each thing that may be missing.
_WORKBOOK = "tests/web/test_workbook.py"
_BROWSER = "tests/journeys/test_public_pages.py"
_POSTER = "tests/tools/test_poster.py"
_DEBIAN = "`make debian` installs it"
_PINS = "`make test` installs it (requirements-test.txt)"


@dataclass(frozen=True, slots=True)
class Machine:
    """What is missing of a machine."""

    packages: frozenset[str] = frozenset()
    programs: bool = False
    chromium: bool = False

    def pytest(self, folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run pytest on it."""
        (folder / "bin").mkdir()
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        env |= {"CI": ""} | more | ({"PATH": str(folder / "bin")} if self.programs else {})
        env |= {"CHROMIUM": str(folder / "none")} if self.chromium else {}
        command = [sys.executable, "-S", "-c", _PYTEST, str(_without(self.packages, folder))]
        words = ("-p", "no:cacheprovider", "-q", *words)
        return subprocess.run(
            [*command, *words], env=env, capture_output=True, text=True, timeout=300, check=False
        )


def _without(packages: frozenset[str], folder: Path) -> Path:
    """Make a folder of all that is installed but for *packages*."""
    installed = Path(str(distribution("pytest").locate_file("")))
    rest = folder / "site-packages"
    rest.mkdir()
    for one in installed.iterdir():
        if one.name not in packages:
            (rest / one.name).symlink_to(one)
    return rest


def reasons(done: subprocess.CompletedProcess[str]) -> set[str]:
    """Return why tests were skipped."""
    return set(re.findall(r"^SKIPPED \[\d+\] \S+ (.*)$", done.stdout, re.M))


BARE = Machine(frozenset(_PACKAGES), programs=True, chromium=True)


def test_should_skip_on_a_bare_machine_what_cannot_be_tested(tmp_path: Path) -> None:
    """All is collected there, and of each kind something is tried."""
    some = "sheets_in_the_language or readable_on_a_phone or make_a_pdf or rewrite_once_a_day"
    some += " or connect_over_tls or bring_a_partners_share"

    done = BARE.pytest(tmp_path, "tests", "-k", some)

    assert (done.returncode, done.stderr) == (0, ""), done.stdout[-3000:]
    assert reasons(done) >= {
        f"no openpyxl here: {_PINS}",
        f"no browser at {tmp_path / 'none'}: {_DEBIAN}",
        "The font is missing: install requirements-test.txt.",
        f"no redis-server on this machine: {_DEBIAN}",
        f"no openssl on this machine: {_DEBIAN}",
        f"no curl on this machine: {_DEBIAN}",
    }


@pytest.mark.parametrize("missing", ["playwright", "axe_playwright_python"])
def test_should_skip_where_a_package_is_missing_beside_a_browser(
    tmp_path: Path, missing: str
) -> None:
    with needs.a_browser():
        pass

    done = Machine(frozenset({missing})).pytest(tmp_path, _BROWSER)

    (reason,) = reasons(done)
    assert (done.returncode, missing in reason, _PINS in reason) == (0, True, True), done.stdout


def test_should_skip_where_a_browser_is_missing_beside_its_driver(tmp_path: Path) -> None:
    done = Machine(chromium=True).pytest(tmp_path, _BROWSER)

    assert (done.returncode, reasons(done)) == (
        0,
        {f"no browser at {tmp_path / 'none'}: {_DEBIAN}"},
    )


def test_should_fail_in_ci_instead(tmp_path: Path) -> None:
    done = BARE.pytest(tmp_path, _WORKBOOK, _BROWSER, _POSTER, CI="true")

    assert (done.returncode, reasons(done)) == (1, set())
    for what in ("no openpyxl here", "no browser at", "The font is missing"):
        assert re.search(rf"{what}.*, and in CI nothing is skipped", done.stdout), done.stdout


def test_should_not_see_what_an_operator_has_exported(tmp_path: Path) -> None:
    exported = {
        "LINE_BASIC_ID": "@mine",
        "CENTRES_FILE": "/none",
        "REDIS_URL": "redis://127.0.0.1:1",
    }

    done = Machine().pytest(tmp_path, _POSTER, "tests/line/test_quota_poller.py", **exported)

    assert done.returncode == 0, done.stdout[-3000:]


def test_should_decide_in_one_place_what_a_missing_thing_means() -> None:
    skips = re.compile(r"import_?orskip|pytest\.skip\(|shutil\.which")

    found = {path for path in Path("tests").rglob("*.py") if skips.search(path.read_text("utf-8"))}

    assert found == {Path("tests/needs.py")}
