"""Writes texts that an expression should find: one form for each part, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from complaint_rules.workbench import parts

MOST = 40


def own_words(sequences: Iterable[parts.Sequence], forms: parts.Forms) -> str:
    """The first form of each part of one sequence; nothing where a part has no words or is a number."""
    for sequence in sequences:
        texts = [forms.first(step.forms) for step in sequence]
        return _joined(texts) if all(texts) else ""
    return ""


def witnesses(sequences: Iterable[parts.Sequence], forms: parts.Forms) -> Iterator[str]:
    """Texts made of the expression's own words, at most 40; none where a part has no words."""
    written = 0
    for sequence in sequences:
        choices = [forms.written(step.forms, MOST) for step in sequence]
        if not all(choices):
            continue
        for turn in range(min(MOST, max(map(len, choices)))):
            yield _joined([texts[turn % len(texts)] for texts in choices])
            written += 1
            if written >= MOST:
                return


def _joined(texts: Sequence[str]) -> str:
    joined = texts[0]
    for text in texts[1:]:
        wordy = joined[-1].isascii() and text[0].isascii() and joined[-1].isalnum() and text[0].isalnum()
        joined += f" {text}" if wordy else text
    return joined
