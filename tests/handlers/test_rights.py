"""Who may do what to a case, and when: every role, centre, act and state, in tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cases.case import CALLER, Case, Share, State
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.people import Role
from handlers.events import Pressed
from store import keys
from tests.builders import NOW, a_case, a_context, a_line_id, a_press, all_acts, with_fields
from tests.handlers.acts import CASE_ACTS, CITIZEN_ACTS, STAFF_ACTS, TEAM_ACTS
from tests.handling import Handling

#: How somebody stands to a case of Ayutthaya that somebody else holds, or nobody.
STANDINGS = """
                  officer    head       manager
own               colleague  colleague  manager
other             outsider   outsider   manager
national          outsider   outsider   manager
national+late     colleague  colleague  manager
"""
#: What the one who holds it may do: "=state" is what it becomes, "@centre" whose; "noted" is kept
#: in it, "shown" leaves it as it is; everything else is the reason of a refusal.
HOLDER = """
                            claimed          going            on_site          closed
claim                       yours_already    yours_already    yours_already    closed_already
release                     shown            shown            done_already     closed_already
release&sure=yes            =waiting         =waiting         done_already     closed_already
keep                        noted            noted            noted            closed_already
going                       =going           done_already     done_already     closed_already
arrived                     go_first         =on_site         done_already     closed_already
found                       go_first         arrive_first     shown            closed_already
not_found                   go_first         arrive_first     =closed          closed_already
close                       shown            shown            shown            closed_already
close&outcome=SHELTER       go_first         arrive_first     =closed          closed_already
close&outcome=NOT_FOUND     go_first         arrive_first     =closed          closed_already
close&outcome=DUPLICATE     =closed          =closed          =closed          closed_already
close&outcome=ARRESTED      unknown_outcome  unknown_outcome  unknown_outcome  closed_already
outcome&code=SHELTER        go_first         arrive_first     =closed          closed_already
outcome&code=DUPLICATE      =closed          =closed          =closed          closed_already
photos                      shown            shown            shown            closed_already
more                        shown            shown            shown            closed_already
note                        shown            shown            shown            closed_already
look                        shown            shown            shown            closed_already
words                       shown            shown            shown            closed_already
several                     go_first         arrive_first     shown            closed_already
several&persons=2           go_first         arrive_first     noted            closed_already
fewer                       go_first         arrive_first     shown            closed_already
revisit                     shown            shown            shown            closed_already
revisit&at=LATER            =waiting         =waiting         =waiting         closed_already
revisit&at=EARLIER          shown            shown            shown            closed_already
ask                         shown            shown            shown            closed_already
ask&q=side                  noted            noted            noted            closed_already
handover                    shown            shown            shown            closed_already
handover&to=TH-50           shown            shown            shown            closed_already
handover&to=TH-50&why=area  =waiting@TH-50   =waiting@TH-50   =waiting@TH-50   closed_already
handover&to=TH-14&why=area  there_already    there_already    there_already    closed_already
handover&to=TH-99&why=area  unknown_centre   unknown_centre   unknown_centre   closed_already
refuse                      not_refusable    not_refusable    not_refusable    closed_already
merge                       shown            shown            shown            closed_already
merge&into=NEAR             =closed          =closed          =closed          closed_already
merge&into=14-6911-0099     not_together     not_together     not_together     closed_already
unmerge                     not_merged       not_merged       not_merged       closed_already
facts                       no_facts_now     no_facts_now     no_facts_now     shown
fact&name=sex&value=male    no_facts_now     no_facts_now     no_facts_now     shown
fact&SEX                    no_facts_now     no_facts_now     no_facts_now     noted
no_check_in&why=looked      no_reason_now    no_reason_now    no_reason_now    no_reason_now
explain                     no_review_now    no_review_now    no_review_now    shown
along                       yours_already    yours_already    yours_already    closed_already
correct                     no_correction    no_correction    no_correction    shown
correct&outcome=DUPLICATE   no_correction    no_correction    no_correction    noted
entered                     shown            shown            shown            closed_already
entered&urgent=CHILD        noted            noted            noted            closed_already
"""
#: What a colleague may do while nobody holds it, while somebody does, and after.
COLLEAGUE = """
                            waiting         claimed       going         on_site       closed
claim                       =claimed        taken         taken         taken         closed_already
release                     claim_first     not_yours     not_yours     not_yours     closed_already
release&sure=yes            claim_first     not_yours     not_yours     not_yours     closed_already
keep                        claim_first     not_yours     not_yours     not_yours     closed_already
going                       claim_first     not_yours     not_yours     not_yours     closed_already
arrived                     claim_first     not_yours     not_yours     not_yours     closed_already
found                       claim_first     not_yours     not_yours     not_yours     closed_already
not_found                   claim_first     not_yours     not_yours     not_yours     closed_already
close                       claim_first     not_yours     not_yours     not_yours     closed_already
close&outcome=SHELTER       claim_first     not_yours     not_yours     not_yours     closed_already
close&outcome=NOT_FOUND     claim_first     not_yours     not_yours     not_yours     closed_already
close&outcome=DUPLICATE     claim_first     not_yours     not_yours     not_yours     closed_already
close&outcome=ARRESTED      claim_first     not_yours     not_yours     not_yours     closed_already
outcome&code=SHELTER        claim_first     not_yours     not_yours     not_yours     closed_already
outcome&code=DUPLICATE      claim_first     not_yours     not_yours     not_yours     closed_already
photos                      claim_first     not_yours     not_yours     not_yours     closed_already
more                        shown           not_yours     not_yours     not_yours     closed_already
note                        shown           not_yours     not_yours     not_yours     closed_already
look                        shown           not_yours     not_yours     not_yours     closed_already
words                       claim_first     not_yours     not_yours     not_yours     closed_already
several                     claim_first     not_yours     not_yours     not_yours     closed_already
several&persons=2           claim_first     not_yours     not_yours     not_yours     closed_already
fewer                       claim_first     not_yours     not_yours     not_yours     closed_already
revisit                     claim_first     not_yours     not_yours     not_yours     closed_already
revisit&at=LATER            claim_first     not_yours     not_yours     not_yours     closed_already
revisit&at=EARLIER          claim_first     not_yours     not_yours     not_yours     closed_already
ask                         claim_first     not_yours     not_yours     not_yours     closed_already
ask&q=side                  claim_first     not_yours     not_yours     not_yours     closed_already
handover                    shown           not_yours     not_yours     not_yours     closed_already
handover&to=TH-50           shown           not_yours     not_yours     not_yours     closed_already
handover&to=TH-50&why=area  @TH-50          not_yours     not_yours     not_yours     closed_already
handover&to=TH-14&why=area  there_already   not_yours     not_yours     not_yours     closed_already
handover&to=TH-99&why=area  unknown_centre  not_yours     not_yours     not_yours     closed_already
refuse                      not_refusable   not_yours     not_yours     not_yours     closed_already
merge                       shown           not_yours     not_yours     not_yours     closed_already
merge&into=NEAR             =closed         not_yours     not_yours     not_yours     closed_already
merge&into=14-6911-0099     not_together    not_yours     not_yours     not_yours     closed_already
unmerge                     not_merged      not_yours     not_yours     not_yours     closed_already
facts                       no_facts_now    no_facts_now  no_facts_now  no_facts_now  no_facts_now
fact&name=sex&value=male    no_facts_now    no_facts_now  no_facts_now  no_facts_now  no_facts_now
fact&SEX                    no_facts_now    no_facts_now  no_facts_now  no_facts_now  no_facts_now
no_check_in&why=looked      no_reason_now   no_reason_now no_reason_now no_reason_now no_reason_now
explain                     no_review_now   no_review_now no_review_now no_review_now no_review_now
along                       claim_first     noted         noted         noted         closed_already
correct                    no_correction no_correction no_correction no_correction no_correction
correct&outcome=DUPLICATE  no_correction no_correction no_correction no_correction no_correction
entered                     shown           shown         shown         shown         closed_already
entered&urgent=CHILD        noted           noted         noted         noted         closed_already
"""
#: What all others hear, whatever they ask and however far the case is.
ALWAYS = {"outsider": "other_centre", "manager": "no_cases", "stranger": "not_staff"}
#: What has no case.
OF_THE_TEAM = """
                     officer        head           manager   stranger
queue                shown          shown          shown     not_staff
mine                 shown          shown          shown     not_staff
round                shown          shown          no_cases  not_staff
near                 shown          shown          no_cases  not_staff
caller               shown          shown          no_cases  not_staff
place                shown          shown          no_cases  not_staff
caller&cancel=yes    shown          shown          no_cases  not_staff
give_back            still_on_duty  shown          no_cases  not_staff
on_duty              shown          shown          no_cases  not_staff
on_duty&hours=8      shown          shown          no_cases  not_staff
on_duty&hours=99     shift_end      shift_end      no_cases  not_staff
on_duty&until=8:30   shown          shown          no_cases  not_staff
on_duty&until=25:00  shift_end      shift_end      no_cases  not_staff
off_duty             shown          shown          no_cases  not_staff
team                 not_head       shown          not_head  not_staff
remove               not_head       not_in_team    not_head  not_staff
remove#officer       not_head       shown          not_head  not_staff
remove#head          not_head       not_removable  not_head  not_staff
remove#outsider       not_head       not_in_team    not_head  not_staff
report               not_reader     shown          shown     not_staff
page                 not_reader     shown          shown     not_staff
sign_out             shown          shown          shown     not_staff
digest               not_reader     shown          shown     not_staff
invite               shown          shown          shown     not_staff
"""

WHO, SOMEBODY_ELSE, SHARER = 11, 12, 1
NUMBER, _NEAR = "14-6911-0042", "14-6911-0043"
#: What is short in the tables.
_SPELT = {
    "LATER": (NOW + timedelta(days=1)).isoformat(),
    "EARLIER": (NOW - timedelta(days=1)).isoformat(),
    "NEAR": _NEAR,
    "SEX": "person=1&name=sex&value=male",
}
_CENTRES = {"own": "TH-14", "other": "TH-50", "national": "TH-10"}
Table = dict[str, dict[str, str]]


@pytest.fixture
def handling(client: Any) -> Handling:
    """Return handlers who hear as many messages as the tables have cells."""
    return Handling(client, a_context(messages_per_minute=900))


def rows(text: str) -> Table:
    """Read a table: row -> column -> word."""
    heads, *lines = [line.split() for line in text.strip().splitlines()]
    return {name: dict(zip(heads, words, strict=True)) for name, *words in lines}


def acts_of(table: Table) -> set[str]:
    """Return the acts of a table's rows, without their fields."""
    return {re.split("[&#]", row)[0] for row in table}


def tried(handling: Handling, states: Iterable[State], *, holder: int, late: bool = False) -> Table:
    """Let WHO ask everything of a case of which *holder* is the holder, in each of the states."""
    return {
        asked: {
            state.value: _word(handling, _put(handling, state, holder, late=late), asked)
            for state in states
        }
        for asked in rows(COLLEAGUE)
    }


def _put(handling: Handling, state: State, holder: int, *, late: bool) -> Case:
    """Put the case where it is to be, as if it had come that far, beside one that waits."""
    unit = handling.unit()
    waits = a_case(number=_NEAR, escalated=late, channel=CALLER)
    case = replace(
        waits,
        number=NUMBER,
        state=state,
        holder=None if state is State.WAITING else unit.people.of_line(a_line_id(holder)).id,
        claimed_at=None if state is State.WAITING else NOW,
        closed_at=NOW if state is State.CLOSED else None,
        visit=replace(waits.visit, outcomes=("SHELTER",) if state is State.CLOSED else ()),
    )
    unit.cases.save(waits)
    unit.cases.save(case)
    sharer = unit.people.of_line(a_line_id(SHARER))
    unit.people.save(sharer)
    unit.cases.put_share(NUMBER, Share("01TEST", sharer.id, NOW))
    unit.commit([])
    return case


def _word(handling: Handling, before: Case, asked: str) -> str:
    """Ask, and say in a word what came of it."""
    facts = handling.do(_pressed(asked, case=NUMBER))
    after = handling.case(NUMBER)
    words = [
        f"={after.state}" if after.state is not before.state else "",
        f"@{after.centre}" if after.centre != before.centre else "",
    ]
    unsaid = "noted" if after != before else _answer(facts)
    return "".join(words) or unsaid


def _pressed(asked: str, **fields: str) -> Pressed:
    """Press what a row of a table says."""
    for word, meant in _SPELT.items():
        asked = asked.replace(word, meant)
    act, *pairs = asked.split("&")
    said = dict(pair.split("=") for pair in pairs)
    return with_fields(a_press(WHO, act, NOW), fields | said)


def _answer(facts: list[Fact]) -> str:
    refused = [fact.why.value for fact in facts if isinstance(fact, Refused)]
    assert facts
    return refused[0] if refused else "shown"


def unlike(found: Table, wanted: Table) -> list[str]:
    """Say which cells differ."""
    assert found.keys() == wanted.keys()
    return [
        f"{asked}, {state}: {word}, not {wanted[asked][state]}"
        for asked, row in found.items()
        for state, word in row.items()
        if word != wanted[asked][state]
    ]


def expected(standing: str) -> Table:
    """Return what the tables say of somebody who stands so to the case."""
    if standing in ALWAYS:
        return {asked: dict.fromkeys(State, ALWAYS[standing]) for asked in rows(COLLEAGUE)}
    return rows({"holder": HOLDER, "colleague": COLLEAGUE}[standing])


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("where", list(rows(STANDINGS)))
def test_should_allow_what_the_table_says(handling: Handling, where: str, role: Role) -> None:
    centre, _, late = where.partition("+")
    handling.enrol(WHO, _CENTRES[centre], role)
    handling.enrol(SOMEBODY_ELSE)

    found = tried(handling, State, holder=SOMEBODY_ELSE, late=bool(late))

    assert unlike(found, expected(rows(STANDINGS)[where][role.value])) == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
@pytest.mark.parametrize("where", ["own", "national"])
def test_should_allow_the_holder_what_the_table_says(
    handling: Handling, where: str, role: Role
) -> None:
    """Whoever claimed it: an escalated case may be held by the national desk."""
    handling.enrol(WHO, _CENTRES[where], role)
    states = [state for state in State if state is not State.WAITING]

    found = tried(handling, states, holder=WHO, late=where == "national")

    assert unlike(found, expected("holder")) == []


@pytest.mark.parametrize("was_of_staff", [False, True], ids=["a citizen", "one who left"])
def test_should_allow_nothing_to_those_of_no_team(handling: Handling, was_of_staff: bool) -> None:
    handling.enrol(SOMEBODY_ELSE)
    if was_of_staff:
        _enrol_and_remove(handling)

    found = tried(handling, State, holder=SOMEBODY_ELSE)

    assert unlike(found, expected("stranger")) == []
    forged = [row for _, row in handling.client.xrange(keys.LOG) if row[b"act"] == b"forged"]
    assert len(forged) == sum(map(len, found.values()))
    assert {frozenset(row) for row in forged} == {frozenset({b"act", b"at"})}


@pytest.mark.parametrize("who", ["officer", "head", "manager", "stranger"])
def test_should_open_the_team_s_pages_to_those_of_the_table(handling: Handling, who: str) -> None:
    if who != "stranger":
        handling.enrol(WHO, role=Role(who))

    ids = _team(handling)

    found = {
        asked: _answer(handling.do(_pressed(asked.split("#")[0], **ids.get(asked, {}))))
        for asked in rows(OF_THE_TEAM)
    }

    assert found == {act: row[who] for act, row in rows(OF_THE_TEAM).items()}


def test_should_have_every_act_in_a_table() -> None:
    """A new act of staff is a line in acts.py and in the tables above."""
    assert all_acts() == set(STAFF_ACTS) | CITIZEN_ACTS
    assert acts_of(rows(HOLDER)) == acts_of(rows(COLLEAGUE)) == set(CASE_ACTS)
    assert acts_of(rows(OF_THE_TEAM)) == set(TEAM_ACTS)


def _team(handling: Handling) -> dict[str, dict[str, str]]:
    """Enrol those whom a head may want to take out; give who is meant in which row."""
    whom = {"officer": (13, "TH-14", Role.OFFICER), "head": (14, "TH-14", Role.HEAD)}
    whom |= {"outsider": (15, "TH-50", Role.OFFICER)}
    for who, centre, role in whom.values():
        handling.enrol(who, centre, role)
    return {
        f"remove#{name}": {"person": str(handling.person(who).id)}
        for name, (who, _, _) in whom.items()
    }


def _enrol_and_remove(handling: Handling) -> None:
    """Take somebody out of the team, as a head does; what they are themselves stays."""
    handling.enrol(WHO)
    unit = handling.unit()
    person = unit.people.of_line(a_line_id(WHO))
    member = unit.teams.find(person)
    assert member is not None
    unit.teams.remove(member)
    unit.people.save(replace(person, centre=None))
    unit.commit([])
