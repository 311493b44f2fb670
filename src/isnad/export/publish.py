"""A folder that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isnad.errors import InputError

MARKER = ".isnad-dossier"
"""The file by which a folder is known to be ours, and so may be replaced."""
DOSSIER = "dossier"
_CONTENT = "This folder is replaced as a whole.\n"


@contextmanager
def whole_folder(folder: Path, *, overwrite: bool, what: str = DOSSIER) -> Iterator[Path]:
    """Yields an empty folder beside `folder`; what is written there takes its place at the end.

    When the block raises, nothing has changed. When the process is killed, `folder` is
    the old dossier or the new one or (between two renames) absent with the old one kept
    beside it; a hidden sibling `.NAME.isnad-*` may stay behind, never a half-written
    dossier. Raises InputError when `folder` is something else than a dossier or an
    empty folder, or is a dossier and `overwrite` is false. `what` names what the folder
    is to hold; a folder of one kind is never replaced by another.
    """
    folder = Path(os.path.abspath(folder))
    check_folder(folder, overwrite=overwrite, what=what)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = _sibling(folder, "new")
    except OSError as error:
        raise InputError("E-export-folder", f"cannot write beside {folder}: {error.strerror}") from error
    try:
        yield building
        (building / MARKER).write_text(_marker(what), encoding="utf-8")
        check_folder(folder, overwrite=overwrite, what=what)
        _replace(folder, building)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def check_folder(folder: Path, *, overwrite: bool, what: str = DOSSIER) -> None:
    """Raises InputError when `folder` may not become a dossier (or another `what`); an absent or empty one may."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise InputError("E-export-folder", f"{folder} is not a folder", "Name a folder that does not exist yet.")
    if _holds(folder, what):
        if not overwrite:
            hint = "Name another folder, or replace what is there with --overwrite."
            raise InputError("E-export-exists", f"{folder} already holds a {what}", hint)
    elif any(folder.iterdir()):
        raise InputError(
            "E-export-folder",
            f"{folder} holds files that are not a {what}",
            "Name a new or empty folder; nothing was changed.",
        )


def _holds(folder: Path, what: str) -> bool:
    """Whether a folder of ours holds a `what`; one without a word in its marker is a dossier."""
    marker = folder / MARKER
    if not marker.is_file():
        return False
    first = marker.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
    return (first.removeprefix("isnad ") if first.startswith("isnad ") else DOSSIER) == what


def _marker(what: str) -> str:
    return _CONTENT if what == DOSSIER else f"isnad {what}\n{_CONTENT}"


def _sibling(folder: Path, purpose: str) -> Path:
    """A new hidden folder beside `folder`, on the same file system."""
    for attempt in range(1000):
        path = folder.parent / f".{folder.name}.isnad-{purpose}-{os.getpid()}-{attempt}"
        try:
            path.mkdir()
        except FileExistsError:
            continue
        return path
    raise InputError("E-export-folder", f"too many left-over folders beside {folder}", "Remove them.")


def _replace(folder: Path, building: Path) -> None:
    if not folder.exists():
        os.rename(building, folder)
        return
    aside = _sibling(folder, "old")
    os.rename(folder, aside / folder.name)
    try:
        os.rename(building, folder)
    except OSError:
        os.rename(aside / folder.name, folder)
        raise
    finally:
        if folder.exists():
            shutil.rmtree(aside, ignore_errors=True)
