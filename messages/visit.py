"""Messages to staff on a case's way: alert, claim, visit, and its holder."""

from __future__ import annotations

from cases.case import Case, Seen
from cases.commands import Close, DropQuestion, GoAlong, Keep, OfCase, Release, Revisit
from cases.facts import answers, casework
from cases.people import Language, Member
from cases.refusal import Refusal
from cases.rules import TO_TYPE_MINUTES
from messages import chat
from messages.case import (
    act,
    case_rows,
    centre_row,
    claim_before,
    kind_and_place,
    next_steps,
    person_rows,
    place,
    split_row,
)
from messages.case_card import (
    added_rows,
    alert_alt,
    best_time_rows,
    case_card,
    holder_name,
    in_sight,
    label_of,
    read_all,
    show_case,
    show_news,
    with_calls,
)
from messages.rendering import RenderContext, renders, says, sends
from messages.texts import heard, holding, refusals, staff
from messages.texts.text import distance, moment
from messages.transfers import giver_rows, led_on, refusing
from messages.ways import lists, plain, reader_text, staff_text


@renders(casework.Alerted)
def alert(fact: casework.Alerted, context: RenderContext) -> list[chat.Message]:
    """Alert a team of a case."""
    case, urgent = fact.case, fact.case.need.urgent is not None
    alerts = ((one.person, _alert(fact, one, context)) for one in fact.team)
    return [chat.alert(to, shown, case, urgent=urgent) for to, shown in alerts]


def _alert(fact: casework.Alerted, to: Member, context: RenderContext) -> chat.Content:
    case, language = fact.case, to.person.language
    before = claim_before(case, context)
    shown = case_card(
        case,
        to.person,
        staff.HEADINGS[fact.why],
        rows=(
            *centre_row(case, to.centre, language, context),
            *giver_rows(case, language, context),
            *split_row(case),
            *((label_of(one, language), one.text) for one in [fact.note] if one),
            (staff.DISTANCE, distance(fact.metres, language)),
            *case_rows(case, language, context),
            *(((staff.CLAIM_BEFORE, moment(before, language)),) if before else ()),
        ),
        buttons=next_steps(case, to.person, *refusing(case, to.person)),
    )
    alt = alert_alt(case, fact.metres, place(case.place), shown.heading, language)
    return show_case(shown, language, alt, with_calls(shown, case, language))


@sends(casework.Refused, chat.answer)
def refused(fact: casework.Refused, context: RenderContext) -> chat.Content:
    """Explain why something cannot be done, with a button to the case that the requested one was
    merged into."""
    if fact.leads_to is not None:
        return led_on(fact.number, fact.leads_to, fact.to, context)
    language = fact.to.language
    words = refusals.SENTENCES[fact.why].say(
        language,
        number=fact.number,
        holder=holder_name(fact.holder, language),
        centre=context.centre_name(fact.centre, language) or refusals.ANOTHER_CENTRE.say(language),
        into=fact.into,
    )
    if fact.why is Refusal.NO_CASES:
        return reader_text(words, fact.to)
    if fact.why is Refusal.TAKEN:
        along = chat.ask(holding.GO_ALONG, GoAlong(fact.number), language, about=fact.number)
        return chat.Content(words, replies=(along, *lists(language)))
    # A citizen gets the button to share: the lists would only be refused once more.
    return staff_text(words, fact.to) if fact.to.centre else plain(words, fact.to)


@sends(casework.CaseClaimed, chat.notify)
def claimed(fact: casework.CaseClaimed, context: RenderContext) -> chat.Content:
    """Show a member who claimed a case all that an officer needs before setting off."""
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        staff.CLAIMED_HEADING,
        choices=read_all(case, fact.added, language),
        rows=(
            (staff.DISTANCE, distance(fact.metres, language)),
            *split_row(case),
            *case_rows(case, language, context),
            *best_time_rows(fact.best, language),
            *added_rows(fact.added, language),
        ),
    )
    return show_case(shown, language)


@sends(casework.WentAlong, chat.answer)
def went_along(fact: casework.WentAlong, context: RenderContext) -> chat.Content:
    """Show a colleague who goes along all that the holder sees."""
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        holding.WENT_ALONG.say(language, holder=holder_name(fact.holder, language)),
        choices=read_all(case, fact.added, language),
        rows=(*case_rows(case, language, context), *added_rows(fact.added, language)),
        sentences=(holding.WENT_ALONG_NEXT,),
    )
    return show_case(shown, language)


@sends(casework.CompanionJoined, chat.notify)
def companion_joined(fact: casework.CompanionJoined, _: RenderContext) -> chat.Content:
    """Tell the holder who goes along."""
    name = holder_name(fact.name, fact.to.language)
    words = holding.COMPANION.say(fact.to.language, name=name, number=fact.case.number)
    return staff_text(words, fact.to)


says(casework.CompanionLeft, holding.COMPANION_LEFT, staff_text)


@sends(casework.OfficerGoing, chat.notify)
def going(fact: casework.OfficerGoing, context: RenderContext) -> chat.Content:
    """Show an officer who sets off the way, and how to check in."""
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        staff.GOING_HEADING,
        choices=read_all(case, fact.added, language),
        rows=(
            *_what_and_where(case, language, context),
            *best_time_rows(fact.best, language),
            *added_rows(fact.added, language),
        ),
        sentences=(staff.GOING_NEXT,),
    )
    return show_case(shown, language)


@sends(casework.OfficerArrived, chat.notify)
def arrived(fact: casework.OfficerArrived, context: RenderContext) -> chat.Content:
    """Explain what a location was taken for, and ask for the outcome."""
    case, language = fact.case, fact.to.language
    metres = case.visit.distance_m
    away = staff.NO_LOCATION.say(language) if metres is None else distance(metres, language)
    is_far = metres is not None and metres > context.settings.check_in_m
    # How to share another person, if a location was taken for this case's check-in.
    taken = staff.FAR_FROM_PIN.say(language, distance=away) if is_far else staff.CHECKED_IN_NEXT
    shown = case_card(
        case,
        fact.to,
        staff.ARRIVED_HEADING,
        choices=read_all(case, fact.added, language),
        rows=(
            (staff.CHECKED_IN, away),
            *_what_and_where(case, language, context),
            *added_rows(fact.added, language),
        ),
        sentences=(staff.ARRIVED_NEXT, *(() if metres is None else (taken,))),
        # Another visit is offered beside "not found" here; elsewhere it is behind "more".
        buttons=next_steps(case, fact.to, Revisit(case.number), after=2),
    )
    again = (chat.PickLocation(staff.CHECK_IN_AGAIN.say(language)),) if is_far else ()
    return show_case(shown, language, replies=(*again, *in_sight(shown)))


@sends(casework.SharerAdded, chat.notify)
def sharer_added(fact: casework.SharerAdded, context: RenderContext) -> chat.Content:
    """Send the holder what a sharer added, with the next steps."""
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        staff.ADDED_HEADING,
        rows=_what_and_where(case, language, context),
        sentences=(fact.text,) if fact.text else (),
    )
    return show_news(shown, case, language, context)


@sends(answers.SharerHeard, chat.notify)
def sharer_heard(fact: answers.SharerHeard, context: RenderContext) -> chat.Content:
    """Send the holder a sharer's answer; on the road nobody looks for it, so it is a push."""
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        heard.SHARED_TOO if fact.shared else heard.HEADINGS[fact.seen],
        rows=((heard.TOLD_AT, moment(fact.at, language)), *case_rows(case, language, context)[:2]),
        sentences=(heard.NEXT[fact.seen],),
        buttons=next_steps(case, fact.to, *(_ways_out(case) if fact.seen is Seen.GONE else ())),
    )
    return show_news(shown, case, language, context)


@sends(answers.PlaceMoved, chat.notify)
def place_moved(fact: answers.PlaceMoved, context: RenderContext) -> chat.Content:
    """Send the holder the way to the place to which the person moved."""
    case, language = fact.case, fact.to.language
    way = chat.Navigate(staff.NAVIGATE.say(language), case.place.point)
    shown = case_card(
        case,
        fact.to,
        heard.NEW_PLACE,
        rows=case_rows(case, language, context),
        sentences=(heard.NEW_PLACE_NEXT,),
        buttons=(chat.primary(way),),
    )
    return show_news(shown, case, language, context)


@sends(answers.PlaceTakenBack, chat.notify)
def place_taken_back(fact: answers.PlaceTakenBack, context: RenderContext) -> chat.Content:
    """Notify the holder that the sharer unsent the place."""
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        heard.TAKEN_BACK,
        rows=kind_and_place(case, language, context),
        sentences=(heard.TAKEN_BACK_NEXT,),
        buttons=next_steps(case, fact.to, *_ways_out(case)),
    )
    return show_news(shown, case, language, context)


@sends(casework.HolderAsked, chat.notify)
def holder_asked(fact: casework.HolderAsked, context: RenderContext) -> chat.Content:
    """Ask a silent holder whether they are still on the case; every next step is an answer."""
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        holding.ASKED,
        rows=kind_and_place(case, language, context),
        sentences=(holding.ASKED_NEXT.say(language, by=moment(fact.by, language)),),
        buttons=next_steps(case, fact.to, Keep(case.number), Release(case.number, sure=True)),
    )
    return show_case(shown, language)


@sends(casework.HolderStays, chat.answer)
def holder_stays(fact: casework.HolderStays, _: RenderContext) -> chat.Content:
    """Confirm when the holder is asked again."""
    language = fact.to.language
    until = moment(fact.until, language)
    words = holding.KEPT.say(language, number=fact.case.number, until=until)
    return staff_text(words, fact.to)


@sends(casework.TakenOver, chat.notify)
def taken_over(fact: casework.TakenOver, _: RenderContext) -> chat.Content:
    """Notify the former holder of the new one."""
    language = fact.to.language
    holder = holder_name(fact.holder, language)
    words = holding.TAKEN_OVER.say(language, number=fact.case.number, holder=holder)
    return staff_text(words, fact.to)


@sends(casework.ReleaseAsked, chat.answer)
def release_asked(fact: casework.ReleaseAsked, context: RenderContext) -> chat.Content:
    """Ask once more before a case goes back into the queue."""
    case, language = fact.case, fact.to.language
    release = act(holding.RELEASE_SURE, Release(case.number, sure=True), fact.to)
    keep = act(holding.KEEP, Keep(case.number), fact.to)
    shown = case_card(
        case,
        fact.to,
        holding.RELEASE_ASKED,
        rows=kind_and_place(case, language, context),
        sentences=(holding.RELEASE_NEXT,),
        buttons=(chat.primary(release), chat.secondary(keep)),
    )
    return show_case(shown, language)


def _ways_out(case: Case) -> tuple[OfCase, OfCase]:
    """Return what the words of a card name, when nobody vouches for the place any more."""
    return Release(case.number), Close(case.number)


def _what_and_where(
    case: Case, language: Language, context: RenderContext
) -> tuple[chat.TextRow, ...]:
    return (*kind_and_place(case, language, context), *person_rows(case))


says(casework.CaseReleased, staff.RELEASED, staff_text, chat.notify)


@sends(casework.NoteAwaited, chat.answer)
def note_awaited(fact: casework.NoteAwaited, _: RenderContext) -> chat.Content:
    """Explain how to write a note, and offer not to."""
    language, number = fact.to.language, fact.case.number
    words = holding.NOTE_HOW.say(language, number=number, minutes=TO_TYPE_MINUTES)
    return chat.Content(words, replies=(chat.ask(holding.NO_NOTE, DropQuestion(number), language),))


says(casework.NoteTaken, holding.NOTE_TAKEN, staff_text)
