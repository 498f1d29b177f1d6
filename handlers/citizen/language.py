"""A person chooses the language."""

from __future__ import annotations

from dataclasses import replace

from cases.facts.fact import Fact
from cases.facts.shares import LanguageChosen
from cases.people import Language
from handlers.citizen.promise import still_waiting
from handlers.citizen.resuming import asked_last
from handlers.citizen.talk import guide, way_on
from handlers.events import Pressed
from handlers.keep import keep
from handlers.request import Request

_OTHER = {Language.THAI: Language.ENGLISH, Language.ENGLISH: Language.THAI}
_LANGUAGES = {language.value: language for language in Language}


def choose(request: Request[Pressed]) -> list[Fact]:
    """Speak the language that is asked for from now on, the other one where none is named, and
    show in it what waits for an answer, else the way."""
    person = request.person
    language = _LANGUAGES.get(request.event.fields.get("to", _OTHER[person.language]))
    if language is None:
        return guide(request)
    person = replace(person, language=language)
    keep(person, request)
    asked = None if person.centre else asked_last(person, request)
    if asked is None:
        return [LanguageChosen(person), *way_on(person, request)]
    return [LanguageChosen(person), *still_waiting(person, request), asked]
