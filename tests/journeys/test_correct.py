"""A wrong tap at the close is put right, through the front door."""

from __future__ import annotations

import pytest

from cases.people import WRITTEN, Language
from line.flex import cut_label
from messages.texts import correction, proof, results, staff
from store.verify import verify
from tests.builders import the_taxonomy
from tests.journeys.town import Town

pytestmark = pytest.mark.slow


def named(code: str, language: Language) -> str:
    """Name an outcome as its button does."""
    return cut_label(the_taxonomy().outcomes[code].name(language))


@pytest.mark.parametrize("language", WRITTEN)
def test_should_put_a_wrong_outcome_right_and_tell_the_sharer(
    town: Town, language: Language
) -> None:
    officer, sharer = town.alerted_of_a_share(language)
    for label in (staff.CLAIM, staff.GO, staff.ARRIVED, staff.FOUND):
        town.tap(officer, label.say(language))
    town.hear(sharer)  # still there?
    closed = town.tap(officer, named("FAMILY", language))
    assert results.RESULT.say(language) in town.hear(sharer)
    assert correction.CORRECT.say(language) in closed

    assert proof.HEADING.say(language) in town.tap(officer, proof.OFFER.say(language))
    for value in ("thai", "foreign"):  # the second one on the card of the first
        number = closed.split("14-")[1][:9]
        data = f"v=1&do=fact&case=14-{number}&person=1&name=nationality&value={value}"
        town.line.press(officer, data)
        town.hear(officer)
    town.line.press(officer, f"v=1&do=correct&case=14-{number}")
    assert correction.ASKED.say(language) in town.hear(officer)
    righted = town.tap(officer, named("ADVISED", language))

    assert correction.CORRECTED.say(language) in righted
    heard = town.hear(sharer)
    assert correction.SORRY.say(language) in heard
    assert results.BY_CODE["ADVISED"].say(language) in heard
    counted = [town.count(f"outcome:{code}") for code in ("FAMILY", "ADVISED")]
    assert [*counted, town.count("closed")] == [0, 1, 1]
    facts = [town.count(f"fact:nationality:{value}") for value in ("thai", "foreign")]
    assert facts == [0, 1]
    assert verify(town.store) == []
