"""Reads complaints, names the type of conduct and the work style with evidence, and says what to do and say.

    from complaint_rules import assess
    assess("This is my ninth call and I don't accept your answer.").type.id
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaint_rules._version import __version__
from complaint_rules.lazy import lazy_names

if TYPE_CHECKING:
    from complaint_rules.api import assess
    from complaint_rules.assessment import (
        Alert,
        Assessment,
        CaseNote,
        Escalation,
        Evidence,
        Note,
        PackInfo,
        Phrase,
        Quote,
        RankedType,
        Recommendation,
        Record,
        RecordPack,
        Refusal,
        RefusalError,
        SlotChoices,
        Strategy,
        StyleResult,
        TypeResult,
    )
    from complaint_rules.assessor import Assessor
    from complaint_rules.complaint import Complaint, CustomerBehaviour, Message, Observation
    from complaint_rules.confusions import Confusion, Misleading, Missing, WrongAnswer
    from complaint_rules.errors import InvalidComplaintError
    from complaint_rules.evaluation import Case, Evaluation, Expected, evaluate
    from complaint_rules.pack.compiled import Change
    from complaint_rules.pack.errors import PackError, Problem
    from complaint_rules.signals.encoder import SentenceEncoder

__all__ = [
    "Alert",
    "Assessment",
    "Assessor",
    "Case",
    "CaseNote",
    "Change",
    "Complaint",
    "Confusion",
    "CustomerBehaviour",
    "Escalation",
    "Evaluation",
    "Evidence",
    "Expected",
    "InvalidComplaintError",
    "Message",
    "Misleading",
    "Missing",
    "Note",
    "Observation",
    "PackError",
    "PackInfo",
    "Phrase",
    "Problem",
    "Quote",
    "RankedType",
    "Recommendation",
    "Record",
    "RecordPack",
    "Refusal",
    "RefusalError",
    "SentenceEncoder",
    "SlotChoices",
    "Strategy",
    "StyleResult",
    "TypeResult",
    "WrongAnswer",
    "__version__",
    "assess",
    "evaluate",
]

# Where each public name lives.
__getattr__, __dir__ = lazy_names(__name__, {
    "api": ("assess",),
    "assessment": ("Alert", "Assessment", "CaseNote", "Escalation", "Evidence", "Note", "PackInfo", "Phrase",
                   "Quote", "RankedType", "Recommendation", "Record", "RecordPack", "Refusal", "RefusalError",
                   "SlotChoices", "Strategy", "StyleResult", "TypeResult"),
    "assessor": ("Assessor",),
    "complaint": ("Complaint", "CustomerBehaviour", "Message", "Observation"),
    "errors": ("InvalidComplaintError",),
    "confusions": ("Confusion", "Misleading", "Missing", "WrongAnswer"),
    "evaluation": ("Case", "Evaluation", "Expected", "evaluate"),
    "pack.compiled": ("Change",),
    "pack.errors": ("PackError", "Problem"),
    "signals.encoder": ("SentenceEncoder",),
})
