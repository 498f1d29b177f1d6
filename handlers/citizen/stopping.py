"""Somebody types "skip" or "cancel" where they might tap it."""

from __future__ import annotations

from dataclasses import replace

from cases.commands import Cancel, Skip
from cases.details import questions
from cases.facts.fact import Fact
from cases.facts.shares import DetailAsked, HelpAsked
from cases.people import About
from handlers.citizen import talk
from handlers.citizen.conversation import case_of_talk, still_open, talk_about
from handlers.registry import handles
from handlers.request import CommandRequest
from handlers.staff import asking, caller


@handles(Skip)
def skip(request: CommandRequest[Skip]) -> list[Fact]:
    """Skip the question that is asked now."""
    person = request.person
    case = case_of_talk(person, request)
    if case is None:
        return talk.guide(request)
    asked = still_open(person, case, request)
    if case.need.kind is None and not case.own_need and asked == questions(case):
        # The last goes with the kind, so that who skips on and on comes to an end.
        return [HelpAsked(person, case, talk_about(case, person, asked[:-1], request))]
    return [DetailAsked(person, case, talk_about(case, person, asked[1:], request))]


@handles(Cancel)
def cancel(request: CommandRequest[Cancel]) -> list[Fact]:
    """End what is asked, or what staff began to write."""
    person = request.person
    if person.topic_at(request.at, About.ASK):
        return asking.drop(request)
    if person.topic_at(request.at, About.CALLER):
        return caller.drop(request)
    case = case_of_talk(person, request)
    if case is not None:
        quiet = replace(person, topic=None)
        return [DetailAsked(quiet, case, talk_about(case, quiet, (), request))]
    if person.topic_at(request.at, About.OWN_NEED):
        request.people.save(replace(person, topic=None))
    return talk.guide(request)
