"""Several persons of one case: of whom the outcome is asked, and the ways to another number."""

from __future__ import annotations

from cases.case import Case
from cases.people import Language
from messages.parts import Button, Card, Postback, Row, postback, quiet, secondary
from messages.texts import proof
from messages.texts.text import Label


def about_person(case: Case) -> dict[str, str]:
    """Name in a button the person whose outcome comes next; nobody where there is only one."""
    if case.visit.persons == 1:
        return {}
    return {"person": str(len(case.visit.outcomes) + 1), "of": str(case.visit.persons)}


def about_corrected(case: Case, person: int) -> dict[str, str]:
    """Name in a button whose outcome of a closed case is put right; nobody where there is only
    one."""
    return {"person": str(person)} if len(case.visit.outcomes) > 1 else {}


def person_of(case: Case, person: int, language: Language) -> str:
    """Say which one of those who were met it is; nothing where there was only one."""
    of = len(case.visit.outcomes)
    return proof.PERSON_OF.say(language, person=person, of=of) if of > 1 else ""


def person_now(case: Case, language: Language) -> str:
    """Say of whom the outcome is asked."""
    return proof.PERSON_OF.say(language, person=len(case.visit.outcomes) + 1, of=case.visit.persons)


def persons_card(case: Case, language: Language) -> Card:
    """Offer to say that there are several, or not as many as was said."""
    alone = case.visit.persons == 1
    sentence = proof.SEVERAL_HOW.say(language) if alone else person_now(case, language)
    return Card(
        proof.SEVERAL.say(language),
        title=case.number,
        sentences=(sentence,),
        buttons=_to_several(case, language) if alone else _ways_back(case, language),
    )


def earlier_menu(case: Case, language: Language) -> str:
    """Say that the button was of an earlier question, and where we are."""
    done = len(case.visit.outcomes)
    if not done:
        return proof.OLD_MENU.say(language)
    return proof.ANSWERED.say(language, done=done, person=done + 1, of=case.visit.persons)


def met_rows(case: Case, language: Language) -> tuple[Row, ...]:
    """Say how many were met, where it was more than one."""
    met = len(case.visit.outcomes)
    if met < 2:
        return ()
    return ((proof.PERSONS.say(language), proof.SO_MANY.say(language, persons=met)),)


def _to_several(case: Case, language: Language) -> tuple[Button, ...]:
    return (secondary(_ask(proof.SEVERAL, "several", case, language)),)


def _ways_back(case: Case, language: Language) -> tuple[Button, ...]:
    fewer = _ask(proof.ONLY, "fewer", case, language, **about_person(case))
    if not case.visit.outcomes:
        again = _ask(proof.NUMBER_OF_PERSONS, "several", case, language)
    else:
        done = str(len(case.visit.outcomes))
        again = _ask(proof.START_AGAIN, "several", case, language, again=done)
    return (secondary(fewer), quiet(again))


def _ask(label: Label, do: str, case: Case, language: Language, **fields: str) -> Postback:
    words = label.say(language, persons=case.visit.persons - 1)
    return postback(words, do, said=f"{words} {case.number}", case=case.number, **fields)
