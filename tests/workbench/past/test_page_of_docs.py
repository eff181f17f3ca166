"""`docs/comparing-rules.md` says what the code does."""

import re
from pathlib import Path

from complaint_rules.workbench import REASONS
from complaint_rules.workbench.comparison.gate import condition_of

PAGE = (Path(__file__).parents[3] / "docs" / "comparing-rules.md").read_text("utf-8")


def test_every_condition_of_the_page_is_one():
    table = PAGE.partition("| form | means |")[2].partition("\n\n")[0]
    forms = [form for row in table.splitlines()[2:] for form in re.findall(r"`([^`]+)`", row.split("|")[1])]
    forms += re.findall(r"--fail-if '([^']+)'", PAGE)
    assert len(forms) >= 12
    for form in forms:
        condition_of(form)


def test_every_reason_stands_on_the_page_with_what_it_blames():
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (?:rules for the )?(.*?) \|$", PAGE, re.MULTILINE)
    assert {name: (text, None if part == "no rule" else part) for name, text, part in rows} == dict(REASONS)
