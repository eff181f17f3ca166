"""`diff`: what a change of rules does to past complaints, before it ships."""

from __future__ import annotations

from pathlib import Path

from complaint_rules.engine.choose import EngineName
from complaint_rules.workbench.comparison.changes import ASPECTS
from complaint_rules.workbench.comparison.compare import Comparison
from complaint_rules.workbench.comparison.release import BOUND, reads_alike, release_of
from complaint_rules.workbench.comparison.report import ComparedPack, Diff, labelled_of, moves_of, rules_of
from complaint_rules.workbench.comparison.sides import side_of
from complaint_rules.workbench.comparison.tally import Tally
from complaint_rules.workbench.past.entries import History, entries_of
from complaint_rules.workbench.past.spread import spread

EXAMPLES = 3


def diff(old: str | Path, new: str | Path, history: History, *, builtin: bool | None = None,
         semantic: bool | None = None, engine: EngineName = "auto", jobs: int = 1, examples: int = EXAMPLES,
         texts: bool = True, major_above: float = BOUND) -> Diff:
    """Compare two packs on past complaints, which may be labelled (`expected`) and are read once, in flat memory.

    A pack is `builtin`, a folder, the name of an installed one, a git revision (`main`) or a folder of one
    (`HEAD~1:rules`); one without a `verdict.yaml` is laid over the built-in pack (`builtin` True or False decides for
    both). `jobs`: processes (0: one per processor). `examples` are kept of each kind of change, with the beginning of
    their `texts`. A change of more than the share `major_above` of the answers is a major one.

    Raises PackError for a pack that cannot be used, ValueError where there is none of that name or no complaint, and
    RuntimeError for an engine or extra that is not installed. A complaint that is not valid is counted as refused.
    """
    sides = side_of(old, builtin=builtin), side_of(new, builtin=builtin)
    before, after = sides[0].compiled(), sides[1].compiled()
    comparison = Comparison.of(*sides, alike=reads_alike(before, after), semantic=semantic, engine=engine,
                               shown=examples, texts=texts)
    tally = Tally()
    for part in spread(comparison, entries_of(history), jobs):
        tally.extend(part, examples)
    if not tally.complaints and not tally.refusals.count:
        raise ValueError("the history holds no complaint")
    share = tally.changed / tally.complaints if tally.complaints else 0.0
    names = [ComparedPack(given=side.name, pack=assessor.pack,
                          per_second=round(tally.complaints / seconds, 1) if seconds else None)
             for side, assessor, seconds in zip(sides, (comparison.old, comparison.new), tally.seconds, strict=True)]
    return Diff(
        old=names[0], new=names[1],
        release=release_of(before, after, changed=share, bound=major_above),
        complaints=tally.complaints, changed=tally.changed, changed_share=round(share, 6),
        changed_by_aspect={aspect: tally.aspects[aspect] for aspect in ASPECTS if tally.aspects[aspect]},
        moves=moves_of(tally), rules=rules_of(tally),
        labelled=labelled_of(tally), refused=tally.refusals.count, refusals=tally.refusals.first)
