"""A question to a sharer, as its officer and its sharer see it; and a caller's case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import CALLER, OPEN311, Asked, Asking, Example, State
from cases.facts.answers import AnswerAwaited, AnswerInWords, QuestionAwaited, SharerAsked
from cases.facts.casework import CaseClaimed, OptionsShown
from cases.facts.shares import CallerEntered, CallerMarked
from cases.people import Language
from messages.texts import asking, citizen, staff
from messages.texts.text import Text
from tests.builders import NOW, a_case, a_person, a_press
from tests.messages.every_fact import CENTRE
from tests.messages.saying import acts, asked_by_cards, asker, calls, contents, said

LANGUAGES = pytest.mark.parametrize("language", list(Language))
HELD = a_case(state=State.GOING, holder=1)


@LANGUAGES
def test_should_offer_whole_questions_on_the_card_and_above_the_keys(language: Language) -> None:
    shown = QuestionAwaited(asker(language=language), HELD, 3)

    asked = asked_by_cards(shown)
    assert [one.get("q") for one in asked] == [*Example, None]
    assert asked[-1]["cancel"] == "yes"
    (content,) = contents(shown)
    assert len(content.replies) == 4
    assert all(words.say(language) in said(shown) for words in asking.EXAMPLES.values())


@LANGUAGES
def test_should_push_the_question_with_neither_name_nor_number(language: Language) -> None:
    sharer = a_person(7, language=language)
    (call,) = calls(a_press(1, "ask"), SharerAsked(sharer, HELD, "green gate?"))

    words = str(call.messages)
    assert (call.to, call.worth_push) == (sharer.line_id, True)
    assert "green gate?" in words
    assert HELD.number in words


def test_should_ask_in_the_language_of_the_sharer() -> None:
    for language in Language:
        sharer = asker(language=language)
        words = said(SharerAsked(sharer, HELD, example=Example.SIDE))

        assert asking.EXAMPLES[Example.SIDE].say(language) in words


@LANGUAGES
@pytest.mark.parametrize(
    ("example", "text", "fits"),
    [
        (Example.WHERE, "", (citizen.SHARE_PLACE, asking.NOT_KNOWN)),
        (Example.SIDE, "", asking.ANSWERS[Example.SIDE]),
        (Example.THERE, "", asking.YES_OR_NO),
        (None, "มีสุนัขไหมคะ?", asking.YES_OR_NO),
        (None, "ยังนั่งอยู่หรือเปล่า", asking.YES_OR_NO),
        (None, "Is there a dog?", asking.YES_OR_NO),
        (None, "อยู่ตรงไหนคะ", (asking.NOT_KNOWN,)),
        (None, "เสื้อแดงหรือเสื้อดำคะ", (asking.NOT_KNOWN,)),
        (None, "Is it red or blue?", (asking.NOT_KNOWN,)),
        (None, "What can you see?", (asking.NOT_KNOWN,)),
    ],
)
def test_should_offer_answers_that_fit_the_question(
    language: Language, example: Example | None, text: str, fits: tuple[Text, ...]
) -> None:
    sharer = asker(language=language)
    (content,) = contents(SharerAsked(sharer, HELD, text, example))

    offered = [one.label for one in content.replies]
    assert offered == [one.say(language) for one in (*fits, asking.MUTE)]


@pytest.mark.parametrize("kind", [AnswerAwaited, AnswerInWords])
def test_should_offer_them_again_while_the_answer_is_awaited(
    kind: type[AnswerAwaited | AnswerInWords],
) -> None:
    def offered(example: Example | None) -> list[str]:
        asked = Asked(1, asker().id, NOW, example)
        (content,) = contents(kind(asker(), replace(HELD, asking=Asking(question=asked))))
        return [one.label for one in content.replies]

    said = [one.say(asker().language) for one in asking.ANSWERS[Example.SIDE]]
    assert offered(Example.SIDE) == said
    assert offered(None) == said[-1:]


def test_should_speak_kindly_to_who_needs_help_themselves() -> None:
    own = said(SharerAsked(asker(), replace(HELD, own_need=True), "?"))

    assert "ไม่ตอบก็ได้" in own


@pytest.mark.parametrize(
    ("state", "offered"),
    [(State.WAITING, False), (State.CLAIMED, True), (State.GOING, True), (State.ON_SITE, True)],
)
def test_should_offer_to_ask_while_the_case_is_held(state: State, offered: bool) -> None:
    case = replace(HELD, state=state)

    assert (asking.ASK.say(Language.THAI) in said(OptionsShown(asker(), case))) is offered
    for channel in (CALLER, OPEN311):
        not_on_line = replace(case, origin=replace(case.origin, channel=channel))
        assert asking.ASK.say(Language.THAI) not in said(OptionsShown(asker(), not_on_line))


@LANGUAGES
@pytest.mark.parametrize(
    ("channel", "words"), [(CALLER, staff.NOT_ON_LINE), (OPEN311, staff.FROM_PARTNER)]
)
def test_should_say_how_the_one_who_shared_came(
    language: Language, channel: str, words: Text
) -> None:
    claimed = CaseClaimed(
        asker(language=language),
        replace(HELD, origin=replace(HELD.origin, channel=channel)),
        CENTRE,
        100.0,
    )

    assert words.say(language) in said(claimed)


@LANGUAGES
def test_should_offer_to_mark_what_is_not_said_yet(language: Language) -> None:
    case = a_case(channel=CALLER)
    entered = CallerEntered(
        asker(language=language), case, CENTRE, 100.0, joined=False, may_work=True
    )

    assert acts(entered).count("entered") == len(staff.KINDS) + len(staff.REASONS)
    assert "claim" in acts(entered)
    marked = replace(
        case,
        need=replace(case.need, kind="ADULT", urgent="CHILD"),
    )
    again = acts(CallerMarked(asker(language=language), marked, may_work=False))
    assert again == ["entered"] * (len(staff.REASONS) - 1) + ["queue", "mine"]


@LANGUAGES
def test_should_write_out_every_danger(language: Language) -> None:
    entered = CallerEntered(
        asker(language=language), a_case(), CENTRE, 1.0, joined=False, may_work=True
    )

    shown = said(entered).splitlines()

    assert all(one.say(language) in shown for one in staff.REASONS.values())
