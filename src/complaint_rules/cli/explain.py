"""`explain`: how the answer to one complaint came about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from complaint_rules.cli.input import STDIN, Item, UnusableInputError, read_items
from complaint_rules.cli.output import format_of, write_out
from complaint_rules.cli.status import fail
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.pack.errors import PackError
from complaint_rules.workbench import Explainer, Explanation, explain_page


def run_explain(file: Path | None, text: str | None, identifier: str | None, format: str | None, output: Path | None,
                semantic: bool | None, packs: list[str], builtin: bool) -> int:
    """Returns the exit status: 0, or 2 for unusable arguments, file or complaint."""
    if text is not None and file is not None:
        return fail("give either --text or a file, not both")
    if text is not None and identifier is not None:
        return fail("--id chooses a complaint of a file; leave it out with --text")
    place = "--text" if text is not None else "standard input" if file in (None, STDIN) else str(file)
    try:
        given = {"text": text} if text is not None else _chosen(file or STDIN, place, identifier)
        explanation = Explainer(packs=packs, builtin=builtin, semantic=semantic).explain(given)
        return write_out(_writer(explanation, format or format_of(output)), output)
    except InvalidComplaintError as error:
        return fail(f"{place}: not a valid complaint: {error}")
    except (UnusableInputError, PackError, RuntimeError) as error:
        return fail(str(error))


def _chosen(path: Path, place: str, identifier: str | None) -> Any:
    """The complaint of that id, or the only one of the file. Raises UnusableInputError that names file and line."""
    found: list[Item] = []
    for item in read_items([path]):
        if identifier is None or (isinstance(item.data, dict) and item.data.get("id") == identifier):
            found.append(item)
        if len(found) > 1:
            wanted = "several complaints" if identifier is None else f"several complaints with the id {identifier!r}"
            raise UnusableInputError(f"{place}: holds {wanted}; name one that stands there once with --id")
    if not found:
        wanted = "no complaint" if identifier is None else f"no complaint with the id {identifier!r}"
        raise UnusableInputError(f"{place}: holds {wanted}")
    if found[0].problem is not None:
        raise UnusableInputError(f"{place}:{found[0].line or 1}: {found[0].problem}")
    return found[0].data


def _writer(explanation: Explanation, form: str) -> Callable[[TextIO], object]:
    if form == "table":
        from complaint_rules.cli.explain_table import print_explanation

        return lambda stream: print_explanation(explanation, stream)
    page = explain_page(explanation) if form == "html" else explanation.model_dump_json(indent=2) + "\n"
    return lambda stream: stream.write(page)
