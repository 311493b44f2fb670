"""A folder that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isnad.errors import InputError

MARKER = ".isnad-dossier"
"""The file by which a folder is known to be a dossier, and so may be replaced."""


@contextmanager
def whole_folder(folder: Path, *, overwrite: bool) -> Iterator[Path]:
    """Yields an empty folder beside `folder`; what is written there takes its place at the end.

    When the block raises, nothing has changed. When the process is killed, `folder` is
    the old dossier or the new one or (between two renames) absent with the old one kept
    beside it; a hidden sibling `.NAME.isnad-*` may stay behind, never a half-written
    dossier. Raises InputError when `folder` is something else than a dossier or an
    empty folder, or is a dossier and `overwrite` is false.
    """
    folder = Path(os.path.abspath(folder))
    check_folder(folder, overwrite=overwrite)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = _sibling(folder, "new")
    except OSError as error:
        raise InputError("E-export-folder", f"cannot write beside {folder}: {error.strerror}") from error
    try:
        yield building
        (building / MARKER).write_text("This folder is replaced as a whole.\n", encoding="utf-8")
        check_folder(folder, overwrite=overwrite)
        _replace(folder, building)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def check_folder(folder: Path, *, overwrite: bool) -> None:
    """Raises InputError when `folder` may not become a dossier; an absent or empty one may."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise InputError("E-export-folder", f"{folder} is not a folder", "Name a folder that does not exist yet.")
    if (folder / MARKER).is_file():
        if not overwrite:
            raise InputError(
                "E-export-exists", f"{folder} already holds a dossier", "Replace it with --overwrite (overwrite=True)."
            )
    elif any(folder.iterdir()):
        raise InputError(
            "E-export-folder",
            f"{folder} holds files that are not a dossier",
            "Name a new or empty folder; nothing was changed.",
        )


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
