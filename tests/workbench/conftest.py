import pytest


@pytest.fixture(autouse=True)
def _cache_of_the_tests(tmp_path_factory, monkeypatch):
    """A cache apart from the machine's. It is shared, since what is in it is known by its digest."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
