"""What the contact history says: counters after deducting what we caused, observations, merit, channel.

Thresholds and reasons stand in the rules; here values are only made fair. Counters that contradict each other are read
in the customer's favour, with a note.
"""

from __future__ import annotations

from complaint_rules.complaint import Complaint, CustomerBehaviour

Value = bool | int | float

DEDUCTED = ("contacts", "contacts_after_final_answer", "supervisor_requests")


def read_history(complaint: Complaint) -> tuple[dict[str, Value], list[str]]:
    """The known values by name, and the ids of notes. A name that is absent is not known."""
    values: dict[str, Value] = {}
    notes: list[str] = []
    behaviour = complaint.behaviour
    if behaviour is not None:
        values, notes = _counters(behaviour)
    if complaint.merit is not None:
        values[f"merit.{complaint.merit}"] = True
    caused = bool(values.get("company_caused_contacts") or values.get("promise_missed_by_us")
                  or complaint.merit == "company_fault")
    if caused:
        values["company_caused"] = True
    if complaint.channel is not None:
        values[f"channel.{complaint.channel}"] = True
    for seen in complaint.observed or ():
        values[f"observed.{seen.value}"] = True
    return values, notes


def _counters(behaviour: CustomerBehaviour) -> tuple[dict[str, Value], list[str]]:
    values: dict[str, Value] = {name: value for name, value in behaviour if value is not None}
    notes: list[str] = []
    after = values.get("contacts_after_final_answer")
    contacts = values.get("contacts")
    if after is not None and contacts is not None and after > contacts:
        values["contacts_after_final_answer"] = after = contacts
        notes.append("contradiction_contacts")
    if after and values.get("final_answer_given") is False:
        values["contacts_after_final_answer"] = after = 0
        notes.append("contradiction_final_answer")
    elif after and "final_answer_given" not in values:
        values["final_answer_given"] = True
    same_agent = values.get("contacts_to_same_agent")
    if same_agent is not None and contacts is not None and same_agent > contacts:
        values["contacts_to_same_agent"] = contacts
        notes.append("contradiction_same_agent")
    caused = values.get("company_caused_contacts", 0)
    if caused:
        if contacts is not None and caused > contacts:
            notes.append("contradiction_company_caused")
        for name in DEDUCTED:
            if name in values:
                values[name] = max(0, values[name] - caused)
    if values.get("final_answer_given") is True and not values.get("new_facts_since_final"):
        values["final_answer_stands"] = True
    return values, notes
