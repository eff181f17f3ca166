import pytest


@pytest.fixture(autouse=True)
def _cache_of_this_test(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
