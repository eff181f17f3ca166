"""What a change of rules does to past complaints."""

import os
import subprocess

import packs
import pytest
from histories import (
    AGAIN,
    AGAIN_RULE,
    CONTACTS_RULE,
    MEDIA,
    PLAIN,
    SHOUTS,
    WITHOUT_AGAIN,
    WORDS,
    labelled,
    relentless,
)

from complaint_rules import Case, PackError
from complaint_rules.workbench import diff
from complaint_rules.workbench.comparison.sides import KEPT


def compare(old, new, history, **settings):
    return diff(old, new, history, semantic=False, **settings)


def moves(report):
    return {(move.aspect, move.before, move.after): move for move in report.moves}


def test_a_change_is_told_with_its_rule_its_weights_and_an_example(old, pack):
    report = compare(old, pack("new", WITHOUT_AGAIN), [PLAIN, AGAIN, SHOUTS])
    assert (report.complaints, report.changed, report.changed_by_aspect["type"]) == (3, 1, 1)
    move = moves(report)["type", "relentless", "ordinary"]
    assert [(cause.rule, cause.answers) for cause in move.causes] == [("relentless.again", 1)]
    example = move.examples[0]
    assert (example.place, example.complaint_id, example.text) == ("complaint 2", "again", AGAIN["text"])
    assert [tuple(cause.model_dump().values()) for cause in example.causes] == [
        ("relentless.again", "type:relentless", 2.0, None)]
    rule = report.rules[0]
    assert (rule.rule, rule.answers, rule.only_before, rule.only_after, rule.mean_shift) == (
        "relentless.again", 1, 1, 0, 2.0)


def test_an_alert_that_is_raised_or_dropped_is_a_change_with_its_own_rule(old, pack):
    new = pack("new", MEDIA)
    raised = moves(compare(old, new, [SHOUTS, PLAIN]))
    assert list(raised) == [("alert", "none", "exposure_threat")]
    assert raised["alert", "none", "exposure_threat"].causes[0].rule == "exposure_threat.seen"
    assert list(moves(compare(new, old, [SHOUTS, PLAIN]))) == [("alert", "exposure_threat", "none")]


def test_a_change_that_no_rule_caused_names_none(old, pack):
    verdict = packs.RULES.joinpath("verdict.yaml").read_text("utf-8").replace("when: top.ordinary\n",
                                                                              "when: confidence >= 0\n")
    report = compare(old, pack("new", {"verdict.yaml": verdict.replace("gives: top\n", "gives: ordinary\n", 1)}),
                     [AGAIN])
    assert moves(report)["type", "relentless", "ordinary"].causes == ()
    assert report.rules == ()


def test_the_examples_of_a_kind_are_bounded_and_the_first(old, pack):
    history = [{**AGAIN, "id": str(number)} for number in range(120)]
    for jobs in (1, 2):
        report = compare(old, pack(f"new{jobs}", WITHOUT_AGAIN), history, examples=2, jobs=jobs)
        assert [example.complaint_id for example in report.moves[0].examples] == ["0", "1"]
        assert report.moves[0].answers == 120


def test_texts_can_be_left_out(old, pack):
    report = compare(old, pack("new", WITHOUT_AGAIN), [AGAIN], texts=False)
    assert AGAIN["text"] not in report.model_dump_json()


def test_processes_change_nothing_but_the_time(old, pack):
    new = pack("new", WITHOUT_AGAIN | MEDIA)
    history = [labelled({**item, "id": str(number)}, "relentless") if number % 3 else item
               for number, item in enumerate([AGAIN, SHOUTS, PLAIN, {"x": 1}] * 40)]
    one, two = (compare(old, new, history, jobs=jobs).model_dump(exclude={"old", "new"}) for jobs in (1, 2))
    assert one == two
    assert one["refused"] == 40


def test_labels_tell_what_was_fixed_and_broken_and_each_figure_before_and_after(old, pack):
    history = [labelled(AGAIN, "relentless"), labelled({**AGAIN, "id": "b"}, "ordinary"), labelled(PLAIN, "ordinary"),
               SHOUTS]
    figures = compare(old, pack("new", WITHOUT_AGAIN), history).labelled
    assert (figures.cases, figures.fixed, figures.broken, figures.accuracy) == (3, 1, 1, (0.6667, 0.6667))
    measured = figures.by_id["type:relentless"]
    assert (measured.cases, measured.precision, measured.recall) == (1, (0.5, None), (1.0, 0.0))
    assert figures.by_id["type:ordinary"].recall == (0.5, 1.0)


def test_alerts_outside_those_labelled_are_not_measured(old, pack):
    history = [labelled(SHOUTS, "explosive", alerts_labelled=[]),
               labelled({**SHOUTS, "id": "b"}, "explosive", alerts=["exposure_threat"])]
    measured = compare(old, pack("new", MEDIA), history).labelled.by_id["alert:exposure_threat"]
    assert (measured.cases, measured.precision, measured.recall) == (1, (None, 1.0), (0.0, 1.0))


def test_a_complaint_that_is_not_valid_is_refused_by_place_and_field_and_the_others_counted(old):
    report = compare(old, old, [PLAIN, {"txet": 1}, labelled(PLAIN, 5), {**PLAIN, "expected": {"tpye": "x"}},
                                Case.of(labelled(PLAIN, "ordinary"))])
    assert (report.complaints, report.labelled.cases, report.refused) == (2, 1, 3)
    assert [(item.place, item.field) for item in report.refusals] == [
        ("complaint 2", "txet"), ("complaint 3", "expected.type"), ("complaint 4", "expected.type")]


def test_a_history_without_complaints_is_no_comparison(old):
    with pytest.raises(ValueError, match="no complaint"):
        compare(old, old, [])


# -- the class of a change ---------------------------------------------------------------------------------------------

NEW_RULE = relentless(AGAIN_RULE, CONTACTS_RULE, packs.rule("relentless.more", "agents_contacted >= 9"))
OTHER_WEIGHT = relentless({**AGAIN_RULE, "weight": 1.99}, CONTACTS_RULE)
NEW_PHRASE = {f"advice/{language}/ordinary.yaml": packs.advice("ordinary", phrases=[
    packs.phrase(f"ordinary.{name}") for name in ("open.1", "open.2", "open.3", "open.4")])
    for language in packs.LANGUAGES}


@pytest.mark.parametrize(("changes", "level", "reason"), [
    ({}, "none", ""),
    ({"pack.yaml": packs.info(version="2.0.0")}, "none", ""),
    (WORDS, "patch", "words differ"),
    (OTHER_WEIGHT, "minor", "no answer of this history"),
    (NEW_RULE, "minor", "1 rule id added"),
    (NEW_PHRASE, "minor", "1 phrase id added"),
    (WITHOUT_AGAIN, "major", "1 rule id gone"),
    (MEDIA, "minor", "33.3% of the answers change")])
def test_a_change_is_classed_with_its_reason(old, pack, changes, level, reason):
    release = compare(old, pack("new", changes), [PLAIN, AGAIN, SHOUTS], major_above=0.5).release
    assert release.level == level
    assert reason in "; ".join(release.reasons)


def test_more_changed_answers_than_the_bound_are_a_major_change(old, pack):
    assert compare(old, pack("new", MEDIA), [PLAIN, AGAIN, SHOUTS], major_above=0.3).release.level == "major"


def test_ids_that_come_and_go_are_listed(old, pack):
    release = compare(old, pack("new", NEW_RULE | {"types/explosive.yaml": packs.type_file("explosive", kind="state")}),
                      [PLAIN]).release
    assert release.added == {"rule": ("relentless.more",)}
    assert release.removed == {"rule": ("explosive.shouts",)}


# -- where packs come from ---------------------------------------------------------------------------------------------

@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository whose last commit takes a rule out of the pack in `rules/`, with a subfolder to stand in."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path / "repository"
    packs.write_minimal(place / "rules")

    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@t", *arguments], cwd=place, check=True,
                       capture_output=True)

    git("init", "--initial-branch=main")
    git("add", ".")
    git("commit", "-m", "One")
    packs.write(place / "rules", WITHOUT_AGAIN)
    git("commit", "-am", "Two")
    (place / "below").mkdir()
    monkeypatch.chdir(place / "below")
    return place


def test_revisions_are_compared_from_anywhere_in_the_repository(repository):
    for old, new in (("HEAD~1:rules", "main"), ("HEAD~1", "../rules")):
        report = compare(old, new, [AGAIN])
        assert (report.old.given, report.new.given) == (old, new)
        assert report.release.removed == {"rule": ("relentless.again",)}


def test_of_the_trees_taken_out_of_git_the_last_used_are_kept(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    compare("HEAD~1:rules", "main", [AGAIN])
    (revisions,) = tmp_path.glob("**/revisions")
    first, second = revisions.iterdir()
    for number in range(KEPT - 2):
        (revisions / f"old{number}").mkdir()
        os.utime(revisions / f"old{number}", (number, number))
    os.utime(first, (0, 0))
    os.utime(second, (0, 0))
    compare("HEAD~1:rules", "main", [AGAIN])  # used again
    packs.write(repository / "rules", {"pack.yaml": packs.info("other")})
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qam", "Three"], cwd=repository,
                   check=True)
    compare("HEAD:rules", "main", [AGAIN])
    kept = {folder.name for folder in revisions.iterdir()}
    assert len(kept) == KEPT
    assert "old0" not in kept
    assert {first.name, second.name, f"old{KEPT - 3}"} < kept


@pytest.mark.parametrize("name", ["nowhere", "HEAD:nowhere", "HEAD~9", "--all", "HEAD:rules/pack.yaml",
                                  "HEAD:rules/types"])
def test_a_name_without_a_pack_is_told_with_the_way_out(repository, name):
    with pytest.raises(ValueError, match=r"HEAD~1:rules|pack\.yaml") as error:
        compare(name, "main", [AGAIN])
    assert str(error.value).startswith(f"{name}: ")


def test_a_broken_pack_of_a_revision_is_named_as_the_user_named_it(repository):
    (repository / "rules" / "units.yaml").write_text("units: 5")
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qam", "Three"], cwd=repository,
                   check=True)
    with pytest.raises(PackError, match=r"^HEAD:rules/units\.yaml:1"):
        compare("HEAD~1:rules", "HEAD:rules", [AGAIN])


def test_a_pack_without_a_verdict_is_laid_over_the_built_in_one(tmp_path):
    layer = packs.write(tmp_path / "acme", {
        "pack.yaml": packs.info("acme"),
        "types/relentless.yaml": {"type": "relentless", "rules": [packs.rule("relentless.acme", "contacts >= 4")]}})
    report = compare("builtin", layer, [AGAIN])
    assert report.release.added == {"rule": ("relentless.acme",)}
    assert report.new.pack.layers[0].startswith("acme 1.0.0")
    with pytest.raises(PackError):
        compare("builtin", layer, [AGAIN], builtin=False)


# -- the page ----------------------------------------------------------------------------------------------------------

HOSTILE = "I will again call you. <script>alert(1)</script> \"'&quot;&lt;b&gt; <img src=x onerror=alert(1)> \u202e"


def test_no_text_becomes_markup_in_the_page(old, pack):
    history = [labelled({**AGAIN, "id": "<b>id</b>", "text": HOSTILE}, "<i>type</i>"), {"<u>": 1}]
    page = compare(old, pack("new", WITHOUT_AGAIN), history).to_html()
    for tag in ("<script", "<img", "<b>", "<i>", "<u>", "\u202e", "http:", "https:"):
        assert tag not in page, tag
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "relentless.<wbr>again" in page


def test_the_page_of_packs_that_agree_says_so(old):
    page = compare(old, old, [PLAIN]).to_html()
    assert "No answer changes" in page
    assert "none change" in page
