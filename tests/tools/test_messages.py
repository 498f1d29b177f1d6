"""The table of all that a citizen can be told."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from bot.commands.messages import FREE, PAID, USUALLY_FREE, MessageRow, table
from cases.facts import answers, personal_data, shares
from config.settings import Settings
from messages.texts.text import Text
from tests.builders import a_case, a_person, the_centres, the_taxonomy
from tests.messages.kinds_of_fact import kinds_of_fact
from tests.messages.test_texts import CITIZEN_ROOMS, NAMES
from tools.samples import samples

DOCUMENT = Path("docs/messages.md")
TO_STAFF = {
    answers.SharerHeard, answers.PlaceMoved, answers.PlaceTakenBack, answers.OutcomeDisputed,
    answers.OutcomeReviewed, answers.ExplanationAsked, answers.ExplanationAwaited,
    answers.ExplanationGiven, answers.ExplanationSent, answers.QuestionAwaited,
    answers.QuestionSent, answers.QuestionDropped,
    personal_data.AttachmentsCame, personal_data.AttachmentsShown,
    shares.CallerPlaceAwaited, shares.CallerEntered, shares.CallerMarked, shares.CallerDropped,
    shares.WhosePlace, shares.PlaceDropped,
}  # fmt: skip
TO_CITIZENS = kinds_of_fact("shares", "answers", "personal_data") - TO_STAFF
#: What stands in the chat as said by the reader, for codes that an operator adds, and units of time
#: beside others.
SELDOM_SHOWN = {
    ("details", "ANSWERED"), ("limits", "SOMEBODY_NEEDS_HELP"),
    ("limits", "ANOTHER_DANGER"),
    ("results", "BY_GROUP"), ("results", "DONE_OTHERWISE"), ("results", "OTHERWISE"),
    ("citizen", "ONE_HOUR"), ("citizen", "ONE_DAY"),
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[MessageRow]:
    """Return the table."""
    return table(Settings(), the_taxonomy(), the_centres())


def row(rows: list[MessageRow], when: str) -> MessageRow:
    """Return the one row of that moment."""
    (found,) = [one for one in rows if when in one.when]
    return found


def printed(*words: str) -> str:
    """Print the table as an operator does, with nothing set."""
    unset = dict.fromkeys(("TAXONOMY_FILE", "CENTRES_FILE", "PUBLIC_URL", "FORGET_SHARERS_DAYS"))
    result = CliRunner().invoke(cli, ["messages", *words], env=unset)
    assert result.exit_code == 0
    return result.stdout


def test_should_have_a_sample_of_everything_a_citizen_is_told() -> None:
    centre = next(iter(the_centres()))
    shown = {type(one.fact) for one in samples(a_person(), a_case(), centre, the_taxonomy())}

    missing = [fact.__name__ for fact in TO_CITIZENS - shown]
    assert missing == [], "Add a Sample(...) of it to tools/samples.py"


def test_should_show_every_wording_and_not_only_every_fact(rows: list[MessageRow]) -> None:
    shown = " ".join(" ".join(line.split()) for one in rows for line in one.thai)

    missing = [
        (room, name, text.th)
        for room, name, texts in NAMES
        if room in {*CITIZEN_ROOMS, "limits"} and (room, name) not in SELDOM_SHOWN
        for text in texts
        if not re.search(pattern(text), shown)
    ]
    assert missing == [], "Add a Sample(...) of it to tools/samples.py"


def pattern(text: Text) -> str:
    """Return what finds a text in the table, whatever stands in its places."""
    words = " ".join(text.th.split())
    return re.sub(r"\\{\w+\\}", ".+?", re.escape(words))


def test_should_document_what_the_bot_says_today() -> None:
    assert DOCUMENT.read_text("utf-8") == printed(), "Run `make messages` to write it anew"


def test_should_say_everything_in_both_languages(rows: list[MessageRow]) -> None:
    assert all(one.thai and one.other and one.thai != one.other for one in rows)
    assert len(rows) > 30


def test_should_keep_each_line_in_its_cell(rows: list[MessageRow]) -> None:
    lines = [line for one in rows for line in (*one.thai, *one.other)]

    assert [line for line in lines if "\n" in line] == []


@pytest.mark.parametrize(
    ("when", "price"),
    [
        ("asks for own cases: waiting", FREE),
        ("no usual time is known yet", USUALLY_FREE),
        ("Person not found", PAID),
        ("still there?", PAID),
        ("is asked by an officer", PAID),
        ("was a wrong tap", PAID),
        ("has sent a photo that cannot be used", FREE),
    ],
)
def test_should_tell_the_price(rows: list[MessageRow], when: str, price: str) -> None:
    found = [one for one in rows if when in one.when]

    assert {one.price for one in found} == {price}


def test_should_read_a_card_as_it_is_seen(rows: list[MessageRow]) -> None:
    english = row(rows, "shares a place; the centre has no staff").other

    assert english[:3] == (
        "(We have your share: case 14-6911-0042)",
        "We have your share",
        "Case number: 14-6911-0042",
    )
    assert english[-2:] == ("[Call 1300 (welfare)]", "[Gone]")


def test_should_put_what_is_said_alike_into_one_row(rows: list[MessageRow]) -> None:
    assert row(rows, "Handed to Immigration") is row(rows, "Handed to the police")


def test_should_print_for_spreadsheets() -> None:
    lines = list(csv.reader(io.StringIO(printed("--format", "csv"))))

    assert lines[0] == ["when a citizen …", "Thai", "English", "price"]
    assert {len(line) for line in lines} == {4}
    assert any("รับเรื่องแล้วค่ะ\n" in line[1] for line in lines)
