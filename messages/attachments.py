"""Messages about attachments to their senders and to the officer who goes; and links to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from cases.case import ATTACHMENTS
from cases.facts import answers, personal_data
from config.secret import secret_keys
from config.settings import Settings
from messages.case import look
from messages.case_card import case_card, show_news
from messages.chat import Content, Link, answer, notify, primary, secondary, show
from messages.rendering import RenderContext, sends
from messages.texts import attachments, proof
from messages.ways import ask_status, bare, plain, share_place, staff_text


@sends(personal_data.AttachmentTaken, answer)
def attachment_taken(fact: personal_data.AttachmentTaken, _: RenderContext) -> Content:
    """Confirm that an attachment is stored, and who sees it."""
    most, number = ATTACHMENTS[fact.form].of_sharer, fact.case.number
    words = attachments.TAKEN[fact.form].say(fact.to.language, number=number, most=most)
    return plain(words, fact.to)


@sends(answers.NotReadable, answer)
def not_readable(fact: answers.NotReadable, _: RenderContext) -> Content:
    """Say that a message cannot be read, and what to do instead."""
    to, case = fact.to, fact.case
    sorry = attachments.NOT_READABLE[fact.kind].say(to.language)
    if to.centre:
        return staff_text(f"{sorry}\n{attachments.TYPE_TO_US.say(to.language)}", to)
    instead = attachments.TYPE_FOR_CASE if case else attachments.SHARE_INSTEAD
    words = f"{sorry}\n{instead.say(to.language, number=case.number if case else '')}"
    return Content(words, replies=(share_place(to.language), ask_status(to.language)))


@sends(personal_data.AttachmentAwaitsPlace, answer)
def attachment_awaits_place(fact: personal_data.AttachmentAwaitsPlace, _: RenderContext) -> Content:
    """Ask for the place of an attachment."""
    words = attachments.AWAITS_PLACE if fact.kept else attachments.NOT_TAKEN
    return plain(words[fact.form], fact.to)


@sends(personal_data.AttachmentsFull, answer)
def attachments_full(fact: personal_data.AttachmentsFull, _: RenderContext) -> Content:
    """Explain that a case has enough attachments of a form."""
    words = attachments.FULL[fact.form].say(fact.to.language, number=fact.case.number)
    return plain(words, fact.to)


@sends(personal_data.AttachmentUnusable, answer)
def attachment_unusable(fact: personal_data.AttachmentUnusable, _: RenderContext) -> Content:
    """Add to another answer that an attachment could not be used."""
    return bare(attachments.UNUSABLE[fact.form], fact.to)


@sends(personal_data.AttachmentsCame, notify)
def attachments_came(fact: personal_data.AttachmentsCame, context: RenderContext) -> Content:
    """Notify the holder of new attachments."""
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        proof.CAME,
        rows=((proof.COUNT, str(case.attachments)),),
        buttons=(primary(look(case, fact.to)),),
    )
    news = proof.CAME_ALT.say(language, count=case.attachments)
    return show_news(shown, case, language, context, news)


@sends(personal_data.AttachmentsShown, answer)
def attachments_shown(fact: personal_data.AttachmentsShown, context: RenderContext) -> Content:
    """Send links to the attachments of a case, which work for some minutes."""
    case, language = fact.case, fact.to.language
    if not fact.attachments:
        return staff_text(proof.NONE.say(language, number=case.number), fact.to)
    links = AttachmentLinks(context.settings)
    first, *others = (
        Link(
            proof.ATTACHMENT[one.form].say(language, place=place),
            links.address(case.number, one.id, fact.to.id, context.now),
        )
        for place, one in enumerate(fact.attachments, 1)
    )
    shown = case_card(
        case,
        fact.to,
        proof.SHOWN,
        sentences=(proof.SHOWN_WHY.say(language, minutes=context.settings.photo_link_minutes),),
        buttons=(primary(first), *map(secondary, others)),
    )
    return show(shown)


#: The purpose in each token, so that none is accepted for another kind of link.
_OF_COPIES, _OF_ATTACHMENTS = "my-data", "photo"
#: LINE's own browser cannot save a file.
_IN_A_BROWSER = "openExternalBrowser=1"


@dataclass(frozen=True, slots=True)
class CopyLink:
    """The person whose data a link leads to, and when it expires."""

    person: int
    until: datetime


@dataclass(frozen=True, slots=True)
class AttachmentLink:
    """The person who may see an attachment by a link, and when it expires."""

    case: str
    attachment: str
    person: int
    until: datetime

    def is_over(self, now: datetime) -> bool:
        """Return whether it has expired."""
        return now >= self.until


@dataclass(frozen=True, slots=True)
class CopyLinks:
    """Signs and reads the links to copies; the key is read at the first use."""

    settings: Settings

    def until(self, now: datetime) -> datetime:
        """Return when a link that is made *now* expires."""
        return now + timedelta(minutes=self.settings.copy_link_minutes)

    def address(self, person: int, now: datetime) -> str:
        """Return the address of the copy for *person*, valid from *now* on."""
        token = _signer(self.settings, _OF_COPIES).dumps([person, _seconds(self.until(now))])
        return f"{self.settings.public_url}/my-data/{token}?{_IN_A_BROWSER}"

    def read(self, token: str) -> CopyLink | None:
        """Return the link in a token; None if we did not sign it."""
        try:
            person, until = _signer(self.settings, _OF_COPIES).loads(token)
        except BadData:
            return None
        return CopyLink(person, datetime.fromtimestamp(until, UTC))


@dataclass(frozen=True, slots=True)
class AttachmentLinks:
    """Signs and reads the links to attachments; the key is read at the first use."""

    settings: Settings

    def address(self, case: str, attachment: str, person: int, now: datetime) -> str:
        """Return the address of an attachment for *person*, valid from *now* on."""
        until = now + timedelta(minutes=self.settings.photo_link_minutes)
        token = _signer(self.settings, _OF_ATTACHMENTS).dumps(
            [case, attachment, person, _seconds(until)]
        )
        return f"{self.settings.public_url}/photo/{token}"

    def read(self, token: str) -> AttachmentLink | None:
        """Return the link in a token; None if we did not sign it."""
        try:
            case, attachment, person, until = _signer(self.settings, _OF_ATTACHMENTS).loads(token)
        except BadData:
            return None
        return AttachmentLink(case, attachment, person, datetime.fromtimestamp(until, UTC))


def _signer(settings: Settings, salt: str) -> URLSafeSerializer:
    oldest_first = secret_keys(settings)[::-1]  # the last one signs
    return URLSafeSerializer(oldest_first, salt=salt)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
