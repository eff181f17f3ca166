"""`lint`: what is wrong with the rules, one finding a line."""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from dataclasses import asdict
from typing import TextIO

from complaint_rules.cli.output import format_of, write_out
from complaint_rules.cli.status import OK, fail
from complaint_rules.workbench import CHECKS, Finding, lint

FOUND = 1
_COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


def run_lint(packs: list[str], builtin: bool, select: list[str], ignore: list[str], format: str | None, strict: bool,
             checks: bool) -> int:
    """Returns the exit status: 0, 1 where there are errors (with `strict`: or warnings), 2 for unusable arguments."""
    form = format or format_of()
    if checks:
        return write_out(lambda stream: _write_checks(form, stream))
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
    status = write_out(lambda stream: _write(findings, form, stream))
    sys.stderr.write(", ".join(f"{severity} {counts[severity]}" for severity in _COLOURS) + "\n")
    return status or (FOUND if counts["error"] or (strict and counts["warning"]) else OK)


def _split(names: list[str]) -> list[str]:
    return [part for name in names for part in name.split(",") if part]


def _write(findings: list[Finding], form: str, stream: TextIO) -> None:
    if form == "json":
        stream.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n")
    elif form == "github":
        stream.writelines(_github(finding) + "\n" for finding in findings)
    else:
        _write_table(findings, stream)


def _write_table(findings: list[Finding], stream: TextIO) -> None:
    from rich.text import Text

    from complaint_rules.cli.reports import ReportConsole

    console = ReportConsole(stream)
    for finding in findings:
        about = f" {finding.about}" if finding.about else f" {finding.field}" if finding.field else ""
        mend = f"; {finding.mend}" if finding.mend else ""
        console.print(Text.assemble(f"{finding.file}:{finding.line}:{finding.column}: ",
                                    (finding.severity, _COLOURS[finding.severity]), f" {finding.check}{about}: ",
                                    f"{finding.message}{mend}"), soft_wrap=True)


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


def _write_checks(form: str, stream: TextIO) -> None:
    rows = [{"id": check.id, "severity": check.severity, "description": check.description} for check in CHECKS]
    if form == "json":
        stream.write(json.dumps(rows, indent=1) + "\n")
    else:
        stream.writelines(f"{row['id']:24}{row['severity']:9}{row['description']}\n" for row in rows)
