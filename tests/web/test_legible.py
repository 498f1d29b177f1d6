"""Whatever an operator's files and the store say, what we write can be read by any program."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.taxonomy import read_taxonomy
from config.cleaning import readable
from geo.centres_file import load_centres
from store.unit_of_work import UnitsOfWork
from tests.builders import LATER, a_case, the_taxonomy
from tests.web.odd_files import FORBIDDEN, odd_files
from tests.web.open311_rig import FORMS, a_rig, parsed
from tools.poster.layout import PosterWords, as_svg
from web.open311.responses import JSON, XML, spell

#: Every code point there is, halves of characters too.
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


def read_xml(written: str | bytes) -> Xml.Element:
    return Xml.fromstring(written)  # noqa: S314  (our own)


def with_line_feeds(text: str) -> str:
    """Return *text* as readers of XML do: every line ends with a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(text=ANYTHING)
@example(text="".join(FORBIDDEN))
@example(text="\ud83d\ude00 ]]> <!-- & \u2028 \x85 \x7f")
def test_should_write_xml_that_parses_whatever_the_text(text: str) -> None:
    record = {"service_name": text, "description": [text]}

    found = read_xml(spell("services", [{"service_name": text}], XML))

    name = found[0][0].text or ""
    assert name == with_line_feeds(readable(text))
    assert not [one for one in name if unicodedata.category(one) == "Cc" and one not in "\t\n"]
    read = json.loads(str(spell("x", [record], JSON)).encode())
    assert readable(read[0]["service_name"]) == readable(text)


@given(text=ANYTHING)
@example(text="".join(FORBIDDEN))
def test_should_draw_a_poster_that_parses_whatever_the_name(text: str) -> None:
    shape = PosterWords(1, 1, 1, text, fill="#000000")

    drawn = read_xml(as_svg([shape], text).encode())

    assert (drawn[0].text or "") == with_line_feeds(readable(text))


@pytest.mark.parametrize("text", FORBIDDEN, ids=ascii)
def test_should_take_from_text_what_xml_forbids(text: str) -> None:
    assert readable(text) in ("กข", "ก ข")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ศูนย์\x0bอยุธยา", "ศูนย์ อยุธยา"),
        ("Centre\x0cA", "Centre A"),
        ("a\x85b", "a b"),
        ("a\x00b\x1b[31mc\x7f\x9f", "ab[31mc"),
        ("a\tb\nc\r\nd", "a\tb\nc\r\nd"),
        ("ป้ำ 👩\u200d👧 ก\u200bข\u2028", "ป้ำ 👩\u200d👧 ก\u200bข\u2028"),
        ("\ud83d x \ude00", " x "),
    ],
    ids=ascii,
)
def test_should_leave_the_rest(text: str, left: str) -> None:
    assert readable(text) == left


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Any]:
    return odd_files(tmp_path)


def test_should_read_names_without_what_nobody_can_read(files: dict[str, Any]) -> None:
    centres, taxonomy = load_centres(files["centres_file"]), read_taxonomy(files["taxonomy_file"])

    names = [centre.name_th for centre in centres]
    names += [kind.th for kind in taxonomy.kinds.values()]
    assert len(centres) == 77
    assert all(name == readable(name) and "ก ข" in name and "กข" in name for name in names)


@pytest.mark.parametrize("form", FORMS)
def test_should_answer_partners_in_xml_whatever_the_files_say(
    client: Any, files: dict[str, Any], form: str
) -> None:
    rig = a_rig(client, privacy_contact="".join(FORBIDDEN), **files)
    unit = UnitsOfWork(client).open("put", LATER)
    unit.cases.add(a_case(opened_at=LATER, last_shared_at=LATER, kind="ADULT"))
    unit.cases.save(a_case(opened_at=LATER, last_shared_at=LATER, kind="ADULT"))
    unit.commit([])

    services = parsed(rig.get(f"services.{form}"))
    (case,) = parsed(rig.get(f"requests.{form}", api_key=rig.key))
    discovery = parsed(rig.web.get(f"/open311/discovery.{form}"))
    sent = rig.post(form, service_code="ADULT", description="".join(FORBIDDEN[:8]))

    assert [one["service_code"] for one in services] == ["SHARE", *the_taxonomy().kinds]
    assert "ก ข" in case["agency_responsible"]
    assert "กข" in case["service_name"]
    assert "กข" in readable(discovery["contact"])
    assert parsed(sent)[0]["token"]
