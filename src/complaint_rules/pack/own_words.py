"""Puts a team's own words into the advice: fills slots, sets the address, adds, replaces and retires phrases.

What a team says in one language and not in another is noted, so that the answer can name what stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from complaint_rules.pack import model, model_team
from complaint_rules.pack.compiled import Change
from complaint_rules.pack.errors import Problem
from complaint_rules.pack.merged import Item, Merged
from complaint_rules.pack.names import LANGUAGES
from complaint_rules.pack.templates import EMERGENCY_SLOT, slots_of

FEWEST = {"type": 3, "alert": 1}
POLITE_YOU = "您"

_SLOT = re.compile(r"〔([^〔〕]*)〕")


class OwnWords:
    """Works on the advice of `merged`, pack by pack. Collects every problem in `problems`."""

    def __init__(self, merged: Merged, problems: list[Problem]) -> None:
        self._merged = merged
        self._problems = problems
        self._missing: dict[str, dict[str, list[str]]] = {language: {} for language in LANGUAGES}
        self._unfilled: dict[str, set[str]] = {language: set() for language in LANGUAGES}
        self._fillers: dict[str, dict[str, model_team.Filler]] = {language: {} for language in LANGUAGES}
        self._choices: dict[str, dict[str, list[str]]] = {language: {} for language in LANGUAGES}

    def put_in(self) -> dict[str, Any]:
        """Change the advice; gives the `own_words` part of the compiled pack: by language the choices for slots, the
        slots filled in other languages alone, and the phrases missing here by type or `alert:<id>`."""
        for pack, item in self._merged.own_words:
            for index, retired in enumerate(item.value.retire):
                self._retire(pack, retired, item, index)
            for index, phrase in enumerate(item.value.phrases):
                if self._readable(phrase, item, index):
                    self._replace(pack, phrase, item, index) if phrase.replaces else self._add(pack, phrase, item, index)
        used = {language: self._slots_used(language) for language in LANGUAGES}
        for pack, item in self._merged.own_words:
            self._address(pack, item)
            self._collect(pack, item, used)
        self._fill(used)
        return {language: {"choices": self._choices[language], "unfilled": sorted(self._unfilled[language]),
                           "missing": self._missing[language]} for language in LANGUAGES}

    # -- the advice as it stands ---------------------------------------------------------------------------------------

    def _books(self, language: str) -> Iterator[tuple[str, dict[str, Item], str]]:
        """(owner, the book it is in, its key there) of every type and alert with advice in a language."""
        types, alerts = self._merged.advice.get(language, {}), self._merged.alert_advice.get(language, {})
        yield from ((name, types, name) for name in types)
        yield from ((f"alert:{name}", alerts, name) for name in alerts)

    def _find(self, phrase: str, language: str) -> tuple[str, dict[str, Item], str, int] | None:
        return next(((owner, book, key, place) for owner, book, key in self._books(language)
                     for place, one in enumerate(book[key].value.phrases) if one.id == phrase), None)

    @staticmethod
    def _set(book: dict[str, Item], key: str, **fields: Any) -> None:
        item = book[key]
        book[key] = Item(item.value.model_copy(update=fields), item.document, item.loc)

    def _note(self, pack: str, action: Any, kind: str, name: str, item: Item, place: tuple[str | int, ...],
              reason: str | None = None) -> None:
        at = item.problem("", *place)
        self._merged.changes.append(Change(pack, action, kind, name, reason, f"{at.file}:{at.line}:{at.column}"))

    # -- phrases -------------------------------------------------------------------------------------------------------

    def _readable(self, phrase: model_team.OwnPhrase, item: Item, index: int) -> bool:
        count = len(self._problems)
        for language, text in phrase.text.items():
            try:
                slots_of(text)
            except ValueError as error:
                self._problems.append(item.problem(str(error), "phrases", index, "text", language))
        return len(self._problems) == count

    def _retire(self, pack: str, retired: model_team.RetiredPhrase, item: Item, index: int) -> None:
        places = [found for language in LANGUAGES if (found := self._find(retired.id, language))]
        if not places:
            self._problems.append(item.problem(self._unknown(retired.id, "remove the line"), "retire", index, "id"))
        for owner, book, key, place in places:
            phrases = book[key].value.phrases
            fewest = FEWEST["alert" if owner.startswith("alert:") else "type"]
            if len(phrases) <= fewest:
                self._problems.append(item.problem(f"leaves {owner} with fewer than {fewest} phrases; replace it instead",
                                                   "retire", index, "id"))
                return
            self._set(book, key, phrases=phrases[:place] + phrases[place + 1:])
        self._note(pack, "retired", "phrase", retired.id, item, ("retire", index), retired.reason)

    def _replace(self, pack: str, phrase: model_team.OwnPhrase, item: Item, index: int) -> None:
        stated = {field: getattr(phrase, field) for field in ("purpose", "modes", "styles", "channels")
                  if getattr(phrase, field) is not None}
        known = False
        for language in LANGUAGES:
            found = self._find(phrase.id, language)
            if found is None:
                continue
            known = True
            owner, book, key, place = found
            if language not in phrase.text:
                self._missing[language].setdefault(owner, []).append(phrase.id)
                continue
            phrases = book[key].value.phrases
            changed = phrases[place].model_copy(update={**stated, "text": phrase.text[language]})
            self._set(book, key, phrases=(*phrases[:place], changed, *phrases[place + 1:]))
        if known:
            self._note(pack, "replaced", "phrase", phrase.id, item, ("phrases", index), phrase.replaces)
        else:
            self._problems.append(item.problem(self._unknown(phrase.id, "leave replaces out"), "phrases", index, "id"))

    def _add(self, pack: str, phrase: model_team.OwnPhrase, item: Item, index: int) -> None:
        if any(self._find(phrase.id, language) for language in LANGUAGES):
            self._problems.append(item.problem(
                f"there is a phrase {phrase.id} in the packs below; choose another id, or say why this one stands in "
                "its place (`replaces: …`)", "phrases", index, "id"))
            return
        for number, owner in enumerate(phrase.for_):
            for language in LANGUAGES:
                found = next(((book, key) for name, book, key in self._books(language) if name == owner), None)
                if found is None:
                    self._problems.append(item.problem(f"there is no advice for {owner}; give a type, undecided, or an "
                                                       "alert as alert:<id>", "phrases", index, "for", number))
                    break
                if language not in phrase.text:
                    self._missing[language].setdefault(owner, []).append(phrase.id)
                    continue
                book, key = found
                text = model.PhraseText(id=phrase.id, purpose=phrase.purpose, text=phrase.text[language],  # type: ignore[arg-type]
                                        modes=phrase.modes or (), styles=phrase.styles or (),
                                        channels=phrase.channels or ())
                self._set(book, key, phrases=(text, *book[key].value.phrases))
        self._note(pack, "added", "phrase", phrase.id, item, ("phrases", index))

    def _unknown(self, name: str, way_out: str) -> str:
        known = [one.id for language in LANGUAGES for _, book, key in self._books(language)
                 for one in book[key].value.phrases]
        near = get_close_matches(name, known, 1, 0.75)
        return (f"there is no phrase {name} in the packs below; "
                + (f"did you mean {near[0]}?" if near else way_out))

    # -- slots and address ---------------------------------------------------------------------------------------------

    def _address(self, pack: str, item: Item) -> None:
        address: dict[str, str] = item.value.address
        for language in LANGUAGES[:2] if address else ():
            if language not in address:
                self._unfilled[language].add("address")
                continue
            for _, book, key in list(self._books(language)):
                phrases = tuple(one.model_copy(update={"text": one.text.replace(POLITE_YOU, address[language])})
                                for one in book[key].value.phrases)
                self._set(book, key, phrases=phrases)
            probes = self._merged.probes.get(language, {})
            for pair, probe in probes.items():
                question = probe.value.question.replace(POLITE_YOU, address[language])
                probes[pair] = Item(probe.value.model_copy(update={"question": question}), probe.document, probe.loc)
            self._note(pack, "replaced", "address", language, item, ("address", language), f"{address[language]} for 您")

    def _collect(self, pack: str, item: Item, used: Mapping[str, set[str]]) -> None:
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
            again = any(slot in fillers for fillers in self._fillers.values())
            by_language = given if isinstance(given, dict) else dict.fromkeys(LANGUAGES, given)
            for language, filler in by_language.items():
                self._fillers[language][slot] = filler
            self._note(pack, "replaced" if again else "added", "slot", slot, item, ("slots", slot),
                       "Filled by a pack below, too." if again else None)

    def _fill(self, used: Mapping[str, set[str]]) -> None:
        filled = set().union(*self._fillers.values())
        for language in LANGUAGES:
            self._unfilled[language] |= (filled & used[language]) - self._fillers[language].keys()
            for slot, filler in self._fillers[language].items():
                if isinstance(filler, tuple):
                    self._choices[language][slot] = list(filler)
                    continue
                for _, book, key in list(self._books(language)):
                    self._set(book, key, **{field: _filled(getattr(book[key].value, field), slot, filler)
                                            for field in type(book[key].value).model_fields})

    def _slots_used(self, language: str) -> set[str]:
        return {slot for _, book, key in self._books(language)
                for slot in _SLOT.findall(book[key].value.model_dump_json())}


def _filled(value: Any, slot: str, filler: str) -> Any:
    """The value with the slot filled in every text of it."""
    if isinstance(value, str):
        return value.replace(f"〔{slot}〕", filler)
    if isinstance(value, tuple):
        return tuple(_filled(one, slot, filler) for one in value)
    if isinstance(value, model.File):
        return value.model_copy(update={field: _filled(getattr(value, field), slot, filler)
                                        for field in type(value).model_fields})
    return value
