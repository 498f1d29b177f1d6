from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest
import regex

from cases.calendar import Period, Span, period_of
from cases.case import Seen, State
from cases.facts.casework import Why
from cases.people import Language, Role
from cases.refusal import Refusal
from handlers.citizen.still_there import AFTER_CLOSE
from messages.texts import citizen, heard, refusals, results, seen, staff, status, team, words
from messages.texts.text import Label, Text, count, day, distance, duration, moment, period_name
from messages.texts.understanding import understand
from tests.builders import act_of, all_acts, the_taxonomy

THAI, ENGLISH = Language.THAI, Language.ENGLISH
THAI_LETTERS = "[\u0e00-\u0e7f]"
ROOM = Path("messages/texts")
#: The packages that may speak.
READERS = ("bot", "tools", "web", "line", "messages")
STAFF_ROOMS = {
    "heard", "manager", "proof", "refusals", "signing", "staff", "team", "transfers",
}  # fmt: skip
CITIZEN_ROOMS = {
    "citizen", "details", "own_need", "photos", "results", "seen", "status",
}  # fmt: skip

#: Names that have no Thai form, where programmers read.
LATIN = {
    "public": {
        "LINE", "CSV", "JSON", "UTF", "Excel", "CC", "BY", "ISO", "TH", "Cheer", "to", "Share",
        "null", "fives", "at", "least",
    }
}  # fmt: skip


def texts_in(value: object) -> Iterator[Text]:
    """Yield the texts that a name of a module stands for."""
    if isinstance(value, Text):
        yield value
    if isinstance(value, dict):
        yield from (text for one in value.values() for text in texts_in(one))
    if isinstance(value, tuple):
        yield from (text for one in value for text in texts_in(one))


def every_name() -> Iterator[tuple[str, str, list[Text]]]:
    """Yield module, name and texts of all that messages/texts has."""
    for path in sorted(ROOM.glob("*.py")):
        for name, value in vars(import_module(f"messages.texts.{path.stem}")).items():
            texts = list(texts_in(value))
            if texts:
                yield path.stem, name, texts


NAMES = list(every_name())
TEXTS = [(room, text) for room, _, texts in NAMES for text in texts]


def placeholders(sentence: str) -> set[str]:
    """Return the names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_should_find_the_texts_of_every_room() -> None:
    assert {room for room, _, _ in NAMES} >= STAFF_ROOMS | {"citizen", "results", "text"}
    assert len(TEXTS) > 150


def test_should_have_the_same_places_in_both_languages() -> None:
    assert [text for _, text in TEXTS if placeholders(text.th) != placeholders(text.en)] == []


def is_in_both_languages(room: str, text: Text) -> bool:
    thai, english = (re.sub(r"\{\w+\}", "", words) for words in (text.th, text.en))
    return (
        text.th.strip() == text.th
        and text.en.strip() == text.en
        and not re.search(THAI_LETTERS, english)
        and set(re.findall("[A-Za-z]+", thai)) <= LATIN.get(room, {"LINE"})
        and bool(re.search(THAI_LETTERS, thai) or not re.search(r"\w", english))
    )


def test_should_be_written_in_both_languages() -> None:
    assert [one for one in TEXTS if not is_in_both_languages(*one)] == []


@pytest.mark.parametrize(
    "never",
    [
        "จับ|กวาดล้าง|ผู้ต้องหา|เหยื่อ|คนพิกลพิการ|ต่างด้าว|เร่ร่อน|ผิดกฎหมาย|รางวัล|คะแนน",
        r"\b(arrest|catch|caught|victim|guilty|illegal|reward|points?)\b",
        r"ครับ|ที่แล้ว|เมื่อสักครู่|\bago\b",
    ],
    ids=["Thai", "English", "both"],
)
def test_should_speak_as_one_who_helps(never: str) -> None:
    assert [one for one in TEXTS if re.search(never, f"{one[1].th} {one[1].en}")] == []


def test_should_use_the_word_for_a_case_that_the_reader_knows() -> None:
    to_citizens = [text for room, text in TEXTS if room in CITIZEN_ROOMS]
    to_staff = [text for room, text in TEXTS if room in STAFF_ROOMS]

    assert [text for text in to_citizens if "เคส" in text.th] == []
    assert [text for text in to_staff if re.search("เรื่อง|คนขอทาน", text.th)] == []


def test_should_count_as_people_speak() -> None:
    for _, text in TEXTS:
        assert "(s)" not in text.en
    one, two = (staff.MORE_TEXTS.say_of(Language.ENGLISH, more, texts=more) for more in (1, 2))
    assert (one, two) == ("1 more text", "2 more texts")
    assert staff.MORE_TEXTS.say_of(Language.THAI, 1, texts=1) == "อีก 1 ข้อความ"


def test_should_show_a_number_to_call_whole_at_the_largest_font() -> None:
    """At the largest font a phone cut "โทร 1300 ช่วยเหลือสังคม" after 18 clusters of 20."""
    thai = [label.th for label in citizen.CALLS.values()]

    assert [words for words in thai if len(regex.findall(r"\X", words)) > 17] == []


def test_should_fit_on_a_button_where_it_is_a_label() -> None:
    texts = [words for _, text in TEXTS if isinstance(text, Label) for words in (text.th, text.en)]
    labels = [re.sub(r"\{\w+\}", "00", words) for words in texts]

    assert labels
    assert [words for words in labels if len(words) > 20] == []


def used_names() -> set[tuple[str, str]]:
    """Return module and name of every text that the bot reads."""
    used = set()
    for path in (path for room in READERS for path in Path(room).rglob("*.py")):
        inside = path.stem if path.parent == ROOM else ""
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used.add((node.value.id, node.attr))
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used.add((inside, node.id))
    return used | names_in_shapes()


def names_in_shapes() -> set[tuple[str, str]]:
    """Return what the shapes of the pages say; in these a module may go by another name."""
    shapes = "".join(path.read_text("utf-8") for path in Path("web/templates").glob("*.html"))
    said = set(re.findall(r"\b[a-z_]+\.([A-Z_]+)\b", shapes))
    return {(room, name) for room, name, _ in NAMES if name in said}


def test_should_have_no_text_that_nobody_says() -> None:
    used = used_names()

    assert [f"{room}.{name}" for room, name, _ in NAMES if (room, name) not in used] == []


def test_should_say_only_what_its_places_are_given() -> None:
    text = Text(th="เคส {number}", en="Case {number}")

    assert text.say(THAI, number="{x} 1") == "เคส {x} 1"
    assert text.say(ENGLISH, number=1) == "Case 1"


def test_should_have_a_sentence_for_everything_that_can_come() -> None:
    taxonomy = the_taxonomy()

    assert set(refusals.SENTENCES) == set(Refusal)
    assert set(staff.HEADINGS) == set(Why)
    assert (
        set(staff.STATES) == set(status.STATES) == set(status.NEXT) | {State.CLOSED} == set(State)
    )
    assert set(team.ROLES) == set(Role)
    assert set(staff.REASONS) == set(taxonomy.urgencies)
    assert set(citizen.KINDS) == set(staff.KINDS) == set(taxonomy.kinds)
    assert set(citizen.CALLS) >= {call for one in taxonomy.urgencies.values() for call in one.call}
    groups = {outcome.group for outcome in taxonomy.outcomes.values()}
    assert set(results.BY_GROUP) == set(staff.GROUPS) == groups
    assert set(results.BY_CODE) <= set(taxonomy.outcomes)
    assert set(seen.ANSWERS) == set(Seen)
    assert set(seen.TAKEN) == set(Seen) - {Seen.MOVED, Seen.STILL}
    assert set(heard.HEADINGS) == set(heard.NEXT) == set(Seen) - set(AFTER_CLOSE)


@pytest.mark.parametrize(
    ("at", "thai", "english"),
    [
        (datetime(2026, 11, 20, 9, 28, tzinfo=UTC), "20 พ.ย. 2569 16:28 น.", "20 Nov 2026 16:28"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "1 ม.ค. 2570 00:00 น.", "1 Jan 2027 00:00"),
        (datetime(2028, 2, 29, 16, 59, tzinfo=UTC), "29 ก.พ. 2571 23:59 น.", "29 Feb 2028 23:59"),
    ],
)
def test_should_say_times_of_bangkok(at: datetime, thai: str, english: str) -> None:
    assert moment(at, THAI) == thai
    assert moment(at, ENGLISH) == english


def test_should_say_days_in_every_month() -> None:
    days = " ".join(day(date(2026, month, 1), THAI).split()[1] for month in range(1, 13))

    assert days == "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค."


CUT = Period(date(2026, 10, 1), date(2026, 10, 20), Span.MONTH)


@pytest.mark.parametrize(
    ("period", "thai", "english"),
    [
        (Span.DAY, "20 พ.ย. 2569", "20 Nov 2026"),
        (Span.WEEK, "16 พ.ย. 2569 ถึง 22 พ.ย. 2569", "16 Nov 2026 to 22 Nov 2026"),
        (Span.MONTH, "พ.ย. 2569", "Nov 2026"),
        (Span.QUARTER, "ไตรมาส 1 ปีงบประมาณ 2570", "Quarter 1, fiscal year 2027"),
        (Span.YEAR, "ปีงบประมาณ 2570", "Fiscal year 2027"),
        (CUT, "1 ต.ค. 2569 ถึง 20 ต.ค. 2569", "1 Oct 2026 to 20 Oct 2026"),
    ],
    ids=str,
)
def test_should_name_periods(period: Span | Period, thai: str, english: str) -> None:
    whole = period_of(date(2026, 11, 20), period) if isinstance(period, Span) else period

    assert period_name(whole, THAI) == thai
    assert period_name(whole, ENGLISH) == english


@pytest.mark.parametrize(
    ("metres", "thai", "english"),
    [
        (0.4, "0 ม.", "0 m"),
        (999.4, "999 ม.", "999 m"),
        (999.6, "1.0 กม.", "1.0 km"),
        (12_345, "12.3 กม.", "12.3 km"),
        (1_987_654, "1,987.7 กม.", "1,987.7 km"),
    ],
)
def test_should_say_distances(metres: float, thai: str, english: str) -> None:
    assert distance(metres, THAI) == thai
    assert distance(metres, ENGLISH) == english


@pytest.mark.parametrize(
    ("minutes", "thai", "english"),
    [
        (None, "-", "-"),
        (0, "0 นาที", "0 min"),
        (59, "59 นาที", "59 min"),
        (60, "1 ชม.", "1 h"),
        (61, "1 ชม. 1 นาที", "1 h 1 min"),
        (130_000, "2,166 ชม. 40 นาที", "2,166 h 40 min"),
    ],
)
def test_should_say_durations(minutes: int | None, thai: str, english: str) -> None:
    assert duration(minutes, THAI) == thai
    assert duration(minutes, ENGLISH) == english


def test_should_write_counts_and_what_cannot_be_counted() -> None:
    assert [count(number) for number in (0, 1_234_567, None)] == ["0", "1,234,567", "-"]


@pytest.mark.parametrize(
    ("typed", "act"),
    [
        ("คิว", "queue"),
        (" QUEUE\n", "queue"),
        ("เคสของฉัน", "mine"),
        ("My  Cases", "mine"),
        ("เข้าเวร", "on_duty"),
        ("On Duty", "on_duty"),
        ("ออกเวร", "off_duty"),
        ("รายงาน", "report"),
        ("report", "report"),
        ("สถานะ", "status"),
        ("My shares", "status"),
        ("English", "language&to=en"),
        ("ภาษาไทย", "language&to=th"),
        ("ภาษาจีน", "language&to=zh"),
        ("请说中文", "language&to=zh"),
        ("สวัสดีค่ะ", "start"),
        ("ช่วยด้วยค่ะ", "own_need"),
        ("ช่วยฉันด้วยนะคะ", "own_need"),
        ("ฉันต้องการความช่วยเหลือ", "own_need"),
        ("ฉันขอความช่วยเหลือค่ะ", "own_need"),
        ("Help me!!", "own_need"),
        ("I need help.", "own_need"),
        ("ขอบคุณครับ", "thanks"),
        ("Thank you.", "thanks"),
        ("ข้อมูลของฉัน", "my_data"),
        ("Erase my data", "erase"),
        ("แจ้งแทน", "caller"),
        ("แจ้งแทนค่ะ", "caller"),
        ("แจ้งแทนหญิงชราหน้าวัดใหญ่", "caller"),
        ("Caller: an old lady", "caller"),
        ("The caller is gone", ""),
        ("callers", ""),
        ("เส้นทาง", "round"),
        ("Route", "round"),
        ("14-6911-0042", "look&case=14-6911-0042"),
        (" s-6911-10042 ค่ะ", "look&case=S-6911-10042"),
        ("14-6911-42", ""),
        ("๑๔-๖๙๑๑-๐๐๔๒", "look&case=14-6911-0042"),
        ("เคส 14-6911-0042 อยู่ไหน", ""),
        ("มีคนขอทานที่ตลาด", ""),
        ("ค่ะ", "thanks"),
        ("", ""),
    ],
)
def test_should_understand_typed_words(typed: str, act: str) -> None:
    assert act_of(typed) == act


@pytest.mark.parametrize(
    ("typed", "act"),
    [
        ("เข้าเวร 8", "on_duty&hours=8"),
        ("เข้าเวร ๘ ชม.", "on_duty&hours=8"),
        ("เข้าเวร ๑๒ ชั่วโมงค่ะ", "on_duty&hours=12"),
        ("เข้าเวร 8 ช.ม.", "on_duty&hours=8"),
        ("On duty for 8 hours.", "on_duty&hours=8"),
        ("on duty 8 hrs", "on_duty&hours=8"),
        ("on duty 1 hr", "on_duty&hours=1"),
        ("เข้าเวรถึง ๑๖.๓๐ น.", "on_duty&until=16:30"),
        ("on duty till 8:30", "on_duty&until=08:30"),
        ("on duty for eight hours", ""),
        ("เข้าเวรแล้ว ๘ ชั่วโมง", ""),
    ],
)
def test_should_understand_how_long_a_shift_is(typed: str, act: str) -> None:
    assert act_of(typed) == act


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("แจ้งแทน", ""),
        ("แจ้งแทนค่ะ", ""),
        ("แจ้งแทน หญิงชราหน้าวัดใหญ่", "หญิงชราหน้าวัดใหญ่"),
        ("แจ้งแทนผู้โทร: หญิงชรา\nหน้าวัด", "หญิงชรา\nหน้าวัด"),
        ("For a caller an old lady", "an old lady"),
        ("The caller is gone", ""),
    ],
)
def test_should_tell_the_words_after_a_typed_one(typed: str, rest: str) -> None:
    assert understand(typed).rest == rest


def test_should_type_only_acts_that_exist() -> None:
    assert {asked.split("&")[0] for asked in words.TYPED} <= all_acts()


def test_should_let_every_word_ask_for_one_act() -> None:
    typed = [word for group in words.TYPED.values() for word in group]

    assert len(typed) == len(set(typed))
    assert all(act_of(word) for word in typed)
