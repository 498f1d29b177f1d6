"""What is said while LINE takes no pushes: honest, with whom to call, and in nobody's way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import Form
from cases.facts.answers import CaseReopened
from cases.facts.personal_data import AttachmentUnusable, DangerSaid, NoticeGiven
from cases.facts.shares import CaseOpened, KindSaid, NobodyAlerted, ShareJoined, StillWaiting
from cases.facts.team_changes import AlertsStopped, DutyChanged
from cases.outlook import Outlook, Taker
from cases.people import WRITTEN, Language
from messages.texts import citizen, limits, staff
from messages.texts.text import moment
from tests.builders import NOW, a_case
from tests.messages.every_fact import CENTRE
from tests.messages.saying import answer_to, asker, contents, links, parts, said

UNTOLD = Outlook(Taker.UNTOLD)
IN_BOTH = pytest.mark.parametrize("language", WRITTEN)


@IN_BOTH
@pytest.mark.parametrize("own_need", [False, True], ids=["a person seen", "one's own need"])
@pytest.mark.parametrize("joined", [False, True], ids=["a new case", "an open case"])
def test_should_say_in_each_receipt_whom_to_call(
    language: Language, *, own_need: bool, joined: bool
) -> None:
    to, case = asker(language=language), a_case(own_need=own_need)
    opened = CaseOpened(to, case, CENTRE, 1.0, outlook=UNTOLD)
    fact = ShareJoined(to, case, CENTRE, 1.0, "01", UNTOLD) if joined else opened

    told = said(fact)

    assert citizen.UNTOLD.say(language) in told
    assert case.number in told
    assert "tel:1300" in links(fact)
    assert citizen.ASK_AGAIN.say(language) not in told


@IN_BOTH
def test_should_say_it_before_all_else_of_the_receipt(language: Language) -> None:
    (receipt, _) = answer_to(
        CaseOpened(asker(language=language), a_case(), CENTRE, 1.0, outlook=UNTOLD)
    ).messages

    sentences = [one["text"] for one in parts(receipt) if one.get("type") == "text"]
    untold = sentences.index(citizen.UNTOLD.say(language))
    assert untold < sentences.index(citizen.WHAT_NEXT.say(language))


@IN_BOTH
def test_should_not_say_that_the_team_was_told_of_a_reopened_case(language: Language) -> None:
    told = said(CaseReopened(asker(language=language), a_case(), UNTOLD))

    assert citizen.UNTOLD.say(language) in told
    assert "แจ้งทีมแล้ว" not in told
    assert "the team has been told" not in told


@IN_BOTH
def test_should_not_say_that_a_place_in_danger_has_gone_to_the_team(language: Language) -> None:
    told = said(DangerSaid(asker(language=language), "MEDICAL", shared=True, untold=True))

    assert limits.KEPT_NOW.say(language) in told
    assert limits.SENT_NOW.say(language) not in told
    assert "tel:1669" in told


@pytest.mark.parametrize(
    ("untold", "thai", "english"),
    [
        (1, "ยังไม่มีใครได้รับแจ้ง: 1 เคส", "1 case waits"),
        (1_000, "ยังไม่มีใครได้รับแจ้ง: 1,000 เคส", "1,000 cases wait"),
    ],
)
def test_should_tell_staff_how_many_cases_nobody_has_heard_of(
    untold: int, thai: str, english: str
) -> None:
    in_thai, in_english = (
        said(AlertsStopped(asker(language=language), NOW, untold)) for language in WRITTEN
    )

    assert thai in in_thai
    assert "20 พ.ย. 2569 16:28 น." in in_thai
    assert english in in_english


@IN_BOTH
def test_should_leave_an_answer_its_quick_replies(language: Language) -> None:
    to = asker(language=language)
    alone = answer_to(DutyChanged(to, True, 0)).messages
    both = answer_to(DutyChanged(to, True, 0), AlertsStopped(to, NOW, 7)).messages

    assert len(both) == len(alone) + 1
    assert both[-1]["quickReply"] == alone[-1]["quickReply"]


def test_should_never_be_the_message_too_many() -> None:
    """LINE takes five in a call; this is the longest answer that there is."""
    to, case = asker(), a_case(kind="ADULT")
    said_all = answer_to(
        KindSaid(to, replace(case, need=replace(case.need, urgent="MEDICAL")), "MEDICAL"),
        StillWaiting(to, case),
        NobodyAlerted(to),
        AttachmentUnusable(to, Form.PHOTO),
        NoticeGiven(to),
    )

    assert len(said_all.messages) == 5


@IN_BOTH
def test_should_name_no_cases_to_staff_where_none_waits_untold(language: Language) -> None:
    (content,) = contents(AlertsStopped(asker(language=language), NOW, 0))

    assert content.words == staff.ALERTS_STOPPED.say(language, since=moment(NOW, language))
