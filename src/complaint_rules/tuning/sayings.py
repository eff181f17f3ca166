"""What customers say in a sentence or two, with the alerts in it: what separators over words learn alerts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from complaint_rules.complaint import Language
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.pack.condition import fields_wanted, parse_condition
from complaint_rules.pack.merged import Merged
from complaint_rules.pack.names import ALERTS

ALERT = "alert:"


class Saying(BaseModel):
    """A few sentences of a customer and the ids of the alerts in them (none: it only looks like one). Of alerts outside
    `alerts_labelled` nothing is said (all are labelled where it is absent)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    language: Language | None = None
    alerts: tuple[str, ...]
    alerts_labelled: tuple[str, ...] | None = None

    @field_validator("alerts", "alerts_labelled")
    @classmethod
    def _known(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if unknown := sorted(set(value or ()) - set(ALERTS)):
            raise ValueError(f"{', '.join(unknown)}: no such alert; one of {', '.join(ALERTS)}")
        return value

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Saying:
        """Check one line. Raises InvalidComplaintError that names the field."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise InvalidComplaintError.of(error) from None


def sayings_of(merged: Merged) -> Iterator[Saying]:
    """The examples beside the alert rules of a pack and beside the signals that are a rule of their own, and the whole
    answers in which such a rule speaks."""
    for rule in merged.rules.values():
        alert = rule.supports.removeprefix(ALERT)
        if alert == rule.supports or rule.value.when is None:
            continue
        wanted = fields_wanted(parse_condition(rule.value.when))
        signal = merged.signals.get(wanted[0]) if len(wanted) == 1 else None
        for entry in (rule.value, *([signal.value] if signal is not None else [])):
            for examples, alerts in ((entry.match, (alert,)), (entry.no_match, ())):
                yield from (Saying(text=text, alerts=alerts, alerts_labelled=(alert,))
                            for text in map(_text, examples) if text)
    for example in merged.examples.values():
        text = _text(example.value.complaint)
        spoken = {merged.rules[rule].supports.removeprefix(ALERT)
                  for rule, direction in example.value.expect.evidence.items()
                  if direction == "for" and rule in merged.rules and merged.rules[rule].supports.startswith(ALERT)}
        if spoken and text:
            yield Saying(text=text, alerts=tuple(sorted(spoken)), alerts_labelled=tuple(sorted(spoken)))


def _text(given: str | Mapping[str, Any]) -> str:
    """What the customer says in an example."""
    if isinstance(given, str):
        return given
    return given.get("text") or "\n".join(message.get("text", "") for message in given.get("messages", ())
                                          if message.get("role") != "agent")
