"""What is told of photos."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import Case, Detail, Form, State
from cases.facts import casework as facts
from cases.facts import personal_data
from cases.people import Language
from config.settings import Settings
from messages.attachments import AttachmentLinks
from messages.texts import proof
from tests.builders import NOW, a_case, a_press
from tests.messages.every_fact import ASKER, CENTRE
from tests.messages.saying import acts, asker, calls, contents, links, said

HELD = a_case(holder=ASKER, state=State.CLAIMED, attachments=2)


def test_should_offer_a_link_for_each_photo_to_its_holder() -> None:
    shown = links(
        personal_data.AttachmentsShown(
            asker(), HELD, tuple(Detail(one, 7, NOW, Form.PHOTO) for one in ("541", "542"))
        )
    )

    reader = AttachmentLinks(Settings(secret_key="of the tests"))
    read = [reader.read(address.removeprefix("http://localhost:8000/photo/")) for address in shown]
    assert [(one.case, one.attachment, one.person) for one in read if one] == [
        (HELD.number, "541", ASKER),
        (HELD.number, "542", ASKER),
    ]
    assert [(one.until - NOW).total_seconds() for one in read if one] == [900, 900]


def test_should_say_how_long_links_live_and_that_they_are_not_passed_on() -> None:
    words = said(
        personal_data.AttachmentsShown(asker(), HELD, (Detail("541", 7, NOW, Form.PHOTO),))
    )

    assert "15 นาที" in words
    assert "อย่าส่งต่อ" in words


def test_should_lead_staff_on_where_there_is_no_photo() -> None:
    (content,) = contents(personal_data.AttachmentsShown(asker(), HELD, ()))

    assert HELD.number in content.words
    assert content.replies


@pytest.mark.parametrize(
    ("case", "offered"),
    [
        (HELD, True),
        (replace(HELD, state=State.GOING), True),
        (replace(HELD, state=State.ON_SITE), True),
        (replace(HELD, attachments=0), False),
        (replace(HELD, holder=7), False),
        (replace(HELD, holder=None, state=State.WAITING), False),
        (replace(HELD, state=State.CLOSED), False),
    ],
)
def test_should_offer_photos_to_the_holder_alone(case: Case, offered: bool) -> None:
    shown = facts.QueueShown(asker(), (case,), False, 0, 1, CENTRE)

    known = [shown] if case.state is not State.GOING else [facts.OptionsShown(asker(), case)]
    assert ("photos" in acts(*known)) is offered
    assert (proof.LOOK.say(Language.THAI, count=2) in said(*known)) is offered


def test_should_bring_news_of_photos_with_the_button_that_shows_them() -> None:
    came = personal_data.AttachmentsCame(asker(), HELD)

    assert acts(came) == ["photos"]
    news = proof.CAME_ALT.say(Language.THAI, count=2)
    assert contents(came)[0].words.endswith(f" · {news}")


def test_should_ask_for_places_not_faces() -> None:
    words = said(personal_data.AttachmentTaken(asker(), HELD, Form.PHOTO))

    assert "ภาพสถานที่ ไม่เห็นใบหน้า" in words
    assert "5 ภาพ" in words


def test_should_not_tell_by_the_thanks_that_a_case_is_urgent() -> None:
    """Another sharer may have said so, and whoever sends a photo may be who must not know."""
    calm = said(personal_data.AttachmentTaken(asker(), HELD, Form.PHOTO))

    assert (
        said(
            personal_data.AttachmentTaken(
                asker(), replace(HELD, need=replace(HELD.need, urgent="TRAFFICKING")), Form.PHOTO
            )
        )
        == calm
    )


@pytest.mark.parametrize("language", list(Language))
def test_should_pay_for_no_thanks(language: Language) -> None:
    event = replace(a_press(ASKER, "x"), reply_token="")
    person = asker(language=language)

    told = calls(
        event,
        personal_data.AttachmentTaken(person, HELD, Form.PHOTO),
        personal_data.AttachmentAwaitsPlace(person, Form.PHOTO),
    )

    assert told == []
