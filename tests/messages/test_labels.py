"""Every label of every message and menu keeps within LINE's limit, whichever way LINE counts: its
documentation says grapheme clusters, a public measurement says code points."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cases.facts.casework import ClosingFactAsked
from cases.facts.fact import Fact
from cases.people import Language
from cases.taxonomy import Kind, Taxonomy, Urgency
from config.settings import Settings
from geo.centres import Centres
from line.flex import cut_label
from line.outbound import OutboundRenderer
from line.richmenu.menus import every_menu
from tests.builders import NOW, a_press, the_centres, the_taxonomy
from tests.messages.every_fact import ASKER, every_fact
from tests.messages.saying import parts

#: What an operator may call a centre or a kind, and a member be called.
FAMILY = "👩‍👩‍👧‍👦"
NASTY = {
    "as they are": "",
    "Thai": "ศูนย์ที่้น้ำใจผู้เข้มแข็ง" * 9,
    "marks": "ที่" * 90,
    "family": FAMILY * 40,
    "flags": "🇹🇭" * 60,
    "piled up": "e" + "\u0301" * 300,
    "nineteen and one": "x" * 19 + FAMILY,
    "short": "ก",
}
#: What clusters are made of, for Hypothesis to put together.
PIECES = [*"กทีุ่้ำเx ", FAMILY, "🇹🇭", "\u200d", "\u0301"]
#: Fields of facts that hold words of people or of the operator.
_NAMED = {"name", "name_th", "name_en", "province_th", "province_en", "holder", "address"}
#: LINE's numbers, for what is no label.
_MOST = {"text": 5_000, "altText": 1_500, "data": 300, "displayText": 300, "uri": 1_000}


def renamed(value: Any, to: str, done: dict[int, Any] | None = None) -> Any:
    """Give everybody and everything in a fact another name; a case that stands in it a thousand
    times is renamed once."""
    done = {} if done is None else done
    if isinstance(value, tuple):
        return tuple(renamed(one, to, done) for one in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type | ClosingFactAsked):
        return value
    if id(value) not in done:
        new = {
            field.name: to
            if field.name in _NAMED and isinstance(getattr(value, field.name), str)
            else renamed(getattr(value, field.name), to, done)
            for field in dataclasses.fields(value)
            if field.init
        }
        done[id(value)] = dataclasses.replace(value, **new)
    return done[id(value)]


def nasty_renderer(name: str) -> OutboundRenderer:
    """Return the bot's voice with codes of an operator's own, named so."""
    if not name:
        return OutboundRenderer(Settings(secret_key="of the tests"), the_taxonomy(), the_centres())
    codes = the_taxonomy()
    own = "X" * 40
    taxonomy = Taxonomy(
        {
            one.code: dataclasses.replace(one, th=name[:90], en=name[:90])
            for one in codes.outcomes.values()
        },
        {own: Kind(own, name, name, None), **codes.kinds},
        {own: Urgency(own, name, ("1" * 15,)), **codes.urgencies},
        codes.facts,
    )
    centres = Centres([renamed(one, name) for one in the_centres()])
    return OutboundRenderer(Settings(secret_key="of the tests"), taxonomy, centres)


def every_message(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every message of the bot, to both languages, where all is called *name*."""
    renderer, event = nasty_renderer(name), a_press(ASKER, "x")
    for language in Language:
        for title, fact in every_fact(language):
            told: Fact = renamed(fact, name) if name else fact
            for call in renderer.render(event, [told], NOW):
                yield from (
                    (f"{language} {title}", json.loads(json.dumps(one))) for one in call.messages
                )


def bad_label(part: dict[str, Any]) -> bool:
    """Return whether LINE may refuse a label, or a reader see nothing of it."""
    label = part.get("label")
    if label is None:
        return False
    return not (label.strip() and len(label) <= 20) or bool(regex.match(r"\p{M}", label))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, id=what, marks=pytest.mark.slow if name else ())
        for what, name in NASTY.items()
    ],
)
def test_should_keep_every_label_of_every_message_within_20_by_both_counts(name: str) -> None:
    labels = 0
    for title, message in every_message(name):
        for part in parts(message):
            labels += "label" in part
            assert not bad_label(part), f"{title}: {part}"
            for field, most in _MOST.items():
                said = str(part.get(field, ""))
                assert len(said.encode("utf-16-le")) // 2 <= most, f"{title}: {field} {said}"
            assert str(part.get("uri", "")).isascii(), title
        assert len(message.get("quickReply", {"items": ()})["items"]) <= 13

    assert labels > 5_000


@pytest.mark.parametrize("menu", list(every_menu()), ids=lambda menu: menu.name)
def test_should_keep_every_label_of_every_menu_within_20_by_both_counts(menu: Any) -> None:
    assert [part for part in parts(menu.definition) if bad_label(part)] == []
    assert len(menu.definition["chatBarText"]) <= 14
    assert len(menu.definition["name"]) <= 300


def test_should_cut_no_words_of_our_own_in_what_citizens_are_told() -> None:
    """What is cut on a button must stand beside it in full: on a box that is tapped it does."""
    cut = [
        (title, part["action"]["label"])
        for title, message in every_message("")
        for part in parts(message)
        if part.get("type") in ("button", "action") and part["action"]["label"].endswith("…")
    ]

    assert cut == []


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_should_cut_a_label_between_characters_and_within_both_counts(words: str) -> None:
    label = cut_label(words)
    line = " ".join(words.split())

    assert len(label) <= 20
    if label != line:
        kept = label.removesuffix("…")
        assert label.endswith("…")
        assert regex.findall(r"\X", line)[: len(regex.findall(r"\X", kept))] == regex.findall(
            r"\X", kept
        )


def test_should_use_up_what_a_label_may_have() -> None:
    assert cut_label("ก" * 20) == "ก" * 20
    assert cut_label("ก" * 21) == "ก" * 19 + "…"
    assert cut_label("ที่" * 7) == "ที่" * 6 + "…"
    assert cut_label(FAMILY * 3) == FAMILY * 2 + "…"
