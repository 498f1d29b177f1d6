"""Receipts to people who share a place, and the questions to them: first whether somebody is in
danger, then the kind, then details that help to find the person; each step can be skipped."""

from __future__ import annotations

from collections.abc import Sequence

from cases.calendar import BANGKOK
from cases.case import Case, Question, Wish
from cases.commands import AnswerQuestion, SayKind, SaySame, Split, Step, UsePlace
from cases.facts import shares
from cases.people import Language
from cases.taxonomy import TRAFFICKING, Kind, Taxonomy
from geo.written_place import UnreadPlace
from messages import chat, ways
from messages.guide import own_receipt
from messages.rendering import RenderContext, centre_name, renders, says, sends
from messages.texts import citizen, details, own_need
from messages.texts.text import HOTLINE, NOT_KNOWN, count, distance, name_of

#: A telephone number and its extension.
_PHONE = 40


@renders(shares.CaseOpened)
def case_opened(fact: shares.CaseOpened, context: RenderContext) -> list[chat.Message]:
    """Send the receipt of a share that opened a case, and ask whether somebody is in danger."""
    if fact.case.own_need:
        return chat.notify(fact.to, own_receipt(fact, _case_rows(fact), context.settings))
    receipt, compare = _receipt(fact, context), _compare(fact.case, fact.to.language)
    if fact.case.need.kind or fact.case.need.urgent:
        return chat.notify(fact.to, receipt)
    asked = _ask_danger(fact.case, fact.to.language, context.taxonomy, before=compare)
    return chat.notify(fact.to, receipt, asked)


def _compare(case: Case, language: Language) -> tuple[chat.Postback, ...]:
    """Return the answers to whether it is the person whom a team has just visited."""
    if case.nearby is None:
        return ()
    same, other = SaySame(case.number, still=True), SaySame(case.number)
    return (
        chat.ask(citizen.STILL_SEEN, same, language),
        chat.ask(citizen.ANOTHER_PERSON, other, language),
    )


def _receipt(fact: shares.CaseOpened, context: RenderContext) -> chat.Content:
    language, nearby = fact.to.language, fact.case.nearby
    invited, add = ways.add_friend(fact.to, context.settings)
    expected = ways.expectation(fact.outlook, language)
    sentences: list[chat.AnyText] = [citizen.WHAT_NEXT, *expected, citizen.ASK_AGAIN]
    if ways.is_untold(fact.outlook):
        sentences = [*expected, citizen.WHAT_NEXT]
    if fact.split_from:
        sentences.insert(0, citizen.SEPARATED_FROM.say(language, number=fact.split_from))
    if nearby:
        time = f"{nearby.at.astimezone(BANGKOK):%H:%M}"
        sentences.insert(0, citizen.TEAM_WAS_HERE.say(language, time=time))
    shown = chat.card(
        language,
        citizen.SEPARATED if fact.split_from else citizen.RECEIVED,
        chat.Tone.DONE,
        rows=_case_rows(fact),
        sentences=(*sentences, *invited),
        buttons=(
            *map(chat.secondary, _compare(fact.case, language)),
            *add,
            *_calls(fact),
            ways.gone_button(fact.case, language),
        ),
    )
    return chat.show(shown, citizen.RECEIVED_ALT.say(language, number=fact.case.number))


@renders(shares.ShareJoined)
def share_joined(fact: shares.ShareJoined, context: RenderContext) -> list[chat.Message]:
    """Send the receipt of a share that joined a case, with a button for a different person."""
    if fact.case.own_need:
        return chat.notify(fact.to, own_receipt(fact, _case_rows(fact), context.settings))
    return chat.notify(fact.to, *_joined(fact, context))


def _joined(fact: shares.ShareJoined, context: RenderContext) -> tuple[chat.Content, chat.Content]:
    language, case = fact.to.language, fact.case
    invited, add = ways.add_friend(fact.to, context.settings)
    split = chat.ask(citizen.SOMEONE_ELSE, Split(case.number, fact.share), language)
    shown = chat.card(
        language,
        citizen.JOINED,
        chat.Tone.DONE,
        rows=(*_case_rows(fact), (citizen.SHARES, count(case.shares))),
        sentences=(
            citizen.JOINED_WHY,
            *ways.expectation(fact.outlook, language),
            citizen.JOINED_IF_NOT,
            *invited,
        ),
        buttons=(chat.secondary(split), *add, *_calls(fact), ways.gone_button(case, language)),
    )
    receipt = chat.show(shown, citizen.JOINED_ALT.say(language, number=case.number))
    # The same question whether another sharer has answered it or not: this sharer may have seen a
    # child, and must not learn what others reported.
    return receipt, _ask_danger(case, language, context.taxonomy, before=(split,))


def _case_rows(fact: shares.CaseOpened | shares.ShareJoined) -> tuple[chat.TextRow, ...]:
    language = fact.to.language
    return (
        (citizen.NUMBER, fact.case.number),
        (citizen.CENTRE, centre_name(fact.centre, language)),
        (citizen.PHONE, chat.cut(fact.centre.phone, _PHONE)),
        (citizen.DISTANCE, distance(fact.metres, language)),
    )


def _calls(fact: shares.CaseOpened | shares.ShareJoined) -> tuple[chat.Button, ...]:
    """Return the buttons of the centre's number, if it has one, and of the hotline."""
    language = fact.to.language
    return (*ways.centre_call(fact.centre, language), *ways.call_buttons([HOTLINE], language))


@sends(shares.PlaceRead, chat.answer)
def place_read(fact: shares.PlaceRead, context: RenderContext) -> chat.Content:
    """Ask whether a place that was read out of a text is meant."""
    language, point = fact.to.language, fact.place.point
    use = chat.ask(citizen.USE_PLACE, UsePlace(), language)
    named = context.province_name(fact.province, language) if fact.province else NOT_KNOWN
    shown = chat.card(
        language,
        citizen.PLACE_READ,
        rows=(
            (citizen.PROVINCE, named),
            (citizen.COORDINATES, f"{point.latitude:.5f}, {point.longitude:.5f}"),
        ),
        sentences=(citizen.PLACE_READ_HOW,),
        buttons=(
            chat.primary(use),
            chat.secondary(chat.Navigate(citizen.SEE_MAP.say(language), point)),
        ),
    )
    return chat.show(shown, replies=(use, ways.share_place(language)))


@sends(shares.PlaceNotRead, chat.answer)
def place_not_read(fact: shares.PlaceNotRead, _: RenderContext) -> chat.Content:
    """Say how to write a place that can be read."""
    is_link = fact.why is UnreadPlace.LINK
    return ways.plain(citizen.MAP_LINK if is_link else citizen.LOCAL_CODE, fact.to)


says(shares.PlaceGone, citizen.PLACE_GONE, ways.plain)


@sends(shares.ShareRefused, chat.answer)
def share_refused(fact: shares.ShareRefused, _: RenderContext) -> chat.Content:
    """Explain that a place lies outside Thailand."""
    language = fact.to.language
    shown = chat.card(
        language,
        citizen.OUTSIDE,
        chat.Tone.QUIET,
        sentences=(citizen.OUTSIDE_WHY,),
        buttons=(chat.primary(ways.share_place(language)), *ways.call_buttons([HOTLINE], language)),
    )
    return chat.show(shown, replies=(ways.share_place(language),))


says(shares.ShareSentTwice, citizen.SENT_TWICE, ways.plain)
says(shares.NotSplit, citizen.NOT_SPLIT, ways.plain)
says(shares.KindNotTaken, citizen.KIND_NOT_TAKEN, ways.plain)


def _ask_danger(
    case: Case, language: Language, taxonomy: Taxonomy, before: Sequence[chat.Action] = ()
) -> chat.Content:
    """Return the first question, on a card, for LINE on a computer, and with quick replies, for
    phones; *before* stands in front of them."""
    dangers = [
        chat.ask(label, SayKind(case.number, urgent=code), language)
        for code, label in details.DANGERS.items()
        if code in taxonomy.urgencies
    ]
    nobody = chat.ask(details.NO_DANGER, SayKind(case.number), language)
    me = ways.own_need_action(language, case)
    shown = chat.card(
        language,
        details.IN_DANGER,
        sentences=(details.IN_DANGER_TAP,),
        choices=(chat.Beside(tuple(chat.Choice(one, urgent=True) for one in dangers)),),
        buttons=(chat.secondary(nobody), chat.quiet(me)),
    )
    return chat.show(shown, replies=(*before, nobody, *dangers, me))


def _ask_kind(case: Case, language: Language, taxonomy: Taxonomy) -> chat.Content:
    """Return the second question, on a card and with quick replies, too."""
    kinds = {kind.code: _kind(case, kind, language) for kind in taxonomy.kinds.values()}
    skip = _skip(case, "kind", details.SKIP, language)
    shown = chat.card(
        language,
        citizen.ASK_KIND,
        sentences=(citizen.ASK_KIND_WHY,),
        choices=(
            chat.Choice(kinds[one.code], name_of(one, language)) for one in taxonomy.kinds.values()
        ),
        buttons=(chat.quiet(skip),),
    )
    return chat.show(shown, replies=(*kinds.values(), skip))


def _kind(case: Case, kind: Kind, language: Language) -> chat.Postback:
    """Return the button of a kind; the words that the chat shows must not disclose trafficking to
    an onlooker."""
    short = citizen.KINDS.get(kind.code)
    label = short.say(language) if short else name_of(kind, language)
    said = details.ANSWERED.say(language) if kind.urgent == TRAFFICKING else label
    return chat.Postback(label, SayKind(case.number, kind.code), said)


@sends(shares.KindAsked, chat.answer)
def kind_asked(fact: shares.KindAsked, context: RenderContext) -> chat.Content:
    """Ask; a person who needs help themselves is asked for words only."""
    if fact.case.own_need:
        return ways.plain(own_need.TELL_MORE, fact.to)
    ask = _ask_danger if fact.danger_first else _ask_kind
    return ask(fact.case, fact.to.language, context.taxonomy)


@renders(shares.KindSaid)
def kind_said(fact: shares.KindSaid, context: RenderContext) -> list[chat.Message]:
    """Thank; if this person's answer is urgent send the numbers first, else ask for details.
    Another sharer's danger is not disclosed: the reader may be the one who must not know."""
    language = fact.to.language
    thanks = citizen.KIND_SAID.say(language, number=fact.case.number)
    urgency = context.taxonomy.urgencies.get(fact.danger or "")
    if urgency is not None:
        thanks = " ".join((thanks, *ways.urgent_expectation(fact.case, language)))
        keep_away = () if fact.case.own_need else (citizen.KEEP_AWAY,)
        sentences = (citizen.NO_EMERGENCY_LINE, *keep_away, thanks, details.MAY_ADD)
        alt = citizen.NO_EMERGENCY_LINE.say(language)
        return chat.notify(fact.to, ways.call_first(urgency.call, sentences, alt, language))
    if fact.case.own_need:
        return chat.answer(fact.to, _own_detail_added(fact))
    return chat.answer(fact.to, _ask_details(fact, thanks))


@sends(shares.HelpAsked, chat.answer)
def help_asked(fact: shares.HelpAsked, _: RenderContext) -> chat.Content:
    """Ask a sharer who skipped the kind for all that helps to find the person."""
    return _ask_details(fact)


def _ask_details(fact: shares.HelpAsked | shares.KindSaid, thanks: str = "") -> chat.Content:
    """Return all details that may help on one card; they can be typed at once, or are asked one by
    one after a tap."""
    case, language = fact.case, fact.to.language
    if case.own_need:
        return ways.plain(own_need.TELL_MORE, fact.to)
    if not fact.open:
        return ways.plain(details.DONE, fact.to)
    actions = {one: _choose(case, one, language) for one in fact.open}
    skip = _skip(case, "all", details.SKIP_ALL, language)
    shown = chat.card(
        language,
        details.HELP,
        sentences=(*((thanks,) if thanks else ()), details.HELP_HOW),
        choices=(
            chat.Choice(action, details.CHOICES[one].say(language))
            for one, action in actions.items()
        ),
        buttons=(chat.quiet(skip),),
    )
    return chat.show(shown, thanks, (*actions.values(), skip))


@renders(shares.DetailAdded)
def detail_added(fact: shares.DetailAdded, _: RenderContext) -> list[chat.Message]:
    """Thank, and ask for further details; first say what was not passed on."""
    language = fact.to.language
    left_out = [chat.Content(details.NUMBER_LEFT_OUT.say(language))] if fact.masked else []
    if fact.case.own_need:
        return chat.answer(fact.to, *left_out, _own_detail_added(fact))
    thanks = citizen.KIND_SAID.say(language, number=fact.case.number)
    return chat.answer(fact.to, *left_out, _next(fact, thanks))


def _own_detail_added(fact: shares.DetailAdded | shares.KindSaid) -> chat.Content:
    """Return the thanks to a person who needs help themselves; nothing is asked of them."""
    return ways.plain(own_need.ADDED.say(fact.to.language, number=fact.case.number), fact.to)


@sends(shares.DetailAsked, chat.answer)
def detail_asked(fact: shares.DetailAsked, _: RenderContext) -> chat.Content:
    """Ask the next question."""
    if fact.case.own_need:
        return ways.plain(own_need.TELL_MORE, fact.to)
    return _next(fact)


@sends(shares.DetailsFull, chat.answer)
def details_full(fact: shares.DetailsFull, _: RenderContext) -> chat.Content:
    """Explain that it is enough, and how to pass on news."""
    language = fact.to.language
    words = details.FULL.say(language, number=fact.case.number)
    calls = ways.call_buttons([HOTLINE], language)
    shown = chat.card(language, citizen.RECEIVED, sentences=(words,), buttons=calls)
    return chat.show(shown, words, (ways.share_place(language),))


def _next(fact: shares.DetailAdded | shares.DetailAsked, thanks: str = "") -> chat.Content:
    """Return the first open question, with the others as choices."""
    language, case = fact.to.language, fact.case
    if not fact.open:
        return ways.plain(details.DONE, fact.to)
    first, *others = fact.open
    skip = _skip(case, first, details.SKIP, language)
    answers = _answers(case, first, language)
    replies = (*answers, skip, *(_choose(case, one, language) for one in others))
    asking = details.ASK[first].say(language)
    sentences = (thanks, asking) if thanks else (asking,)
    if first is not Question.WISH:
        return chat.Content("\n".join(sentences), replies=replies)
    # On a card: LINE on a computer shows no quick replies, and this is not typed.
    shown = chat.card(
        language,
        details.SHORT[Question.WISH],
        sentences=sentences,
        choices=map(chat.Choice, answers),
        buttons=(chat.quiet(skip),),
    )
    return chat.show(shown, sentences[0], replies)


def _answers(case: Case, question: Question, language: Language) -> Sequence[chat.Action]:
    if question is Question.WISH:
        wishes = details.WISHES
        return [chat.ask(wishes[one], AnswerQuestion(case.number, one), language) for one in Wish]
    if question is Question.PHOTO:
        camera = chat.TakePhoto(details.TAKE_PHOTO.say(language))
        return [camera, chat.ChoosePhoto(details.CHOOSE_PHOTO.say(language))]
    return []


def _choose(case: Case, question: Question, language: Language) -> chat.Postback:
    return chat.ask(details.SHORT[question], AnswerQuestion(case.number, ask=question), language)


def _skip(case: Case, step: Step, label: chat.AnyText, language: Language) -> chat.Postback:
    return chat.ask(label, AnswerQuestion(case.number, skip=step), language)
