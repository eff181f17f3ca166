"""The packs that are compared: the built-in one, a folder, an installed one, or a folder as a git revision had it."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from complaint_rules.pack.cache import cache_folder
from complaint_rules.pack.compiled import Compiled
from complaint_rules.pack.errors import PackError
from complaint_rules.pack.places import installed_packs, locate
from complaint_rules.pack.runtime import load_compiled

BUILTIN = "builtin"
PACK_FILE = "pack.yaml"
# A pack with a verdict of its own stands alone; any other is laid over the built-in one.
WHOLE = "verdict.yaml"
USUAL_FOLDER = "rules"
# Trees taken out of git that are kept, the last used ones.
KEPT = 10


@dataclass(frozen=True)
class Side:
    """A pack as an Assessor takes it; `name` is what the user called it."""

    name: str
    packs: tuple[str | Path, ...]
    builtin: bool

    def compiled(self) -> Compiled:
        """The compiled pack. Raises PackError, its places under the name that the user gave."""
        try:
            return load_compiled(self.packs, builtin=self.builtin)
        except PackError as error:
            folder = str(self.packs[-1]) if self.packs else self.name
            raise PackError([replace(problem, file=problem.file.replace(folder, self.name, 1))
                             for problem in error.problems]) from None


def side_of(given: str | Path, *, builtin: bool | None = None) -> Side:
    """The pack behind `builtin`, a folder, the name of an installed pack, a git revision (`main`: its pack at the top
    or in `rules/`) or a folder of one (`HEAD~1:rules`). `builtin`: whether it is laid over the built-in pack (None:
    unless it holds verdict.yaml).

    Raises ValueError where there is nothing of that name.
    """
    name = str(given)
    if name == BUILTIN:
        return Side(name, (), True)
    pack = given if Path(name).is_dir() or name in installed_packs() else _from_git(name)
    ((folder, _),) = locate([pack], builtin=False)
    if not folder.joinpath(PACK_FILE).is_file():
        raise _missing(name, f"holds no {PACK_FILE}; give the folder of a pack")
    return Side(name, (pack,), not folder.joinpath(WHOLE).is_file() if builtin is None else builtin)


def _missing(name: str, message: str) -> ValueError:
    return ValueError(f"{name}: {message}")


def _from_git(name: str) -> Path:
    """The folder of a revision, taken out of git once and kept under the id of its tree."""
    tree = _tree(name)
    kept = cache_folder() / "revisions" / tree
    if kept.is_dir():
        kept.touch()
        return kept
    # From inside the git folder, an archive is not limited to the folder where the command was given.
    inside = _git(name, "rev-parse", "--absolute-git-dir").decode().strip()
    archive = _git(name, "-C", inside, "archive", "--format=zip", tree)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as place:
            with zipfile.ZipFile(io.BytesIO(archive)) as packed:
                packed.extractall(Path(place) / tree)
            (Path(place) / tree).rename(kept)
        for old in sorted(kept.parent.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        if kept.is_dir():  # another process was first
            return kept
        raise _missing(name, f"cannot be kept in {kept.parent} ({error.strerror}); point XDG_CACHE_HOME at a folder "
                             "that can be written") from None
    return kept


def _tree(name: str) -> str:
    """The id of the tree that holds the pack."""
    if ":" in name:
        return _object(name, name)
    tree = _object(name, f"{name}^{{tree}}")
    files = _git(name, "ls-tree", "--name-only", tree).decode().split("\n")
    return tree if PACK_FILE in files else _object(name, f"{tree}:{USUAL_FOLDER}")


def _object(name: str, expression: str) -> str:
    return _git(name, "rev-parse", "--verify", "--quiet", "--end-of-options", expression).decode().strip()


def _git(name: str, *arguments: str) -> bytes:
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise _missing(name, "there is no such folder, and git is not installed to look for a revision") from None
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().removeprefix("fatal: ").split("\n")[0]
        raise _missing(name, "is neither a folder nor a pack in a git revision here (such as HEAD~1:rules)"
                       + (f": {reason}" if reason else "")) from None
