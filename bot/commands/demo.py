"""demo: the main job from the first hello to the report, on a stand-in for LINE."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NoReturn

import click

from bot.commands.context import refuse
from bot.commands.demo_chat import Chat, DemoFailed, Person
from bot.commands.demo_stage import Stage, stage
from cases.calendar import local_day
from geo.point import Point

_MARKET = Point(14.3588, 100.5753)
#: Some steps from where the citizen saw the person: within the radius of one case.
_NEARBY = Point(14.3591, 100.5755)
_OFFICER_STANDS = Point(14.3590, 100.5752)
_CENTRE = "TH-14"
_OUTCOME = "TEMP_PROTECTED"


@click.command()
def demo() -> None:
    """Play the main job on this machine, and print what everybody reads in LINE.

    Starts a store, the web, the worker and a stand-in for LINE, all thrown away at the end. A
    citizen shares a place in Ayutthaya; the centre's officers hear of it, one takes the case,
    goes, finds the person and closes it; the sharers hear the outcome, the head reads the report.
    Needs no account at LINE and no other machine.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with stage() as opened:
            _Journey(opened, opened.chat).play()
    except DemoFailed as error:
        refuse(f"The demo failed: {str(error).rstrip('.')}.")
    except KeyboardInterrupt:
        refuse("The demo was stopped; all that it started has ended.")


@dataclass(frozen=True, slots=True)
class _Journey:
    """The acts of the play, in order."""

    stage: Stage
    chat: Chat

    def play(self) -> None:
        """Let people meet; whoever is to hear something is waited for."""
        head, officer, colleague, manager = self._gather_the_team()
        sharers = self._share()
        self._visit(officer, colleague, sharers)
        self._report(head, manager)

    def _gather_the_team(self) -> tuple[Person, Person, Person, Person]:
        self.chat.scene("The operator invites the team of the centre in Ayutthaya")
        head = self._join("Pranee", "head", _CENTRE)
        officer = self._join("Somchai", "officer", _CENTRE)
        self.chat.hear(head)
        colleague = self._join("Wichai", "officer", _CENTRE)
        self.chat.hear(head)
        return head, officer, colleague, self._join("Kanya", "manager", "TH-10")

    def _join(self, name: str, role: str, centre: str) -> Person:
        said = self.stage.command("staff", "invite", "--centre", centre, "--role", role)
        person = self.chat.add(name, role)
        self.chat.write(person, said.splitlines()[-1])
        self.chat.hear(person)
        return person

    def _share(self) -> tuple[Person, Person]:
        self.chat.scene("A citizen sees somebody begging at a market")
        first, second = self.chat.add("Malee", "citizen"), self.chat.add("Anan", "citizen")
        self.chat.follow(first)
        self.chat.hear(first)
        self.chat.share(first, _MARKET, "Chao Phrom market, Phra Nakhon Si Ayutthaya")
        self.chat.hear(first)
        self.chat.scene("Another citizen sees the same person: the share joins the case")
        self.chat.share(second, _NEARBY)
        self.chat.hear(second)
        return first, second

    def _visit(self, officer: Person, colleague: Person, sharers: tuple[Person, Person]) -> None:
        self.chat.scene("Both officers on duty hear the alert; one is first to claim")
        self.chat.hear(officer)
        self.chat.hear(colleague)
        for person in (officer, colleague):
            self.chat.tap(person, "claim")
            self.chat.hear(person)
        self.chat.scene("The officer goes, checks in by location, and finds the person")
        self.chat.tap(officer, "going")
        self.chat.hear(officer)
        self.chat.share(officer, _OFFICER_STANDS)
        self.chat.hear(officer)
        self.chat.tap(officer, "found")
        self.chat.hear(officer)
        self.chat.scene("The officer closes the case; everybody who shared hears the outcome")
        self.chat.tap(officer, "close", outcome=_OUTCOME)
        for person in (officer, *sharers):
            self.chat.hear(person)

    def _report(self, head: Person, manager: Person) -> None:
        self.chat.scene("The head reads the report of the centre, the manager of the country")
        for person in (head, manager):
            self.chat.tap(person, "report")
            self.chat.hear(person)
        self.chat.scene("The operator looks at the statistics, and proves them by the log")
        today = local_day(datetime.now(UTC))
        days = ("--from", f"{today:%Y-%m}-01", "--to", f"{today}")
        self.stage.command("stats", "show", *days, "--centre", _CENTRE)
        self.stage.command("stats", "verify")


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
