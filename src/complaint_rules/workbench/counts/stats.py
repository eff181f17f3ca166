"""`stats`: which rules and signals fire on past complaints, together, against each other, and never."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from complaint_rules.assessor import Assessor
from complaint_rules.engine.choose import EngineName
from complaint_rules.pack.runtime import load_compiled, scoring_of
from complaint_rules.pack.vocabulary import BY_MEANING
from complaint_rules.workbench.counts.counting import Counting, Counts, RuleFacts
from complaint_rules.workbench.counts.report import Stats, report_of
from complaint_rules.workbench.past.entries import History, entries_of
from complaint_rules.workbench.past.spread import spread


def stats(history: History, *, packs: Iterable[str | Path] = (), builtin: bool = True, semantic: bool | None = None,
          engine: EngineName = "auto", jobs: int = 1) -> Stats:
    """Count what fires on past complaints, which may be labelled (`expected`) and are read once, in flat memory.

    `packs`, `builtin`, `semantic` and `engine` as of Assessor; `jobs`: processes (0: one per processor). Raises what
    Assessor raises, and ValueError where the history holds no complaint. A complaint that is not valid is counted as
    refused.
    """
    folders = tuple(packs)
    assessor = Assessor(packs=folders, builtin=builtin, semantic=semantic, engine=engine)
    compiled = load_compiled(folders, builtin=builtin)
    rules = {rule["id"]: RuleFacts(rule["supports"], rule["family"]) for rule in compiled["rules"]}
    readable = assessor.pack.encoder is not None
    counts = Counts()
    counting = Counting(assessor, rules, scoring_of(compiled, "semantic" if readable else "plain"))
    for part in spread(counting, entries_of(history), jobs):
        counts.extend(part)
    if not counts.complaints and not counts.refusals.count:
        raise ValueError("the history holds no complaint")
    by_meaning = {rule["id"] for rule in compiled["rules"]
                  if all(name.startswith(BY_MEANING) for name, _ in rule["shows"])}
    return report_of(counts, assessor.pack,
                     {name: facts for name, facts in rules.items() if readable or name not in by_meaning},
                     [name for name in compiled["signals"] if readable or not name.startswith(BY_MEANING)])
