"""An operator takes a centre out of the file while it has cases and staff."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.wiring import PARTS, worker_jobs
from cases.case import State
from cases.facts.digests import Digested
from cases.facts.moves import CaseHandedOver, HandoverAsked
from cases.facts.shares import CaseOpened, ShareJoined
from cases.facts.team_changes import CodeRefused
from cases.people import Invitation, Role
from cases.ports import Timer
from config.settings import Settings
from geo.centres import Centres
from geo.centres_file import load_centres
from handlers.events import TimerDue
from line.outbound import OutboundRenderer
from store import keys
from store.connection import StoreClient
from store.installation import store_centres, with_former
from store.people import invite
from store.statistics import RedisStatistics
from store.stream import Counters
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_context,
    a_press,
    a_share,
    a_text,
    minutes,
    near,
    the_centres,
    the_taxonomy,
)
from tests.handlers.staffed import ANNA, BOON, HEAD, OTHER, a_team, press
from tests.handling import Handling, only
from web.open311.service_list import Services
from web.templates import Catalogue

OWN_NAME = "ศูนย์คุ้มครองฯ อยุธยา (อาคารใหม่)"


def after(client: Any) -> Handling:
    """Handle with a file that Ayutthaya is gone from, as a worker starts with it."""
    centres = with_former(without_ayutthaya(), client)
    return Handling(client, replace(a_context(), centres=centres))


def without_ayutthaya() -> Centres:
    return Centres(one for one in the_centres() if one.id != "TH-14")


def a_file_without_ayutthaya(folder: Path) -> Path:
    """Write the operator's file."""
    lines = Settings().centres_file.read_text("utf-8").splitlines(keepends=True)
    path = folder / "centres.csv"
    path.write_text("".join(one for one in lines if not one.startswith("TH-14,")), "utf-8")
    assert load_centres(path).by_id("TH-14") is None
    return path


def opened(handling: Handling) -> str:
    """Let somebody share in Ayutthaya, which has a team."""
    a_team(handling)
    return only(handling.do(a_share(1)), CaseOpened).case.number


def test_should_let_a_share_join_a_case_there(client: Any) -> None:
    Handling(client, a_context()).do(a_share(1))

    facts = after(client).do(a_share(2))

    assert only(facts, ShareJoined).case.shares == 2


@pytest.mark.parametrize("act", ["claim", "queue"])
@pytest.mark.parametrize("is_known", [True, False])
def test_should_answer_an_officer_whose_centre_is_no_longer_in_the_file(
    client: Any, act: str, is_known: bool
) -> None:
    before = Handling(client, a_context())
    before.enrol(9)
    before.do(a_share(1))
    later = after(client)
    if not is_known:
        later = Handling(client, replace(a_context(), centres=without_ayutthaya()))

    assert later.do(a_press(9, act, case="14-6911-0001"))


@pytest.mark.parametrize("kind", ["remind", "escalate"])
def test_should_escalate_a_case_of_a_centre_no_longer_in_the_file(client: Any, kind: str) -> None:
    before = Handling(client, a_context())
    before.do(a_share(1))
    timer = next(one for one in before.timers() if one.kind == kind)

    assert after(client).do(timer)


def test_should_let_its_team_work_a_case_to_the_end(client: Any) -> None:
    number = opened(Handling(client, a_context()))
    later = after(client)

    for act in ("claim", "going", "arrived", "found"):
        press(later, ANNA, act, number)
    press(later, ANNA, "close", number, outcome="ADVISED")

    case = later.case(number)
    assert (case.state, case.centre, case.visit.outcomes) == (State.CLOSED, "TH-14", ("ADVISED",))


def test_should_let_its_team_release_and_take_over(client: Any) -> None:
    number = opened(Handling(client, a_context()))
    later = after(client)

    press(later, ANNA, "claim", number)
    press(later, ANNA, "release", number, sure="yes")
    press(later, BOON, "claim", number)

    assert later.case(number).holder == later.person(BOON).id


def test_should_offer_others_to_hand_its_cases_over_to(client: Any) -> None:
    number = opened(Handling(client, a_context()))
    later = after(client)

    asked = only(press(later, ANNA, "handover", number), HandoverAsked)
    to = asked.others[0].centre.id
    done = press(later, ANNA, "handover", number, to=to, why="other")

    assert "TH-14" not in {one.centre.id for one in asked.others}
    assert asked.nation is not None
    assert only(done, CaseHandedOver).case.centre == to
    assert later.queue(to) == [number]
    assert later.queue("TH-14") == []


def test_should_hand_nothing_over_to_it(client: Any) -> None:
    number = opened(Handling(client, a_context()))
    before = Handling(client, a_context())
    press(before, ANNA, "handover", number, to="TH-50", why="other")
    later = after(client)

    press(later, OTHER, "handover", number, to="TH-14", why="other")
    assert later.case(number).centre == "TH-50"

    press(later, OTHER, "refuse", number)
    assert later.case(number).centre == "TH-10"  # back to where it is no more: the nation decides


def test_should_bring_new_shares_to_others(client: Any) -> None:
    opened(Handling(client, a_context()))

    case = only(after(client).do(a_share(5, near(AYUTTHAYA, 900))), CaseOpened).case

    assert case.centre == without_ayutthaya().nearest(case.place.point).id != "TH-14"


def test_should_let_nobody_join_its_team(client: Any) -> None:
    code = invite(client, Invitation("TH-14", Role.OFFICER), uses=1, days=1)

    assert only(after(client).do(a_text(41, code)), CodeRefused)


def test_should_digest_for_its_heads_and_managers(client: Any) -> None:
    before = Handling(client, a_context())
    number = opened(before)
    before.enrol(31, role=Role.MANAGER)
    context = replace(after(client).context, statistics=RedisStatistics(client))
    later = Handling(client, context)

    monday = NOW + minutes(60 * 60)
    weekly = later.do(TimerDue("digest:weekly", monday, Timer.DIGEST, "weekly"))
    daily = later.do(TimerDue("late", NOW + minutes(60 * 15), Timer.LATE, "TH-14"))

    told = only(weekly, Digested)
    assert told.to.id == later.person(31).id
    assert [(one.id, count) for one, count in told.standing.most] == [("TH-14", 1)], number
    assert [one.to.id for one in daily if isinstance(one, Digested)] == [later.person(HEAD).id]


# the name


def told(client: Any, handling: Handling, *facts: Any) -> str:
    """Return all that LINE is told of *facts*."""
    renderer = OutboundRenderer(Settings(secret_key="k"), the_taxonomy(), handling.context.centres)
    calls = renderer.render(a_press(1, "status"), facts, NOW)
    return json.dumps([call.messages for call in calls], ensure_ascii=False)


def test_should_tell_the_sharer_the_name_as_it_was_last_known(client: Any) -> None:
    opened(Handling(client, a_context()))
    ayutthaya = the_centres().by_id("TH-14")
    assert ayutthaya is not None
    store_centres(client, the_centres())
    store_centres(client, [replace(ayutthaya, name_th=OWN_NAME, name_en=OWN_NAME)])
    store_centres(client, without_ayutthaya())  # a start with the new file
    later = after(client)

    joined = told(client, later, *later.do(a_share(2)))
    status = told(client, later, *later.do(a_press(1, "status")))

    assert OWN_NAME in joined
    assert OWN_NAME in status


def test_should_tell_the_name_of_the_project_in_a_store_from_before(client: Any) -> None:
    opened(Handling(client, a_context()))
    assert not client.exists(keys.CENTRES)
    later = after(client)

    ayutthaya = the_centres().by_id("TH-14")
    assert ayutthaya is not None
    said = told(client, later, *later.do(a_share(2)))
    assert ayutthaya.name_th in said or ayutthaya.name_en in said


def test_should_name_it_in_what_partners_read(client: StoreClient, tmp_path: Path) -> None:
    settings = Settings(centres_file=a_file_without_ayutthaya(tmp_path))

    agency = Services(Catalogue(settings, client)).agency("TH-14")

    assert agency.endswith("Phra Nakhon Si Ayutthaya Protection Center for the Destitute")


def test_should_keep_the_names_of_the_file_at_each_start_of_a_worker(
    client: StoreClient, tmp_path: Path
) -> None:
    path = a_file_without_ayutthaya(tmp_path)
    with Settings().centres_file.open(encoding="utf-8", newline="") as file:
        row = next(one for one in csv.DictReader(file) if one["centre_id"] == "TH-14")
    before = path.read_text("utf-8")
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow((row | {"name_th": OWN_NAME}).values())
    settings = Settings(centres_file=path, secret_key="k")

    worker_jobs(settings, client, Counters(client), PARTS)
    path.write_text(before, "utf-8")
    worker_jobs(settings, client, Counters(client), PARTS)

    centres = with_former(load_centres(path), client)
    known = centres.known("TH-14")
    assert known is not None
    assert (known.name_th, known.point.latitude) == (OWN_NAME, float(row["lat"]))
    assert centres.by_id("TH-14") is None
    assert "TH-14" not in {one.id for one in centres}
    assert "TH-14" in centres.known_ids  # the sweeper and the clocks look at its queue
