"""What a person sees of a message, and what people do, as tests and drills in other processes
read and write it."""

from __future__ import annotations

import pytest

from simulator.client import SimulatorClient
from simulator.reading import read
from simulator.refusals import Json
from simulator.webhooks import again_of, location_of, simple_act, tap_of, text_of
from tests.simulator.bot_side import Ear
from tests.simulator.shapes import button, card, leaf, postback, quick, uri


def test_should_read_words_buttons_and_links_in_their_order() -> None:
    first = card(leaf(text="Anong"), button(action=postback("Claim", data="do=claim")))
    then = quick(uri("https://example.com/map"))

    seen = read([first, then])

    assert seen.alt == "alt"
    assert seen.words == ("alt", "Anong", "choose")
    assert seen.taps == ("do=claim",)
    assert seen.links == ("https://example.com/map",)
    assert set(seen.shown) == {*seen.words, *seen.links, "Claim", "Open"}


def test_should_read_a_message_without_any_of_it() -> None:
    seen = read({"type": "sticker", "packageId": "446"})

    assert (seen.alt, seen.words, seen.shown, seen.taps, seen.links) == ("", (), (), (), ())


@pytest.mark.parametrize(
    ("told", "kind", "message"),
    [
        pytest.param(text_of("U1", "hello"), "message", {"text": "hello"}, id="text"),
        pytest.param(
            location_of("U1", 13.5, 100.5, "Market", "Bangkok"),
            "message",
            {"latitude": 13.5, "longitude": 100.5, "title": "Market", "address": "Bangkok"},
            id="location",
        ),
        pytest.param(tap_of("U1", "do=mine"), "postback", {"data": "do=mine"}, id="tap"),
        pytest.param(simple_act("sticker", "U1"), "message", {"type": "sticker"}, id="sticker"),
        pytest.param(simple_act("standby", "U1"), "message", {"text": "..."}, id="standby"),
    ],
)
def test_should_do_what_a_person_does(
    people: SimulatorClient, simulator_ear: Ear, told: Json, kind: str, message: Json
) -> None:
    (event,) = people.send_events([told])

    assert event["type"] == kind
    assert simulator_ear.events()[0][kind].items() >= message.items()


def test_should_name_no_place_that_has_no_name(people: SimulatorClient, simulator_ear: Ear) -> None:
    people.send_events([location_of("U1", 13.5, 100.5)])

    assert not {"title", "address"} & simulator_ear.events()[0]["message"].keys()


def test_should_bring_an_event_again(people: SimulatorClient, simulator_ear: Ear) -> None:
    (event,) = people.send_events([text_of("U1", "hello")])

    people.send_events([again_of(event)])

    first, second = simulator_ear.events()
    assert second == first | {"deliveryContext": {"isRedelivery": True}}
