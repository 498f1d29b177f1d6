"""Messages about a person's own data, and about limits; the numbers for somebody in danger come
first all the same."""

from __future__ import annotations

from cases.case import Case
from cases.commands import Erase, SayDanger, SayKind, ShowMyData
from cases.facts import personal_data
from cases.facts.shares import DangerAsked
from cases.people import NEVER, Language, Person
from config.clock import to_ms
from messages import chat
from messages.attachments import CopyLinks
from messages.rendering import RenderContext, renders, says, sends
from messages.texts import attachments, citizen, details, limits, my_data, team
from messages.texts.text import DANGER, EMERGENCY, HOTLINE, count, moment
from messages.ways import (
    bare,
    call_actions,
    call_buttons,
    call_first,
    choose_questions,
    plain,
    share_place,
    staff_text,
)


@renders(personal_data.MyDataShown)
def my_data_shown(fact: personal_data.MyDataShown, context: RenderContext) -> list[chat.Message]:
    """Describe what is stored, for how long, and how to get a copy or have it erased."""
    language, settings = fact.to.language, context.settings
    what_else = my_data.WHAT_ELSE_OF_STAFF if fact.member else my_data.WHAT_ELSE
    links = CopyLinks(settings)
    copy = chat.Link(my_data.COPY.say(language), links.address(fact.to.id, context.now))
    privacy = chat.Link(citizen.NOTICE_LINK.say(language), f"{settings.public_url}/privacy")
    shown = chat.card(
        language,
        my_data.MY_DATA,
        chat.Tone.QUIET,
        rows=_rows(fact, context),
        sentences=(
            what_else.say(language, days=settings.forget_people_days),
            my_data.HOW_LONG.say(
                language, days=settings.forget_sharers_days, open_days=settings.open_case_days
            ),
            my_data.COPY_HOW.say(language, minutes=settings.copy_link_minutes),
        ),
        buttons=(
            chat.secondary(copy),
            chat.secondary(chat.ask(my_data.ERASE, Erase(), language)),
            chat.quiet(choose_questions(fact.to)),
            chat.quiet(privacy),
        ),
    )
    content = chat.show(shown, replies=(share_place(language),))
    # A message with a link is never parked, and not sent once the link has expired.
    return [chat.Message(fact.to, content, good_until=links.until(context.now))]


def _rows(fact: personal_data.MyDataShown, context: RenderContext) -> list[chat.TextRow]:
    person, kept, language = fact.to, fact.kept, fact.to.language
    shares = my_data.SHARES_IN_CASES.say_of(
        language, kept.cases, shares=count(kept.shares), cases=count(kept.cases)
    )
    words = my_data.WORDS.say_of(language, kept.words, words=count(kept.words))
    others = attachments.COUNTED.say_of(
        language, kept.attachments, attachments=count(kept.attachments)
    )
    rows: list[chat.TextRow] = [
        (my_data.LANGUAGE, my_data.LANGUAGES[language]),
        (my_data.SHARED, shares),
        (my_data.ADDED, my_data.WORDS_AND_OTHERS.say(language, words=words, others=others)),
    ]
    if person.muted:
        rows.append((my_data.QUESTIONS, my_data.NONE_ASKED))
    if fact.member:
        role = team.ROLES[fact.member.role].say(language)
        centre = context.centre_name(fact.member.centre, language)
        rows.append((my_data.TEAM, f"{centre} ({role})"))
    if person.since != NEVER:  # kept by a version that did not note it
        rows.append((my_data.SINCE, moment(person.since, language)))
    return rows


@sends(personal_data.EraseAsked, chat.answer)
def erase_asked(fact: personal_data.EraseAsked, _: RenderContext) -> chat.Content:
    """Ask once: what is erased, what stays, and that no result will be sent any more."""
    language = fact.to.language
    yes = Erase(sure=True, asked=to_ms(fact.at))
    shown = chat.card(
        language,
        my_data.ARE_YOU_SURE,
        chat.Tone.QUIET,
        sentences=(
            *((my_data.TOO_LATE,) if fact.again else ()),
            my_data.WHAT_GOES.say(language, added=attachments.WITH_WORDS.say(language)),
            my_data.WHAT_STAYS,
            my_data.NO_RESULT,
        ),
        buttons=(
            chat.primary(chat.ask(my_data.KEEP, ShowMyData(), language)),
            chat.secondary(chat.ask(my_data.YES_ERASE, yes, language)),
        ),
    )
    return chat.show(shown)


@sends(personal_data.EraseRefused, chat.answer)
def erase_refused(fact: personal_data.EraseRefused, _: RenderContext) -> chat.Content:
    """Ask a member to release their cases first."""
    first = team.RETURN_CASES_FIRST.say_of(fact.to.language, fact.cases, cases=fact.cases)
    return staff_text(first, fact.to)


def _to_nobody(to: Person, content: chat.Content) -> list[chat.Message]:
    """Return the answer to a person of whom nothing is stored."""
    return [chat.Message(to, content, names_nobody=True)]


says(personal_data.Erased, my_data.ERASED, plain, _to_nobody)
says(personal_data.NothingKept, my_data.NOTHING_KEPT, plain, _to_nobody)


@renders(personal_data.NamelessHeard)
def nameless_heard(fact: personal_data.NamelessHeard, _: RenderContext) -> list[chat.Message]:
    """Answer in both languages a person of whom nothing is known."""
    both = sorted(Language, key=lambda one: one is not fact.to.language)
    words = "\n\n".join(citizen.NAMELESS.say(one) for one in both)
    calls = call_actions((HOTLINE, *DANGER), fact.to.language)
    return _to_nobody(fact.to, chat.Content(words, replies=calls))


@sends(personal_data.TextCut, chat.answer)
def text_cut(fact: personal_data.TextCut, _: RenderContext) -> chat.Content:
    """Add to another answer how far a long text was read."""
    return bare(limits.READ_UP_TO.say(fact.to.language, last=fact.last), fact.to)


@sends(personal_data.TooManyMessages, chat.answer)
def too_many_messages(fact: personal_data.TooManyMessages, _: RenderContext) -> chat.Content:
    """Ask the person to wait a minute; it may have been a call for help."""
    language = fact.to.language
    shown = chat.card(
        language,
        limits.WRITES_FAST,
        chat.Tone.QUIET,
        sentences=(limits.WAIT_A_MINUTE, citizen.NO_EMERGENCY_LINE),
        buttons=call_buttons(EMERGENCY, language),
    )
    return chat.show(shown, limits.WAIT_A_MINUTE.say(language), (share_place(language),))


@sends(personal_data.TooManyShares, chat.answer)
def too_many_shares(fact: personal_data.TooManyShares, context: RenderContext) -> chat.Content:
    """Name the time of the next share, and ask whether it can wait."""
    language = fact.to.language
    dangers = [_danger(code, language) for code in context.taxonomy.urgencies]
    not_sent = limits.NOT_SENT_YET.say(language, until=moment(fact.until, language))
    shown = chat.card(
        language,
        limits.SHARED_MUCH,
        chat.Tone.QUIET,
        before_all=call_buttons(EMERGENCY, language),
        sentences=(not_sent, limits.IN_DANGER_NOW),
        choices=map(chat.Choice, dangers),
    )
    return chat.show(shown, not_sent, dangers)


@sends(DangerAsked, chat.notify)
def danger_asked(fact: DangerAsked, context: RenderContext) -> chat.Content:
    """Ask what the danger is, numbers first."""
    language, case = fact.to.language, fact.case
    dangers = [_danger(code, language, case) for code in context.taxonomy.urgencies]
    tap = limits.TAP_FOR_CASE if case else limits.TAP_FOR_PLACE
    asking = tap.say(language, number=case.number if case else "")
    shown = chat.card(
        language,
        details.IN_DANGER,
        chat.Tone.URGENT,
        before_all=call_buttons(EMERGENCY, language),
        sentences=(citizen.NO_EMERGENCY_LINE, asking),
        choices=map(chat.Choice, dangers),
    )
    return chat.show(shown, asking, (*call_actions(EMERGENCY, language), *dangers))


@sends(personal_data.DangerSaid, chat.notify)
def danger_said(fact: personal_data.DangerSaid, context: RenderContext) -> chat.Content:
    """Send the numbers first. The danger is not repeated: the person who is feared may read
    along."""
    language, numbers = fact.to.language, context.taxonomy.urgencies[fact.urgency].call
    sent = limits.KEPT_NOW if fact.untold else limits.SENT_NOW
    last = sent if fact.shared else limits.SHARE_IT_NOW
    sentences = (citizen.NO_EMERGENCY_LINE, citizen.KEEP_AWAY, last)
    share = () if fact.shared else (share_place(language),)
    return call_first(numbers, sentences, last.say(language), language, share)


def _danger(code: str, language: Language, case: Case | None = None) -> chat.Postback:
    words = limits.DANGERS.get(code, limits.ANOTHER_DANGER).say(language)
    said = limits.SOMEBODY_NEEDS_HELP.say(language)
    danger = SayKind(case.number, urgent=code) if case else SayDanger(code)
    return chat.Postback(words, danger, said)
