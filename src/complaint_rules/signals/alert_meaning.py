"""Reads alerts by meaning: what the vector of a sentence adds to what its words tell (`alert_wording`)."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from complaint_rules.signals.alert_wording import Scored, strongest
from complaint_rules.signals.meaning import Vectors
from complaint_rules.signals.wording import WordingReading


class AlertMeaningReader:
    """The directions of a pack. `data` is the content of `fitted/alert_meaning.json`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        import numpy as np

        self._names: list[str] = data["names"]
        raw = np.frombuffer(base64.b64decode(data["sentence"]), dtype="<f2")
        self._sentence = raw.reshape(len(self._names), data["dimensions"]).astype(np.float64).T
        self._bias = np.array(data["bias"], dtype=np.float64)

    def read(self, worded: Sequence[Scored], vectors: Vectors) -> WordingReading:
        """For each alert the largest score of any sentence, by its words and its meaning, and that sentence. A sentence
        that was not encoded counts by its words."""
        added = vectors.sentences @ self._sentence + self._bias
        return strongest(self._names, (
            (place, None if scores is None else (scores + (self._bias if row is None else added[row])).tolist())
            for (place, scores), row in zip(worded, vectors.rows, strict=True)))
