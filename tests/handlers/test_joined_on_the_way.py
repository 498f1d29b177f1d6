"""Who is on the way hears that another person shared the same place."""

from __future__ import annotations

import pytest

from cases.case import Seen
from cases.facts.answers import SharerHeard
from cases.facts.shares import CaseOpened
from tests.builders import NOW, a_line_id, a_press, a_share, minutes
from tests.handling import Handling, only

ANNA, SHARER, OTHER = 11, 1, 2
SOON = NOW + minutes(10)


@pytest.fixture
def street(handling: Handling) -> Handling:
    """Open a case that ANNA has claimed."""
    handling.enrol(ANNA)
    case = only(handling.do(a_share(SHARER)), CaseOpened).case.number
    handling.do(a_press(ANNA, "claim", NOW + minutes(5), case=case))
    return handling


def going(street: Handling) -> None:
    number = "14-6911-0001"
    street.do(a_press(ANNA, "going", NOW + minutes(6), case=number))


def test_should_tell_who_is_on_the_way_once_that_another_shared(street: Handling) -> None:
    going(street)

    first = street.do(a_share(OTHER, at=SOON))
    later = street.do(a_share(4, at=SOON + minutes(1)))

    told = only(first, SharerHeard)
    assert (told.to.line_id, told.seen, told.case.sharers) == (a_line_id(ANNA), Seen.HERE, 2)
    assert not any(isinstance(one, SharerHeard) for one in later)


def test_should_tell_once_whatever_was_shared_before_the_way(street: Handling) -> None:
    """Also where somebody shared between the claim and the way, or a share comes late."""
    street.do(a_share(5, at=NOW + minutes(5.5)))
    going(street)

    first = street.do(a_share(OTHER, at=NOW + minutes(4)))
    later = street.do(a_share(4, at=SOON))

    assert only(first, SharerHeard).shared
    assert not any(isinstance(one, SharerHeard) for one in later)


def test_should_tell_anew_on_the_next_way(street: Handling) -> None:
    going(street)
    street.do(a_share(OTHER, at=SOON))
    for after, act in ((20, "release&sure"), (21, "claim"), (22, "going")):
        name, _, sure = act.partition("&")
        fields = {sure: "yes"} if sure else {}
        street.do(a_press(ANNA, name, NOW + minutes(after), case="14-6911-0001", **fields))

    only(street.do(a_share(4, at=NOW + minutes(23))), SharerHeard)


def test_should_not_tell_before_the_way(street: Handling) -> None:
    facts = street.do(a_share(OTHER, at=SOON))

    assert not any(isinstance(one, SharerHeard) for one in facts)


def test_should_not_tell_of_the_same_sharer(street: Handling) -> None:
    going(street)

    facts = street.do(a_share(SHARER, at=SOON))

    assert not any(isinstance(one, SharerHeard) for one in facts)
