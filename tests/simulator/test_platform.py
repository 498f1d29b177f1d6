"""What the platform remembers: tokens, keys, quota, blocks."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from simulator.platform import Call, Platform, paid
from simulator.refusals import ApiError, Json
from simulator.webhooks import Events
from tests.simulator.hand_clock import HandClock

HELLO: Json = {"type": "text", "text": "hello"}
KEY = "123e4567-e89b-12d3-a456-426614174000"


def a_push(to: str, **changes: object) -> Call:
    call = Call("push", (to,), (HELLO,), "request-1")
    return replace(call, **changes)  # type: ignore[arg-type] # tests name real fields


def a_reply(token: str) -> Call:
    return Call("reply", (token,), (HELLO,), "request-1")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def platform(clock: HandClock) -> Platform:
    return Platform(clock=clock, seed=1)


@pytest.fixture
def user(platform: Platform) -> str:
    return platform.people.add("Somchai").id


def test_should_deliver_a_reply_for_nothing(platform: Platform, user: str) -> None:
    platform.set_quota(0)

    platform.send(a_reply(platform.new_reply_token(user)))

    assert [row.kind for row in platform.messages_of(user)] == ["reply"]
    assert paid(platform.accepted()) == 0


def test_should_use_a_reply_token_once(platform: Platform, user: str) -> None:
    token = platform.new_reply_token(user)
    platform.send(a_reply(token))

    with pytest.raises(ApiError) as refused:
        platform.send(a_reply(token))

    assert refused.value.as_json() == {"message": "Invalid reply token"}
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("waits", "is_good"),
    [
        ([59], True),
        ([61], False),
        ([300, 59], True),
        ([300, 61], False),
        ([19 * 60, 59], True),
        ([19.5 * 60, 31], False),
    ],
    ids=[
        "within the minute",
        "after the minute",
        "within the minute of a redelivery",
        "after the minute of a redelivery",
        "a redelivery shortly before 20 minutes",
        "never past 20 minutes",
    ],
)
def test_should_end_a_reply_token(
    platform: Platform, clock: HandClock, user: str, waits: list[float], is_good: bool
) -> None:
    token = platform.new_reply_token(user)
    for wait in waits[:-1]:
        clock.advance(seconds=wait)
        platform.renew_reply_token(token)
    clock.advance(seconds=waits[-1])

    try:
        platform.send(a_reply(token))
    except ApiError:
        assert not is_good
    else:
        assert is_good


@pytest.mark.parametrize(("life", "good"), [(20, 19), (30, 29), (90, 80)])
def test_should_end_a_reply_token_when_told(
    platform: Platform, user: str, clock: HandClock, life: int, good: int
) -> None:
    tokens = [platform.new_reply_token(user) for _ in range(2)]
    platform.set_reply_token_life(timedelta(seconds=life))

    clock.advance(seconds=good)
    platform.send(a_reply(tokens[0]))
    clock.advance(seconds=life - good + 1)

    with pytest.raises(ApiError, match="Invalid reply token"):
        platform.send(a_reply(tokens[1]))


def test_should_not_revive_a_used_token_by_redelivery(platform: Platform, user: str) -> None:
    token = platform.new_reply_token(user)
    platform.send(a_reply(token))

    platform.renew_reply_token(token)

    with pytest.raises(ApiError, match="Invalid reply token"):
        platform.send(a_reply(token))


def test_should_accept_a_retry_key_once(platform: Platform, user: str) -> None:
    sent = platform.send(a_push(user, retry_key=KEY))

    with pytest.raises(ApiError) as refused:
        platform.send(a_push(user, retry_key=KEY.upper(), request_id="request-2"))

    assert refused.value.status == 409
    assert refused.value.headers == {"X-Line-Accepted-Request-Id": "request-1"}
    assert refused.value.more == {"sentMessages": sent}
    assert len(platform.messages_of(user)) == 1


def test_should_accept_a_retry_key_once_from_many_threads(platform: Platform, user: str) -> None:
    def push(_: int) -> int:
        try:
            platform.send(a_push(user, retry_key=KEY))
        except ApiError as refused:
            return refused.status
        return 200

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(push, range(200)))

    assert sorted(statuses) == [200] + [409] * 199
    assert len(platform.messages_of(user)) == 1


def test_should_refuse_another_request_under_the_same_key(platform: Platform, user: str) -> None:
    platform.send(a_push(user, retry_key=KEY, fingerprint=b"one"))

    with pytest.raises(ApiError) as refused:
        platform.send(a_push(user, retry_key=KEY, fingerprint=b"two"))

    assert refused.value.status == 400


def test_should_forget_a_retry_key_after_a_day(
    platform: Platform, clock: HandClock, user: str
) -> None:
    platform.send(a_push(user, retry_key=KEY))
    clock.advance(hours=24)

    platform.send(a_push(user, retry_key=KEY))

    assert len(platform.messages_of(user)) == 2


def test_should_not_keep_the_key_of_a_refused_push(platform: Platform, user: str) -> None:
    platform.set_quota(0)
    with pytest.raises(ApiError):
        platform.send(a_push(user, retry_key=KEY))
    platform.set_quota(1)

    platform.send(a_push(user, retry_key=KEY))

    assert len(platform.messages_of(user)) == 1


def test_should_stop_at_the_end_of_the_quota(platform: Platform, user: str) -> None:
    platform.set_quota(2)
    platform.send(a_push(user, messages=(HELLO, HELLO, HELLO)))
    platform.send(a_push(user))

    with pytest.raises(ApiError) as refused:
        platform.send(a_push(user))

    assert (refused.value.status, refused.value.message) == (
        429,
        "You have reached your monthly limit.",
    )
    assert platform.quota_used() == 2


def test_should_begin_the_quota_anew_each_month(
    platform: Platform, clock: HandClock, user: str
) -> None:
    platform.set_quota(1)
    platform.send(a_push(user))
    clock.advance(days=15)

    platform.send(a_push(user))

    assert platform.quota_used() == 1


def test_should_take_a_push_to_a_user_who_blocked_the_account(
    platform: Platform, user: str
) -> None:
    platform.people.set_blocked(user, True)

    platform.send(a_push(user))

    assert platform.messages_of(user) == []
    assert [(row.delivered, row.cost) for row in platform.accepted()] == [(False, 0)]


def test_should_refuse_a_push_to_nobody(platform: Platform) -> None:
    with pytest.raises(ApiError, match="Failed to send messages"):
        platform.send(a_push("U" + "0" * 32))


def test_should_count_every_member_of_a_group(platform: Platform, user: str) -> None:
    group = platform.people.add_group([user, platform.ids.user(), platform.ids.user()])

    platform.send(a_push(group.id))

    assert paid(platform.accepted()) == 3


def test_should_take_a_multicast_as_a_whole_or_not_at_all(platform: Platform, user: str) -> None:
    other = platform.people.add("Malee").id
    platform.set_quota(1)

    with pytest.raises(ApiError):
        platform.send(Call("multicast", (user, other), (HELLO,), "request-1"))

    assert platform.accepted() == []


def test_should_end_the_loading_animation_with_a_message(
    platform: Platform, clock: HandClock, user: str
) -> None:
    platform.show_loading(user, 20)
    loading = platform.is_loading(user)

    platform.send(a_push(user))

    assert (loading, platform.is_loading(user)) == (True, False)


def test_should_end_the_loading_animation_by_itself(
    platform: Platform, clock: HandClock, user: str
) -> None:
    platform.show_loading(user, 20)

    clock.advance(seconds=20)

    assert not platform.is_loading(user)


def test_should_deliver_to_a_stranger_for_seven_days(platform: Platform, clock: HandClock) -> None:
    events = Events(platform)
    stranger = "U" + "5" * 32
    events.text(stranger, "hello")

    def delivered() -> bool:
        platform.send(a_push(stranger))
        return platform.accepted()[-1].delivered

    clock.now += timedelta(days=7)
    assert delivered()
    clock.now += timedelta(seconds=1)
    assert not delivered()
    assert platform.accepted()[-1].cost == 0
    events.text(stranger, "hello again")
    assert delivered()
    events.follow(stranger)
    clock.now += timedelta(days=30)
    assert delivered()
