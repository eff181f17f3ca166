"""Two packs in folders, and the folder of this file on the path."""

import packs
import pytest


@pytest.fixture
def pack(tmp_path):
    """Writes the minimal pack with changes by path into a folder of its own."""
    def write(name, changes=()):
        return packs.write_minimal(tmp_path / name, **dict(changes))

    return write


@pytest.fixture
def old(pack):
    return pack("old")
