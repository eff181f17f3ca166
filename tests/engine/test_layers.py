"""Who may import whom, read from the imports of every file, wherever in the file they stand."""

import ast
from pathlib import Path

import pytest

import complaint_rules

SOURCES = Path(complaint_rules.__file__).parent
ROOT = "complaint_rules"

# Each part with all that it may import; what stands lower knows nothing of what stands above it.
ALLOWED = {
    "_version": set(),
    "complaint": set(),
    "lazy": set(),
    "judging": {"lazy"},
    "assessment": {"complaint", "judging"},
    "errors": set(),
    "visible": set(),
    "engine": set(),
    "signals": {"lazy", "complaint", "assessment"},
    "pack": {"_version", "complaint", "assessment", "engine", "signals"},
    "verdict": {"complaint", "assessment", "engine", "signals", "pack"},
    "listening": {"engine", "pack"},
    "advice": {"complaint", "assessment", "pack", "verdict"},
    "own_words": {"complaint", "assessment", "pack"},
    "assessor": {"complaint", "assessment", "errors", "engine", "signals", "pack", "verdict", "listening", "advice",
                 "own_words"},
}
ABOVE = {"api", "trial", "confusions", "evaluation", "tuning", "workbench", "cli", ""}


def module_of(path):
    parts = path.relative_to(SOURCES).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


MODULES = {module_of(path): path for path in SOURCES.rglob("*.py")}


def resolve(name):
    """The module of this library behind a dotted name, None for a foreign one."""
    if name != ROOT and not name.startswith(ROOT + "."):
        return None
    inner = name[len(ROOT) + 1:]
    while inner not in MODULES:
        inner = inner.rpartition(".")[0]
    return inner


def imports_of(module):
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {resolve(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively"
            found |= {resolve(f"{node.module}.{alias.name}") for alias in node.names}
    return found - {None, module}


IMPORTS = {module: imports_of(module) for module in MODULES}


def part_of(module):
    return module.split(".")[0]


def test_every_module_belongs_to_a_part():
    assert {part_of(module) for module in MODULES} == set(ALLOWED) | ABOVE


@pytest.mark.parametrize("part", ALLOWED)
def test_a_part_imports_only_what_lies_below_it(part):
    wrong = {f"{module} imports {other}" for module in MODULES if part_of(module) == part
             for other in IMPORTS[module] if part_of(other) not in ALLOWED[part] | {part}}
    assert not wrong


def test_the_table_itself_has_no_circle():
    order = list(ALLOWED)
    assert all(order.index(below) < order.index(part) for part in order for below in ALLOWED[part])


def test_of_the_signals_a_pack_knows_only_how_text_is_made_alike_and_integers_are_packed():
    known = {other for module in MODULES if part_of(module) == "pack" for other in IMPORTS[module]
             if part_of(other) == "signals"}
    assert known == {"signals.alike", "signals.fold", "signals.integers"}


def test_no_modules_import_each_other_in_a_circle():
    done, circles = set(), []

    def visit(module, trail):
        if module in trail:
            circles.append([*trail[trail.index(module):], module])
        elif module not in done:
            for other in sorted(IMPORTS[module]):
                visit(other, [*trail, module])
            done.add(module)

    for module in sorted(MODULES):
        visit(module, [])
    assert not circles


def test_the_base_knows_nothing_of_the_workbench():
    below = {module for module in MODULES if part_of(module) not in ("workbench", "cli")}
    assert not {f"{module} imports {other}" for module in below for other in IMPORTS[module]
                if part_of(other) == "workbench"}


def test_advice_never_sees_the_text():
    assert not {"Complaint", "Message", "Reading", "Reader"} & {
        name.id for name in ast.walk(ast.parse(MODULES["advice"].read_text("utf-8"))) if isinstance(name, ast.Name)}
