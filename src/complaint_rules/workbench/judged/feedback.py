"""`feedback`: agents' verdicts on answers become precision per rule, rules to look at, and cases for `tune`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from complaint_rules.assessor import Assessor
from complaint_rules.complaint import Complaint
from complaint_rules.engine.choose import EngineName
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.pack.runtime import load_compiled
from complaint_rules.workbench.judged.lines import Answer, Judgement
from complaint_rules.workbench.judged.report import Feedback, Ledger
from complaint_rules.workbench.past.entries import Entry, entries_of


def feedback(lines: Iterable[Mapping[str, Any] | Entry], *, packs: Iterable[str | Path] = (), builtin: bool = True,
             semantic: bool | None = None, engine: EngineName = "auto") -> Feedback:
    """Judge the rules by what agents say of answers.

    A line holds `complaint` (an object), or `complaint_id` and `answer` (the assessment that the agent saw);
    `verdict`, right or wrong; and for wrong a `reason` and, where the agent knows it, the `better_type`. A complaint
    given without its answer is answered by the pack (`packs`, `builtin`, `semantic` and `engine` as of Assessor).

    Raises what Assessor raises, and ValueError where there is no line. A line that is not valid is counted as refused.
    """
    folders = tuple(packs)
    assessor = Assessor(packs=folders, builtin=builtin, semantic=semantic, engine=engine)
    compiled = load_compiled(folders, builtin=builtin)
    types = frozenset(compiled["types"])
    ledger = Ledger()
    for entry in entries_of(lines, "line"):
        try:
            if entry.problem is not None:
                raise InvalidComplaintError(entry.problem, None)
            judgement = Judgement.of(entry.data, types)
            answer = _answer(judgement, assessor)
            judgement.check(answer)
        except InvalidComplaintError as error:
            ledger.refusals.add(entry.place, error)
        else:
            ledger.add(judgement, answer, entry.place)
    if not ledger.verdicts and not ledger.refusals.count:
        raise ValueError("there is no line of feedback")
    return ledger.report(assessor.pack, frozenset(rule["id"] for rule in compiled["rules"]))


def _answer(judgement: Judgement, assessor: Assessor) -> Answer:
    if judgement.answer is not None:
        return judgement.answer
    complaint = judgement.complaint or Complaint()
    return Answer.of(assessor.judge(complaint, assessor.read(complaint)))
