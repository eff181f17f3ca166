"""What is kept of packs between two runs: those used last, and never more than a gain of time."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packs import info, minimal, write

import complaint_rules
from complaint_rules.pack import cache as pack_cache
from complaint_rules.pack.errors import PackError
from complaint_rules.pack.runtime import load_compiled
from complaint_rules.pack.sources import merged_packs


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "complaint-rules"


def pack_of(folder, version):
    return write(folder / version, {**minimal(), "pack.yaml": info(version=version)})


def load(folder, version):
    return load_compiled([pack_of(folder, version)], builtin=False)


def test_what_was_used_last_is_kept(tmp_path, cache, monkeypatch):
    monkeypatch.setattr(pack_cache, "CACHED", 2)
    load(tmp_path, "1.0.0")
    first, = cache.glob("compiled/*.kept")
    load(tmp_path, "1.0.1")
    second, = set(cache.glob("compiled/*.kept")) - {first}
    for age, file in enumerate((first, second), 1):
        os.utime(file, (1000 * age, 1000 * age))
    load(tmp_path, "1.0.0")
    load(tmp_path, "1.0.2")
    assert first.exists()
    assert not second.exists()
    assert len(list(cache.glob("compiled/*.kept"))) == 2


def test_what_an_earlier_version_kept_goes_first(tmp_path, cache, monkeypatch):
    monkeypatch.setattr(pack_cache, "CACHED", 2)
    load(tmp_path, "1.0.0")
    old = cache / "compiled" / "before.json"
    old.write_text("{}", encoding="utf-8")
    os.utime(old, (1000, 1000))
    load(tmp_path, "1.0.1")
    assert not old.exists()
    assert len(list(cache.glob("compiled/*.kept"))) == 2


@pytest.mark.parametrize("broken", [
    "{", "{}", "[1, 2]", "null", "", "{}\n", "[]\n", '{"outline":{},"parts":[]}\n', '{"outline":[],"parts":[]}\n',
    '{"outline":{},"parts":[]}\nmore', '{"outline":{},"parts":[[["a","b"],3,true]]}\nabc'])
def test_a_broken_file_in_the_cache_costs_time_alone(tmp_path, cache, broken):
    given = load(tmp_path, "1.0.0")
    kept = list(cache.glob("*/*.kept"))
    assert {file.parent.name for file in kept} - {"digest"} == {"compiled", "read"}  # On a slow machine.
    for file in kept:
        file.write_text(broken, encoding="utf-8")
    assert load(tmp_path, "1.0.0") == given


def test_files_read_before_tell_the_same_with_the_same_places(tmp_path, cache):
    folder = pack_of(tmp_path, "1.0.0")
    first = merged_packs([folder], builtin=False)
    kept, = cache.glob("read/*.kept")
    again = merged_packs([folder], builtin=False)
    assert list(cache.glob("read/*.kept")) == [kept]
    for kind in ("words", "signals", "patterns", "rules"):
        before, after = getattr(first, kind), getattr(again, kind)
        assert {name: (item.value, item.place(), item.place("why")) for name, item in before.items()} == {
            name: (item.value, item.place(), item.place("why")) for name, item in after.items()}


def test_a_pack_with_an_error_is_read_again(tmp_path, cache):
    folder = pack_of(tmp_path, "1.0.0")
    wrong = folder / "words" / "wrong.yaml"
    wrong.parent.mkdir(exist_ok=True)
    wrong.write_text("words:\n  - id: x\n    nosuch: 1\n", encoding="utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(PackError) as error:
            merged_packs([folder], builtin=False)
        told.append(str(error.value))
    assert told[0] == told[1]
    assert "wrong.yaml:3" in told[0]
    assert not list(cache.glob("read/*.kept"))


def test_the_key_holds_for_every_module_that_makes_a_compiled_pack():
    code = ("import sys, complaint_rules.pack.compile; print(*(module.__file__ for name, module in sys.modules.items() "
            "if name.startswith('complaint_rules.') and module.__file__))")
    used = {Path(path) for path in subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                                                  check=True).stdout.split()}
    package = Path(complaint_rules.__file__).parent
    hashed = {*(package / "pack").iterdir(), *(package / "engine").iterdir(),
              *(package / maker for maker in pack_cache.MAKERS)}
    assert {path.relative_to(package).as_posix() for path in used - hashed} <= {"_version.py", "lazy.py",
                                                                               "signals/__init__.py"}


@pytest.mark.parametrize("module", ["pack/condition.py", "engine/wire.py", "signals/alike.py"])
def test_an_edited_module_gives_another_key(tmp_path, monkeypatch, module):
    package = tmp_path / "package"
    shutil.copytree(Path(complaint_rules.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(pack_cache.resources, "files", lambda _: package)
    before = pack_cache._library_digest.__wrapped__()
    assert pack_cache._library_digest.__wrapped__() == before
    with package.joinpath(module).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert pack_cache._library_digest.__wrapped__() != before
