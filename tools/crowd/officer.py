"""A simulated officer: reads alerts, claims a case, visits and closes it. Uses only buttons that
the bot has sent and the words that staff type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from geo.centres import Point
from tools.crowd.deeds import Deed, Heard, ReceivedButton, Sort, check_in, press, type_act
from tools.crowd.extras import Extra, Extras
from tools.crowd.plan import beside
from tools.crowd.teams import Officer, Tempo

#: Seconds from reading to acting; an evening is a minute, so these stand for minutes.
_REACTION = {Tempo.QUICK: (0.1, 0.4), Tempo.SLOW: (0.6, 1.6), Tempo.ASLEEP: (0.0, 0.0)}
#: Seconds without an answer after which an officer asks again.
_PATIENCE_S = 10.0
#: Seconds between an idle officer's looks at the queue, by whether the officer is on duty.
_LOOK_EVERY_S = {True: (3.0, 6.0), False: (1.0, 2.5)}
#: Shares of claimed cases that are released, and that are closed without a visit.
_RELEASES, _AT_THE_DESK = 0.06, 0.05
_BY_LOCATION, _FUMBLES = 0.85, 0.04
#: Error of a wrong location, in degrees (farther than CHECK_IN_M), and of a right one, in metres.
_FAR_OFF, _NEAR_M = 0.01, 40.0
#: Buttons that only the holder of a case gets, in the order of the steps.
_OWN_STEPS = ("going", "arrived", "found")


@dataclass(slots=True)
class OfficerMind:
    """The state of a simulated officer, who works on one case at a time. *is_there* returns whether
    the person is still at a point; *awake* are the ids of centres where somebody takes cases."""

    officer: Officer
    is_there: Callable[[Point], bool]
    awake: frozenset[str] = frozenset()
    random: Random = field(init=False)
    case: str = ""
    is_resting: bool = True
    is_night: bool = False
    """the officer finishes the case in hand and begins none"""
    in_vain: int = 0
    _next: tuple[float, Deed] | None = None
    _waits_until: float = 0.0
    _look_at: float = 0.0
    _page: int = 0
    _alerts: dict[str, ReceivedButton] = field(default_factory=dict)
    _ways: dict[str, Point] = field(default_factory=dict)
    _fates: dict[str, float] = field(default_factory=dict)
    #: The act that was chosen and is a button of the menu behind "more".
    _behind_more: str = ""
    _checked_in: set[str] = field(default_factory=set)
    _refusals: dict[str, ReceivedButton] = field(default_factory=dict)
    _extras: Extras = field(init=False)
    _old: list[ReceivedButton] = field(default_factory=list)
    _seen: list[ReceivedButton] = field(default_factory=list)

    def __post_init__(self) -> None:
        me = self.officer
        self.random = Random(me.seed)  # noqa: S311  (a play, no secret)
        self._extras = Extras(me.id, [*me.extras], self.awake, self.random, me.caller)

    @property
    def is_awake(self) -> bool:
        """Return whether this officer reads messages at all."""
        return self.officer.pace is not Tempo.ASLEEP

    def hear(self, heard: Heard, now: float) -> None:
        """Read a message at *now* (seconds) and plan the reaction."""
        if not self.is_awake:
            return
        about = {button.case for button in heard.buttons if button.case}
        if heard.way is not None and len(about) == 1:
            self._ways[about.pop()] = heard.way
        alert = heard.button("claim") if heard.is_push else None
        if alert is None:
            self._answered(heard, now)
        elif alert.case != self.case:
            self._alerts[alert.case] = alert
            if (refusal := heard.button("refuse")) is not None:
                self._refusals[refusal.case] = refusal
            self.is_resting = False
            if self._is_free and not self.is_night:
                self._claim(alert, now)

    def due(self, now: float) -> Deed | None:
        """Return what the officer does at *now* (seconds), None if nothing is due."""
        if not self.is_awake or (self.is_night and not self.case):
            return None
        if self._next is not None:
            at, deed = self._next
            if at > now:
                return None
            self._next, self._waits_until = None, now + _PATIENCE_S
            return deed
        if self._waits_until:
            return self._wonder(now) if self._waits_until <= now else None
        if self._look_at <= now:
            return self._call(now) or self._look("queue", now)
        return None

    @property
    def _is_free(self) -> bool:
        return not (self.case or self._next or self._waits_until)

    def _wonder(self, now: float) -> Deed:
        """No answer came in time: ask for the cases in hand and go on from there."""
        self.in_vain += 1
        self.case = ""
        return self._look("mine", now)

    def _look(self, what: str, now: float) -> Deed:
        self._look_at = now + self.random.uniform(*_LOOK_EVERY_S[self.officer.on_duty])
        self._waits_until, self._page = now + _PATIENCE_S, 0
        return type_act(self.officer.id, what)

    def _call(self, now: float) -> Deed | None:
        """Return the next step of entering a case for a caller, None if there is none to enter."""
        deed = self._extras.call()
        if deed is not None:
            self.is_resting, self._waits_until = False, now + _PATIENCE_S
        return deed

    def _answered(self, heard: Heard, now: float) -> None:
        if self._extras.now is not None:
            self._go_aside(heard, now)
            return
        self._waits_until = 0.0
        if not self.case:
            self._choose(heard, now)
            return
        deed = self._next_step(heard)
        if deed is not None:
            self._seen += [button for button in heard.buttons if button.case == self.case]
            self._plan(deed, now)
        elif self.case in heard.cases or not any(button.case for button in heard.buttons):
            self._finish(now)

    def _go_aside(self, heard: Heard, now: float) -> None:
        """Take the next step of an extra; after its last one ask for the cases in hand."""
        if heard.is_push and not heard.button("merge"):
            return
        deed = self._extras.further(heard.buttons)
        if deed is None:
            self.case = "" if self._extras.end() else self.case
            deed = type_act(self.officer.id, "mine")
        self._waits_until = 0.0
        self._plan(deed, now)

    def _choose(self, heard: Heard, now: float) -> None:
        """Go on with an own case of a list, else claim a waiting one, else turn the page."""
        own = next((one for one in heard.buttons if one.do in _OWN_STEPS), None)
        waiting = [one for one in heard.buttons if one.do == "claim"]
        further = [one for one in heard.buttons if int(one.fields.get("page", 0)) > self._page]
        if own is not None:
            self.case = own.case
            step = self._next_step(heard)
            if step is not None:
                self._plan(step, now)
        elif waiting:
            self._claim(self.random.choice(waiting), now)
        elif further:
            self._page = int(further[0].fields["page"])
            self._plan(press(self.officer.id, further[0]), now)
        else:
            self.is_resting = not self._alerts
            self._alerts.clear()

    def _claim(self, button: ReceivedButton, now: float) -> None:
        self.case = button.case
        self._alerts.pop(button.case, None)
        self.is_resting = False
        deed = press(self.officer.id, button, Sort.CLAIM)
        refusal = self._refusals.pop(button.case, None)
        if refusal is not None and self._extras.take(Extra.REFUSE):
            deed = press(self.officer.id, refusal)
        self._plan(deed, now)

    def _next_step(self, heard: Heard) -> Deed | None:
        """Return the next step that the newest card offers for the case in hand, None if none."""
        extra = None if self.is_night else self._extras.begin(self.case, heard.buttons)
        if extra is not None:
            return extra
        offered = {one.do: one for one in heard.buttons if one.case == self.case}
        outcomes = [one for one in heard.buttons if "outcome" in one.fields]
        if self._behind_more in offered:
            return self._take_from_more(offered)
        if "going" in offered:
            return self._set_off(offered)
        if "arrived" in offered:
            return self._arrive(offered["arrived"])
        if "found" in offered:
            return press(self.officer.id, offered["found" if self._finds else "not_found"])
        if outcomes:
            return press(self.officer.id, self.random.choice(outcomes))
        return self._extras.how_many(heard.buttons)

    @property
    def _finds(self) -> bool:
        way = self._ways.get(self.case)
        return way is not None and self.is_there(way)

    def _set_off(self, offered: dict[str, ReceivedButton]) -> Deed:
        fate = self._fates.setdefault(self.case, self.random.random())
        if fate < _RELEASES and not self.is_night:
            self._fates[self.case] = 1.0
            self._behind_more = "release"
            return press(self.officer.id, offered["more"])
        if fate < _RELEASES + _AT_THE_DESK:
            self._behind_more = "close"
            return press(self.officer.id, offered["more"])
        return press(self.officer.id, offered["going"])

    def _take_from_more(self, offered: dict[str, ReceivedButton]) -> Deed:
        """Press what is behind "more"; a release is asked about once, and then is sure."""
        button = offered[self._behind_more]
        if button.do != "release":
            self._behind_more = ""
            return press(self.officer.id, button)
        if "sure" not in button.fields:
            return press(self.officer.id, button)
        self._behind_more = ""
        return press(self.officer.id, button, Sort.RELEASE)

    def _arrive(self, button: ReceivedButton) -> Deed:
        """Check in by location, then by the button: a second location would be a share."""
        way, again = self._ways.get(self.case), self.case in self._checked_in
        if way is None or again or self.random.random() > _BY_LOCATION:
            return press(self.officer.id, button)
        self._checked_in.add(self.case)
        here = beside(way, _NEAR_M, self.random)
        if self._finds and self._extras.take(Extra.FAR):
            here = Point(here.latitude + _FAR_OFF, here.longitude)
        return check_in(self.officer.id, here, self.case)

    def _finish(self, now: float) -> None:
        """Drop the case in hand, which is closed, released or somebody else's; begin another."""
        self._old, self._seen = self._seen or self._old, []
        self.case = self._behind_more = ""
        if self.is_night:
            return
        if self._old and self.random.random() < _FUMBLES:
            self._plan(press(self.officer.id, self.random.choice(self._old)), now)
        elif self._alerts and self.random.random() < 0.4:
            self._claim(self.random.choice(list(self._alerts.values())), now)
        elif self._alerts:
            self._page = 0
            self._plan(type_act(self.officer.id, "queue"), now)

    def _plan(self, deed: Deed, now: float) -> None:
        self._next = now + self.random.uniform(*_REACTION[self.officer.pace]), deed
