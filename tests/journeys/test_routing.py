"""ROUTING=province: a share goes to the centre whose duty it is, though another is nearer."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.facts.casework import Why
from cases.people import WRITTEN, Language
from messages.texts import citizen, staff, transfers
from store import keys
from store.verify import verify
from tests.builders import PATTAYA
from tests.journeys.town import Town, a_town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]
#: In Chon Buri's area, and nearest to Rayong's centre.
ADDRESS = "เมืองพัทยา อำเภอบางละมุง จังหวัดชลบุรี 20150 ประเทศไทย"
CHON_BURI = {Language.THAI: "จังหวัดชลบุรี", Language.ENGLISH: "Chon Buri"}


@pytest.mark.parametrize("language", WRITTEN)
def test_should_bring_a_share_to_the_centre_of_its_province(
    store_url: str, tmp_path: Path, language: Language
) -> None:
    with a_town(store_url, tmp_path, routing="province") as town:
        nearest = town.officer("Anong", "TH-21", language=language.value)
        on_duty = town.officer("Boon", "TH-20", language=language.value)
        sharer = town.citizen("Somchai", language=language.value)
        town.line.follow(sharer)
        town.hear(sharer)

        town.share(sharer, PATTAYA, ADDRESS)

        receipt, alerted = town.hear(sharer), town.hear(on_duty)
        assert citizen.RECEIVED.say(language) in receipt
        assert CHON_BURI[language] in receipt
        assert staff.HEADINGS[Why.NEW].say(language) in alerted
        assert transfers.AREA.say(language) not in alerted  # it is their own
        number = _close(town, on_duty, language)
        assert CHON_BURI[language] in town.hear(sharer)
        town.settle()
        assert town.count("cases", "TH-20") == town.count("closed", "TH-20") == 1
        assert town.count("cases", "TH-21") == 0
        assert town.store.hmget(keys.case(number), "centre", "province") == [b"TH-20", b"TH-20"]
        assert len(town.line.messages_of(nearest)) == 2  # joined the team, and nothing since
        assert verify(town.store) == []


def _close(town: Town, officer: str, language: Language) -> str:
    """Claim the case and close it from the desk; give its number."""
    said = town.tap(officer, staff.CLAIM.say(language))
    assert staff.CLAIMED_HEADING.say(language) in said
    (key,) = town.store.scan_iter(keys.case("20-*"))
    number = str(key.decode()).removeprefix(keys.case(""))
    town.line.press(officer, f"v=1&do=close&case={number}&outcome=INSUFFICIENT")
    town.hear(officer)
    return number
