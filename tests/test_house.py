"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.app import create_app
from config.settings import Settings
from store import keys
from store.connection import connect

ROOMS = (
    "bot",
    "tools",
    "web",
    "line",
    "messages",
    "handlers",
    "store",
    "cases",
    "geo",
    "config",
)
#: What one package may hold of the product's lines, the simulator's counted.
LARGEST_SHARE = 0.2
FILES = sorted(path for room in (*ROOMS, "simulator") for path in Path(room).rglob("*.py"))
OURS = [path for path in FILES if path.parts[0] != "simulator"]
#: 20 to 250 lines is home; a thought that needs 300 stays whole.
LONGEST = 350
#: Flat lists of small values, and what the store promises: better read in one piece.
LONGER = {Path("store/keys.py"), Path("cases/case.py"), Path("cases/ports.py")}
#: These read Thai and say nothing: names of provinces, letters to clean, words before a number.
READS_THAI = {
    "config/cleaning.py",
    "cases/masking.py",
    "geo/whereabouts.py",
    "geo/centres.py",
    "geo/centres_check.py",
}


class Parsed(NamedTuple):
    """The modules that a file imports, the classes it defines, and its constants that are words."""

    imports: set[str]
    classes: list[str]
    words: set[str]


@cache
def parsed(path: Path) -> Parsed:
    """Parse a file once for all tests that ask."""
    found = Parsed(set(), [], set())
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.imports.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.imports.add(node.module)
        elif isinstance(node, ast.ClassDef):
            found.classes.append(node.name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.words.add(node.value)
    return found


def files_with(pattern: str) -> set[str]:
    """Return our files in which *pattern* occurs."""
    return {str(path) for path in OURS if re.search(pattern, path.read_text("utf-8"))}


def files_importing(package: str) -> set[str]:
    """Return our files that import *package*."""
    return {
        str(path)
        for path in OURS
        if any(name.split(".")[0] == package for name in parsed(path).imports)
    }


def test_should_keep_thai_words_in_texts_and_data() -> None:
    with_thai = files_with("[\u0e00-\u0e7f]")

    thai = {name for name in with_thai if not name.startswith("messages/texts/")}
    assert thai == READS_THAI


def test_should_spell_keys_in_one_file() -> None:
    assert files_with(r"\{cts\}") == {"store/keys.py"}
    assert all(
        str(value).startswith(keys.TAG)
        for name, value in vars(keys).items()
        if name.isupper() and name != "TAG"
    )


def test_should_explain_every_key_with_its_type_and_life() -> None:
    body = ast.parse(Path("store/keys.py").read_text("utf-8")).body
    documented = [ast.get_docstring(node) for node in body if isinstance(node, ast.FunctionDef)] + [
        node.value.value
        for node in body[2:]
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]
    defined = [n for n in body if isinstance(n, ast.FunctionDef | ast.Assign)]

    assert len(documented) == len(defined) - 1  # TAG itself is no key
    kinds = r"(string|hash|stream|sorted set|set|geo set): "
    assert [text for text in documented if not re.match(kinds, str(text))] == []


@pytest.mark.parametrize(
    ("package", "homes"),
    [
        ("linebot", {"line/richmenu/account.py"}),
        ("geopy", {"geo/centres.py"}),
    ],
)
def test_should_know_a_library_in_one_place(package: str, homes: set[str]) -> None:
    assert files_importing(package) == homes


#: bot/app.py puts the web together, and one file of LINE's edge takes the webhooks.
HOMES_OF = {"redis": ("store/",), "flask": ("web/", "bot/app.py", "line/webhook.py")}


@pytest.mark.parametrize(("package", "homes"), HOMES_OF.items(), ids=HOMES_OF)
def test_should_know_a_library_in_one_package(package: str, homes: tuple[str, ...]) -> None:
    assert {name for name in files_importing(package) if not name.startswith(homes)} == set()


#: Names and types of LINE's JSON that are no words of ours.
LINES_JSON = {"altText", "quickReply", "hero", "bubble", "carousel", "displayText", "contents"}
LINES_JSON |= {"postback", "cameraRoll", "flex", "paddingAll", "richMenuId", "replyToken"}


def test_should_know_lines_json_at_the_edge_alone() -> None:
    knowing = {
        f"{path}: {word}"
        for path in OURS
        if path.parts[0] != "line"
        for word in parsed(path).words & LINES_JSON
    }

    assert knowing == set()


def test_should_let_no_package_hold_more_than_a_fifth() -> None:
    lines = Counter[str]()
    for path in FILES:
        lines[path.parts[0]] += len(path.read_text("utf-8").splitlines())

    most = LARGEST_SHARE * lines.total()
    assert {name for name, count in lines.items() if count > most} == set()


@pytest.mark.slow
def test_should_begin_the_web_without_what_takes_long_to_import() -> None:
    script = "import bot.app, sys; print(*sys.modules)"

    imported = subprocess.check_output([sys.executable, "-c", script], text=True).split()

    assert {"linebot", "bokeh.models", "bot.app"} & set(imported) == {"bot.app"}


def test_should_read_the_environment_in_one_place() -> None:
    assert files_with(r"os\.environ|getenv") == {"config/settings.py"}


def test_should_read_the_clock_in_one_place() -> None:
    clocks = files_with(r"datetime\.now\(|time\.time\(|utcnow\(|date\.today\(")

    assert clocks == {"config/clock.py"}


def test_should_spell_the_states_that_follow_in_the_table_of_rules() -> None:
    """A handler asks state_after(). The samples invent cases that nobody worked on."""
    spelt = files_with(r"\bstate=\(?\s*State\.")

    assert spelt == {"tools/sample/life.py", "tools/samples.py"}


@pytest.mark.parametrize("path", [one for one in FILES if one not in LONGER], ids=str)
def test_should_keep_files_short_and_packages_empty(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()

    assert len(lines) <= (0 if path.name == "__init__.py" else LONGEST)


#: What stands before each route. A new one is entered here with its guard, or this test fails.
GUARDS = {
    "/callback": "LINE's signature",
    "/healthz": "open: says nothing",
    "/readyz": "open: ready or not; more from loopback or with METRICS_TOKEN",
    "/metrics": "loopback or METRICS_TOKEN",
    "/": "open: public page",
    "/privacy": "open: public page",
    "/open": "open: public page",
    "/open/statistics.csv": "open: public numbers, small ones hidden",
    "/open/statistics.json": "open: public numbers, small ones hidden",
    "/open/centres.geojson": "open: public numbers, small ones hidden",
    "/sign-in": "open: a link's token in a form of ours, used up once; limited",
    "/sign-in/look": "a link's token in a form of ours; limited",
    "/sign-out": "Access.signed_in",
    "/sign-out/everywhere": "Access.signed_in",
    "/open311/discovery.<any(json,xml):form>": "open: says where the interface is",
    "/open311/v2/services.<any(json,xml):form>": "open: the taxonomy",
    "/open311/v2/services/<code>.<any(json,xml):form>": "open: the taxonomy",
    "/open311/v2/requests.<any(json,xml):form>": "GET: statistics only, limited; POST: API key",
    "/open311/v2/requests/<number>.<any(json,xml):form>": "open: statistics only, limited",
    "/open311/v2/tokens/<token>.<any(json,xml):form>": "a token of 128 bits",
    "/reports": "Access.signed_in, Viewer.may_see",
    "/reports/charts": "Access.signed_in, Viewer.may_see",
    "/static/<name>": "open: Bokeh's script, the same for all",
    "/reports/workbook.xlsx": "Access.signed_in, Viewer.may_see",
    "/reports/by-day.csv": "Access.signed_in, Viewer.may_see",
    "/reports/by-centre.csv": "Access.signed_in, Viewer.may_see",
    "/reports/cases.csv": "Access.signed_in, Viewer.may_see; one centre",
    "/my-data/<token>": "a signed link of minutes, of the person it was given to",
    "/photo/<token>": "a signed link of minutes, and the case still in its reader's hands",
}


def test_should_name_the_guard_of_every_route() -> None:
    app = create_app(Settings(channel_secret="x"), connect("redis://127.0.0.1:1", role="web"))

    assert {rule.rule for rule in app.url_map.iter_rules()} == set(GUARDS)


def test_should_give_no_two_classes_one_name() -> None:
    names = Counter(name for path in FILES for name in parsed(path).classes)

    assert [name for name, count in names.items() if count > 1] == []


def test_should_use_a_module_s_name_in_two_packages_at_most() -> None:
    packages: dict[str, set[str]] = {}
    for path in FILES:
        packages.setdefault(path.stem, set()).add(path.parts[0])

    often = {name for name, found in packages.items() if len(found) > 2}
    assert often - {"__init__", "__main__"} == set()


DECISIONS = sorted(Path("docs/decisions").glob("0*.md"))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_should_give_each_decision_its_headings_and_a_line_in_the_index(path: Path) -> None:
    title, *lines = path.read_text("utf-8").splitlines()
    number, name = title.removeprefix("# ").split(". ", 1)

    assert path.name.startswith(f"{int(number):04}-")
    headings = [line for line in lines if line.startswith("## ")]
    assert headings[:4] == ["## Status", "## Context", "## Decision", "## Consequences"]
    index = Path("docs/decisions/README.md").read_text("utf-8")
    assert f"- [{number}. {name}]({path.name})" in index.splitlines()


PAGES = [Path("README.md"), Path("CONTRIBUTING.md"), *sorted(Path("docs").rglob("*.md"))]
#: A file of ours, as pages, docstrings and comments name it; LINE's addresses end without a dot.
NAMED = re.compile(
    rf"(?<![\w/.-])(?:{'|'.join((*ROOMS, 'simulator', 'tests', 'docs'))})"
    r"/[a-z0-9_/.-]+\.(?:py|lua|md|csv|json)\b"
)


def missing_files(words: str) -> list[str]:
    """Return the files that *words* name and that are not there."""
    return [name for name in NAMED.findall(words) if not Path(name).exists()]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_should_name_only_files_that_are_there(page: Path) -> None:
    words = page.read_text("utf-8")
    links = [page.parent / link for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", words)]

    assert [str(path) for path in links if not path.exists()] + missing_files(words) == []


#: A name of a file of ours, as pages give it: `RULES` of `cases/rules.py`.
NAME_IN = re.compile(r"`@?(\w+)(?:\([^`]*)?`\s+(?:in|of)\s+`([\w/]+\.py)`")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_should_name_only_names_that_are_in_their_files(page: Path) -> None:
    named = NAME_IN.findall(page.read_text("utf-8"))

    assert [
        (name, path)
        for name, path in named
        if not re.search(rf"^(?:class |def )?{name}\b", Path(path).read_text("utf-8"), re.M)
    ] == []


def test_should_name_only_files_that_are_there_in_the_code() -> None:
    found = {str(path): missing_files(path.read_text("utf-8")) for path in FILES}

    assert {name: gone for name, gone in found.items() if gone} == {}
