"""What a sharer adds after the share, and who sees it."""

from __future__ import annotations

import pytest

from cases.case import IN_WORDS, NOTHING_ADDED, Question, Wish
from cases.facts.casework import (
    Alerted,
    CaseClaimed,
    Guided,
    OfficerGoing,
    QueueShown,
    Refused,
    SharerAdded,
    Why,
    WordsShown,
)
from cases.facts.shares import (
    DetailAdded,
    DetailAsked,
    DetailsFull,
    HelpAsked,
    KindNotTaken,
    KindSaid,
    ShareJoined,
)
from cases.facts.team_changes import CodeRefused
from cases.refusal import Refusal
from tests.builders import NOW, a_line_id, a_press, a_share, a_text, minutes
from tests.handling import Handling, only

NUMBER, UNKNOWN = "14-6911-0001", "14-6911-0999"
EVERY = tuple(Question)


def texts(handling: Handling, number: str = NUMBER) -> list[str]:
    """Return the words that are kept of a case."""
    return [one.text for one in handling.unit().cases.details(number)]


def test_should_take_a_text_after_a_share_as_help_to_find_the_person(handling: Handling) -> None:
    handling.do(a_share(1))

    added = only(handling.do(a_text(1, "หน้าร้านทอง")), DetailAdded)

    assert texts(handling) == ["หน้าร้านทอง"]
    assert added.open == EVERY[1:]


def test_should_keep_no_telephone_number_of_a_sharer(handling: Handling) -> None:
    handling.do(a_share(1))

    added = only(handling.do(a_text(1, "หน้าร้านทอง โทร 0891234567")), DetailAdded)

    assert (texts(handling), added.masked) == (["หน้าร้านทอง โทร …"], True)
    assert not only(handling.do(a_text(1, "เสื้อแดง")), DetailAdded).masked


def test_should_keep_who_said_it_by_the_message(handling: Handling) -> None:
    handling.do(a_share(1))
    event = a_text(1, "หน้าร้านทอง")

    handling.do(event)

    (kept,) = handling.unit().cases.details(NUMBER)
    assert (kept.id, kept.person, kept.at) == (event.id, handling.person(1).id, NOW)


def test_should_ask_question_by_question_and_then_no_more(handling: Handling) -> None:
    handling.do(a_share(1))

    left = [
        only(handling.do(a_press(1, "detail", case=NUMBER, skip=one)), DetailAsked).open
        for one in EVERY
    ]

    assert left == [EVERY[number:] for number in range(1, 6)]
    assert only(handling.do(a_text(1, "still helps")), DetailAdded).open == ()
    assert texts(handling) == ["still helps"]


@pytest.mark.parametrize(
    "taps",
    [
        pytest.param(({"skip": "sits"}, {"skip": "sits"}), id="doubled skip"),
        pytest.param(({"skip": "sits"}, {"skip": "moon"}, {}), id="forged taps"),
        pytest.param(({"skip": "sits"}, {"ask": "sits"}), id="a question that was skipped"),
    ],
)
def test_should_not_mind_taps_of_any_kind(
    handling: Handling, taps: tuple[dict[str, str], ...]
) -> None:
    handling.do(a_share(1))

    for fields in taps:
        facts = handling.do(a_press(1, "detail", NOW, case=NUMBER, **fields))

    assert only(facts, DetailAsked).open == ("spot", "wears", "photo", "wish")


def test_should_answer_in_any_order(handling: Handling) -> None:
    handling.do(a_share(1))

    chosen = only(handling.do(a_press(1, "detail", case=NUMBER, ask="sits")), DetailAsked)
    added = only(handling.do(a_text(1, "by the stairs")), DetailAdded)

    assert chosen.open == ("sits", "spot", "wears", "photo", "wish")
    assert added.open == ("spot", "wears", "photo", "wish")


def test_should_ask_nothing_again_of_who_goes_on_typing(handling: Handling) -> None:
    handling.do(a_share(1))

    left = [only(handling.do(a_text(1, f"text {n}")), DetailAdded).open for n in range(6)]

    assert left == [EVERY[1:], EVERY[2:], EVERY[3:], EVERY[4:], (), ()]


def test_should_ask_for_all_that_helps_after_a_kind_or_its_skip(handling: Handling) -> None:
    handling.do(a_share(1))

    skipped = only(handling.do(a_press(1, "detail", case=NUMBER, skip="kind")), HelpAsked)
    said = only(handling.do(a_press(1, "kind", case=NUMBER, kind="ADULT")), KindSaid)
    nothing = only(handling.do(a_press(1, "detail", case=NUMBER, skip="all")), DetailAsked)

    assert (skipped.open, said.open, nothing.open) == (EVERY, EVERY, ())


def test_should_guide_once_the_time_for_details_is_over(handling: Handling) -> None:
    handling.do(a_share(1))

    handling.do(a_text(1, "in time", NOW + minutes(59)))
    handling.do(a_text(1, "renewed", NOW + minutes(118)))
    late = handling.do(a_text(1, "too late", NOW + minutes(178)))

    only(late, Guided)
    assert texts(handling) == ["in time", "renewed"]


def test_should_open_the_talk_again_by_a_tap(handling: Handling) -> None:
    handling.do(a_share(1))

    handling.do(a_press(1, "detail", NOW + minutes(600), case=NUMBER, ask="spot"))
    handling.do(a_text(1, "by the gold shop", NOW + minutes(601)))

    assert texts(handling) == ["by the gold shop"]


def test_should_let_every_sharer_add(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2))

    handling.do(a_text(1, "one", NOW + minutes(1)))
    added = only(handling.do(a_text(2, "two", NOW + minutes(2))), DetailAdded)

    assert texts(handling) == ["one", "two"]
    assert Question.PHOTO not in added.open


@pytest.mark.parametrize(
    ("who", "number"), [(2, NUMBER), (1, UNKNOWN), (1, "")], ids=["foreign", "unknown", "none"]
)
@pytest.mark.parametrize("field", [{"skip": "spot"}, {"ask": "spot"}, {"wish": "yes"}])
def test_should_take_nothing_from_forged_buttons(
    handling: Handling, who: int, number: str, field: dict[str, str]
) -> None:
    handling.do(a_share(1))

    only(handling.do(a_press(who, "detail", NOW, case=number, **field)), KindNotTaken)

    assert handling.case(NUMBER).need.wish is None
    assert handling.person(2).topic is None


def closed(handling: Handling) -> None:
    """Share, claim, go, arrive and close."""
    handling.enrol(9)
    handling.do(a_share(1))
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(9, act, case=NUMBER))


def test_should_keep_nothing_of_a_closed_case(handling: Handling) -> None:
    closed(handling)

    only(handling.do(a_press(1, "detail", case=NUMBER, skip="spot")), KindNotTaken)
    only(handling.do(a_text(1, "too late")), KindNotTaken)

    assert texts(handling) == []
    only(handling.do(a_text(1, "hello?")), Guided)


def test_should_keep_ten_texts_of_a_person(handling: Handling) -> None:
    handling.do(a_share(1))
    for number in range(10):
        only(handling.do(a_text(1, f"text {number}")), DetailAdded)

    only(handling.do(a_text(1, "one more")), DetailsFull)

    assert len(texts(handling)) == 10


def test_should_keep_a_hundred_texts_of_a_case(handling: Handling) -> None:
    for who in range(1, 12):
        handling.do(a_share(who))
    for who in range(1, 11):
        for number in range(10):
            handling.do(a_text(who, f"text {number}"))

    only(handling.do(a_text(11, "one more")), DetailsFull)


def test_should_bring_what_is_added_to_the_holder_alone(handling: Handling) -> None:
    for who in (11, 12):
        handling.enrol(who)
    handling.do(a_share(1))
    unheld = handling.do(a_text(1, "before the claim"))
    handling.do(a_press(11, "claim", case=NUMBER))

    held = handling.do(a_text(1, "after the claim"))

    assert [type(fact) for fact in unheld] == [DetailAdded]
    brought = only(held, SharerAdded)
    assert (brought.to.line_id, brought.text) == (a_line_id(11), "after the claim")


def test_should_bring_the_same_words_once(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    handling.do(a_press(11, "claim", case=NUMBER))
    handling.do(a_text(1, "red shirt"))

    again = handling.do(a_text(1, "red shirt"))

    assert [type(fact) for fact in again] == [DetailAdded]


def test_should_not_bring_officers_their_own_words(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(11))
    handling.do(a_press(11, "claim", case=NUMBER))

    facts = handling.do(a_text(11, "by the gold shop"))

    assert [type(fact) for fact in facts] == [DetailAdded]


def test_should_show_the_holder_the_newest_and_count_the_others(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    for number in range(5):
        handling.do(a_text(1, f"text {number}", NOW + minutes(number)))

    claimed = only(handling.do(a_press(11, "claim", case=NUMBER)), CaseClaimed)
    mine = only(handling.do(a_press(11, "mine")), QueueShown)
    queue = only(handling.do(a_press(11, "queue")), QueueShown)
    going = only(handling.do(a_press(11, "going", case=NUMBER)), OfficerGoing)

    known = claimed.added
    assert [(one.text, one.question) for one in known.words] == [
        ("text 0", Question.SPOT), ("text 1", Question.WEARS), ("text 2", Question.SITS),
        ("text 4", None),
    ]  # fmt: skip
    assert known.more == 1
    assert going.added == known
    assert mine.added == (known,)
    assert queue.added == ()


def test_should_show_nothing_where_nothing_was_added(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))

    claimed = only(handling.do(a_press(11, "claim", case=NUMBER)), CaseClaimed)

    assert claimed.added == NOTHING_ADDED


@pytest.mark.parametrize("text", ["7Eleven-Sukhumvit", "BigC-Ratchadamri", "Soi12-Silom"])
def test_should_not_take_a_place_for_a_code(handling: Handling, text: str) -> None:
    handling.do(a_share(1))

    only(handling.do(a_text(1, text)), DetailAdded)


def test_should_still_take_a_code_for_a_code(handling: Handling) -> None:
    handling.do(a_share(1))

    only(handling.do(a_text(1, "ABCD-EFGH-JKMN-PQR7")), CodeRefused)
    handling.enrol(1)

    assert texts(handling) == []
    assert handling.person(1).centre == "TH-14"


def test_should_still_understand_staff_who_shared(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(11))

    only(handling.do(a_text(11, "คิว", act="queue")), QueueShown)

    assert texts(handling) == []


def test_should_move_words_with_a_share_that_is_split(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_text(1, "of the first"))
    joined = only(handling.do(a_share(2, at=NOW + minutes(1))), ShareJoined)
    handling.do(a_text(2, "of the second", NOW + minutes(2)))

    handling.do(a_press(2, "split", NOW + minutes(3), case=NUMBER, share=joined.share))
    handling.do(a_text(2, "more", NOW + minutes(4)))

    assert texts(handling) == ["of the first"]
    assert texts(handling, "14-6911-0002") == ["of the second", "more"]


def test_should_leave_words_that_were_there_before_the_share_that_is_split(
    handling: Handling,
) -> None:
    handling.do(a_share(1))
    handling.do(a_text(1, "of the first"))
    joined = only(handling.do(a_share(1, at=NOW + minutes(1))), ShareJoined)

    handling.do(a_press(1, "split", NOW + minutes(2), case=NUMBER, share=joined.share))

    assert texts(handling) == ["of the first"]


def test_should_not_keep_a_courtesy(handling: Handling) -> None:
    only(handling.do(a_text(1, "ขอบคุณค่ะ", act="thanks")), Guided)
    handling.do(a_share(1))

    answered = only(handling.do(a_text(1, "ขอบคุณค่ะ", act="thanks")), DetailAsked)

    assert answered.open == ()
    assert texts(handling) == []
    assert only(handling.do(a_text(1, "red shirt")), DetailAdded).open == EVERY[1:]


@pytest.mark.parametrize("wish", Wish)
def test_should_keep_the_persons_wish(handling: Handling, wish: Wish) -> None:
    handling.do(a_share(1))

    added = only(handling.do(a_press(1, "detail", case=NUMBER, wish=wish)), DetailAdded)

    assert handling.case(NUMBER).need.wish is wish
    assert added.open == ("spot", "wears", "sits", "photo")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("yes", "unspoken"), Wish.YES),
        (("yes", "no"), Wish.NO),
        (("unspoken", "yes"), Wish.YES),
        (("yes", "maybe"), Wish.YES),
    ],
)
def test_should_keep_what_somebody_knows(
    handling: Handling, said: tuple[str, str], kept: Wish
) -> None:
    handling.do(a_share(1))

    for wish in said:
        handling.do(a_press(1, "detail", case=NUMBER, wish=wish))

    assert handling.case(NUMBER).need.wish is kept


def test_should_bring_a_wish_to_the_holder_once(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    handling.do(a_press(11, "claim", case=NUMBER))

    facts = handling.do(a_press(1, "detail", case=NUMBER, wish="yes"))
    again = handling.do(a_press(1, "detail", case=NUMBER, wish="yes"))
    silent = handling.do(a_press(1, "detail", case=NUMBER, wish="unspoken"))
    other = handling.do(a_press(1, "detail", case=NUMBER, wish="no"))

    assert only(facts, SharerAdded).case.need.wish is Wish.YES
    assert [type(fact) for fact in (*again, *silent, *other)] == [DetailAdded] * 3
    assert handling.case(NUMBER).need.wish is Wish.NO


@pytest.mark.parametrize("danger", ["MEDICAL", "TRAFFIC", "VIOLENCE"])
def test_should_take_a_danger_by_one_tap(handling: Handling, danger: str) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    handling.do(a_share(2, at=NOW + minutes(1)))
    handling.do(a_share(3, at=NOW - minutes(60 * 30)))

    facts = handling.do(a_press(1, "kind", case=NUMBER, urgent=danger))

    said = only(facts, KindSaid)
    assert (said.danger, said.case.need.urgent, said.case.need.kind) == (danger, danger, None)
    assert said.open == IN_WORDS
    assert only(facts, Alerted).why is Why.URGENT
    assert handling.queue("TH-14")[0] == NUMBER


def test_should_hear_each_danger_once(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    handling.do(a_press(1, "kind", case=NUMBER, kind="WITH_CHILD"))

    further = handling.do(a_press(1, "kind", case=NUMBER, urgent="MEDICAL"))
    again = handling.do(a_press(1, "kind", case=NUMBER, urgent="MEDICAL"))
    forged = handling.do(a_press(1, "kind", case=NUMBER, urgent="BOREDOM"))

    assert only(further, Alerted).case.need.dangers == ("CHILD", "MEDICAL")
    assert [type(fact) for fact in again] == [KindSaid]
    assert [type(fact) for fact in forged] == [KindNotTaken]
    assert handling.case(NUMBER).need.dangers == ("CHILD", "MEDICAL")


def test_should_ask_for_no_photo_where_somebody_is_in_danger(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_press(1, "kind", case=NUMBER, kind="FORCED"))

    added = only(handling.do(a_text(1, "by the bridge")), DetailAdded)
    calmer = only(handling.do(a_press(1, "kind", case=NUMBER, kind="ADULT")), KindSaid)

    assert added.open == calmer.open == ("wears", "sits")


def test_should_ask_all_sharers_alike_whatever_another_one_said(handling: Handling) -> None:
    """A question that is missing would tell one sharer what another one has said."""
    for number in (1, 2):
        handling.do(a_share(number))
    calm = only(handling.do(a_press(1, "detail", case=NUMBER, skip="spot")), DetailAsked).open
    handling.do(a_press(2, "kind", case=NUMBER, kind="FORCED"))

    after = only(handling.do(a_press(1, "detail", case=NUMBER, skip="spot")), DetailAsked).open

    assert after == calm
    assert Question.PHOTO not in calm


def test_should_let_the_holder_alone_read_all_that_sharers_wrote(handling: Handling) -> None:
    handling.enrol(11)
    handling.enrol(12)
    handling.do(a_share(1))
    for number in range(6):
        handling.do(a_text(1, f"text {number}", NOW + minutes(number)))
    handling.do(a_press(11, "claim", case=NUMBER))

    read = only(handling.do(a_press(11, "words", case=NUMBER)), WordsShown)
    other = handling.do(a_press(12, "words", case=NUMBER))

    assert [one.text[-1] for one in read.words] == list("012543")
    assert only(other, Refused).why is Refusal.NOT_YOURS
