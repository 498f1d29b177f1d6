"""The closing facts, one small card each: an answer is one tap, and none is needed."""

from __future__ import annotations

from cases.case import Case
from cases.facts.visit_proofs import ClosingFactAsked, ClosingFactsDone
from cases.people import Language, Person
from messages.case import act
from messages.message import Content
from messages.parts import Button, Card, Choice, Postback, postback, quiet, secondary
from messages.team import list_buttons, staff_text
from messages.texts import closing_facts, proof, staff
from messages.texts.text import Label, Text


def offer_facts(case: Case, person: Person) -> Button:
    """Lead to the first of them."""
    return secondary(act(case, closing_facts.OFFER, "facts", person))


def ask_fact(fact: ClosingFactAsked) -> Content:
    """Ask for one fact of one person."""
    language = fact.to.language
    heading = closing_facts.HEADING.say(language)
    name = _words(closing_facts.NAMES, fact.name, language)
    shown = Card(
        heading,
        badge=_whom(fact),
        title=name,
        sentences=(closing_facts.COUNTED_ONLY.say(language),),
        choices=tuple(_value(one, fact) for one in fact.values),
        buttons=_ways_on(fact),
    )
    alt = staff.CASE_ALT.say(language, number=fact.case.number, heading=f"{heading}: {name}")
    return Content(alt, shown)


def facts_done(fact: ClosingFactsDone) -> Content:
    """Thank; the lists are a tap away."""
    words = closing_facts.DONE.say(fact.to.language, number=fact.case.number)
    return staff_text(words, fact.to)


def _whom(fact: ClosingFactAsked) -> str:
    if fact.of == 1:
        return fact.case.number
    whom = proof.PERSON_OF.say(fact.to.language, person=fact.person, of=fact.of)
    return f"{fact.case.number} · {whom}"


def _value(value: str, fact: ClosingFactAsked) -> Choice:
    words = _words(closing_facts.VALUES, value, fact.to.language)
    named = {"person": str(fact.person), "name": fact.name, "value": value}
    return Choice(postback(words, "fact", said=words, case=fact.case.number, **named), words)


def _ways_on(fact: ClosingFactAsked) -> tuple[Button, ...]:
    _, mine = list_buttons(fact.to.language)
    return (secondary(_skip(closing_facts.SKIP, fact.name, fact)), *_next_person(fact), mine)


def _next_person(fact: ClosingFactAsked) -> tuple[Button, ...]:
    if fact.person == fact.of:
        return ()
    return (quiet(_skip(closing_facts.NEXT_PERSON, fact.last, fact)),)


def _skip(label: Label, name: str, fact: ClosingFactAsked) -> Postback:
    """Go on after the fact *name* of this person."""
    words = label.say(fact.to.language)
    named = {"person": str(fact.person), "name": name}
    return postback(words, "facts", said=words, case=fact.case.number, **named)


def _words(of: dict[str, Text], code: str, language: Language) -> str:
    return of[code].say(language) if code in of else code
