"""`classify`: complaints in, assessments out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from complaint_rules.assessment import Assessment, Refusal
from complaint_rules.assessor import Assessor, as_complaint
from complaint_rules.cli.input import Item, UnusableInputError, is_single, read_items
from complaint_rules.cli.output import write_out
from complaint_rules.cli.progress import progress_over
from complaint_rules.cli.status import OK, REFUSED, fail
from complaint_rules.complaint import Complaint, canonical_language
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.pack.errors import PackError

Answer = tuple[Complaint | None, Assessment | Refusal]


def run_classify(files: list[Path], text: str | None, format: str | None, language: str | None,
                 semantic: bool | None, engine: str, packs: list[str], builtin: bool) -> int:
    """Returns the exit status: 0 all answered, 2 unusable arguments or file, 3 some refused."""
    if text is not None and files:
        return fail("give either --text or files, not both")
    try:
        tag = canonical_language(language)
        assessor = Assessor(packs=packs, builtin=builtin, semantic=semantic,
                            engine=engine)  # type: ignore[arg-type]
    except (PackError, RuntimeError, ValueError) as error:
        return fail(str(error))
    form = format or ("table" if sys.stdout.isatty() else "jsonl")
    status = OK

    def write(out: TextIO) -> None:
        nonlocal status
        with progress_over(files) as advance:
            items = iter([Item({"text": text})]) if text is not None else read_items(files, advance)
            status = _write(_answers(items, assessor, tag), form, text is not None or is_single(files), out)

    try:
        return write_out(write, of="the answers") or status
    except UnusableInputError as error:
        return fail(str(error))


def _answers(items: Iterator[Item], assessor: Assessor, language: str | None) -> Iterator[Answer]:
    for item in items:
        given = item.data.get("id") if isinstance(item.data, dict) else None
        if item.problem is not None:
            yield None, Refusal.of("syntax", item.told(item.problem), line=item.line)
            continue
        try:
            data = item.data
            if not isinstance(data, dict):
                raise InvalidComplaintError("a complaint is an object in { }", None)
            if language is not None and data.get("language") is None:
                data = {**data, "language": language}
            complaint = as_complaint(data)
            yield complaint, assessor.assess(complaint)
        except InvalidComplaintError as error:
            yield None, Refusal.of("validation", item.told(error.message), field=error.field, complaint_id=given,
                                   line=item.line)


def _write(answers: Iterator[Answer], form: str, single: bool, out: TextIO) -> int:
    """Write the answers one by one; the status is that of the worst."""
    status = OK
    if form == "table":
        from complaint_rules.cli.table import TableWriter

        writer = TableWriter(out)
    first = True
    for complaint, answer in answers:
        if isinstance(answer, Refusal):
            status = REFUSED
        if form == "jsonl":
            out.write(answer.model_dump_json() + "\n")
        elif form == "table":
            writer.write(complaint, answer)
        elif single:
            out.write(answer.model_dump_json(indent=2) + "\n")
        else:
            out.write(("[\n" if first else ",\n") + answer.model_dump_json(indent=2))
        out.flush()
        first = False
    if form == "json" and not single:
        out.write("[]\n" if first else "\n]\n")
    out.flush()
    return status
