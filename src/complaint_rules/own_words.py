"""A team's own words in an answer: the choices for slots that stand open, and a note of what fell back."""

from __future__ import annotations

from complaint_rules.assessment import Note, Recommendation, SlotChoices
from complaint_rules.complaint import Language
from complaint_rules.pack.compiled import Compiled

NOTE = "own_words_missing"


class OwnWords:
    """The own words of the packs of one assessor."""

    def __init__(self, compiled: Compiled) -> None:
        self._by_language = compiled["own_words"]
        self._notes = {language: advice["notes"][NOTE] for language, advice in compiled["advice"].items()}

    def choices(self, recommendation: Recommendation, language: Language) -> Recommendation:
        """The recommendation with what may be chosen for the slots of its phrases."""
        offered = self._by_language[language]["choices"]
        if not offered:
            return recommendation
        slots = dict.fromkeys(slot for phrase in recommendation.phrases for slot in phrase.slots)
        return recommendation.model_copy(update={"choices": tuple(
            SlotChoices(slot=slot, choices=tuple(offered[slot])) for slot in slots if slot in offered)})

    def fallen_back(self, recommendation: Recommendation, owners: list[str], language: Language) -> tuple[Note, ...]:
        """A note that names the own words which this answer lacks in its language, or nothing. `owners`: the type and
        the alerts (`alert:<id>`) whose advice is given."""
        here = self._by_language[language]
        names = [name for owner in owners for name in here["absent"].get(owner, ())]
        if here["kept"]:
            names += [phrase.id for phrase in recommendation.phrases if phrase.id in here["kept"]]
        if here["unfilled"]:
            shown = recommendation.model_dump_json()
            names += [name for name in here["unfilled"] if name == "address" or f"〔{name}〕" in shown]
        if not names:
            return ()
        return (Note(id=NOTE, message=self._notes[language].replace("{names}", ", ".join(dict.fromkeys(names)))),)
