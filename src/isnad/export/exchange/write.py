"""Exports as folders of files, each with the note that says what its form cannot carry."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from isnad.export.exchange.bundle import Bundle, Files, Format, Options
from isnad.export.exchange.formats import FORMATS
from isnad.export.exchange.texts import json_page
from isnad.export.publish import whole_folder
from isnad.export.words import load_words

DOWNLOADS = "exports"
"""The folder of exports inside a dossier."""
EXPORT = "set of exports"
"""What such a folder is called in messages, and in its marker."""


@functools.cache
def losses() -> Mapping[str, Any]:
    """data/losses.yaml: for each format its title, what it cannot carry and what is unconfirmed."""
    text = resources.files(__package__).joinpath("data", "losses.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


class Download(NamedTuple):
    """A format as a dossier links it: its chief files and its loss note, relative to the pages."""

    files: tuple[str, ...]
    title: Mapping[str, str]
    loss: str


def light() -> tuple[Format, ...]:
    """The formats that a dossier brings along: small, and in need of no extra."""
    return tuple(FORMATS[name] for name, row in losses()["formats"].items() if row.get("chief"))


def downloads() -> list[Download]:
    """What the pages of a dossier link, in the order of `light`."""
    found = []
    for made in light():
        row, folder = losses()["formats"][made.name], f"{DOWNLOADS}/{made.name}"
        files = tuple(f"{folder}/{name}" for name in row["chief"])
        found.append(Download(files, row["title"], f"{folder}/{made.name}.loss.json"))
    return found


def title(name: str, tongue: str) -> str:
    """A format in a few words."""
    return str(losses()["formats"][name]["title"][tongue])


def render(made: Format, bundle: Bundle, options: Options) -> Files:
    """The files of one format and NAME.loss.json. Same arguments, same bytes."""
    files = made.write(bundle, options)
    return {**files, f"{made.name}.loss.json": json_page(loss_note(made, bundle))}


def loss_note(made: Format, bundle: Bundle) -> dict[str, Any]:
    """What the form cannot carry, what of it is unconfirmed, and the incidents it has no place for.

    Sentences are lists by interface language.
    """
    row, reasons = losses()["formats"][made.name], losses()["reasons"]
    languages = load_words().languages
    left = made.left_out(bundle) if made.left_out is not None else ()
    note: dict[str, Any] = {"format": made.name, "made_by": f"isnad {bundle.version}"}
    note["title"] = {language: row["title"][language] for language in languages}
    for field in ("not_carried", "unconfirmed"):
        note[field] = {language: [sentence[language] for sentence in row.get(field, ())] for language in languages}
    note["left_out"] = [
        {"incident": item.incident, "reason": {language: reasons[item.reason][language] for language in languages}}
        for item in left
    ]
    return note


def write_exports(
    folder: Path, formats: Sequence[Format], bundle: Bundle, options: Options, *, overwrite: bool
) -> list[Path]:
    """Writes each format into FOLDER/NAME/ and returns the paths of all files.

    The folder appears whole or not at all. With `overwrite` an earlier export is replaced; a dossier or
    a folder that holds anything else never is: InputError. An optional package that is missing is an
    InputError before anything is written.
    """
    made = {made.name: render(made, bundle, options) for made in formats}
    with whole_folder(folder, overwrite=overwrite, what=EXPORT) as building:
        for name, files in made.items():
            put(building / name, files)
    return [folder / name / file for name, files in made.items() for file in files]


def put(folder: Path, files: Files) -> None:
    """Writes files into a new folder."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
