"""Facts of a person's own data and attachments, and of how much they send."""

from __future__ import annotations

from datetime import datetime

from cases.case import Detail, Form
from cases.facts.fact import AboutCase, ToPerson
from cases.masking import Kept
from cases.people import Member


class NoticeGiven(ToPerson):
    """A person wrote for the first time and is sent the privacy notice once."""


class MyDataShown(ToPerson):
    """A person asked for the data stored about them; *member* is their membership of a team."""

    kept: Kept
    member: Member | None


class EraseAsked(ToPerson):
    """A person who wants their data erased is asked whether they are sure. The answer counts for
    ten minutes from *at*; *again* says that an answer came too late."""

    at: datetime
    again: bool = False


class EraseRefused(ToPerson):
    """A member with open cases in hand cannot be erased yet."""

    cases: int


class Erased(ToPerson):
    """All data of this person is erased."""


class NothingKept(ToPerson):
    """An unknown person asked for their data, or to erase them once more."""


class TooManyMessages(ToPerson):
    """A person writes more than the limit: they are told once, and get no answer for the rest of
    the minute."""


class TextCut(ToPerson):
    """A text was longer than is read: what comes after the *last* words read is stored nowhere."""

    last: str


class TooManyShares(ToPerson):
    """A person shares more than the limit until a time; the place is set aside for a while."""

    until: datetime


class DangerSaid(ToPerson):
    """A person reported a danger and gets the numbers to call; *shared* says that the place that
    was set aside became a share, which another fact describes, and *untold* that nobody can be
    alerted of it now."""

    urgency: str
    shared: bool
    untold: bool = False


class NamelessHeard(ToPerson):
    """A message came without the id of its sender: their shares can be neither stored nor
    answered."""


class AttachmentTaken(AboutCase):
    """An attachment was added to a case."""

    form: Form


class AttachmentsFull(AboutCase):
    """A case has the most attachments of a form, of this person or in all."""

    form: Form


class AttachmentAwaitsPlace(ToPerson):
    """An attachment came that belongs to no open case of its sender's: it is *kept* for the place
    that they may share next, while there is room."""

    form: Form
    kept: bool = True


class AttachmentUnusable(ToPerson):
    """An attachment could not be fetched or read; nothing of it is stored."""

    form: Form


class AttachmentsCame(AboutCase):
    """The holder of a case has new attachments to look at."""


class AttachmentsShown(AboutCase):
    """The holder asked for the attachments of a case, the oldest first."""

    attachments: tuple[Detail, ...]
