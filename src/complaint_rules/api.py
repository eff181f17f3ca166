"""The one-line entry: assess with the built-in rules."""

from __future__ import annotations

from functools import cache

from complaint_rules.assessment import Assessment
from complaint_rules.assessor import Assessor, ComplaintLike


@cache
def _assessor() -> Assessor:
    return Assessor()


def assess(complaint: ComplaintLike) -> Assessment:
    """Assess one complaint (a text, a mapping of its fields, or a Complaint) with the built-in rules.

    Raises InvalidComplaintError that names the field.
    """
    return _assessor().assess(complaint)
