"""A case for staff: its rows, and the next steps that its state allows."""

from __future__ import annotations

from datetime import datetime

from cases import commands
from cases.calendar import BANGKOK, escalation_due, reminder_due
from cases.case import OPEN311, Because, Case, Place, State
from cases.commands import Command
from cases.people import Language, Person
from cases.rules import BUTTONS_A_CARD, RULES, Prominence, Tap, offered_to
from cases.transfers import area_elsewhere
from messages import chat
from messages.rendering import RenderContext
from messages.texts import asking, heard, holding, proof, staff, transfers
from messages.texts.text import DANGER, Label, moment

#: The longest address of LINE; a Thai one of this length fills five lines of a phone.
_PLACE = 100
#: In a list the place only has to remind; a page of cards must fit into 50 KB.
PLACE_IN_LIST = 32
_STYLES = {
    Prominence.LIKELY: chat.primary,
    Prominence.ALSO: chat.secondary,
    Prominence.SELDOM: chat.quiet,
}
_LABELS: dict[type[Command] | Tap, Label] = {
    commands.Claim: staff.CLAIM,
    commands.GoAlong: holding.GO_ALONG,
    commands.Go: staff.GO,
    commands.Arrive: staff.ARRIVED,
    commands.SayFound: staff.FOUND,
    commands.SayNotFound: staff.NOT_FOUND,
    commands.Keep: holding.KEEP,
    commands.Release: staff.RELEASE,
    commands.Close: staff.CLOSE_OTHERWISE,
    commands.ShowOptions: staff.MORE,
    commands.Revisit: proof.REVISIT,
    commands.AskSharer: asking.ASK,
    commands.WriteNote: holding.NOTE,
    commands.HandOver: transfers.HAND_OVER,
    commands.Refuse: transfers.REFUSE,
    commands.Merge: transfers.MERGE,
    commands.Unmerge: transfers.UNMERGE,
}


def priority(case: Case, language: Language) -> str:
    """Return how urgent a case is, and why."""
    if not case.need.urgent:
        return staff.NORMAL.say(language)
    reasons = [
        staff.REASONS[one].say(language) for one in case.need.dangers if one in staff.REASONS
    ]
    if not reasons:
        return staff.URGENT.say(language)
    return staff.URGENT_FOR.say(language, reason=", ".join(reasons))


def tone(case: Case) -> chat.Tone:
    """Return the colour of a case."""
    return chat.Tone.URGENT if case.need.urgent else chat.Tone.CALM


def place(at: Place, graphemes: int = _PLACE) -> str:
    """Return the name of a place: its address, or its coordinates if LINE knew none."""
    return chat.cut(at.address, graphemes) or f"{at.point.latitude:.5f}, {at.point.longitude:.5f}"


def kind(case: Case, language: Language, context: RenderContext) -> str:
    """Return the kind of a case, in the words of the law."""
    if case.need.kind is None:
        return staff.KIND_NOT_SAID.say(language)
    if case.need.kind in staff.KINDS:
        return staff.KINDS[case.need.kind].say(language)
    known = context.taxonomy.kinds.get(case.need.kind)
    return known.name(language) if known else case.need.kind


def case_rows(
    case: Case, language: Language, context: RenderContext, *, place_graphemes: int = _PLACE
) -> tuple[chat.TextRow, ...]:
    """Return the rows that an officer needs before setting off."""
    return (
        *((staff.CALL_IN_DANGER, ", ".join(DANGER)) for _ in case.need.dangers[:1]),
        *kind_and_place(case, language, context, place_graphemes),
        *_area_row(case, language, context),
        *person_rows(case),
        (staff.SEEN_AT, moment(case.seen_at, language)),
        (staff.SHARES, shares(case, language)),
        *_seen_rows(case, language),
    )


def shares(case: Case, language: Language) -> str:
    """Return the number of shares, and of sharers if that is smaller."""
    if case.sharers >= case.shares:
        return f"{case.shares:,}"
    counted = {"shares": f"{case.shares:,}", "sharers": f"{case.sharers:,}"}
    return staff.SHARES_OF.say(language, **counted)


def kind_and_place(
    case: Case, language: Language, context: RenderContext, place_graphemes: int = _PLACE
) -> tuple[chat.TextRow, ...]:
    """Return the rows of the kind and the place, and whether a sharer still vouches for it."""
    where = place(case.place, place_graphemes)
    if case.answers.taken_back:  # the address went with the message
        where = f"{place(Place(case.place.point))}\n{heard.TAKEN_BACK.say(language)}"
    return ((staff.KIND, kind(case, language, context)), (staff.PLACE, where))


def person_rows(case: Case) -> tuple[chat.TextRow, ...]:
    """Return the rows of whose need it is, whether a sharer can be asked, and what the person
    wishes."""
    rows: list[chat.TextRow] = []
    if case.own_need:
        rows.append((staff.SHARER, staff.OWN_NEED))
    if case.origin.channel and case.shares == 1:
        who = staff.FROM_PARTNER if case.origin.channel == OPEN311 else staff.NOT_ON_LINE
        rows.append((staff.SHARER, who))
    if case.need.wish:
        rows.append((staff.WISH, staff.WISHES[case.need.wish]))
    return tuple(rows)


def split_row(case: Case) -> tuple[chat.TextRow, ...]:
    """Return the row of the case that the first share was wrongly joined to: the place was known
    there."""
    return ((staff.SPLIT_FROM, case.links.split_from),) if case.links.split_from else ()


def centre_row(
    case: Case, own: str | None, language: Language, context: RenderContext
) -> tuple[chat.TextRow, ...]:
    """Return the row of a case's centre for readers of another one."""
    if case.centre == own:
        return ()
    return ((staff.CENTRE, context.centre_name(case.centre, language)),)


def claim_before(case: Case, context: RenderContext) -> datetime | None:
    """Return the time by which the case should be claimed; None once the last one is over."""
    if case.state is not State.WAITING:
        return None
    times = (reminder_due(case, context.settings), escalation_due(case, context.settings))
    return next((time for time in times if time > context.now), None)


def state(case: Case, person: Person) -> str:
    """Return the state of a case, and whether the reader holds it."""
    words = staff.STATES[case.state].say(person.language)
    if person.id in case.hands:
        return staff.YOURS.say(person.language, state=words)
    return words


def next_steps(
    case: Case, person: Person, *beside: commands.OfCase, after: int = 1
) -> tuple[chat.Button, ...]:
    """Return the buttons of what this person can do with a case now; the likely one first, the one
    to all others last. What the card names itself stands *beside* it, *after* so many; what has no
    room then is behind the last one."""
    steps = [_STYLES[how](step(case, what, person)) for what, how in offered_to(person.id, case)]
    own = [
        chat.secondary(act(_LABELS[type(what)], what, person))
        for what in beside
        if case.state in RULES[type(what)].becomes
    ]
    if not own:
        return tuple(steps)
    *likely, more = steps
    return (*[*likely[:after], *own, *likely[after:]][: BUTTONS_A_CARD - 1], more)


def only_way(case: Case, person: Person) -> tuple[chat.Button, ...]:
    """Return the button for the way, for a person who takes no cases."""
    return (chat.secondary(step(case, Tap.NAVIGATE, person)),)


def step(case: Case, what: type[commands.OfCase] | Tap, person: Person) -> chat.Action:
    """Return the action of a command's button, and its label."""
    match what:
        case Tap.CHECK_IN:
            return chat.PickLocation(staff.CHECK_IN.say(person.language))
        case Tap.NAVIGATE:
            return chat.Navigate(staff.NAVIGATE.say(person.language), case.place.point)
        case Tap.TO_AREA:
            to = area_elsewhere(case) or ""
            there = commands.HandOver(case.number, to, Because.AREA)
            return act(transfers.TO_AREA, there, person)
        case commands.ShowAttachments:
            return look(case, person)
        case commands.Claim if case.state is not State.WAITING:
            return act(holding.TAKE_OVER, what(case.number), person)
        case _:
            return act(_LABELS[what], what(case.number), person)


def look(case: Case, person: Person) -> chat.Postback:
    """Return the request for the attachments of a case, which only its holder may see."""
    words = proof.LOOK.say(person.language, count=case.attachments)
    return act(words, commands.ShowAttachments(case.number), person)


def act(label: chat.AnyText, command: commands.OfCase, person: Person) -> chat.Postback:
    """Return a request to change a case; the chat shows what was asked, and of which case."""
    return chat.ask(label, command, person.language, about=command.case)


def _area_row(case: Case, language: Language, context: RenderContext) -> tuple[chat.TextRow, ...]:
    """Return the row of the centre with jurisdiction, if that is not the one that has the case."""
    if case.origin.province in (None, case.centre):
        return ()
    province = context.province_name(str(case.origin.province), language)
    return ((transfers.AREA, transfers.OF.say(language, province=province)),)


def _seen_rows(case: Case, language: Language) -> tuple[chat.TextRow, ...]:
    """Return the row of the sharers' later answers: that the person is gone, or still there after a
    close; or of a case that was closed here shortly before. One row at most, the latest answer,
    because a page of the queue must fit into a message; a planned visit comes first."""
    if case.visit.revisit_at is not None:
        return ((proof.REVISIT_AT, moment(case.visit.revisit_at, language)),)
    if case.answers.gone_at is not None:
        return ((staff.GONE_AT, moment(case.answers.gone_at, language)),)
    if case.reopened:
        return ((staff.REOPENED, f"{case.reopened:,}"),)
    if case.nearby:
        group = staff.GROUPS.get(case.nearby.group, staff.OTHER_GROUP).say(language)
        time = f"{case.nearby.at.astimezone(BANGKOK):%H:%M}"
        return ((staff.CLOSED_NEARBY, f"{time} · {group}"),)
    return ()
