"""A CRM-style batch: an export in, one line per ticket out, and the form that may be stored in the record.

    python examples/crm_batch.py examples/crm_export.csv
"""

import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from complaint_rules import Assessor, Refusal


def complaints(path: Path) -> Iterator[dict[str, object]]:
    """One complaint per row; a counter that the CRM does not know stays out."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            counters = {"contacts": row["contacts"], "company_caused_contacts": row["caused_by_us"]}
            yield {"id": row["ticket"], "channel": row["channel"], "text": row["text"],
                   "behaviour": {name: int(value) for name, value in counters.items() if value}}


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "crm_export.csv"
    for answer in Assessor().assess_many(complaints(path), on_error="return"):
        if isinstance(answer, Refusal):
            print(f"{answer.complaint_id}: refused, {answer.error.message}")
            continue
        print(f"{answer.complaint_id}: {answer.type.label}; alerts: {[alert.id for alert in answer.alerts]}")
        print(f"   say: {answer.recommendation.phrases[0].text}")
        print(f"   store: {answer.record(at=date(2026, 11, 22)).model_dump_json()[:160]} …")


if __name__ == "__main__":
    main()
