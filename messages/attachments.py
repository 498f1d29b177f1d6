"""What those who send attachments are told of them, and the officer who goes: that they came, and
links to them."""

from __future__ import annotations

from cases.case import ATTACHMENTS
from cases.facts import personal_data
from messages.case import look
from messages.case_card import case_card, show_news
from messages.message import Link, Message, answer, notify, primary, secondary, show
from messages.rendering import RenderContext, renders
from messages.signed_links import AttachmentLinks
from messages.texts import attachments, proof
from messages.ways import bare, plain, staff_text


@renders(personal_data.AttachmentTaken)
def attachment_taken(fact: personal_data.AttachmentTaken, _: RenderContext) -> list[Message]:
    """Confirm that an attachment is kept, and say who sees it."""
    most, number = ATTACHMENTS[fact.form].of_sharer, fact.case.number
    words = attachments.TAKEN[fact.form].say(fact.to.language, number=number, most=most)
    return answer(fact.to, plain(words, fact.to))


@renders(personal_data.AttachmentAwaitsPlace)
def attachment_awaits_place(
    fact: personal_data.AttachmentAwaitsPlace, _: RenderContext
) -> list[Message]:
    """Ask for the place of an attachment."""
    words = attachments.AWAITS_PLACE if fact.kept else attachments.NOT_TAKEN
    return answer(fact.to, plain(words[fact.form], fact.to))


@renders(personal_data.AttachmentsFull)
def attachments_full(fact: personal_data.AttachmentsFull, _: RenderContext) -> list[Message]:
    """Say that a case has enough attachments of a form."""
    words = attachments.FULL[fact.form].say(fact.to.language, number=fact.case.number)
    return answer(fact.to, plain(words, fact.to))


@renders(personal_data.AttachmentUnusable)
def attachment_unusable(fact: personal_data.AttachmentUnusable, _: RenderContext) -> list[Message]:
    """Say beside another answer that an attachment could not be used."""
    return answer(fact.to, bare(attachments.UNUSABLE[fact.form], fact.to))


@renders(personal_data.AttachmentsCame)
def attachments_came(fact: personal_data.AttachmentsCame, context: RenderContext) -> list[Message]:
    """Tell the holder that there are attachments to look at."""
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        proof.CAME,
        rows=((proof.COUNT, str(case.attachments)),),
        buttons=(primary(look(case, fact.to)),),
    )
    news = proof.CAME_ALT.say(language, count=case.attachments)
    return notify(fact.to, show_news(shown, case, language, context, news))


@renders(personal_data.AttachmentsShown)
def attachments_shown(
    fact: personal_data.AttachmentsShown, context: RenderContext
) -> list[Message]:
    """Link the attachments of a case for minutes."""
    case, language = fact.case, fact.to.language
    if not fact.attachments:
        return answer(fact.to, staff_text(proof.NONE.say(language, number=case.number), fact.to))
    links = AttachmentLinks(context.settings)
    first, *others = (
        Link(
            proof.ATTACHMENT[one.form].say(language, place=place),
            links.address(case.number, one.id, fact.to.id, context.now),
        )
        for place, one in enumerate(fact.attachments, 1)
    )
    minutes = context.settings.photo_link_minutes
    shown = case_card(
        case,
        fact.to,
        proof.SHOWN,
        sentences=(proof.SHOWN_WHY.say(language, minutes=minutes),),
        buttons=(primary(first), *map(secondary, others)),
    )
    return answer(fact.to, show(shown))
