"""What comes in: a complaint, its messages, and what is known of the customer's behaviour.

Field names and ranges follow the published interface (`docs/schema/complaint.schema.json`). Every field is optional;
absent means "not known", never zero or false. Unknown fields are refused by name.
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, model_validator

Language = Literal["zh-Hant", "zh-Hans", "en"]
Role = Literal["customer", "agent", "note"]
Channel = Literal["phone", "letter", "email", "chat", "sms", "social", "in_person", "web"]
Merit = Literal["company_fault", "shared", "customer_error", "third_party", "no_fault"]

COUNT_MAX = 1_000_000

_TAGS: dict[str, Language] = {"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-hans": "zh-Hans",
                              "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-hant": "zh-Hant"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical_language(tag: Any) -> Any:
    """Map a language tag to one of the three supported ones: zh-TW and zh-HK to zh-Hant, zh and zh-CN to zh-Hans,
    en-* to en. Raises ValueError (with the list of supported tags) for any other text."""
    if not isinstance(tag, str):
        return tag
    lower = tag.lower()
    if lower == "en" or lower.startswith("en-"):
        return "en"
    if lower in _TAGS:
        return _TAGS[lower]
    raise ValueError(f"language {tag[:20]!r} is not supported; use zh-Hant, zh-Hans or en, or leave it out "
                     "to have it detected")


def whole_characters(text: Any) -> Any:
    """Half of a character pair (a truncated emoji) becomes U+FFFD, one for one, so that offsets stay valid."""
    return _SURROGATE.sub("\ufffd", text) if isinstance(text, str) else text


def _number(value: Any) -> Any:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ValueError("must be a number, without quotes; leave the field out where the value is not known")
    return value


LanguageTag = Annotated[Language, BeforeValidator(canonical_language)]
Text = Annotated[str, BeforeValidator(whole_characters)]
Count = Annotated[StrictInt, Field(ge=0, le=COUNT_MAX)]
Minutes = Annotated[int | float, BeforeValidator(_number), Field(ge=0, le=COUNT_MAX, allow_inf_nan=False)]
Share = Annotated[int | float, BeforeValidator(_number), Field(ge=0, le=1, allow_inf_nan=False)]


class Observation(StrEnum):
    """What a person on the spot saw or heard the customer do."""

    shouting = "shouting"
    crying = "crying"
    swearing = "swearing"
    insults = "insults"
    threatens_violence = "threatens_violence"
    threatens_exposure = "threatens_exposure"
    refuses_to_leave = "refuses_to_leave"
    refuses_to_hang_up = "refuses_to_hang_up"
    waits_for_employee = "waits_for_employee"
    follows_employee = "follows_employee"
    interrupts = "interrupts"
    rambling = "rambling"
    speaks_fast = "speaks_fast"
    speaks_slowly = "speaks_slowly"
    asks_many_questions = "asks_many_questions"
    brings_documents = "brings_documents"
    hesitates = "hesitates"
    jokes = "jokes"
    cold_tone = "cold_tone"
    warm_tone = "warm_tone"
    staff_afraid = "staff_afraid"
    hits_or_throws = "hits_or_throws"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Message(_Frozen):
    """One turn. Only `customer` is evidence in the customer's own words; `note` is staff's account of what happened."""

    role: Role
    text: Text
    at: datetime | None = None


class CustomerBehaviour(_Frozen):
    """Counters from the contact history, for this matter unless the name says otherwise. Counts are whole numbers
    from 0 to 1,000,000; None is "not known"."""

    contacts: Count | None = Field(None, description="Contacts about this matter")
    company_caused_contacts: Count | None = Field(
        None, description="Contacts that we caused (a promise missed, a dropped call, an unanswered mail); deducted")
    agents_contacted: Count | None = Field(None, description="Different employees contacted")
    supervisor_requests: Count | None = Field(None, description="Requests for a supervisor")
    contacts_to_same_agent: Count | None = Field(
        None, description="Contacts to one employee whom the customer chose (not assigned by us)")
    approaches_outside_work: Count | None = Field(
        None, description="Gifts, waiting outside, private messages to an employee")
    contacts_after_told_to_stop: Count | None = Field(None, description="Contacts after being told to stop")
    final_answer_given: StrictBool | None = Field(None, description="A reasoned, complete, final answer was given")
    contacts_after_final_answer: Count | None = Field(None, description="Contacts after the final answer")
    new_facts_since_final: StrictBool | None = Field(None, description="New facts came after the final answer")
    promise_missed_by_us: StrictBool | None = Field(None, description="We missed a promise in this matter")
    demand_changes: Count | None = Field(None, description="Times the demand changed")
    story_changes: Count | None = Field(None, description="Times the account of events changed")
    compensation_demands: Count | None = Field(None, description="Demands for compensation")
    demands_beyond_rule: Count | None = Field(None, description="Demands beyond what the rules give")
    demands_after_limit_told: Count | None = Field(None, description="Such demands after the limit was explained")
    fair_offers_refused: Count | None = Field(None, description="Fair offers refused")
    unfounded_claims: Count | None = Field(None, description="Claims that were checked and had no ground")
    basic_point_explanations: Count | None = Field(None, description="Times one basic point was explained")
    contact_minutes: Minutes | None = Field(None, description="Length of this contact, minutes")
    off_topic_share: Share | None = Field(None, description="Share of this contact off the matter, 0 to 1")
    interruptions: Count | None = Field(None, description="Interruptions by the customer in this contact")
    complaints_last_12_months: Count | None = Field(
        None, description="Complaints in the last 12 months, any matter; context, never evidence alone")
    minor_defect_complaints_last_12_months: Count | None = Field(
        None, description="Complaints about tiny defects in the last 12 months")
    advice_contacts_last_12_months: Count | None = Field(
        None, description="Contacts in the last 12 months that gave us advice")
    work_disrupted: StrictBool | None = Field(None, description="Our work was disrupted")
    other_customers_affected: StrictBool | None = Field(None, description="Other customers were affected")


class Complaint(_Frozen):
    """One complaint. `text` is shorthand for one customer message; giving both `text` and `messages` is refused."""

    id: Text | None = None
    channel: Channel | None = None
    language: LanguageTag | None = None
    advice_language: LanguageTag | None = None
    text: Text | None = None
    messages: tuple[Message, ...] | None = None
    behaviour: CustomerBehaviour | None = None
    observed: tuple[Observation, ...] | None = None
    merit: Merit | None = None

    @model_validator(mode="after")
    def _one_source_of_words(self) -> Complaint:
        if self.text is not None and self.messages is not None:
            raise ValueError("give either `text` (one customer message) or `messages`, not both")
        return self

    @property
    def turns(self) -> tuple[Message, ...]:
        """The messages in order; `text` as one customer message."""
        if self.messages is not None:
            return self.messages
        return (Message(role="customer", text=self.text, at=None),) if self.text is not None else ()
