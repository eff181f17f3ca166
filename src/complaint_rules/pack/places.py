"""Where packs are: the built-in one, folders, and packs that a distribution installs under an entry point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from complaint_rules.pack.errors import PackError, Problem
from complaint_rules.pack.files import Folder

GROUP = "complaint_rules.packs"

_NAME = re.compile(r"[a-z][a-z0-9_-]*\Z")


def builtin_folder() -> Folder:
    """The built-in rules: inside the installed package, or `rules/` of a checkout."""
    installed = resources.files("complaint_rules").joinpath("rules")
    if installed.is_dir():
        return installed
    checkout = Path(__file__).resolve().parents[3] / "rules"
    if checkout.is_dir():
        return checkout
    raise PackError([Problem("rules", 1, 1, "", "the built-in rules are missing; install the package again")])


def installed_packs() -> dict[str, list[str]]:
    """The names of installed packs, each with the Python packages that hold one (more than one: they collide)."""
    # Here and not above: reading the metadata of everything installed is slow, and few packs come by name.
    from importlib.metadata import entry_points

    found: dict[str, set[str]] = {}
    for entry in entry_points(group=GROUP):
        found.setdefault(entry.name, set()).add(entry.module)
    return {name: sorted(found[name]) for name in sorted(found)}


def locate(packs: Iterable[str | Path], *, builtin: bool) -> list[tuple[Folder, str]]:
    """The folder of each pack with its name for messages, the built-in one first. A path is a folder; a plain word is
    the name of an installed pack or of a folder here.

    Raises PackError with every pack that is not there.
    """
    folders: list[tuple[Folder, str]] = [(builtin_folder(), "rules")] if builtin else []
    problems: list[Problem] = []
    for pack in packs:
        try:
            folders.append(_locate(pack))
        except PackError as error:
            problems.extend(error.problems)
    if problems:
        raise PackError(problems)
    return folders


def _locate(pack: str | Path) -> tuple[Folder, str]:
    shown = str(pack).rstrip("/\\") or str(pack)
    folder = Path(pack)
    installed = installed_packs() if isinstance(pack, str) and _NAME.match(pack) else {}
    holders = installed.get(shown, [])
    if folder.is_dir() and holders:
        raise _not_usable(shown, f"is a folder here and an installed pack; write ./{shown} for the folder, or go to "
                                 "another folder for the installed one")
    if len(holders) > 1:
        raise _not_usable(shown, f"is installed by {' and '.join(holders)}; uninstall all but one")
    if folder.is_dir():
        return folder, shown
    if not holders:
        known = f"; installed packs: {', '.join(installed)}" if installed else ""
        raise _not_usable(shown, f"there is no such folder; give the folder that holds pack.yaml{known}")
    try:
        return resources.files(holders[0]), shown
    except ImportError as error:
        raise _not_usable(shown, f"the installed pack cannot be read ({error}); install it again") from None


def _not_usable(name: str, message: str) -> PackError:
    return PackError([Problem(name, 1, 1, "", message)])
