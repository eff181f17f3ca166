"""Fits a pack to labelled cases and writes the result to its folder `fitted/`, with date, digest and figures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from complaint_rules.evaluation import Case
from complaint_rules.pack import names as ids
from complaint_rules.pack.compiled import Compiled
from complaint_rules.signals.encoder import SentenceEncoder
from complaint_rules.tuning.alert_meaning import fit_alert_meaning, sentence_vectors
from complaint_rules.tuning.alert_wording import ALERT_SCORE, Told, fit_alert_wording, told
from complaint_rules.tuning.features import CaseReader, targets, vectors_of
from complaint_rules.tuning.fit import Weights, fit_temperature, fit_weights, shares_of
from complaint_rules.tuning.lexicon import fit_lexicon
from complaint_rules.tuning.sayings import Saying
from complaint_rules.tuning.separators import Separators, fit_separators

Array = Any
Say = Callable[[str], None]

FOLDS = 5
ALERT_FOLDS = 3
# Shared by the cases: what many cases say needs less holding back.
PENALTY = 1.25
STYLE_PENALTY = 12.5
LIMIT = 4.0
# A decisive counter shows in the answer, whatever else says the same.
DECISIVE_LEAST = 0.1
THINNING = 0.4
MIN_CASES = 50
DECIMALS = 3


@dataclass(frozen=True)
class Fit:
    """What a fit gives: the files of `fitted/` (`alerts` and `alert_meaning` only where sayings were given) and the
    cross-validated figures."""

    weights: dict[str, Any]
    meaning: dict[str, Any]
    wording: dict[str, Any]
    alerts: dict[str, Any] | None
    alert_meaning: dict[str, Any] | None
    figures: dict[str, Any]

    def write(self, pack: Path) -> None:
        """Write `weights.json`, `meaning.json`, `wording.json` and, where sayings were given, `alerts.json` and
        `alert_meaning.json` to `fitted/` below the pack's folder."""
        folder = pack / "fitted"
        folder.mkdir(exist_ok=True)
        (folder / "weights.json").write_text(
            json.dumps(self.weights, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
        for name, data in (("meaning", self.meaning), ("wording", self.wording), ("alerts", self.alerts),
                           ("alert_meaning", self.alert_meaning)):
            if data is None:
                continue
            (folder / f"{name}.json").write_text(json.dumps(data, sort_keys=True, ensure_ascii=False) + "\n",
                                                 encoding="utf-8")


def tune(cases: Sequence[Case], compiled: Compiled, encoder: SentenceEncoder, *, on: date, folds: int = FOLDS,
         scored: Sequence[bool] | None = None, thinned: Sequence[bool] | None = None, thinning: float = THINNING,
         sayings: Sequence[Saying] = (), examples: Sequence[Saying] = (), say: Say = lambda _: None) -> Fit:
    """Fit weights, separators and calibration. `scored` marks the cases that the figures are quoted on (all where
    None). Raises ValueError for fewer than 50 cases, or fewer than 50 with a style label.

    Who writes expressions reads cases, so that expressions fire more often on those cases than on unseen text, and
    weights fitted there trust them too much, and their absence too. Of the cases marked in `thinned` (all where None)
    each expression is therefore left out with the chance `thinning`. From `sayings`, the `examples` of the pack and
    the cases the separators over words and sentence vectors are fitted that tell alerts; without any sayings, those of
    the pack stay.

    Separators are cross-validated, so that rule weights are fitted on scores of cases they have not seen; the figures
    come from a second turn over the same folds.
    """
    if len(cases) < MIN_CASES:
        raise ValueError(f"{len(cases)} cases are too few to fit on; give at least {MIN_CASES}")
    styled = sum(case.expected.style is not None for case in cases)
    if styled < MIN_CASES:
        raise ValueError(f"{styled} of {len(cases)} cases have a style label, too few to fit styles on; label at least "
                         f"{MIN_CASES} (`style: unknown` where none shows), or give the cases that the pack was fitted "
                         "on beside yours")
    types = tuple(compiled["types"])
    order = sorted(range(len(cases)), key=lambda number: hashlib.sha256(str(cases[number].complaint.id).encode()
                                                                       ).hexdigest())
    fold = np.empty(len(cases), dtype=int)
    fold[order] = np.arange(len(cases)) % folds
    marked = np.ones(len(cases), dtype=bool) if scored is None else np.array(scored, dtype=bool)
    thin_marks = [True] * len(cases) if thinned is None else list(thinned)
    weight = np.ones(len(cases))
    say(f"encoding {len(cases)} cases")
    vectors = vectors_of(cases, encoder)
    say("reading signals")
    reader = CaseReader(compiled)
    readings = [reader.read(case.complaint) for case in cases]
    say("fitting separators")
    words: list[Set[str]] = [set[str]().union(*(found for _, found in reading.words)) for reading in readings]
    meant = np.zeros((len(cases), len(types) + len(ids.STYLES)))
    worded = np.zeros((len(cases), len(types) + len(ids.STYLES)))
    for number in range(folds):
        inside = fold != number
        outside = ~inside
        some = [case for case, take in zip(cases, inside, strict=True) if take]
        meant[outside] = fit_separators(some, vectors[inside], weight[inside], types).scores(vectors[outside])
        lexicon = fit_lexicon(some, [found for found, take in zip(words, inside, strict=True) if take],
                              weight[inside], types)
        worded[outside] = lexicon.scores([found for found, take in zip(words, outside, strict=True) if take])
    separators = fit_separators(cases, vectors, weight, types)
    lexicon = fit_lexicon(cases, words, weight, types)
    profiles: dict[str, Any] = {}
    figures: dict[str, Any] = {}
    for profile in ("semantic", "plain"):
        say(f"fitting weights ({profile})")
        scores = [_named("wording", lexicon.names, row) for row in worded]
        if profile == "semantic":
            scores = [score | _named("meaning", separators.names, row)
                      for score, row in zip(scores, meant, strict=True)]
        rows = np.array([reader.firings(reading, score, thinning if thin else 0.0, str(case.complaint.id))
                         for case, reading, score, thin in zip(cases, readings, scores, thin_marks, strict=True)])
        fitted = _profile(reader, rows, cases, types, fold, folds, weight, marked)
        profiles[profile] = fitted[0]
        figures[profile] = fitted[1]
    about = {"date": on.isoformat(), "cases": len(cases), "cases_digest": _digest(cases), "folds": folds,
             "thinning": thinning,
             "encoder": encoder.name, "mix": _mix(cases, types), "cross_validated_on": int(marked.sum()),
             "figures": figures}
    short = {key: about[key] for key in ("date", "cases", "cases_digest")}
    alerts = alert_meaning = None
    if sayings:
        say(f"fitting alerts ({len(sayings)} sayings)")
        texts = told(sayings, examples, cases, reader.read)
        digest = hashlib.sha256("\n".join(sorted(saying.model_dump_json() for saying in sayings)).encode()).hexdigest()
        source = {**short, "sayings": len(sayings), "sayings_digest": f"sha256:{digest}", "folds": ALERT_FOLDS}
        alert_lexicon, unseen = fit_alert_wording(texts, ALERT_FOLDS)
        alerts = {"about": {**source, "figures": _raised(texts, texts.most(unseen))}, **alert_lexicon.as_data()}
        say("fitting alerts (meaning)")
        by_meaning, scores = fit_alert_meaning(texts, unseen, sentence_vectors(texts.sentences, encoder), ALERT_FOLDS)
        alert_meaning = {"about": {**source, "encoder": encoder.name, "figures": _raised(texts, scores)},
                         **by_meaning.as_data()}
    return Fit({"about": about, "profiles": profiles},
               {"about": short | {"encoder": encoder.name}, **_checked(separators)},
               {"about": short, **lexicon.as_data()}, alerts, alert_meaning, figures)


def _raised(texts: Told, scores: Array) -> dict[str, dict[str, int]]:
    """How often each alert is labelled, raised by a score of 2 or more, and right, given the scores of texts (n, k)."""
    raised = (scores >= ALERT_SCORE) & (texts.known > 0)
    return {name: {kind: int(count) for kind, count in (
        ("labelled", (texts.target * texts.known)[:, column].sum()), ("raised", raised[:, column].sum()),
        ("right", (raised * texts.target)[:, column].sum()))} for column, name in enumerate(ids.ALERTS)}


def _named(kind: str, names: Sequence[str], row: Array) -> dict[str, float]:
    return {f"{kind}.{name}": float(score) for name, score in zip(names, row, strict=True)}


def _profile(reader: CaseReader, rows: Array, cases: Sequence[Case], types: Sequence[str], fold: Array, folds: int,
             weight: Array, marked: Array) -> tuple[dict[str, Any], dict[str, Any]]:
    rules: dict[str, list[float]] = {}
    bias: dict[str, float] = {}
    figures: dict[str, Any] = {}
    temperatures = {}
    style_known = np.array([case.expected.style is not None for case in cases])
    for kind, candidates, labels, known, penalty in (
            ("type", types, [(case.expected.type, case.expected.alt_types) for case in cases],
             np.ones(len(cases), dtype=bool), PENALTY),
            ("style", ids.STYLES, [(case.expected.style or "unknown", case.expected.alt_styles) for case in cases],
             style_known, STYLE_PENALTY)):
        chosen = [index for index, column in enumerate(reader.columns) if column.supports.startswith(f"{kind}:")]
        owner = np.array([candidates.index(reader.columns[index].supports.partition(":")[2]) for index in chosen])
        start = np.array([reader.columns[index].weight for index in chosen])
        held = np.array([reader.columns[index].held for index in chosen])
        sign = np.where(start < 0, -1.0, 1.0)
        target = targets(labels, candidates)
        firing = rows[:, chosen]

        def fit(inside: Array, firing: Array = firing, owner: Array = owner, sign: Array = sign,
                target: Array = target, start: Array = start, held: Array = held,
                penalty: float = penalty / max(known.sum(), 1)) -> Weights:
            return fit_weights(firing[inside], owner, sign, target[inside], penalty=penalty, weight=weight[inside],
                               start=start, held=held, limit=LIMIT)

        logits = np.zeros(target.shape)
        for number in range(folds):
            part = fit(known & (fold != number))
            outside = fold == number
            logits[outside] = np.log(shares_of(part, firing[outside], owner) + 1e-12)
        use = known & marked
        temperatures[kind] = fit_temperature(logits[known], target[known], weight[known])
        figures[kind] = _figures(logits[use], [label for label, take in zip(labels, use, strict=True) if take],
                                 candidates)
        final = fit(known)
        for column, value in zip(chosen, final.columns, strict=True):
            entry = reader.columns[column]
            steps = sum(other.rule == entry.rule for other in reader.columns)
            least = DECISIVE_LEAST if entry.rule in reader.decisive else -LIMIT
            rules.setdefault(entry.rule, [0.0] * steps)[entry.step] = round(max(float(value), least), DECIMALS)
        bias.update({f"{kind}:{name}": round(float(value), DECIMALS)
                     for name, value in zip(candidates, final.bias, strict=True)})
    return ({"rules": rules, "bias": bias, "temperature": temperatures["type"],
             "style_temperature": temperatures["style"]}, figures)


def _figures(logits: Array, labels: Sequence[tuple[str, Sequence[str]]], candidates: Sequence[str]) -> dict[str, Any]:
    best = [candidates[index] for index in logits.argmax(axis=1)]
    right = [given == label for given, (label, _) in zip(best, labels, strict=True)]
    accepted = [given == label or given in others for given, (label, others) in zip(best, labels, strict=True)]
    default = "ordinary" if "ordinary" in candidates else "unknown"
    kept = [hit for hit, (label, _) in zip(right, labels, strict=True) if label == default]
    rest = [hit for hit, (label, _) in zip(accepted, labels, strict=True) if label != default]
    return {"right": round(float(np.mean(right)), 4), "right_with_alternatives": round(float(np.mean(accepted)), 4),
            f"{default}_kept": round(float(np.mean(kept)), 4) if kept else None,
            f"other_than_{default}": round(float(np.mean(rest)), 4) if rest else None}


def _digest(cases: Sequence[Case]) -> str:
    digest = hashlib.sha256()
    for line in sorted(case.model_dump_json(exclude_none=True) for case in cases):
        digest.update(line.encode())
    return f"sha256:{digest.hexdigest()}"


def _mix(cases: Sequence[Case], types: Sequence[str]) -> dict[str, float]:
    return {name: round(sum(case.expected.type == name for case in cases) / len(cases), 4) for name in types}


def _checked(separators: Separators) -> dict[str, Any]:
    if not np.isfinite(separators.matrix).all():
        raise ValueError("the fit did not converge; look for cases with broken labels")
    return separators.as_data()
