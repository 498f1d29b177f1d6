"""Webhooks reach the bot, again when it fails, twice or late when so planned."""

from simulator.client import SimulatorClient
from simulator.refusals import Json
from simulator.server import RunningSimulator
from simulator.webhook_delivery import DeliveryPlan
from simulator.webhooks import sign
from tests.simulator.bot_side import Ear


def test_should_sign_what_it_sends(
    simulator: RunningSimulator, people: SimulatorClient, simulator_ear: Ear
) -> None:
    people.send_text(people.add_user("Somchai"), "สวัสดี")

    signature, body = simulator_ear.heard[0]
    assert signature == sign(simulator.account.secret, body)


def test_should_answer_after_the_bot_has(people: SimulatorClient, simulator_ear: Ear) -> None:
    user = people.add_user("Somchai")

    sent = people.send_location(user, 14.35, 100.57, address="Ayutthaya")

    assert simulator_ear.events() == [sent]


def test_should_redeliver_until_the_bot_takes_it(
    people: SimulatorClient, simulator_ear: Ear
) -> None:
    simulator_ear.statuses = [500, 503]
    people.set_delivery(waits=[0.02, 0.02, 0.02])

    event = people.send_text(people.add_user("Somchai"), "hello")
    people.settle(seconds=5)

    heard = simulator_ear.events()
    assert [one["deliveryContext"]["isRedelivery"] for one in heard] == [False, True, True]
    assert {one["webhookEventId"] for one in heard} == {event["webhookEventId"]}
    assert {one["replyToken"] for one in heard} == {event["replyToken"]}
    deliveries = people.deliveries()
    assert [one["status"] for one in deliveries["deliveries"]] == [500, 503, 200]
    assert deliveries["givenUp"] == []


def test_should_give_up_in_the_end(people: SimulatorClient, simulator_ear: Ear) -> None:
    simulator_ear.statuses = [500] * 10
    people.set_delivery(waits=[0.01])

    event = people.send_text(people.add_user("Somchai"), "hello")
    people.settle(seconds=5)

    assert len(simulator_ear.heard) == 2
    assert people.deliveries()["givenUp"] == [event["webhookEventId"]]


def test_should_not_redeliver_while_the_switch_is_off(
    people: SimulatorClient, simulator_ear: Ear
) -> None:
    simulator_ear.statuses = [500]
    people.set_delivery(redeliver=False)

    people.send_text(people.add_user("Somchai"), "hello")
    people.settle(seconds=5)

    assert len(simulator_ear.heard) == 1


def test_should_not_wait_longer_than_its_time_out(
    people: SimulatorClient, simulator_ear: Ear
) -> None:
    simulator_ear.delay = 0.3
    people.set_delivery(redeliver=False, time_out=0.05)

    people.send_text(people.add_user("Somchai"), "hello")

    (delivery,) = people.deliveries()["deliveries"]
    assert (delivery["reason"], delivery["status"]) == ("request_timeout", None)


def test_should_send_twice_when_so_planned(people: SimulatorClient, simulator_ear: Ear) -> None:
    people.set_delivery(duplicate=1.0)

    event = people.send_text(people.add_user("Somchai"), "hello")
    people.settle(seconds=5)

    assert [one["webhookEventId"] for one in simulator_ear.events()] == [
        event["webhookEventId"]
    ] * 2


def test_should_let_later_events_overtake(people: SimulatorClient, simulator_ear: Ear) -> None:
    user = people.add_user("Somchai")
    people.set_delivery(late=1.0, late_seconds=1.0)
    late = people.send_events([{"kind": "text", "userId": user, "text": "1"}], wait=False)
    people.set_delivery()

    prompt = people.send_text(user, "2")
    people.wait_until(lambda: simulator_ear.events()[1:], seconds=10)

    ids = [one["webhookEventId"] for one in simulator_ear.events()]
    assert ids == [prompt["webhookEventId"], late[0]["webhookEventId"]]
    assert prompt["timestamp"] >= late[0]["timestamp"]  # type: ignore[operator] # numbers


def test_should_put_many_events_into_one_body_or_each_into_its_own(
    people: SimulatorClient, simulator_ear: Ear
) -> None:
    user = people.add_user("Somchai")
    told: list[Json] = [
        {"kind": "text", "userId": user, "text": str(number)} for number in range(47)
    ]

    people.send_events(told)
    together = len(simulator_ear.heard)
    people.send_events(told, separate=True)

    assert (together, len(simulator_ear.heard)) == (1, 48)


def test_should_know_of_what_still_waits_for_a_thread(
    simulator: RunningSimulator, people: SimulatorClient, simulator_ear: Ear
) -> None:
    simulator.sender.plan = DeliveryPlan(time_out=60)
    simulator_ear.may_answer.clear()
    for _ in range(100):
        simulator.sender.submit([{"type": "broken"}])

    pending = simulator.sender.pending()
    simulator_ear.may_answer.set()
    people.settle(seconds=10)

    assert pending == len(simulator_ear.heard) == 100


def test_should_send_an_event_as_it_is_given(people: SimulatorClient, simulator_ear: Ear) -> None:
    people.send_events([{"kind": "raw", "event": {"type": "broken"}}])

    assert simulator_ear.events() == [{"type": "broken"}]


def test_should_say_when_no_webhook_is_set(people: SimulatorClient) -> None:
    people.send_text(people.add_user("Somchai"), "hello")

    (delivery,) = people.deliveries()["deliveries"]
    assert (delivery["reason"], delivery["status"]) == ("no_webhook", None)
    assert people.deliveries()["pending"] == 0
