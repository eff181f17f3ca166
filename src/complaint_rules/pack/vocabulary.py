"""The names that conditions may use beside the signals a pack defines: what the library computes from a complaint."""

from __future__ import annotations

from complaint_rules.assessment import Source
from complaint_rules.complaint import CustomerBehaviour, Merit, Observation
from complaint_rules.pack.names import ALERTS, STYLES, TYPES

COUNTERS: tuple[str, ...] = tuple(CustomerBehaviour.model_fields)
TRUTHS: tuple[str, ...] = ("final_answer_given", "new_facts_since_final", "promise_missed_by_us", "work_disrupted",
                           "other_customers_affected")
HISTORY: tuple[str, ...] = (*COUNTERS, "company_caused", "final_answer_stands")
OBSERVED: tuple[str, ...] = tuple(f"observed.{item.value}" for item in Observation)
MERITS: tuple[str, ...] = ("company_fault", "shared", "customer_error", "third_party", "no_fault")
MERIT: tuple[str, ...] = tuple(f"merit.{item}" for item in MERITS)
assert set(MERITS) == set(Merit.__args__)  # type: ignore[attr-defined]

MANNER: tuple[str, ...] = (
    "manner.characters", "manner.sentences", "manner.sentence_length", "manner.exclamations", "manner.capitals",
    "manner.emoji", "manner.digits", "manner.enumeration", "manner.hedges", "manner.politeness", "manner.feelings",
    "manner.commands", "manner.questions", "manner.repeated_sentences", "manner.story", "manner.ends_in_apology",
    "manner.staff_note")
CONVERSATION: tuple[str, ...] = (
    "conversation.customer_turns", "conversation.demand_changes", "conversation.demands",
    "conversation.repeated_turns", "conversation.unanswered_questions", "conversation.cut_short",
    "conversation.share_of_talk", "conversation.employee_mentions", "conversation.heat_peak",
    "conversation.heat_falls", "conversation.heat_swings", "conversation.company_admits", "conversation.told_final",
    "conversation.declined", "conversation.offers")
CHANNELS: tuple[str, ...] = tuple(f"channel.{item}" for item in (
    "phone", "letter", "email", "chat", "sms", "social", "in_person", "web"))
SEPARATORS = BY_MEANING, BY_WORDING = ("meaning.", "wording.")
MEANING: tuple[str, ...] = tuple(BY_MEANING + item for item in (*TYPES, *STYLES, *ALERTS))
WORDING: tuple[str, ...] = tuple(BY_WORDING + item for item in (*TYPES, *STYLES, *ALERTS))

BOOLEAN: frozenset[str] = frozenset((*TRUTHS, "company_caused", "final_answer_stands", *OBSERVED, *MERIT, *CHANNELS,
                                     "manner.staff_note", "manner.ends_in_apology", "conversation.heat_falls",
                                     "conversation.company_admits"))
NUMERIC: frozenset[str] = frozenset((*HISTORY, *MANNER, *CONVERSATION, *MEANING, *WORDING)) - BOOLEAN

STANDINGS: tuple[str, ...] = ("tentative", "likely", "strong")
VERDICT_BOOLEAN: frozenset[str] = frozenset((
    "top.ordinary", "top.decisive", "top.noticed", "top.pattern", "top.state", "top.manner", "nothing_to_go_by",
    "language_unknown", "type_set_aside", "final_answer_stands", "work_disrupted", "other_customers_affected",
    "type.ordinary", "type.undecided", "style.unknown", "style.noticed", "staff_note", "urgent_alert",
    *(f"standing.{item}" for item in STANDINGS),
    *(f"{place}.{item}" for place in ("top", "second") for item in TYPES), *(f"alert.{item}" for item in ALERTS)))
VERDICT_NUMERIC: frozenset[str] = frozenset((
    "confidence", "margin", "score", "channels", "style_confidence", "style_margin", "letters"))
# Known of every verdict and never below 0.
VERDICT_ALWAYS: frozenset[str] = VERDICT_NUMERIC - {"score"}


_SOURCES: dict[str, Source] = {"says": "expression", "wording": "expression", "meaning": "meaning", "manner": "manner",
                              "conversation": "conversation", "observed": "observation"}


MODES: tuple[str, ...] = ("serve", "serve.manager", "limit.manager", "stop.manager")
NOTES: tuple[str, ...] = ("contradiction_contacts", "contradiction_final_answer", "contradiction_same_agent",
                          "contradiction_company_caused", "language_unknown", "nothing_to_go_by",
                          "characters_replaced", "reading_cut", "own_words_missing")


def source_of(name: str) -> Source:
    """The kind of evidence that a signal gives, by its name."""
    head = name.split(".")[0]
    return _SOURCES.get(head, "counter")
