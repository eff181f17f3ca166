"""Regular expressions compiled when first used: importing the library must not wait for those a text never needs."""

from __future__ import annotations

import re
from typing import Any


class LazyPattern:
    """A regular expression with the methods of `re.Pattern`."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Reached once for each method.
        if name.startswith("_"):
            raise AttributeError(name)
        method = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, method)
        return method
