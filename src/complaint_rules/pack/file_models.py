"""Every kind of file of a pack with its model. A book is advice that holds across types."""

from __future__ import annotations

from pydantic import BaseModel

from complaint_rules.pack import model, model_advice, model_books, model_team

BOOKS: dict[str, type[BaseModel]] = {
    "styles": model_books.StyleAdviceFile, "channels": model_books.ChannelAdviceFile,
    "modes": model_books.ModeAdviceFile, "merits": model_books.MeritAdviceFile,
    "listening": model_books.ListeningAdviceFile,
}
FILE_MODELS: dict[str, type[BaseModel]] = {
    "pack": model.PackFile, "words": model.WordsFile, "vocabulary": model_team.VocabularyFile,
    "units": model.UnitsFile, "levels": model.LevelsFile, "signals": model.SignalsFile,
    "patterns": model.PatternsFile, "type": model.TypeFile, "style": model.StyleFile, "alert": model.AlertFile,
    "verdict": model.VerdictFile,
    "examples": model.ExamplesFile, "listening": model_books.ListeningFile, "advice": model_advice.AdviceFile,
    "alerts-advice": model_advice.AlertAdviceFile, "probes": model_advice.ProbesFile, "notes": model_advice.NotesFile,
    **{f"{book}-advice": file for book, file in BOOKS.items()}, "own-words": model_team.OwnWordsFile,
}
