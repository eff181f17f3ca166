"""Puts this folder on the path, so that tests can import `packs`; and keeps compiled packs apart from the machine's."""

import pytest


@pytest.fixture(autouse=True)
def _cache_of_the_tests(tmp_path_factory, monkeypatch):
    """Shared between tests, since what is in it is known by its digest."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
