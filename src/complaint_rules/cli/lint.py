"""`lint`: what is wrong with the rules, one finding a line."""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from dataclasses import asdict

from complaint_rules.cli.classify import OK, fail
from complaint_rules.workbench import CHECKS, Finding, lint

FOUND = 1
_COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


def run_lint(packs: list[str], builtin: bool, select: list[str], ignore: list[str], format: str | None, strict: bool,
             checks: bool) -> int:
    """Returns the exit status: 0, 1 where there are errors (with `strict`: or warnings), 2 for unusable arguments."""
    form = format or ("table" if sys.stdout.isatty() else "json")
    if checks:
        return _write_checks(form)
    if not packs and not builtin:
        return fail("no pack is left to check; give --pack, or leave out --no-builtin")
    gc.disable()  # A check is over before cycles could add up.
    try:
        findings = lint(packs, builtin=builtin, select=_split(select), ignore=_split(ignore))
    except ValueError as error:
        return fail(str(error))
    finally:
        gc.enable()
    counts: Counter[str] = Counter(finding.severity for finding in findings)
    if form == "json":
        sys.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n")
    elif form == "github":
        sys.stdout.writelines(_github(finding) + "\n" for finding in findings)
    else:
        _write_table(findings)
    sys.stderr.write(", ".join(f"{severity} {counts[severity]}" for severity in _COLOURS) + "\n")
    return FOUND if counts["error"] or (strict and counts["warning"]) else OK


def _split(names: list[str]) -> list[str]:
    return [part for name in names for part in name.split(",") if part]


def _write_table(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(markup=False, highlight=False, soft_wrap=True)
    for finding in findings:
        about = f" {finding.about}" if finding.about else f" {finding.field}" if finding.field else ""
        mend = f"; {finding.mend}" if finding.mend else ""
        console.print(Text.assemble(f"{finding.file}:{finding.line}:{finding.column}: ",
                                    (finding.severity, _COLOURS[finding.severity]), f" {finding.check}{about}: ",
                                    f"{finding.message}{mend}"))


def _github(finding: Finding) -> str:
    """A workflow command, shown beside the line in a pull request."""
    def plain(text: str, signs: str = "") -> str:
        for sign in "%\r\n" + signs:
            text = text.replace(sign, f"%{ord(sign):02X}")
        return text

    text = plain(": ".join(filter(None, [finding.about or finding.field, finding.message]))
                 + (f"; {finding.mend}" if finding.mend else ""))
    return (f"::{_GITHUB[finding.severity]} file={plain(finding.file, ':,')},line={finding.line},"
            f"col={finding.column},title={finding.check}::{text}")


def _write_checks(form: str) -> int:
    rows = [{"id": check.id, "severity": check.severity, "description": check.description} for check in CHECKS]
    if form == "json":
        sys.stdout.write(json.dumps(rows, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{row['id']:24}{row['severity']:9}{row['description']}\n" for row in rows)
    return OK
