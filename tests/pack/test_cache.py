"""The cache of compiled packs keeps those used last."""

import os

import pytest
from packs import info, minimal, write

from complaint_rules.pack import runtime


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "complaint-rules"


def pack_of(folder, version):
    return write(folder / version, {**minimal(), "pack.yaml": info(version=version)})


def load(folder, version):
    return runtime.load_compiled([pack_of(folder, version)], builtin=False)


def test_what_was_used_last_is_kept(tmp_path, cache, monkeypatch):
    monkeypatch.setattr(runtime, "CACHED", 2)
    load(tmp_path, "1.0.0")
    first, = cache.glob("*.json")
    load(tmp_path, "1.0.1")
    second, = set(cache.glob("*.json")) - {first}
    for age, file in enumerate((first, second), 1):
        os.utime(file, (1000 * age, 1000 * age))
    load(tmp_path, "1.0.0")
    load(tmp_path, "1.0.2")
    assert first.exists()
    assert not second.exists()
    assert len(list(cache.glob("*.json"))) == 2


def test_a_broken_file_in_the_cache_costs_time_alone(tmp_path, cache):
    given = load(tmp_path, "1.0.0")
    for file in cache.glob("*.json"):
        file.write_text("{", encoding="utf-8")
    assert load(tmp_path, "1.0.0") == given
