"""A request looks its person up once, and holds no other request up meanwhile."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from cases.people import Person
from handlers.events import FromPerson
from handlers.request import Request
from tests.builders import a_context, a_person, a_share

PATIENCE_S = 5.0


@dataclass
class SlowPeople:
    """People whom the store finds only when it was asked by all at the same time."""

    both: threading.Barrier
    asked: list[str] = field(default_factory=list)

    def of_line(self, line_id: str) -> Person:
        self.asked.append(line_id)
        self.both.wait(PATIENCE_S)
        return a_person()


def a_request(people: SlowPeople) -> Request[FromPerson]:
    unit: Any = SimpleNamespace(people=people)
    return Request(a_share(), unit, a_context())


def test_should_look_up_the_people_of_two_requests_at_the_same_time() -> None:
    people = SlowPeople(threading.Barrier(2))
    found: list[Person] = []
    threads = [
        threading.Thread(target=lambda: found.append(a_request(people).person)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [a_person()] * 2


def test_should_ask_for_the_person_once() -> None:
    people = SlowPeople(threading.Barrier(1))
    request = a_request(people)

    assert request.person is request.person
    assert len(people.asked) == 1
