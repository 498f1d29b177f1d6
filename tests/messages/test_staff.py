from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cases.case import Case, Place, Seen, State
from cases.facts import casework as facts
from cases.facts import team_changes as team_facts
from cases.facts.answers import PlaceMoved, PlaceTakenBack, SharerHeard
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.facts.moves import CaseGrew, HandoverUnclaimed
from cases.facts.personal_data import AttachmentsCame
from cases.people import Language, Role
from cases.ports import Timer
from cases.refusal import Refusal
from cases.rules import BUTTONS_A_CARD, Prominence, further, offered, offered_to
from handlers.events import TimerDue
from messages.chat import Card, Content, PickLocation, Weight
from messages.texts import proof, staff, transfers
from messages.texts.words import TYPED
from tests.builders import NOW, a_case, a_member, a_press, the_centres, the_taxonomy
from tests.messages.every_fact import ASKER, CENTRE, a_long_case, every_fact, later
from tests.messages.saying import (
    acts,
    asked_by,
    asked_by_cards,
    asker,
    calls,
    contents,
    links,
    postbacks,
    said,
    values,
)

DUE = TimerDue("timer-1", NOW, Timer.REMIND, "14-6911-0042")


def test_should_name_priority_number_distance_and_place_in_an_alert() -> None:
    case = a_case(urgent="CHILD", kind="WITH_CHILD", shares=3)
    alerted = facts.Alerted((a_member(),), case, CENTRE, 3_210.0, Why.NEW)

    alt = contents(alerted, unasked=True)[0].words

    order = ["ด่วน: มีเด็ก", "14-6911-0042", "3.2 กม.", "ตลาดหัวรอ"]
    assert sorted(order, key=alt.index) == order
    for words in ("20 พ.ย. 2569 16:28 น.", "20 พ.ย. 2569 16:43 น.", "เด็ก หรือผู้ทำการขอทาน"):
        assert words in said(alerted, unasked=True)


HELD = a_case(urgent="CHILD", state=State.GOING, holder=ASKER, attachments=2)


@pytest.mark.parametrize(
    ("fact", "news"),
    [
        (SharerHeard(asker(), HELD, Seen.GONE, NOW), "ผู้แจ้ง: ไม่อยู่แล้ว"),
        (PlaceMoved(asker(), HELD), "ได้จุดใหม่จากผู้แจ้งแล้ว"),
        (PlaceTakenBack(asker(), HELD), "ผู้แจ้งถอนตำแหน่งแล้ว"),
        (facts.SharerAdded(asker(), HELD, "ฝั่งวัด"), "มีข้อมูลเพิ่มจากผู้แจ้ง"),
        (AttachmentsCame(asker(), HELD), proof.CAME_ALT.say(Language.THAI, count=2)),
        (CaseGrew(asker(), HELD, "14-6911-0041"), transfers.GREW.th),
        (HandoverUnclaimed((a_member(ASKER),), HELD, CENTRE), "เคสที่ส่งต่อยังไม่มีผู้รับ"),
    ],
    ids=["heard", "moved", "taken back", "words", "photos", "grew", "unclaimed"],
)
def test_should_name_priority_number_distance_and_place_in_news_on_the_road(
    fact: Fact, news: str
) -> None:
    alt = contents(fact, unasked=True)[0].words

    order = ["ด่วน: มีเด็ก", HELD.number, " กม. · ", "ตลาดหัวรอ", news]
    assert sorted(order, key=alt.index) == order
    assert len(alt) < 120


def test_should_have_words_for_news_of_a_centre_that_is_removed() -> None:
    moved = PlaceMoved(asker(), replace(HELD, centre="TH-99"))

    assert contents(moved, unasked=True)[0].words == f"เคส {HELD.number}: ได้จุดใหม่จากผู้แจ้งแล้ว"


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "16:43 น."), (15, "16:58 น."), (29, "16:58 น."), (30, "")],
)
def test_should_say_by_when_to_claim_as_long_as_there_is_a_limit(minutes: int, shown: str) -> None:
    alerted = facts.Alerted((a_member(),), a_case(), CENTRE, 1.0, Why.REMINDER)

    words = said(alerted, unasked=True, now=later(minutes))

    assert ("รับเคสภายใน" in words) is bool(shown)
    assert shown in words


def test_should_name_the_centre_to_those_of_another_one() -> None:
    case = a_case(escalated=True)
    alerted = facts.Alerted(
        (a_member(7), a_member(8, centre="TH-10")), case, CENTRE, 1.0, Why.UNCLAIMED
    )

    own, other = (json.dumps(call.messages, ensure_ascii=False) for call in calls(DUE, alerted))

    name = next(one.name_th for one in the_centres() if one.id == "TH-14")
    assert name in other
    assert name not in own


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.CLAIMED, ["going", "more"]),
        (State.GOING, ["arrived", "more"]),
        (State.ON_SITE, ["found", "not_found", "more"]),
    ],
)
def test_should_offer_a_holder_the_next_step_and_no_claim(state: State, offered: list[str]) -> None:
    case = a_case(state=state, holder=ASKER, urgent="CHILD")
    alerted = facts.Alerted((a_member(ASKER),), case, CENTRE, 1.0, Why.URGENT)
    shown = facts.QueueShown(asker(), (case,), True, 0, 1, CENTRE)

    assert acts(alerted) == acts(shown) == offered


def drawn(shown: Content) -> list[Card]:
    return [one for one in values(shown) if isinstance(one, Card)]


OF_STAFF = {facts.__name__, PlaceMoved.__module__, CaseGrew.__module__}


@pytest.mark.parametrize("language", Language)
def test_should_have_at_most_four_buttons_a_card_of_a_case(language: Language) -> None:
    long = {
        name: len(card.buttons)
        for name, fact in every_fact(language)
        if type(fact).__module__ in OF_STAFF and not isinstance(fact, facts.Guided | facts.Reported)
        for shown in contents(fact, unasked=isinstance(fact, facts.Alerted))
        for card in drawn(shown)
        if len(card.buttons) > BUTTONS_A_CARD
    }

    assert long == {}


@pytest.mark.parametrize("state", [one for one in State if one is not State.CLOSED])
def test_should_reach_every_step_by_the_card_or_by_more(state: State) -> None:
    case = a_case(
        state=state, holder=None if state is State.WAITING else ASKER, attachments=1,
        merged=("14-6911-0001",), refusable=True, passed=("TH-50",), province="TH-20",
    )  # fmt: skip

    card = [step for step, _ in offered_to(ASKER, case)]

    assert len(card) <= BUTTONS_A_CARD
    assert {*card, *further(case)} == {step for step, _ in offered(case, *Prominence)}


THERE = a_case(state=State.ON_SITE, holder=ASKER)
IN_THE_STREET = {
    "alerted": facts.Alerted((a_member(ASKER),), a_case(), CENTRE, 1.0, Why.NEW),
    "claimed": facts.CaseClaimed(asker(), a_case(state=State.CLAIMED, holder=ASKER), CENTRE, 1.0),
    "going": facts.OfficerGoing(asker(), HELD),
    "on site": facts.OfficerArrived(asker(), THERE),
    "news": facts.SharerAdded(asker(), HELD, "ฝั่งวัด"),
}


@pytest.mark.parametrize("fact", IN_THE_STREET.values(), ids=IN_THE_STREET)
def test_should_offer_the_next_step_above_the_keyboard_too(fact: Fact) -> None:
    (shown,) = contents(fact, unasked=isinstance(fact, facts.Alerted))
    (card,) = drawn(shown)

    assert card.buttons[0].weight is Weight.PRIMARY
    assert shown.replies[0] == card.buttons[0].action
    assert "more" in [asked["do"] for asked in asked_by(list(shown.replies))]


def test_should_offer_claim_and_the_way_in_an_alert() -> None:
    alerted = facts.Alerted((a_member(ASKER),), a_case(), CENTRE, 1.0, Why.NEW)

    assert acts(alerted) == ["claim", "more"]
    assert links(alerted) == [
        "https://www.google.com/maps/dir/?api=1&destination=14.353200,100.568900&travelmode=driving"
    ]


def test_should_offer_to_go_along_and_the_way_to_a_case_of_a_colleague() -> None:
    case = a_case(state=State.GOING, holder=7)
    shown = facts.QueueShown(asker(), (case,), False, 0, 1, CENTRE)

    assert acts(shown) == ["along"]
    assert len(links(shown)) == 1


def test_should_offer_a_manager_nothing_but_the_way_to_a_case_that_waits() -> None:
    shown = facts.QueueShown(asker(), (a_case(),), False, 0, 1, CENTRE, only_look=True)

    assert acts(shown) == []
    assert len(links(shown)) == 1


def test_should_lead_a_refused_citizen_to_sharing_and_a_refused_member_to_the_lists() -> None:
    refused = [facts.Refused(asker(centre=one), Refusal.NOT_STAFF, "") for one in (None, "TH-14")]

    citizen, member = (said(one) for one in refused)

    assert ("do=queue" in citizen, "do=queue" in member) == (False, True)
    assert any(isinstance(one, PickLocation) for one in values(contents(refused[0])))


def test_should_lead_a_refused_manager_to_the_report() -> None:
    refused = said(facts.Refused(asker(centre="TH-10"), Refusal.NO_CASES, ""))

    assert "do=report" in refused
    assert "do=mine" not in refused


def test_should_name_who_has_a_case() -> None:
    refused = facts.Refused(asker(), Refusal.TAKEN, "14-6911-0042", "สมศรี")

    assert "สมศรี รับเคส 14-6911-0042 ไปแล้ว" in said(refused)
    assert "เจ้าหน้าที่ท่านอื่น" in said(replace(refused, holder=""))


@pytest.mark.parametrize(
    ("metres", "shown"), [(None, "ไม่ได้ส่งตำแหน่ง"), (87, "87 ม."), (1_500, "1.5 กม.")]
)
def test_should_show_how_far_the_check_in_was(metres: int | None, shown: str) -> None:
    case = a_case(state=State.ON_SITE, holder=ASKER, distance_m=metres)

    assert shown in said(facts.OfficerArrived(asker(), case))


@pytest.mark.parametrize("language", list(Language), ids=str)
def test_should_say_what_a_location_was_taken_for_and_how_to_enter_another_person(
    language: Language,
) -> None:
    there = a_case(state=State.ON_SITE, holder=ASKER, distance_m=150)
    to, taken = asker(language=language), staff.CHECKED_IN_NEXT.say(language)

    assert taken in said(facts.OfficerArrived(to, there))
    assert taken not in said(
        facts.OfficerArrived(to, replace(there, visit=replace(there.visit, distance_m=None)))
    )
    for words in (staff.FOUND, proof.SEVERAL):
        assert words.say(language) in taken
    assert any(word in taken for word in TYPED["caller"])


def outcomes_offered(fact: facts.OutcomeAsked) -> list[str]:
    """Return the codes behind the choices."""
    return [asked["outcome"] for asked in asked_by_cards(fact) if "outcome" in asked]


def test_should_offer_every_outcome_of_a_person_who_was_met() -> None:
    asked = facts.OutcomeAsked(asker(), a_case(state=State.ON_SITE), found=True)

    offered = outcomes_offered(asked)

    expected = [one.code for one in the_taxonomy().outcomes_where(found=True)]
    assert sorted(offered) == sorted(expected)
    assert all(the_taxonomy().outcomes[code].th in said(asked) for code in offered)


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.ON_SITE, ["NOT_FOUND", "DUPLICATE", "INSUFFICIENT", "FALSE_REPORT"]),
        (State.CLAIMED, ["DUPLICATE", "INSUFFICIENT", "FALSE_REPORT"]),
    ],
)
def test_should_offer_only_what_can_be_known_now(state: State, offered: list[str]) -> None:
    asked = facts.OutcomeAsked(asker(), a_case(state=state), found=False)

    assert outcomes_offered(asked) == offered


@pytest.mark.parametrize(
    ("page", "total", "turns"),
    [(0, 5, []), (0, 6, ["1"]), (1, 11, ["2", "0"]), (1, 10, ["0"])],
)
def test_should_turn_pages(page: int, total: int, turns: list[str]) -> None:
    shown = facts.QueueShown(asker(), (a_case(),) * 5, True, page, total, CENTRE)

    turned = [asked.get("page", "0") for asked in asked_by_cards(shown) if asked["do"] == "mine"]

    assert turned == turns


@pytest.mark.parametrize(
    ("mine", "words"), [(True, "ไม่มีเคสในมือ"), (False, "ไม่มีเคสค้างในคิว")], ids=["mine", "queue"]
)
def test_should_say_kindly_that_a_list_is_empty(mine: bool, words: str) -> None:
    assert words in said(facts.QueueShown(asker(), (), mine, 0, 0, CENTRE))


@pytest.mark.parametrize(
    ("role", "on_duty", "offered"),
    [
        (Role.OFFICER, True, ["queue", "mine", "round", "near", "off_duty", "caller"]),
        (Role.OFFICER, False, ["queue", "mine", "round", "near", "on_duty", "caller"]),
        (
            Role.HEAD,
            False,
            ["queue", "mine", "round", "near", "on_duty", "report", "team", "caller"],
        ),
        (Role.MANAGER, False, ["report", "queue"]),
    ],
)
def test_should_show_members_the_menu_of_their_role(
    role: Role, on_duty: bool, offered: list[str]
) -> None:
    member = replace(a_member(ASKER, role=role), on_duty=on_duty)

    assert acts(facts.Guided(asker(), member)) == offered


def test_should_say_when_codes_may_be_tried_again() -> None:
    assert "20 พ.ย. 2569 17:28 น." in said(team_facts.CodeTriesOver(asker()))


def test_should_tell_heads_who_joined() -> None:
    heads = (a_member(7, role=Role.HEAD), a_member(8, role=Role.HEAD))

    (told,) = calls(a_press(ASKER, "x"), team_facts.MemberArrived(heads, a_member(ASKER)))

    assert told.recipients == [head.person.line_id for head in heads]
    assert "จนท. 1 เข้าร่วมทีม" in told.messages[0]["text"]


def test_should_offer_all_periods_of_a_report() -> None:
    fact = next(fact for name, fact in every_fact(Language.THAI) if name == "report month True")

    page, *spans = asked_by_cards(fact)
    periods = [(asked["do"], asked["period"]) for asked in spans]

    assert page["do"] == "page"
    assert periods == [("report", span) for span in ("day", "week", "month", "year")]


def test_should_show_numbers_beside_those_of_the_period_before() -> None:
    fact = next(fact for name, fact in every_fact(Language.THAI) if name == "report month True")

    words = said(fact).splitlines()

    for shown in ("9,876,543", "พ.ย. 2569", "1 ต.ค. 2569", "5 นาที", "แชร์นอกประเทศไทย", "ทั้งประเทศ"):
        assert shown in words


def test_should_count_shares_from_abroad_for_the_country_only() -> None:
    fact = next(fact for name, fact in every_fact(Language.THAI) if name == "report month False")

    assert "แชร์นอกประเทศไทย" not in said(fact)


def test_should_show_in_the_chat_what_was_pressed_and_for_which_case() -> None:
    claimed = facts.CaseClaimed(asker(), a_long_case(), CENTRE, 1.0)

    shown = [one for one in postbacks(contents(claimed)) if one.said]
    assert all(one.said.startswith(one.label) for one in shown)
    assert all(one.said.endswith(a_long_case().number) for one in shown)


@pytest.mark.parametrize("language", list(Language), ids=str)
def test_should_name_the_case_that_it_was_split_from(language: Language) -> None:
    case = a_case(split_from="21-6911-0007", holder=asker().id, state=State.CLAIMED)
    member = replace(a_member(), person=asker(language=language))
    alerted = facts.Alerted((member,), replace(case, holder=None), CENTRE, 1.0, Why.NEW)

    for fact in (alerted, facts.CaseClaimed(asker(language=language), case, CENTRE, 1.0)):
        assert "21-6911-0007" in said(fact)


TAKEN_BACK = replace(
    HELD, answers=replace(HELD.answers, taken_back=True), place=Place(HELD.place.point)
)


def cards_of(case: Case) -> list[Fact]:
    """Return what staff are shown of a case, from the alert to the place."""
    alone = (facts.OfficerGoing, facts.OfficerArrived, facts.SharerAdded, PlaceTakenBack)
    return [
        facts.Alerted((a_member(ASKER),), case, CENTRE, 1.0, Why.NEW),
        facts.CaseClaimed(asker(), case, CENTRE, 1.0),
        facts.QueueShown(asker(), (case,), True, 0, 1, CENTRE),
        *(fact(asker(), case) for fact in alone),
    ]


@pytest.mark.parametrize("number", range(len(cards_of(HELD))))
def test_should_say_on_each_card_that_the_place_was_taken_back(number: int) -> None:
    words = "14.35320, 100.56890\nผู้แจ้งถอนตำแหน่งแล้ว"

    assert words in said(cards_of(TAKEN_BACK)[number])
    assert words not in said(cards_of(HELD)[number])


@pytest.mark.parametrize("language", Language)
def test_should_begin_with_the_outcomes_that_the_centre_used_most(language: Language) -> None:
    often = ("NOT_FOUND", "HOSPITAL", "POLICE", "DECLINED")
    asked = facts.OutcomeAsked(asker(language=language), THERE, found=True, often=often)
    new = facts.OutcomeAsked(asker(language=language), THERE, found=True)
    (shown,) = contents(asked)
    first, second, *_ = drawn(shown)

    known = the_taxonomy().outcomes
    assert [one.code for one in known.values() if one.person_found] == outcomes_offered(new)
    assert [one["outcome"] for one in asked_by(first)][:2] == ["HOSPITAL", "POLICE"]
    assert {known[one["outcome"]].group for one in asked_by(first)} == {"referred"}
    assert asked_by(second)[0]["outcome"] == "DECLINED"
    replies = [one["outcome"] for one in asked_by(list(shown.replies))]
    assert replies[:3] == ["HOSPITAL", "POLICE", "DECLINED"]
    assert "NOT_FOUND" not in outcomes_offered(asked)


def test_should_have_a_short_name_for_every_outcome_of_ours() -> None:
    assert set(proof.OUTCOMES_IN_SHORT) == set(the_taxonomy().outcomes)
