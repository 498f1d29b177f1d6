"""A partner brings a share by Open311 and follows it until it is closed; and the documents' own
examples, typed as they stand there."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.people import WRITTEN, Language
from messages.texts import staff
from store import partners
from store.verify import verify
from tests import needs
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]
DOCUMENT = Path("docs/open311.md")


def examples() -> list[str]:
    """Return the commands of the document, in order."""
    return re.findall(r"```sh\n(.*?)```", DOCUMENT.read_text("utf-8"), flags=re.S)


def typed(command: str, **env: str) -> str:
    """Type a command of the document, and give what it prints."""
    needs.command("curl")
    done = subprocess.run(
        [needs.command("bash"), "-euc", command],
        env=os.environ | env,
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


def a_partner(town: Town) -> dict[str, str]:
    """Let a partner in, and give the environment of the examples."""
    _, key = partners.add(town.store, "1300", per_hour=9, now=datetime.now(UTC))
    return {"BASE": f"{town.settings.public_url}/open311", "API_KEY": key}


def number_of(town: Town, token: str, **env: str) -> str:
    """Ask for the number until it is there."""
    command = next(one for one in examples() if "tokens" in one)
    found: Any = []

    def asked() -> list[Any]:
        found[:] = json.loads(typed(command, TOKEN=token, **env))
        return found if found[0]["service_request_id"] else []

    town.line.wait_until(asked, seconds=10)
    return str(found[0]["service_request_id"])


@pytest.mark.parametrize("language", WRITTEN)
def test_should_bring_a_partners_share_to_the_team_and_tell_its_end(
    town: Town, language: Language
) -> None:
    anong = town.officer("Anong", language=language.value)
    env = a_partner(town)
    services, share, _, one, listed = examples()
    start = (datetime.now(UTC) - timedelta(days=2)).isoformat(timespec="seconds")

    assert "WITH_CHILD" in typed(services, **env)
    token = json.loads(typed(share, **env))[0]["token"]
    assert json.loads(typed(share, **env))[0]["token"] == token
    number = number_of(town, token, **env)
    assert "<status>open</status>" in typed(one, NUMBER=number, **env)
    assert number in typed(listed, START=start, **env)

    assert staff.URGENT.say(language) in town.hear(anong)
    assert "หน้าประตูวัด" in town.tap(anong, staff.CLAIM.say(language))
    town.tap(anong, staff.GO.say(language))
    town.tap(anong, staff.ARRIVED.say(language))
    town.tap(anong, staff.NOT_FOUND.say(language))
    town.settle()

    assert "<status>closed</status>" in typed(one, NUMBER=number, **env)
    assert json.loads(typed(listed, START=start, **env)) == []
    counted = [town.count(name) for name in ("shares", "channel:open311", "cases", "closed")]
    assert counted == [1, 1, 1, 1]
    assert town.line.paid() == 1
    assert verify(town.store) == []


def test_should_bring_a_share_in_parts_and_hear_at_once_of_one_abroad(
    town: Town, tmp_path: Path
) -> None:
    anong = town.officer("Anong", language="en")
    env = a_partner(town)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(2_000))
    post = 'curl -sS "$BASE/v2/requests.json" -H "Api-Key: $API_KEY" -F service_code=FORCED'
    parts = f"-F long=100.5689 -F 'description=หลังตู้ไปรษณีย์' -F 'media=@{photo};type=image/jpeg'"

    abroad = json.loads(typed(f"{post} {parts} -F lat=20.9", **env))
    kept, again = (json.loads(typed(f"{post} {parts} -F lat=14.3532", **env)) for _ in range(2))
    number = number_of(town, kept[0]["token"], **env)

    assert [one["code"] for one in abroad] == ["400"]
    assert "outside Thailand" in abroad[0]["description"]
    assert "Photos are not taken" in kept[0]["service_notice"]
    assert again[0]["token"] == kept[0]["token"]  # though curl drew another boundary
    assert number in town.hear(anong)
    assert [town.count(name) for name in ("shares", "cases")] == [1, 1]
    assert verify(town.store) == []
