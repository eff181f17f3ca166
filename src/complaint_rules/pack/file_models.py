"""Every kind of file of a pack with its model."""

from __future__ import annotations

from pydantic import BaseModel

from complaint_rules.pack import model, model_team

FILE_MODELS: dict[str, type[BaseModel]] = {
    "pack": model.PackFile, "words": model.WordsFile, "vocabulary": model_team.VocabularyFile,
    "units": model.UnitsFile, "signals": model.SignalsFile, "patterns": model.PatternsFile, "type": model.TypeFile,
    "style": model.StyleFile, "alert": model.AlertFile, "verdict": model.VerdictFile, "advice": model.AdviceFile,
    "alerts-advice": model.AlertAdviceFile, "probes": model.ProbesFile, "notes": model.NotesFile,
    "own-words": model_team.OwnWordsFile,
}
