"""`drill`: the plan follows from the seed, people act by what they read, an evening is played."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from cases.case import State
from cases.facts.casework import Alerted, CaseClaimed, OfficerArrived, OfficerGoing, Why
from cases.facts.fact import Fact
from cases.facts.shares import SharersTold
from cases.people import Role
from config.clock import to_ms
from config.settings import Settings
from geo.centres import Point, metres
from geo.whereabouts import Locator
from messages.texts.words import TYPED
from store import keys
from tests.builders import NOW, a_case, a_line_id, a_member, a_press, the_centres
from tests.messages.every_fact import ASKER
from tests.messages.saying import asker, calls
from tools.crowd.deeds import Heard, read_message
from tools.crowd.officer import OfficerMind
from tools.crowd.plan import EveningPlan, load_places, make_plan
from tools.crowd.teams import Officer, Tempo, lone
from tools.drill.gather import complaints, private, waiting

_ME = a_line_id(ASKER)


def a_plan(seed: int = 1, shares: int = 60) -> EveningPlan:
    """Plan a small evening."""
    national = Settings().national_centre
    return make_plan(seed, shares, 60.0, load_places(), the_centres(), national)


def a_mind(pace: Tempo = Tempo.QUICK, *, finds: bool = True) -> OfficerMind:
    """Build an officer who decides by the same dice each time."""
    return OfficerMind(
        Officer(_ME, "Somebody", "TH-14", Role.OFFICER, pace, on_duty=True, seed=3), lambda _: finds
    )


def row(message: object, *, kind: str = "reply") -> dict[str, Any]:
    """Write what LINE's stand-in tells of a message."""
    return {"to": _ME, "at": 5, "kind": kind, "cost": int(kind == "push"), "message": message}


def read(fact: Fact, *, kind: str = "reply") -> Heard:
    """Read the first message that the bot says of *fact*."""
    (call,) = calls(a_press(ASKER, "x"), fact)
    return read_message(row(call.messages[0], kind=kind))


def alerted() -> Alerted:
    """Build what becomes true when a case waits."""
    member = a_member(ASKER)
    centre = next(iter(the_centres()))
    return Alerted((member,), a_case(), centre, 900.0, Why.NEW)


def held(state: State) -> dict[str, Any]:
    """Build what a claimed case has."""
    return {"state": state, "holder": ASKER}


def pressed(mind: OfficerMind, at: float = 10.0) -> str:
    """Return the button's data, or the words, that an officer sends until *at*."""
    deed = mind.due(at)
    return "" if deed is None else str(deed.told.get("data") or deed.told.get("text", "place"))


def test_should_claim_by_the_button_of_the_alert_and_check_in_where_it_leads() -> None:
    mind, case = a_mind(), a_case()
    mind.hear(read(alerted(), kind="push"), now=1.0)

    assert pressed(mind, at=1.05) == ""
    assert pressed(mind, at=2.0) == f"v=1&do=claim&case={case.number}"

    claimed = CaseClaimed(asker(), a_case(**held(State.CLAIMED)), next(iter(the_centres())), 9.0)
    mind.hear(read(claimed), now=3.0)
    assert pressed(mind) == f"v=1&do=going&case={case.number}"

    mind.hear(read(OfficerGoing(asker(), a_case(**held(State.GOING)))), now=11.0)
    deed = mind.due(20.0)
    assert deed is not None
    assert deed.told["latitude"] == pytest.approx(case.place.point.latitude, abs=0.001)


@pytest.mark.parametrize(("finds", "do"), [(True, "found"), (False, "not_found")])
def test_should_find_whoever_is_still_there(finds: bool, do: str) -> None:
    mind, case = a_mind(finds=finds), a_case()
    mind.hear(read(alerted(), kind="push"), now=1.0)
    mind.due(2.0)

    mind.hear(read(OfficerArrived(asker(), a_case(**held(State.ON_SITE)))), now=3.0)

    assert pressed(mind) == f"v=1&do={do}&case={case.number}"


def test_should_look_at_what_one_holds_when_no_answer_comes() -> None:
    mind = a_mind()
    mind.hear(read(alerted(), kind="push"), now=1.0)
    mind.due(2.0)

    assert pressed(mind, at=11.9) == ""
    assert pressed(mind, at=12.1) == TYPED["mine"][0]
    assert mind.in_vain == 1


def test_should_begin_nothing_at_night() -> None:
    mind = a_mind()
    mind.is_night = True
    mind.hear(read(alerted(), kind="push"), now=1.0)

    assert pressed(mind, at=500.0) == ""


def test_should_sleep_through_an_alert() -> None:
    mind = a_mind(Tempo.ASLEEP)
    mind.hear(read(alerted(), kind="push"), now=1.0)

    assert pressed(mind, at=500.0) == ""


def test_should_know_the_result_that_a_sharer_reads() -> None:
    closed = a_case(state=State.CLOSED, outcomes=("FAMILY",))
    told = read(SharersTold((asker(),), closed))

    assert told.is_result
    assert told.cases == {closed.number}
    assert not read(alerted()).is_result


def test_should_wait_for_the_results_that_are_due(client: Any) -> None:
    later = to_ms(NOW + timedelta(days=36_500))
    client.zadd(keys.TIMERS, {"tell_sharers:14-6911-0001": 1, "remind:x": later})

    assert waiting(client)["timers due"] == 1


def test_should_plan_the_same_evening_from_the_same_seed() -> None:
    assert a_plan(7) == a_plan(7)
    assert a_plan(7) != a_plan(8)


def test_should_plan_what_an_evening_needs() -> None:
    plan = a_plan(shares=400)
    shared = Counter(share.citizen.id for share in plan.shares)
    by_centre = Counter(the_centres().nearest(share.place.point).id for share in plan.shares)
    staffed = {officer.centre for officer in plan.officers}
    quick = {officer.centre for officer in plan.officers if officer.pace is Tempo.QUICK}

    assert len(plan.shares) == 400
    assert [share.number for share in plan.shares] == list(range(400))
    assert all(0 <= share.at <= plan.seconds for share in plan.shares)
    assert all(0 <= bother.at <= plan.seconds for bother in plan.bothers)
    assert max(shared.values()) <= 3
    assert by_centre.most_common(1)[0][0] == "TH-10"
    assert len(staffed - quick) == 1
    assert set(Tempo) == {officer.pace for officer in plan.officers}
    assert any(share.kind == "WITH_CHILD" for share in plan.shares)
    assert lone(plan.officers) < staffed


def test_should_let_nobody_share_one_person_twice() -> None:
    shares = [share for seed in range(5) for share in a_plan(seed, shares=200).shares]
    by_citizen: dict[str, list[Point]] = {}
    for share in shares:
        by_citizen.setdefault(share.citizen.id, []).append(share.place.point)

    pairs = [pair for points in by_citizen.values() for pair in combinations(points, 2)]

    assert pairs
    assert [pair for pair in pairs if metres(*pair) < 50] == []


def test_should_let_some_persons_leave_before_anybody_comes() -> None:
    plan = a_plan(shares=400)
    stays = [plan.stays(share.place.point) for share in plan.shares]

    assert stays == [share.stays for share in plan.shares]
    assert 0.5 < sum(stays) / len(stays) < 0.75


def test_should_know_forty_places_in_thailand_and_others_abroad() -> None:
    places = load_places()
    locator = Locator(the_centres())
    inside = [locator.locate(one.point, one.address).inside for one in places.inside]
    abroad = [locator.locate(one.point, one.address).inside for one in places.abroad]

    assert len(places.inside) >= 40
    assert all(inside)
    assert not any(abroad)


@pytest.mark.parametrize(
    ("said", "what"),
    [
        pytest.param(f'{{"event": "x", "who": "{_ME}"}}', "a LINE id", id="id"),
        pytest.param('{"event": "at AT"}', "a place", id="place"),
        pytest.param('{"event": "x", "name": "A Drillperson"}', "somebody's words", id="name"),
        pytest.param("the-secret in the clear", "somebody's words, or a secret", id="secret"),
        pytest.param('{"event": "sent", "at": "AT"}', "", id="the time of a line is no place"),
        pytest.param('{"event": "sent", "seconds": 1.2345}', "", id="another number"),
    ],
)
def test_should_find_what_no_log_may_say(said: str, what: str) -> None:
    plan = a_plan()
    latitude = plan.shares[0].place.point.latitude
    line = said.replace("AT", f"{latitude:.6f}")

    leaks = list(private(plan, ["the-secret"]).leaks("log", f"fine\n{line}\nfine"))

    assert [leak.startswith(f"log, line 2: {what}") for leak in leaks] == ([True] if what else [])


def test_should_count_what_the_service_complained_of() -> None:
    log = '{"event": "sent", "level": "info"}\n{"event": "parked", "level": "error"}\nTraceback\n'

    assert complaints(log) == {"error: parked": 1, "a line that is no JSON": 1}


@pytest.mark.slow
def test_should_play_an_evening_and_keep_every_promise(tmp_path: Path) -> None:
    words = ["/usr/bin/env", f"TMPDIR={tmp_path}", sys.executable, "-m", "bot", "drill"]
    words += ["--shares", "40", "--minutes", "0.2", "--seed", "1"]

    done = subprocess.run(words, capture_output=True, text=True, timeout=400, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 acknowledged, 41 in" in done.stdout  # one was entered for a caller
    assert "BROKEN" not in done.stdout
    assert done.stdout.count("  kept  ") == 13
    assert "Every promise is kept (seed 1)." in done.stdout
    assert list(tmp_path.iterdir()) == []
