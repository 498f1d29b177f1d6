"""Every fact that handlers answer with."""

from __future__ import annotations

from cases.facts.answers import HeardFact
from cases.facts.callers import CallerFact
from cases.facts.casework import (
    Alerted,
    CaseClaimed,
    CaseClosed,
    CaseReleased,
    Guided,
    InvitingExplained,
    OfficerArrived,
    OfficerGoing,
    OptionsShown,
    OutcomeAsked,
    QueueShown,
    Refused,
    Reported,
    SharerAdded,
)
from cases.facts.corrections import CorrectionFact
from cases.facts.day_rounds import RoundShown
from cases.facts.digests import DigestFact
from cases.facts.handovers import HandoverFact
from cases.facts.merges import MergeFact
from cases.facts.page_access import SignInFact
from cases.facts.photographs import LookFact
from cases.facts.questions import AskFact
from cases.facts.shares import CitizenFact
from cases.facts.silent_holders import HoldingFact
from cases.facts.team_changes import JoinFact, TeamFact
from cases.facts.unsure_words import AskedBackFact
from cases.facts.visit_proofs import ProofFact

Fact = (
    CitizenFact
    | LookFact
    | HeardFact
    | AskFact
    | AskedBackFact
    | CallerFact
    | RoundShown
    | HandoverFact
    | MergeFact
    | JoinFact
    | TeamFact
    | ProofFact
    | CorrectionFact
    | SignInFact
    | DigestFact
    | Guided
    | Alerted
    | Refused
    | CaseClaimed
    | HoldingFact
    | SharerAdded
    | CaseReleased
    | OfficerGoing
    | OfficerArrived
    | OptionsShown
    | OutcomeAsked
    | CaseClosed
    | QueueShown
    | Reported
    | InvitingExplained
)
