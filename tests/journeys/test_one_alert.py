"""What is said of a case while its first alert still waits comes with it, in one push."""

from __future__ import annotations

import pytest

from simulator.faults import Fault
from store import keys
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

#: The officer's button, the citizen's two dangers, and the dangers as the alert names them.
WORDS = {
    "th": ("คิวของศูนย์", "บาดเจ็บหรือป่วย", "มีการทำร้ายกัน", "บาดเจ็บหรือป่วย", "มีการทำร้าย"),
    "en": ("Queue of my centre", "Hurt or ill", "Violence", "hurt or ill", "violence"),
}


@pytest.mark.parametrize("language", WORDS)
def test_should_send_one_push_that_says_all_where_the_first_alert_waits(
    town: Town, language: str
) -> None:
    queue, *dangers = WORDS[language]
    anong, citizen = town.officer("Anong", language=language), town.citizen("Emma", language)
    town.line.follow(citizen)
    town.hear(citizen)
    town.settle()
    town.line.set_faults(Fault("latency", path="reply", seconds=4.0, times=1))
    town.line.send_text(anong, queue)
    town.line.wait_until(lambda: [{}] if town.store.xlen(keys.OUTBOX) else [])

    town.share(citizen)
    town.hear(citizen)
    for danger in dangers[:2]:
        town.tap(citizen, danger)
    town.hear(anong)
    town.settle()

    heard = town.line.messages_of(anong)
    pushes = [one for one in heard if one["kind"] in ("push", "multicast")]
    assert len(pushes) == 1
    assert all(danger in str(pushes[0]) for danger in dangers[2:])
