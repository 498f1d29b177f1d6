"""What an event is, when it happened, who did it, and why some are ignored."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cases.case import Unreadable
from config.clock import to_ms
from handlers.events import (
    AttachmentSent,
    Followed,
    LocationSent,
    Nameless,
    OtherSent,
    Pressed,
    TextSent,
    TimerDue,
    Unfollowed,
    Unsent,
)
from line.inbound import OLDEST, Ignored, timer_event, to_event
from tests.builders import NOW, a_line_id
from tests.line.raw_events import MESSAGE_OF, Raw, a_message, a_press, a_raw, read, through_json


class TestKinds:
    @pytest.mark.parametrize(
        ("raw", "expected"),
        [
            (a_raw("follow"), Followed),
            (a_raw("follow", follow={"isUnblocked": True}), Followed),
            (a_raw("unfollow"), Unfollowed),
            (a_message("text"), TextSent),
            (a_message("location"), LocationSent),
            (a_message("sticker"), OtherSent),
            (a_message("image", id="444573844083572737"), AttachmentSent),
            (
                a_message("image", type="file", id="444573844083572737", fileName="ลานวัด.JPG"),
                AttachmentSent,
            ),
            (a_message("image", type="file", id="444573844083572737", fileName="jpg"), OtherSent),
            (
                a_message("image", type="file", id="444573844083572737", fileName=["a.jpg"]),
                OtherSent,
            ),
            (a_message("image", id="../444"), OtherSent),
            (a_message("image", id="1", contentProvider={"type": "external"}), OtherSent),
            (a_raw("unsend", unsend={"messageId": "444573844083572737"}), Unsent),
            (a_message("text", text=None), OtherSent),
            (a_message("text", type="poem"), OtherSent),
            (a_raw("message"), OtherSent),
            (a_raw("message", message=[]), OtherSent),
            (a_press("v=1&do=claim"), Pressed),
            (a_raw("postback"), Pressed),
            (a_raw("postback", postback="v=1"), Pressed),
        ],
    )
    def test_should_know_what_happened(self, raw: Raw, expected: type) -> None:
        assert isinstance(read(raw), expected)

    @pytest.mark.parametrize("kind", ["sticker", "audio", "video", "file", "poem", "imagemap"])
    def test_should_know_what_nobody_can_read(self, kind: str) -> None:
        event = read(a_message("sticker", type=kind, id="1", fileName="a.pdf"))

        assert isinstance(event, OtherSent)
        assert (event.kind or "") == (kind if kind in set(Unreadable) else "")

    @pytest.mark.parametrize(
        ("raw", "why"),
        [
            (None, Ignored.NOT_AN_EVENT),
            (True, Ignored.NOT_AN_EVENT),
            ("follow", Ignored.NOT_AN_EVENT),
            ([a_raw()], Ignored.NOT_AN_EVENT),
            ({}, Ignored.NOBODY),
            (a_raw(source=None), Ignored.NOBODY),
            (a_raw(source=a_line_id(1)), Ignored.NOBODY),
            (a_raw(source={"type": "user"}, replyToken=None), Ignored.NOBODY),
            (a_raw(mode="standby"), Ignored.STANDBY),
            (a_raw("unsend"), Ignored.KIND),
            (a_raw("x"), Ignored.KIND),
            (a_raw("Follow"), Ignored.KIND),
            (a_raw(type=["follow"]), Ignored.KIND),
            (a_raw(type={"follow": 1}), Ignored.KIND),
            (a_raw("messageEdited", message=MESSAGE_OF["location"]), Ignored.KIND),
        ],
    )
    def test_should_say_why_nothing_is_done(self, raw: object, why: Ignored) -> None:
        assert read(raw) is why

    def test_should_keep_who_when_and_where_to_answer(self) -> None:
        event = read(a_raw())

        assert event == Followed(
            "01KAGMTEST0000000000000001", NOW, a_line_id(1), reply_token="a-token"
        )

    @pytest.mark.parametrize("levels", [1, 10, 30, 900])
    def test_should_leave_out_an_event_that_is_nested_without_end(self, levels: int) -> None:
        nested: object = "x"
        for _ in range(levels):
            nested = {"a": [nested]}
        without_id = {name: value for name, value in a_raw().items() if name != "webhookEventId"}

        event = read(without_id | {"nested": nested})

        assert isinstance(event, Followed) if levels < 10 else event is Ignored.NOT_AN_EVENT

    @pytest.mark.parametrize("line_id", ["U" + "0" * 32, "u-1_b", "A"])
    def test_should_know_a_person_by_a_plain_id(self, line_id: str) -> None:
        assert read(a_raw(source={"type": "user", "userId": line_id})).line_id == line_id

    @pytest.mark.parametrize(
        "line_id",
        [7, True, [], {}, "", " ", "U1\n", "U 1", "U:1", "{cts}", "U*", "ก", "U\0", "\ud800",
         "U..", "U" * 65],
        ids=repr,
    )  # fmt: skip
    def test_should_know_nobody_by_a_strange_id(self, line_id: object) -> None:
        assert read(a_raw(source={"type": "user", "userId": line_id})) is Ignored.NOBODY

    @pytest.mark.parametrize("token", ["0" * 32, "nHuyWiB7", "a-b_c=", "x" * 256])
    def test_should_keep_a_reply_token(self, token: str) -> None:
        assert read(a_raw(replyToken=token)).reply_token == token

    @pytest.mark.parametrize(
        "token", [None, 7, [], "", " ", "a b", "a\n", "\ud800", "ก", "\0", "x" * 257], ids=repr
    )
    def test_should_have_no_reply_token_where_it_is_a_strange_one(self, token: object) -> None:
        assert read(a_raw(replyToken=token)).reply_token == ""


class TestGroups:
    @pytest.mark.parametrize("source", ["group", "room", "square", None, 7])
    def test_should_take_no_place_where_others_read_along(self, source: object) -> None:
        raw = a_message("location") | {"source": {"type": source, "userId": a_line_id(1)}}

        assert read(raw) is Ignored.GROUP

    def test_should_take_back_what_was_sent_anywhere(self) -> None:
        raw = a_raw("unsend", unsend={"messageId": "77"})
        group = {"type": "group", "groupId": "C1", "userId": a_line_id(1)}

        assert isinstance(read(raw | {"source": group}), Unsent)

    @pytest.mark.parametrize(
        "raw",
        [
            a_raw("follow"),
            a_raw("unfollow"),
            a_raw("unsend"),
            a_message("text"),
            a_message("sticker"),
            a_message("location", latitude=91),
            a_message("location", longitude="100"),
            a_press("v=1&do=claim&case=14-6911-0042"),
            a_raw("postback", message=MESSAGE_OF["location"]),
            a_raw("messageEdited", message=MESSAGE_OF["location"]),
        ],
    )
    def test_should_be_silent_on_anything_else_there(self, raw: Raw) -> None:
        source = {"type": "group", "groupId": "C1", "userId": a_line_id(1)}

        assert read(raw | {"source": source}) is Ignored.GROUP

    @pytest.mark.parametrize("kind", ["text", "location", "image"])
    def test_should_answer_one_of_whom_line_tells_nothing(self, kind: str) -> None:
        raw = a_message(kind) | {"source": {"type": "user"}}

        assert isinstance(read(raw), Nameless)
        assert read(raw | {"mode": "standby"}) is Ignored.NOBODY
        assert read(raw | {"replyToken": None}) is Ignored.NOBODY

    def test_should_not_take_a_place_that_nobody_sent(self) -> None:
        raw = a_message("location") | {"source": {"type": "group", "groupId": "C1"}}

        assert read(raw) is Ignored.NOBODY


class TestStandby:
    @pytest.mark.parametrize(
        ("raw", "kind"),
        [(a_raw("unsend", unsend={"messageId": "77"}), Unsent), (a_raw("unfollow"), Unfollowed)],
    )
    def test_should_obey_who_goes_or_takes_back(self, raw: Raw, kind: type) -> None:
        assert isinstance(read(raw | {"mode": "standby"}), kind)

    @pytest.mark.parametrize("kind", ["text", "location", "image"])
    def test_should_leave_all_else_to_the_other_system(self, kind: str) -> None:
        assert read(a_message(kind) | {"mode": "standby"}) is Ignored.STANDBY


class TestTime:
    @pytest.mark.parametrize("before", [timedelta(0), timedelta(hours=1), OLDEST])
    def test_should_take_the_time_at_which_it_happened(self, before: timedelta) -> None:
        assert read(a_raw(timestamp=to_ms(NOW - before))).at == NOW - before

    @pytest.mark.parametrize(
        "stamp",
        [None, "1", "2026-11-20", 1.5, 1e400, True, False, 0, -1, 10**14, 10**400, [], {},
         to_ms(NOW) + 1, to_ms(NOW) + 10**9],
        ids=lambda stamp: repr(stamp)[:20],
    )  # fmt: skip
    def test_should_take_the_time_of_receipt_for_one_that_cannot_be(self, stamp: object) -> None:
        assert read(a_raw(timestamp=stamp)).at == NOW

    @pytest.mark.parametrize(
        "before", [OLDEST + timedelta(milliseconds=1), timedelta(days=8), timedelta(days=20_000)]
    )
    def test_should_ignore_a_redelivery_older_than_the_marks_of_events(
        self, before: timedelta
    ) -> None:
        again = {"isRedelivery": True}

        raw = a_raw(timestamp=to_ms(NOW - before), deliveryContext=again)

        assert read(raw) is Ignored.TOO_OLD

    @pytest.mark.parametrize("delivery", [None, {}, {"isRedelivery": None}, {"isRedelivery": 0}])
    def test_should_take_for_a_redelivery_what_does_not_say_that_it_is_none(
        self, delivery: object
    ) -> None:
        old = to_ms(NOW - timedelta(days=8))

        assert read(a_raw(timestamp=old, deliveryContext=delivery)) is Ignored.TOO_OLD

    def test_should_never_take_for_old_what_line_brings_for_the_first_time(self) -> None:
        old = NOW - timedelta(days=8)

        assert read(a_raw(timestamp=to_ms(old))).at == old

    def test_should_take_lines_time_where_the_receipt_was_noted_by_a_clock_that_was_behind(
        self,
    ) -> None:
        event = to_event(a_raw(timestamp=to_ms(NOW)), NOW - timedelta(days=8), NOW)

        assert isinstance(event, Followed)
        assert event.at == NOW

    def test_should_ignore_what_lay_in_the_inbox_for_longer_than_the_marks_live(self) -> None:
        late = NOW + OLDEST + timedelta(seconds=1)

        assert to_event(a_raw(timestamp=None), NOW, late) is Ignored.TOO_OLD

    def test_should_leave_an_hour_between_the_oldest_event_and_the_life_of_a_mark(self) -> None:
        assert timedelta(days=7) - timedelta(hours=1) == OLDEST


class TestEventId:
    @pytest.mark.parametrize(
        "given_id", ["01KAGMTEST0000000000000001", "testwebhookeventid", "a-_"]
    )
    def test_should_be_the_one_of_line(self, given_id: str) -> None:
        assert read(a_raw(webhookEventId=given_id)).id == given_id

    @pytest.mark.parametrize(
        "given_id", [None, 7, "", "a b", "a:b", "{cts}", "a\n", "\ud800", "x" * 65], ids=repr
    )
    def test_should_be_a_digest_where_line_gives_no_plain_one(self, given_id: object) -> None:
        assert re.fullmatch("[0-9a-f]{64}", through_json(a_raw(webhookEventId=given_id)).id)

    def test_should_be_the_same_digest_when_the_event_comes_again(self) -> None:
        old = {name: value for name, value in a_message("text").items() if name != "webhookEventId"}
        again = dict(reversed(old.items())) | {"deliveryContext": {"isRedelivery": True}}
        even_older = {name: value for name, value in old.items() if name != "deliveryContext"}

        assert len({through_json(raw).id for raw in (old, again, even_older)}) == 1

    @pytest.mark.parametrize(
        "change",
        [
            {"timestamp": to_ms(NOW) - 1},
            {"replyToken": "another"},
            {"source": {"type": "user", "userId": a_line_id(2)}},
            {"message": MESSAGE_OF["text"] | {"text": "another"}},
            {"message": MESSAGE_OF["text"] | {"text": "\ud800"}},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_should_be_another_digest_of_another_event(self, change: Raw) -> None:
        old = a_message("text", id="1") | {"webhookEventId": None}

        assert through_json(old).id != through_json(old | change).id


def test_should_read_a_timer_as_it_was_set() -> None:
    due = NOW.replace(microsecond=0)

    event = timer_event({"timer": b"remind:14-6911-0042", "due": str(to_ms(due)).encode()})

    assert event == TimerDue(f"remind:14-6911-0042:{to_ms(due)}", due, "remind", "14-6911-0042")


def test_should_give_a_timer_that_is_set_again_another_id() -> None:
    rows = [{"timer": b"remind:14-6911-0042", "due": due} for due in (b"1", b"2")]
    ids = {timer_event(row).id for row in rows}

    assert len(ids) == 2
