"""The digest of a folder is that of its bytes, though files that nobody touched are not read again."""

import os
import time
from pathlib import Path

import pytest
from packs import minimal, write

from complaint_rules.pack import files
from complaint_rules.pack.files import digest_of, digest_of_folder, pack_files


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return write(tmp_path / "pack", minimal())


@pytest.fixture
def read(monkeypatch):
    """The paths of the files that were read, as they are read."""
    paths = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: paths.append(path.name) or read_bytes(path))
    return paths


def some_time_passes(monkeypatch):
    now = time.time_ns()
    monkeypatch.setattr(files.time, "time_ns", lambda: now + 10 * files.FRESH)


def test_untouched_files_are_not_read_again(folder, monkeypatch, read):
    some_time_passes(monkeypatch)
    digest = digest_of_folder(folder)
    assert "pack.yaml" in read
    read.clear()
    assert digest_of_folder(folder) == digest
    assert "pack.yaml" not in read
    assert digest == digest_of(pack_files(folder))


def test_files_changed_just_now_are_read_every_time(folder, read):
    digest_of_folder(folder)
    read.clear()
    digest_of_folder(folder)
    assert "pack.yaml" in read


@pytest.mark.parametrize("touch", ["same size", "same size and time", "new file", "lost file"])
def test_whatever_changes_shows(folder, monkeypatch, touch):
    some_time_passes(monkeypatch)
    before = digest_of_folder(folder)
    path = folder / "pack.yaml"
    stat = path.stat()
    if touch == "new file":
        (folder / "words").mkdir(exist_ok=True)
        (folder / "words" / "more.yaml").write_text("words: []\n", encoding="utf-8")
    elif touch == "lost file":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().swapcase())
        if touch == "same size and time":
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    after = digest_of_folder(folder)
    assert after != before
    assert after == digest_of(pack_files(folder))
