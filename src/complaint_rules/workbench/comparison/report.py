"""What `diff` finds, as frozen models; `.model_dump(mode="json")` is the JSON of the command."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from complaint_rules.assessment import PackInfo
from complaint_rules.evaluation import Figures
from complaint_rules.workbench.comparison.changes import ASPECTS, Aspect
from complaint_rules.workbench.comparison.release import Release
from complaint_rules.workbench.comparison.tally import Example, Move, Tally
from complaint_rules.workbench.html import render
from complaint_rules.workbench.past.entries import Refused
from complaint_rules.workbench.past.labels import Labels

SHOWN_MOVE_CAUSES = 5


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ComparedPack(_Frozen):
    """A pack as it was named, and as it names itself. `per_second`: complaints answered by one process in a second;
    None where none was."""

    given: str
    pack: PackInfo
    per_second: float | None


class CauseOfMove(_Frozen):
    """A rule behind a kind of change, and how many of its answers it bears on."""

    rule: str
    answers: int


class Weighed(_Frozen):
    """A rule's weight before and after, in log-odds; None where it gave no evidence."""

    rule: str
    supports: str
    before: float | None
    after: float | None


class MovedExample(_Frozen):
    """A complaint whose answer moved: where it stands, its id, its labelled type, the beginning of its text (empty
    where texts were left out), and the rules with the largest shifts."""

    place: str
    complaint_id: str | None
    expected: str | None
    text: str
    causes: tuple[Weighed, ...]


class Moved(_Frozen):
    """A kind of change: what of the answer, from what to what, how often, why, and examples. An alert moves from or to
    `none`. No cause: a bias, a temperature, a cap or `verdict.yaml` decided."""

    aspect: Aspect
    before: str
    after: str
    answers: int
    causes: tuple[CauseOfMove, ...]
    examples: tuple[MovedExample, ...]


class RuleMoved(_Frozen):
    """A rule whose evidence differs in changed answers: in how many, in how many it is there on one side alone, and
    the mean difference of its weight, in log-odds."""

    rule: str
    supports: str
    answers: int
    only_before: int
    only_after: int
    mean_shift: float


class Measured(_Frozen):
    """Precision and recall of one id (`type:x`, `style:x`, `alert:x`) before and after; None where unknown."""

    cases: int
    precision: tuple[float | None, float | None]
    recall: tuple[float | None, float | None]


class Labelled(_Frozen):
    """Figures on the labelled complaints. `accuracy`: share of types right, before and after; `fixed`: wrong before
    and right after; `broken`: the reverse."""

    cases: int
    accuracy: tuple[float | None, float | None]
    fixed: int
    broken: int
    by_id: dict[str, Measured]

    @property
    def moved(self) -> dict[str, Measured]:
        """The ids whose precision or recall differs."""
        return {name: row for name, row in self.by_id.items()
                if row.precision[0] != row.precision[1] or row.recall[0] != row.recall[1]}


class Diff(_Frozen):
    """What a change of rules does to past complaints. `changed`: answers that differ in any aspect; shares are 0 to
    1."""

    old: ComparedPack
    new: ComparedPack
    release: Release
    complaints: int
    changed: int
    changed_share: float
    changed_by_aspect: dict[Aspect, int]
    moves: tuple[Moved, ...]
    rules: tuple[RuleMoved, ...]
    labelled: Labelled
    refused: int
    refusals: tuple[Refused, ...]

    def to_html(self) -> str:
        """A self-contained page. Raises RuntimeError where jinja2 is not installed."""
        by_aspect = {aspect: [move for move in self.moves if move.aspect == aspect] for aspect in ASPECTS}
        sections = [("packs", "Packs"), ("moves", "What changes"), ("rules", "Rules behind it"), ("ids", "Ids")]
        if self.labelled.cases:
            sections.insert(3, ("labels", "Labelled complaints"))
        if self.refused:
            sections.append(("refused", "Refused"))
        return render("diff.html", report=self, by_aspect=[(aspect, moves) for aspect, moves in by_aspect.items()
                                                           if moves], sections=sections)


def moves_of(tally: Tally) -> tuple[Moved, ...]:
    """The kinds of change, by aspect, the most frequent first."""
    causes: dict[Move, list[CauseOfMove]] = {}
    for (move, rule), answers in sorted(tally.causes.items(), key=lambda item: (-item[1], item[0])):
        causes.setdefault(move, []).append(CauseOfMove(rule=rule, answers=answers))
    order = sorted(tally.moves.items(), key=lambda item: (ASPECTS.index(item[0].aspect), -item[1], item[0]))
    return tuple(Moved(aspect=move.aspect, before=move.before, after=move.after, answers=answers,
                       causes=tuple(causes.get(move, ())[:SHOWN_MOVE_CAUSES]),
                       examples=tuple(_example(example) for example in tally.examples.get(move, ())))
                 for move, answers in order)


def _example(example: Example) -> MovedExample:
    return MovedExample(place=example.place, complaint_id=example.complaint_id, expected=example.expected,
                        text=example.text, causes=tuple(Weighed(**cause._asdict()) for cause in example.causes))


def rules_of(tally: Tally) -> tuple[RuleMoved, ...]:
    """The rules behind the changes, the largest shift in sum first."""
    order = sorted(tally.rules.items(), key=lambda item: (-item[1].shift, item[0]))
    return tuple(RuleMoved(rule=rule, supports=supports, answers=row.answers, only_before=row.gone,
                           only_after=row.new, mean_shift=round(row.shift / row.answers, 4))
                 for (rule, supports), row in order)


def labelled_of(tally: Tally) -> Labelled:
    """The figures on the labelled complaints."""
    before, after = tally.before.figures(), tally.after.figures()
    none = Figures(cases=0, answered=0, right=0)
    return Labelled(
        cases=tally.before.cases, accuracy=(_accuracy(tally.before), _accuracy(tally.after)),
        fixed=tally.fixed, broken=tally.broken,
        by_id={name: _measured(before.get(name, none), after.get(name, none))
               for name in sorted(before.keys() | after.keys())})


def _accuracy(labels: Labels) -> float | None:
    return round(labels.right / labels.cases, 4) if labels.cases else None


def _measured(before: Figures, after: Figures) -> Measured:
    rows: list[dict[str, Any]] = [before.as_row(), after.as_row()]
    return Measured(cases=max(row["cases"] for row in rows), precision=(rows[0]["precision"], rows[1]["precision"]),
                    recall=(rows[0]["recall"], rows[1]["recall"]))
