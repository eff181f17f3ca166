"""Where packs come from: folders, and distributions that offer one under the entry point."""

import subprocess
import sys

import pytest
from packs import info, rule, type_file, write, write_minimal

from complaint_rules import Assessor, PackError
from complaint_rules.pack.places import installed_packs, locate
from complaint_rules.workbench import diff

RULES = {"types/explosive.yaml": type_file("explosive", rule("acme.cries", "observed.crying"), kind="state")}


def install(site, name, package):
    """A distribution that offers the pack `name` in `package`, as an installer leaves it on the path."""
    files = {f"{package}/__init__.py": "", f"{package}/pack.yaml": info(name),
             f"{package}/types/explosive.yaml": {"type": "explosive", "rules": RULES["types/explosive.yaml"]["rules"]},
             f"{package}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n",
             f"{package}-1.0.dist-info/entry_points.txt": f"[complaint_rules.packs]\n{name} = {package}\n"}
    write(site, files)


@pytest.fixture
def site(tmp_path, monkeypatch):
    place = tmp_path / "site"
    place.mkdir()
    monkeypatch.syspath_prepend(str(place))
    monkeypatch.chdir(tmp_path)
    return place


def test_an_installed_pack_is_laid_over_the_built_in_one_by_its_name(site):
    install(site, "acme", "acme_rules_one")
    assert installed_packs() == {"acme": ["acme_rules_one"]}
    assessor = Assessor(packs=["acme"], semantic=False)
    assert assessor.pack.layers[0].startswith("acme 1.0.0 sha256:")
    assert {(change.action, change.id) for change in assessor.changes} == {("added", "acme.cries")}
    assert "acme.cries" in {item.rule for item in assessor.assess({"observed": ["crying"]}).evidence}


def test_an_installed_pack_works_in_the_command(site, tmp_path):
    install(site, "acme", "acme_rules_two")
    run = subprocess.run([sys.executable, "-c", "from complaint_rules.cli import main; main()", "changes", "--pack",
                          "acme", "--format", "jsonl"], capture_output=True, text=True, check=False, cwd=tmp_path,
                         env={"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)})
    assert run.returncode == 0, run.stderr
    assert '"id": "acme.cries"' in run.stdout


def test_an_installed_pack_is_compared_by_its_name(site):
    install(site, "acme", "acme_rules_nine")
    report = diff("builtin", "acme", [{"observed": ["crying"]}], semantic=False)
    assert report.release.added == {"rule": ("acme.cries",)}


def test_a_name_that_stands_for_two_packs_is_refused(site, tmp_path):
    install(site, "acme", "acme_rules_three")
    install(site, "acme", "acme_rules_four")
    with pytest.raises(PackError, match="is installed by acme_rules_four and acme_rules_three; uninstall all but one"):
        locate(["acme"], builtin=False)


def test_a_name_that_is_a_folder_as_well_must_say_which(site, tmp_path):
    install(site, "acme", "acme_rules_five")
    write_minimal(tmp_path / "acme")
    with pytest.raises(PackError, match=r"write \./acme for the folder"):
        locate(["acme"], builtin=False)
    assert locate(["./acme"], builtin=False)[0][1] == "./acme"
    assert locate([tmp_path / "acme"], builtin=False)[0][0] == tmp_path / "acme"


def test_a_name_that_is_nowhere_is_told_with_those_there_are(site):
    install(site, "acme", "acme_rules_six")
    with pytest.raises(PackError, match=r"acmee:1:1: there is no such folder; .*installed packs: acme"):
        locate(["acmee"], builtin=False)


def test_a_distribution_without_its_package_is_named(site):
    install(site, "acme", "acme_rules_seven")
    (site / "acme_rules_seven" / "__init__.py").write_text("import no_such_module_anywhere")
    with pytest.raises(PackError, match=r"acme:1:1: the installed pack cannot be read .*no_such_module_anywhere"):
        locate(["acme"], builtin=False)


def test_every_pack_that_is_not_there_is_told_at_once(site):
    with pytest.raises(PackError) as caught:
        locate(["nowhere", "./neither"], builtin=False)
    assert [problem.file for problem in caught.value.problems] == ["nowhere", "./neither"]
