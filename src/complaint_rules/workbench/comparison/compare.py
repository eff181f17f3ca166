"""Compares two packs on past complaints, a chunk at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from complaint_rules.assessor import Assessor
from complaint_rules.engine.choose import EngineName
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.signals.encoder import UniversalEncoder
from complaint_rules.workbench.comparison.encoder import SharedEncoder
from complaint_rules.workbench.comparison.sides import Side
from complaint_rules.workbench.comparison.tally import Tally
from complaint_rules.workbench.past.entries import Entry, Past, past_of


@dataclass(frozen=True)
class Comparison:
    """Two packs at work. `alike`: they notice the same signals, so that one reading serves both; `shown` examples are
    kept of each kind of change, with their `texts` or without."""

    old: Assessor
    new: Assessor
    encoder: SharedEncoder | None
    alike: bool
    shown: int
    texts: bool

    @classmethod
    def of(cls, old: Side, new: Side, *, alike: bool, semantic: bool | None, engine: EngineName, shown: int,
           texts: bool) -> Comparison:
        """Load both packs, with one encoder between them. Raises PackError and RuntimeError as Assessor does."""
        encoder = (SharedEncoder(UniversalEncoder()) if semantic is not False and UniversalEncoder.installed()
                   else None)
        assessors = [Assessor(packs=side.packs, builtin=side.builtin, semantic=semantic, engine=engine,
                              encoder=encoder) for side in (old, new)]
        return cls(assessors[0], assessors[1], encoder, alike, shown, texts)

    def __call__(self, entries: Sequence[Entry]) -> Tally:
        tally = Tally()
        for entry in entries:
            try:
                past = past_of(entry)
            except InvalidComplaintError as error:
                tally.refusals.add(entry.place, error)
            else:
                self._compare(past, entry.place, tally)
        return tally

    def _compare(self, past: Past, place: str, tally: Tally) -> None:
        """Judge on both sides. A step done once for both counts in the time of each."""
        complaint = past.complaint
        begin = perf_counter()
        reading = self.old.read(complaint)
        read = perf_counter()
        old = self.old.judge(complaint, reading)
        halfway = perf_counter()
        shared = read - begin
        if not self.alike:
            saved = self.encoder.saved if self.encoder else 0.0
            reading = self.new.read(complaint)
            shared = self.encoder.saved - saved if self.encoder else 0.0
        new = self.new.judge(complaint, reading)
        tally.seconds = (tally.seconds[0] + halfway - begin,
                         tally.seconds[1] + perf_counter() - halfway + shared)
        tally.add(past, place, old, new, self.shown, self.texts)

