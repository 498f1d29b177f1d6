"""How a case ended, told to those who shared it: did you see us, and is it so?"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.facts.shares import SharersTold
from cases.people import Language
from cases.seen import Seen
from cases.taxonomy import Taxonomy
from messages.compose import card, show
from messages.context import RenderContext
from messages.hotlines import HOTLINE
from messages.message import Content, Message, notify_each
from messages.own_need import own_result, own_words, sorry
from messages.parts import Tone, quiet, secondary
from messages.rendering import renders
from messages.seen import confirm_actions, number_rows
from messages.texts import citizen, correction, results
from messages.texts.text import Text
from messages.ways import call_buttons, share_place


@renders(SharersTold)
def sharers_told(fact: SharersTold, context: RenderContext) -> list[Message]:
    """Tell sharers how their case ended, if that is news to them."""
    sharers = fact.sharers if _is_news(fact.case, context) else ()
    return notify_each(sharers, lambda to: _result(fact.case, to.language, context))


def _result(case: Case, language: Language, context: RenderContext) -> Content:
    """Say it in plain words. None of the answers is primary: the question leads nowhere."""
    if case.own_need:
        return own_result(case, language, context)
    words = outcome_words(case, language, context.taxonomy)
    went = _went(case, context.taxonomy)
    answers = (Seen.YES, Seen.STILL, Seen.WRONG) if went else (Seen.STILL, Seen.WRONG)
    actions = confirm_actions(case, answers, language)
    shown = card(
        language,
        correction.RESULT if case.visit.was else results.RESULT,
        Tone.DONE,
        rows=(*number_rows(case), (citizen.CENTRE, context.centre_name(case.centre, language))),
        sentences=(
            *sorry(case),
            words,
            results.THANKS,
            results.IF_STILL_THERE.say(language, days=context.settings.reopen_days),
            results.DID_YOU_SEE if went else results.TELL_US,
        ),
        buttons=(
            *map(secondary, actions),
            quiet(share_place(language)),
            *call_buttons([HOTLINE], language),
        ),
    )
    alt = results.RESULT_ALT.say(language, number=case.number, result=words)
    return show(shown, alt, (*actions, share_place(language)))


def _is_news(case: Case, context: RenderContext) -> bool:
    """Return whether a result says something else than what its sharers were told before."""
    if not case.visit.was:
        return True
    before, language = (
        replace(case, visit=replace(case.visit, outcomes=case.visit.was)),
        Language.THAI,
    )
    words = own_words if case.own_need else outcome_words
    said, now = (words(one, language, context.taxonomy).splitlines() for one in (before, case))
    # Of several persons each thing is said once; which of them comes first is no news.
    return sorted(said) != sorted(now)


def outcome_words(case: Case, language: Language, taxonomy: Taxonomy) -> str:
    """Say what came of a case, nobody's secret among it."""
    if len(case.visit.outcomes) > 1:
        return _words_of_several(case, language, taxonomy)
    found = dict.fromkeys(_words_of(code, taxonomy) for code in case.visit.outcomes or ("",))
    return " ".join(words.say(language) for words in found)


def _words_of_several(case: Case, language: Language, taxonomy: Taxonomy) -> str:
    """Say how many were met, then what was done, each thing once."""
    done = dict.fromkeys(_done(code, taxonomy) for code in case.visit.outcomes)
    lines = [f"• {words.say(language)}" for words in done]
    met = results.MET_SEVERAL.say(language, persons=len(case.visit.outcomes))
    return "\n".join([met, *lines])


def _done(code: str, taxonomy: Taxonomy) -> Text:
    outcome = taxonomy.outcomes.get(code)
    by_group = results.DONE_BY_GROUP.get(outcome.group if outcome else "", results.DONE_OTHERWISE)
    return results.DONE_BY_CODE.get(code, by_group)


def _went(case: Case, taxonomy: Taxonomy) -> bool:
    """Return whether a sharer may have seen the team: some outcomes are known at the desk."""
    known = [taxonomy.outcomes.get(code) for code in case.visit.outcomes]
    return any(outcome.needs_visit for outcome in known if outcome)


def _words_of(code: str, taxonomy: Taxonomy) -> Text:
    outcome = taxonomy.outcomes.get(code)
    by_group = results.BY_GROUP.get(outcome.group if outcome else "", results.OTHERWISE)
    return results.BY_CODE.get(code, by_group)
