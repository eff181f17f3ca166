"""Puts a team's own words into the compiled advice: adds, replaces and retires phrases, sets the address, fills slots.

What a team says in one language and not in another is kept, so that an answer can name what stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Literal

from complaint_rules.pack import model_team
from complaint_rules.pack.compiled import Change, Phrases, phrase_lists
from complaint_rules.pack.errors import Problem
from complaint_rules.pack.merged import Item, Merged
from complaint_rules.pack.names import LANGUAGES
from complaint_rules.pack.templates import EMERGENCY_SLOT, slots_of

FEWEST = {"types": 3, "alerts": 1, "styles": 2, "listening": 2}
POLITE_YOU = "您"

_SLOT = re.compile(r"〔([^〔〕]*)〕")


class OwnWords:
    """Works on the compiled `advice`, pack by pack. Collects every problem in `problems`."""

    def __init__(self, merged: Merged, advice: dict[str, Any], problems: list[Problem]) -> None:
        self._merged = merged
        self._advice = advice
        self._problems = problems
        self._result: dict[str, dict[str, Any]] = {
            language: {"choices": {}, "unfilled": [], "kept": [], "absent": {}} for language in LANGUAGES}

    def put_in(self) -> dict[str, Any]:
        """Change the advice; gives the `own_words` part of the compiled pack, by language: `choices` for slots,
        `unfilled` slots and `kept` phrases that only other languages have in the team's words, and the team's phrases
        that are `absent` here, by type or `alert:<id>`."""
        for pack, item in self._merged.own_words:
            for index, retired in enumerate(item.value.retire):
                self._retire(pack, retired, item, index)
            for index, phrase in enumerate(item.value.phrases):
                if self._readable(phrase, item, index):
                    (self._replace if phrase.replaces else self._add)(pack, phrase, item, index)
        used = self._slots_used()
        fillers: dict[str, dict[str, model_team.Filler]] = {language: {} for language in LANGUAGES}
        for pack, item in self._merged.own_words:
            self._collect(pack, item, used, fillers)
        self._address()
        self._fill(used, fillers)
        return self._result

    def _slots_used(self) -> dict[str, set[str]]:
        return {language: {slot for text in _texts(self._advice[language]) for slot in _SLOT.findall(text)}
                for language in LANGUAGES}

    def _note(self, pack: str, action: Literal["added", "replaced", "retired"], kind: str, name: str, place: str,
              reason: str | None = None) -> None:
        self._merged.changes.append(Change(pack, action, kind, name, reason, place))

    # -- phrases -------------------------------------------------------------------------------------------------------

    def _find(self, phrase: str, language: str) -> Iterator[tuple[tuple[str, ...], Phrases, int]]:
        """(path, list, place in it) of a phrase wherever it stands in the advice of a language."""
        for path, phrases in phrase_lists(self._advice[language]):
            for place, one in enumerate(phrases):
                if one["id"] == phrase:
                    yield path, phrases, place

    def _readable(self, phrase: model_team.OwnPhrase, item: Item, index: int) -> bool:
        count = len(self._problems)
        for language, text in phrase.text.items():
            try:
                slots_of(text)
            except ValueError as error:
                self._problems.append(item.problem(str(error), "phrases", index, "text", language))
        return len(self._problems) == count

    def _retire(self, pack: str, retired: model_team.RetiredPhrase, item: Item, index: int) -> None:
        found = [one for language in LANGUAGES for one in self._find(retired.id, language)]
        if not found:
            self._problems.append(item.problem(self._unknown(retired.id, "remove the line"), "retire", index, "id"))
            return
        for path, phrases, place in found:
            fewest = FEWEST.get(path[0], 0) if path[2:] == ("phrases",) else 0
            if len(phrases) <= fewest:
                self._problems.append(item.problem(f"leaves {path[1]} with fewer than {fewest} phrases; replace it "
                                                   "instead", "retire", index, "id"))
                return
            del phrases[place]
        self._note(pack, "retired", "phrase", retired.id, item.place("retire", index), retired.reason)

    def _replace(self, pack: str, phrase: model_team.OwnPhrase, item: Item, index: int) -> None:
        stated = phrase.model_dump(mode="json", include={"purpose", "modes", "styles", "channels"}, exclude_none=True)
        known = False
        for language in LANGUAGES:
            for _, phrases, place in self._find(phrase.id, language):
                known = True
                kept = self._result[language]["kept"]
                if language in phrase.text:
                    text = phrase.text[language]
                    phrases[place] = {**phrases[place], **stated, "text": text, "slots": slots_of(text)}
                    kept[:] = [one for one in kept if one != phrase.id]
                elif phrase.id not in kept:
                    kept.append(phrase.id)
        if known:
            self._note(pack, "replaced", "phrase", phrase.id, item.place("phrases", index), phrase.replaces)
        else:
            self._problems.append(item.problem(self._unknown(phrase.id, "leave replaces out"), "phrases", index, "id"))

    def _add(self, pack: str, phrase: model_team.OwnPhrase, item: Item, index: int) -> None:
        if any(any(self._find(phrase.id, language)) for language in LANGUAGES):
            self._problems.append(item.problem(
                f"there is a phrase {phrase.id} in the packs below; choose another id, or say why this one stands in "
                "its place (`replaces: …`)", "phrases", index, "id"))
            return
        for number, owner in enumerate(phrase.for_):
            kind, name = ("alerts", owner[6:]) if owner.startswith("alert:") else ("types", owner)
            if any(name not in self._advice[language][kind] for language in LANGUAGES):
                self._problems.append(item.problem(f"there is no advice for {owner}; give a type, undecided, or an "
                                                   "alert as alert:<id>", "phrases", index, "for", number))
                continue
            for language in LANGUAGES:
                if language not in phrase.text:
                    self._result[language]["absent"].setdefault(owner, []).append(phrase.id)
                    continue
                text = phrase.text[language]
                self._advice[language][kind][name]["phrases"].insert(0, {
                    "id": phrase.id, "purpose": phrase.purpose, "text": text, "slots": slots_of(text),
                    "filled": [], "modes": list(phrase.modes or ()), "styles": list(phrase.styles or ()),
                    "channels": list(phrase.channels or ()), "merits": [], "unless": []})
        self._note(pack, "added", "phrase", phrase.id, item.place("phrases", index))

    def _unknown(self, name: str, way_out: str) -> str:
        known = [one["id"] for language in LANGUAGES for _, phrases in phrase_lists(self._advice[language])
                 for one in phrases]
        near = get_close_matches(name, known, 1, 0.75)
        return f"there is no phrase {name} in the packs below; " + (f"did you mean {near[0]}?" if near else way_out)

    # -- address and slots ---------------------------------------------------------------------------------------------

    def _address(self) -> None:
        """Put in the address of each language; that of a later pack stands in the place of an earlier one's."""
        given = {language: (pack, item, address) for pack, item in self._merged.own_words
                 for language, address in item.value.address.items()}
        for language in ("zh-Hant", "zh-Hans") if given else ():
            if language not in given:
                self._result[language]["unfilled"].append("address")
                continue
            pack, item, address = given[language]
            if address == POLITE_YOU:
                continue
            advice = self._advice[language]
            for _, phrases in phrase_lists(advice):
                for one in phrases:
                    one["text"] = one["text"].replace(POLITE_YOU, address)
            for probe in advice["probes"]:
                probe[2] = probe[2].replace(POLITE_YOU, address)
            self._note(pack, "replaced", "address", language, item.place("address", language),
                       f"{address} for {POLITE_YOU}")

    def _collect(self, pack: str, item: Item, used: Mapping[str, set[str]],
                 fillers: dict[str, dict[str, model_team.Filler]]) -> None:
        """Take over the fillers of one file; those of later packs stand in the place of earlier ones."""
        everywhere = sorted(set().union(*used.values()))
        for slot, given in item.value.slots.items():
            if slot == EMERGENCY_SLOT:
                self._problems.append(item.problem("stays a slot: which number is right depends on where the person is",
                                                   "slots", slot))
                continue
            if slot not in everywhere:
                near = get_close_matches(slot, everywhere, 1, 0.6)
                self._problems.append(item.problem(f"no phrase has the slot 〔{slot}〕; " + (
                    f"did you mean 〔{near[0]}〕?" if near else "use it in a phrase of your own, or remove the line"),
                    "slots", slot))
                continue
            again = any(slot in known for known in fillers.values())
            by_language = given if isinstance(given, dict) else dict.fromkeys(LANGUAGES, given)
            for language, filler in by_language.items():
                fillers[language][slot] = filler
            self._note(pack, "replaced" if again else "added", "slot", slot, item.place("slots", slot),
                       "Filled by a pack below, too." if again else None)

    def _fill(self, used: Mapping[str, set[str]], fillers: dict[str, dict[str, model_team.Filler]]) -> None:
        filled = set().union(*fillers.values())
        for language in LANGUAGES:
            result = self._result[language]
            result["unfilled"] += sorted((filled & used[language]) - fillers[language].keys())
            result["choices"] = {slot: list(filler) for slot, filler in fillers[language].items()
                                 if isinstance(filler, tuple)}
            texts = {slot: filler for slot, filler in fillers[language].items() if isinstance(filler, str)}
            if texts:
                self._advice[language] = _filled(self._advice[language], texts)
                for _, phrases in phrase_lists(self._advice[language]):
                    for one in phrases:
                        one["filled"] = [slot for slot in one["slots"] if slot in texts]
                        one["slots"] = slots_of(one["text"])


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    else:
        for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            yield from _texts(value)


def _filled(part: Any, fillers: Mapping[str, str]) -> Any:
    """The part with the slots in every text of it filled."""
    if isinstance(part, str):
        return _SLOT.sub(lambda slot: fillers.get(slot[1], slot[0]), part)
    if isinstance(part, dict):
        return {key: _filled(value, fillers) for key, value in part.items()}
    return [_filled(value, fillers) for value in part] if isinstance(part, list) else part
