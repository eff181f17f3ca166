"""What `tune` refuses before it fits, in place of weights that mean nothing."""

import json
import subprocess
import sys

import pytest
from packs import info, write, write_minimal

from complaint_rules.cli.cases import read_cases
from complaint_rules.cli.tune import among


def labelled(tmp_path, name, count, **expected):
    path = tmp_path / f"{name}.jsonl"
    path.write_text("".join(json.dumps({"text": f"The kettle {name} {number} leaks.", "expected": expected}) + "\n"
                            for number in range(count)), "utf-8")
    return path


def refused(pack, *arguments):
    done = subprocess.run([sys.executable, "-c", "from complaint_rules.cli import main; main()", "tune",
                           *map(str, arguments), "--pack", str(pack)], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (pack / "fitted").exists()
    return done.stderr


@pytest.fixture
def pack(tmp_path):
    return write_minimal(tmp_path / "tiny")


def test_a_type_that_the_pack_has_not_is_named_with_file_and_line(tmp_path, pack):
    cases = labelled(tmp_path, "a", 60, type="ordinary", style="unknown")
    wrong = labelled(tmp_path, "b", 1, type="relentles")
    assert f"{wrong}:1: expected.type: 'relentles' is not a type of this pack" in refused(pack, cases, wrong)


def test_a_style_that_there_is_not_is_named_with_file_and_line(tmp_path, pack):
    cases = labelled(tmp_path, "a", 60, type="ordinary", style="unknown")
    wrong = labelled(tmp_path, "b", 1, type="ordinary", style="drver")
    assert f"{wrong}:1: expected.style: 'drver' is not a style of this pack" in refused(pack, cases, wrong)


def test_styles_are_not_fitted_on_cases_that_label_none(tmp_path, pack):
    assert "0 of 60 cases have a style label" in refused(pack, labelled(tmp_path, "a", 60, type="ordinary"))


def test_figures_are_quoted_on_none_but_cases_of_the_fit(tmp_path, pack):
    cases = labelled(tmp_path, "a", 60, type="ordinary", style="unknown")
    others = labelled(tmp_path, "b", 5, type="ordinary", style="unknown")
    assert "none of the cases to quote" in refused(pack, cases, "--quote", others)


def test_a_pack_to_be_laid_over_another_is_no_pack_to_fit(tmp_path):
    over = write(tmp_path / "over", {"pack.yaml": info("over")})
    assert "holds no verdict.yaml" in refused(over, labelled(tmp_path, "a", 60, type="ordinary"))


def test_cases_to_quote_are_known_by_what_they_say_where_they_have_no_ids(tmp_path):
    both = [labelled(tmp_path, name, count, type="ordinary") for name, count in (("a", 3), ("b", 2))]
    assert among(read_cases(both), both[1:]) == [False] * 3 + [True] * 2
