"""A compiled pack: loading it, and its rules and settings as working objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

from complaint_rules.assessment import Source
from complaint_rules.engine.program import Test
from complaint_rules.pack.cache import from_cache, key_of, to_cache
from complaint_rules.pack.compiled import FORMAT, Compiled
from complaint_rules.pack.files import Folder, digest_of_folder
from complaint_rules.pack.kept import ENDING, from_bytes
from complaint_rules.pack.places import locate
from complaint_rules.pack.vocabulary import SEPARATORS, source_of

COMPILED_NAME = f"_compiled{ENDING}"
KIND = "compiled"

Profile = Literal["semantic", "plain"]


def load_compiled(packs: Iterable[str | Path] = (), *, builtin: bool = True) -> Compiled:
    """The compiled form of the built-in pack with `packs` (folders or names of installed packs) laid over
    it, from the cache where it is current.

    Raises PackError with every finding where a pack cannot be used.
    """
    folders = locate(packs, builtin=builtin)
    if builtin and len(folders) == 1 and (shipped := _shipped(folders[0][0])) is not None:
        return shipped
    key = _key(folders)
    cached = from_cache(KIND, key)
    if cached is not None and cached.get("format") == FORMAT:
        return cached
    compiled = _compile(folders)
    to_cache(KIND, key, compiled)
    return compiled


def compile_folder(folder: Path) -> Compiled:
    """Compile one pack folder, without any cache."""
    return _compile([(folder, folder.name)])


def _compile(folders: list[tuple[Folder, str]]) -> Compiled:
    # Here and not above: reading YAML through pydantic models takes longer to import than a compiled pack to load.
    from complaint_rules.pack.compile import compile_pack
    from complaint_rules.pack.sources import merged_folders

    return compile_pack(merged_folders(folders))


def _shipped(folder: Folder) -> Compiled | None:
    """The form that the wheel's build compiled, where it is there and of this library's format."""
    compiled = folder.joinpath(COMPILED_NAME)
    if not compiled.is_file():
        return None
    data: Compiled = from_bytes(compiled.read_bytes())
    return data if data.get("format") == FORMAT else None


def _key(folders: list[tuple[Folder, str]]) -> str:
    return key_of(text for folder, name in folders for text in (name, digest_of_folder(folder)))


SCORED = (*SEPARATORS, "manner.")


class Shown(NamedTuple):
    """A signal that can be the evidence of a rule, its source, and the test under which it is (None: known to be
    true)."""

    signal: str
    source: Source
    test: Test | None


@dataclass(frozen=True)
class CompiledRule:
    """A rule as the verdict uses it; a firing tells the step reached, up to which the weights add
    up, less those up to the step `neutral` (-1: none). `shows` lists the signals that can be its evidence; the first
    that holds leads."""

    id: str
    supports: str
    family: str
    decisive: bool
    held: bool
    weights: tuple[float, ...]
    neutral: int
    shows: tuple[Shown, ...]
    says: dict[str, str] | None

    def weight_at(self, step: int) -> float:
        """What the rule adds when a scale has reached `step`."""
        return sum(self.weights[:step + 1]) - sum(self.weights[:self.neutral + 1])

    @cached_property
    def notices(self) -> bool:
        """Whether it can rest on more than the score of a separator or the manner."""
        return any(not show.signal.startswith(SCORED) for show in self.shows)


def fitted_profile(compiled: Compiled, profile: Profile) -> dict[str, Any]:
    """Fitted weights, biases and temperatures for answers with (`semantic`) or without (`plain`) reading by meaning."""
    result: dict[str, Any] = compiled["fitted"].get("weights", {}).get("profiles", {}).get(profile, {})
    return result


@dataclass(frozen=True)
class Scoring:
    """What turns weights into scores and confidences; `bias` by `type:x` or `style:x`."""

    bias: Mapping[str, float]
    cap: float
    temperature: float
    style_temperature: float

    def capped(self, total: float) -> float:
        """What of a family's total counts."""
        return max(-self.cap, min(self.cap, total))


def scoring_of(compiled: Compiled, profile: Profile) -> Scoring:
    """The settings of the pack, fitted where they are."""
    fitted, settings = fitted_profile(compiled, profile), compiled["settings"]
    bias = {f"{kind}:{name}": item["bias"] for kind in ("type", "style") for name, item in compiled[f"{kind}s"].items()}
    return Scoring({**bias, **fitted.get("bias", {})}, settings["family_cap"],
                   fitted.get("temperature", settings["temperature"]),
                   fitted.get("style_temperature", settings["style_temperature"]))


def rules_of(compiled: Compiled, profile: Profile) -> tuple[list[CompiledRule], list[tuple[int, int]]]:
    """The rules, and for every firing number the (rule, step) it stands for, with fitted weights where there are."""
    fitted: dict[str, list[float]] = fitted_profile(compiled, profile).get("rules", {})
    rules = []
    owners: list[tuple[int, int]] = []
    for number, rule in enumerate(compiled["rules"]):
        weights = tuple(fitted.get(rule["id"], rule["weights"]))
        if len(weights) != len(rule["weights"]):
            weights = tuple(rule["weights"])
        shows = tuple(Shown(name, source_of(name), None if test[:2] == [name, "true"] else Test(*test))
                      for name, test in rule["shows"])
        rules.append(CompiledRule(rule["id"], rule["supports"], rule["family"], rule["decisive"], rule["held"],
                                  weights, rule["neutral"], shows, rule["says"]))
        owners.extend((number, step) for step in range(len(weights)))
    return rules, owners
