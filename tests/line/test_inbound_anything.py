"""Whatever JSON comes in, it is an event that the house can hold, or ignored for a reason."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cases.command_words import write_words
from handlers.events import Followed, LocationSent, OtherSent, Pressed, TextSent, Unfollowed
from line.inbound import Ignored
from tests.line.raw_events import Raw, a_message, a_press, a_raw, read

ANY_EVENT = Followed | LocationSent | OtherSent | Pressed | TextSent | Unfollowed
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
ODD = JSON | st.text(st.characters(categories=["Cs", "Cc", "Cf", "Mn", "So", "Lo"]))
GOOD = [
    a_raw("follow"),
    a_raw("unfollow"),
    a_message("text"),
    a_message("location", title="ตลาดหัวรอ", address="จ.พระนครศรีอยุธยา"),
    a_message("sticker"),
    a_press("v=1&do=claim&case=14-6911-0042"),
]
INNER = ["type", "text", "latitude", "longitude", "title", "address", "data", "userId"]
BUTTONS = st.text("v=1&do=claim%fc0ek ;+", max_size=40).map(lambda text: f"v=1&do={text}")


@st.composite
def damaged_events(draw: st.DrawFn) -> Raw:
    """Take an event as LINE sends it and put a few odd values into it."""
    raw = draw(st.sampled_from(GOOD))
    outer = draw(st.dictionaries(st.sampled_from(sorted(raw)), ODD, max_size=1))
    inner = draw(st.dictionaries(st.sampled_from(INNER), ODD | BUTTONS, max_size=2))
    return {
        name: value | inner if name in ("message", "postback") else value
        for name, value in raw.items()
    } | outer


def words_of(event: Any) -> list[str]:
    """Return every text that an event takes into the house."""
    place = [event.place.address] if isinstance(event, LocationSent) else []
    typed = [event.text] if isinstance(event, TextSent) else []
    fields = [write_words(event.command)] if isinstance(event, Pressed) else []
    if isinstance(event, Ignored):
        return []
    return [event.id, event.line_id, event.reply_token, *place, *typed, *fields]


@given(JSON)
def test_should_read_any_json_as_an_event_or_ignore_it(raw: object) -> None:
    assert isinstance(read(raw), Ignored | ANY_EVENT)


@given(damaged_events())
def test_should_take_nothing_in_that_the_store_cannot_keep(raw: Raw) -> None:
    event = read(raw)

    assert isinstance(event, Ignored | ANY_EVENT)
    assert all(word.encode().decode() == word for word in words_of(event))


@given(damaged_events())
def test_should_give_an_event_the_same_id_each_time(raw: Raw) -> None:
    event, again = read(raw), read(raw | {"deliveryContext": {"isRedelivery": True}})

    assert getattr(event, "id", None) == getattr(again, "id", None)
