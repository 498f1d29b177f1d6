"""Faults strike as they are told to."""

from time import monotonic

import pytest
import urllib3

from simulator.client import SimulatorClient
from simulator.faults import PATH_KINDS, Fault, FaultKind, Faults, path_kind
from tests.simulator.bot_side import BotSide, text

KEY = {"X-Line-Retry-Key": "123e4567-e89b-12d3-a456-426614174000"}


@pytest.mark.parametrize(
    ("kind", "status", "message", "arrives"),
    [
        ("error", 500, "Internal Server Error", False),
        ("error_applied", 500, "Internal Server Error", True),
        ("rate_limit", 429, "The API rate limit has been exceeded. Try again later.", False),
        ("quota", 429, "You have reached your monthly limit.", False),
        ("too_many_to_one", 429, "Too many messages have been sent to the same user.", False),
        (
            "unauthorized",
            401,
            "Authentication failed. Confirm that the access token in the "
            "authorization header is valid.",
            False,
        ),
    ],
)
def test_should_answer_with_the_fault(
    bot: BotSide,
    people: SimulatorClient,
    kind: FaultKind,
    status: int,
    message: str,
    arrives: bool,
) -> None:
    user = people.add_user("Somchai")
    people.set_faults(Fault(kind, path="push"))

    answer = bot.push(user, text())

    assert (answer.status, answer.body) == (status, {"message": message})
    assert answer.headers["X-Line-Request-Id"]
    assert len(people.messages_of(user)) == arrives


@pytest.mark.parametrize("status", [403, 409, 422])
def test_should_refuse_in_the_words_of_line(
    bot: BotSide, people: SimulatorClient, status: int
) -> None:
    user = people.add_user("Somchai")
    people.set_faults(Fault("refused", status=status))

    answer = bot.push(user, text(), headers=KEY)

    assert (answer.status, list(answer.body)) == (status, ["message"])
    assert answer.headers["X-Line-Request-Id"]
    assert "X-Line-Accepted-Request-Id" not in answer.headers
    assert people.messages_of(user) == []


@pytest.mark.parametrize("status", [200, 301, 404, 502])
@pytest.mark.parametrize(("kind", "begins"), [("page", b"<html>"), ("empty", b"")])
def test_should_answer_as_a_proxy_before_line_does(
    bot: BotSide, people: SimulatorClient, kind: FaultKind, begins: bytes, status: int
) -> None:
    user = people.add_user("Somchai")
    people.set_faults(Fault(kind, path="push", status=status))

    answer = bot.push(user, text())

    assert answer.status == status
    assert answer.body["data"][:6] == begins
    assert "X-Line-Request-Id" not in answer.headers
    assert people.messages_of(user) == []


def test_should_say_that_the_month_is_over_while_it_is_not(
    bot: BotSide, people: SimulatorClient
) -> None:
    user = people.add_user("Somchai")
    people.set_quota(300, used=1)
    people.set_faults(Fault("quota", times=1, path="push"))

    answers = [bot.push(user, text()).status for _ in range(2)]

    assert answers == [429, 200]
    assert bot.call("GET", "/v2/bot/message/quota/consumption").body == {"totalUsage": 2}


@pytest.mark.parametrize(("kind", "retried"), [("lost", 409), ("dropped", 200), ("hang", 200)])
def test_should_close_the_connection_without_an_answer(
    bot: BotSide, people: SimulatorClient, kind: FaultKind, retried: int
) -> None:
    user = people.add_user("Somchai")
    people.set_faults(Fault(kind, seconds=0.05, times=1))

    with pytest.raises(urllib3.exceptions.ProtocolError):
        bot.push(user, text(), headers=KEY)

    assert bot.push(user, text(), headers=KEY).status == retried
    assert len(people.messages_of(user)) == 1


def test_should_apply_a_slow_request_after_the_bot_has_lost_patience(
    bot: BotSide, people: SimulatorClient
) -> None:
    user = people.add_user("Somchai")
    people.set_faults(Fault("latency", seconds=0.2, times=1))

    with pytest.raises(urllib3.exceptions.ReadTimeoutError):
        bot.push(user, text(), timeout=0.05)

    assert people.messages_of(user) == []
    assert people.wait_for_message(user, seconds=2)["kind"] == "push"


def test_should_keep_serving_others_while_one_hangs(bot: BotSide, people: SimulatorClient) -> None:
    people.set_faults(Fault("hang", path="profile", seconds=3.0))
    with pytest.raises(urllib3.exceptions.ReadTimeoutError):
        bot.call("GET", "/v2/bot/profile/U1", timeout=0.05)

    def answers_at_once() -> bool:
        began = monotonic()
        assert bot.call("GET", "/v2/bot/info").status == 200
        return monotonic() - began < 0.3

    assert any(answers_at_once() for _ in range(3))  # this machine may be busy once


def test_should_strike_only_its_paths(bot: BotSide, people: SimulatorClient) -> None:
    user = people.add_user("Somchai")
    people.set_faults(Fault("error", path="send"))

    struck = bot.push(user, text()).status
    spared = bot.call("GET", f"/v2/bot/profile/{user}").status

    assert (struck, spared) == (500, 200)


def test_should_never_strike_the_control_paths(people: SimulatorClient) -> None:
    people.set_faults(Fault("error"))

    assert people.accepted() == []


def test_should_write_down_what_passed(bot: BotSide, people: SimulatorClient) -> None:
    user = people.add_user("Somchai")
    people.set_faults(Fault("lost", times=1))
    with pytest.raises(urllib3.exceptions.ProtocolError):
        bot.push(user, text())
    bot.push(user, text())

    seen = [(one["what"], one["status"], one["note"]) for one in people.traffic()]

    what = "POST /v2/bot/message/push"
    assert seen == [(what, None, "lost"), (what, 200, "")]


def test_should_meet_the_same_faults_under_the_same_seed() -> None:
    def luck(seed: int) -> list[FaultKind | None]:
        faults = Faults(seed)
        faults.set([Fault("error", 0.3), Fault("lost", 0.3)])
        return [faults.draw("push").kind for _ in range(200)]

    first = luck(3)

    assert first == luck(3) != luck(4)
    assert 30 <= first.count("error") <= 90
    assert 20 <= first.count("lost") <= 70


def test_should_add_latency_to_another_fault() -> None:
    faults = Faults()
    faults.set([Fault("latency", seconds=1.5), Fault("latency", seconds=0.5), Fault("error")])

    luck = faults.draw("push")

    assert (luck.latency, luck.kind) == (2.0, "error")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/v2/bot/message/reply", "reply"),
        ("/v2/bot/message/push", "push"),
        ("/v2/bot/message/validate/push", "validate"),
        ("/v2/bot/message/quota/consumption", "quota"),
        ("/v2/bot/message/123/content", "content"),
        ("/v2/bot/user/all/richmenu/x", "richmenu"),
        ("/v2/bot/chat/loading/start", "loading"),
        ("/v2/bot/info", "other"),
    ],
)
def test_should_know_the_kind_of_a_path(path: str, kind: str) -> None:
    assert path_kind(path) == kind
    assert kind in PATH_KINDS


def test_should_end_reply_tokens_when_told(bot: BotSide, people: SimulatorClient) -> None:
    people.set_reply_token_life(0)

    event = people.send_text(people.add_user("Somchai"), "hello")

    assert bot.reply(event["replyToken"], text()).body == {"message": "Invalid reply token"}


def test_should_refuse_a_fault_that_is_none(simulator_url: str) -> None:
    client = SimulatorClient(simulator_url)

    with pytest.raises(ValueError, match=r"faults\[0\].kind"):
        client._call("PUT", "/faults", {"faults": [{"kind": "earthquake"}]})

    client.close()
