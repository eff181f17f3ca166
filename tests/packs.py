"""A minimal valid pack for tests, written into a folder; small changes make the pack that a test needs.

Files are written as JSON, which is YAML; the verdict and the notes are those of the built-in pack.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from complaint_rules import Assessor
from complaint_rules.pack.runtime import compile_folder
from complaint_rules.signals.expressions import Scanner
from complaint_rules.signals.fold import fold

RULES = Path(__file__).resolve().parents[1] / "rules"
LANGUAGES = ("zh-Hant", "zh-Hans", "en")
SAYS = {"zh-Hant": "提到 {value}", "zh-Hans": "提到 {value}", "en": "Mentions {value}"}
WHY = {"why": "Needed by a test.", "mistakes": "None known."}
EXAMPLES = {"match": ["yes it is"], "no_match": ["no it is not"]}


def signal(name: str, **fields: Any) -> dict[str, Any]:
    """An expression; give `zh` or `en` and what else differs."""
    return {"id": name, "says": SAYS, **WHY, **EXAMPLES, **fields}


def rule(name: str, when: str | None = None, weight: float = 2.0, **fields: Any) -> dict[str, Any]:
    """A rule with `when`; or give `scale`, `steps` and `weights`."""
    condition = {} if when is None else {"when": when, "weight": weight}
    return {"id": name, **condition, "says": SAYS, **WHY, **EXAMPLES, **fields}


def pattern(name: str, when: str) -> dict[str, Any]:
    return {"id": name, "when": when, "says": SAYS, **WHY, **EXAMPLES}


def type_file(name: str, *rules: dict[str, Any], kind: str = "pattern", **fields: Any) -> dict[str, Any]:
    return {"type": name, "kind": kind, "about": "A type.", "sources": ["a test"], "rules": list(rules), **fields}


def phrase(name: str, text: str = "We write to you on 〔date〕.", purpose: str = "open") -> dict[str, Any]:
    return {"id": name, "purpose": purpose, "text": text}


def advice(name: str, **fields: Any) -> dict[str, Any]:
    short = name.split(":")[-1]
    return {"type": name, "label": "A label", "goal": "A goal", "steps": ["A step"], "do": ["This"],
            "avoid": ["That"], "escalation": None,
            "phrases": [phrase(f"{short}.open.{number}") for number in (1, 2, 3)], **fields}


def alert_advice(name: str) -> dict[str, Any]:
    return {"label": "An alert", "action": "Act now.", "phrases": [phrase(f"alert.{name}.open.1")],
            "avoid": ["That"], "escalation": {"to": "supervisor", "when": "At once", "why": "It matters."}}


def info(name: str = "tiny", **fields: Any) -> dict[str, Any]:
    return {"name": name, "version": "1.0.0", "schema": 1, "about": "A pack for tests.", **fields}


def minimal() -> dict[str, Any]:
    """The files of a minimal valid pack, by path."""
    files: dict[str, Any] = {
        "pack.yaml": info(),
        "units.yaml": {"units": {"times": {"次": 1, "times": 1, "calls": 1, "call": 1},
                                 "minutes": {"分钟": 1, "小时": 60, "minutes": 1, "hours": 60},
                                 "millimetres": {"mm": 1, "毫米": 1, "cm": 10}}},
        "words/words.yaml": {"words": [
            {"id": "refund", "vocabulary": "refunds", "zh": ["退款", "退钱"], "en": ["refund", "money back"]},
            {"id": "scope.negation", "zh": ["不是要", "不想", "没有要"], "en": ["not asking for", "do not want"]},
            {"id": "scope.reported", "zh": ["他说", "客服说"], "en": ["he said", "she told me"]},
            {"id": "scope.own_words", "zh": ["我说", "我跟他说"], "en": ["i said", "i told"]},
            {"id": "manner.staff_note", "zh": ["来电人"], "en": ["caller states"]},
            {"id": "heat", "zh": ["气死"], "en": ["sick of"]}]},
        "signals/signals.yaml": {"family": "tests", "signals": [
            signal("says.refund", zh=["{refund}"], en=["{refund}"]),
            signal("says.again", zh=["再 ~4 (来|打)"], en=["again ~3 (call|write)"])]},
        "types/ordinary.yaml": type_file("ordinary", kind="state", bias=1.0),
        "types/relentless.yaml": type_file(
            "relentless", rule("relentless.again", "says.again and contacts >= 3"),
            rule("relentless.contacts", scale="contacts", steps=[3, 6], weights=[1.0, 1.5])),
        "types/explosive.yaml": type_file("explosive", rule("explosive.shouts", "observed.shouting"), kind="state"),
        "styles/driver.yaml": {"style": "driver", "about": "Wants results.", "sources": ["a test"], "rules": [
            rule("driver.short", "manner.sentence_length <= 6")]},
        "styles/unknown.yaml": {"style": "unknown", "about": "No style.", "sources": ["a test"], "bias": 1.0},
        "alerts/exposure_threat.yaml": {
            "alert": "exposure_threat", "severity": "info", "about": "Media.", "sources": ["a test"],
            "rules": [rule("exposure_threat.seen", "observed.threatens_exposure")]},
        "verdict.yaml": RULES / "verdict.yaml",
    }
    for language in LANGUAGES:
        for name in ("ordinary", "relentless", "explosive", "undecided"):
            files[f"advice/{language}/{name}.yaml"] = advice(name)
        files[f"advice/{language}/alerts.yaml"] = {"alerts": {"exposure_threat": alert_advice("exposure_threat")}}
        files[f"advice/{language}/notes.yaml"] = RULES / "advice" / language / "notes.yaml"
    return files


def write(folder: Path, files: Mapping[str, Any]) -> Path:
    """Write files into a pack folder: data as JSON, text and bytes as they are, a path is copied, None is left out."""
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, place)
        elif isinstance(content, bytes):
            place.write_bytes(content)
        elif content is not None:
            text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1)
            place.write_text(text, "utf-8")
    return folder


def write_minimal(folder: Path, **changes: Any) -> Path:
    """The minimal pack, with `changes` by path (`**{"types/x.yaml": …}`); None leaves a file out."""
    return write(folder, minimal() | changes)


def with_signals(folder: Path, *signals: dict[str, Any], words: list[dict[str, Any]] | None = None) -> Path:
    """The minimal pack with these signals (and word classes) beside its own."""
    files = minimal()
    files["signals/more.yaml"] = {"family": "more", "signals": list(signals)}
    if words:
        files["words/more.yaml"] = {"words": words}
    return write(folder, files)


def assessor(*folders: Path, **settings: Any) -> Assessor:
    """An assessor of these packs alone."""
    return Assessor(packs=list(folders), builtin=False, semantic=False, **settings)


_SCANNERS: dict[str, tuple[Scanner, int]] = {}


def scanner_of(fields: Mapping[str, Any], words: list[dict[str, Any]] | None = None) -> tuple[Scanner, int]:
    """The scanner of the minimal pack with one more signal of these fields, and the number of that signal."""
    key = json.dumps([fields, words], sort_keys=True)
    if key not in _SCANNERS:
        with tempfile.TemporaryDirectory() as folder:
            data = compile_folder(with_signals(Path(folder), signal("says.x", **fields), words=words))["expressions"]
        _SCANNERS[key] = Scanner(data), data["names"].index("says.x")
    return _SCANNERS[key]


def find(text: str, *, note: bool = False, words: list[dict[str, Any]] | None = None, **fields: Any) -> list[str]:
    """The parts of the text where the expressions of a signal of these fields are found."""
    scanner, number = scanner_of(fields, words)
    return [text[start:end] for start, end in scanner.scan(fold(text), note=note, text=text).signals.get(number, [])]
