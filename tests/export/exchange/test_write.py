"""Folders of exports and their loss notes."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from isnad.errors import InputError
from isnad.export.exchange import formats
from isnad.export.exchange.bundle import Bundle, Options, optional
from isnad.export.exchange.formats import FORMATS, chosen, missing
from isnad.export.exchange.write import downloads, light, loss_note, losses, render, write_exports
from isnad.export.publish import whole_folder
from isnad.export.words import load_words

LANGUAGES = list(load_words().languages)
ROOT = Path(__file__).parents[3]


def test_every_format_has_a_title_and_losses_in_every_language() -> None:
    table = losses()["formats"]
    assert list(table) == list(FORMATS)
    for row in table.values():
        assert row["not_carried"]
        for sentence in [row["title"], *row["not_carried"], *row.get("unconfirmed", ())]:
            assert list(sentence) == LANGUAGES
            assert all(sentence.values())
    for reason in losses()["reasons"].values():
        assert list(reason) == LANGUAGES


@pytest.mark.parametrize("name", ["airwars", "acled", "ged", "gtd", "plover"])
def test_a_style_says_that_it_is_one_and_what_is_unconfirmed(name: str, examples: Bundle) -> None:
    note = loss_note(FORMATS[name], examples)
    assert "-style" in note["title"][LANGUAGES[0]]
    assert note["unconfirmed"][LANGUAGES[0]]


def test_the_docs_hold_every_format_and_every_sentence() -> None:
    for module in ("openpyxl", "pyarrow"):
        pytest.importorskip(module, reason="NOT CHECKED: docs/exports.md needs isnad[check-exports]")
    spec = importlib.util.spec_from_file_location("write_export_docs", ROOT / "tools" / "write_export_docs.py")
    assert spec is not None
    assert spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert writer.rewrite(page) == page, "run: python tools/write_export_docs.py"


def test_reasons_for_leaving_out_are_all_known(bundle: Bundle) -> None:
    for made in FORMATS.values():
        if made.left_out is not None:
            for item in made.left_out(bundle):
                assert item.reason in losses()["reasons"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_export_of_every_record_is_files_and_a_note(bundle: Bundle, name: str) -> None:
    if FORMATS[name].extra:
        module = {"xlsx": "openpyxl", "parquet": "pyarrow"}[name]
        pytest.importorskip(module, reason=f"NOT CHECKED: {name} needs isnad[check-exports]")
    files = render(FORMATS[name], bundle, Options())
    assert len(files) > 1
    assert all(re.fullmatch(r"[a-z_.]+", file) for file in files)
    note = json.loads(files[f"{name}.loss.json"])
    assert note["format"] == name
    assert set(note["not_carried"]) == set(LANGUAGES)


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if f.extra is None])
def test_nothing_gives_an_empty_export(name: str) -> None:
    assert render(FORMATS[name], Bundle.of([], [], "1"), Options())


def test_choosing() -> None:
    assert [f.name for f in chosen("geojson, csv,csv")] == ["csv", "geojson"]
    for wrong in ("cvs", "csv,nothing", "", ","):
        with pytest.raises(InputError) as raised:
            chosen(wrong)
        assert raised.value.code == "E-export-format"
        assert "csv, xlsx" in raised.value.hint


def test_a_missing_extra_is_named_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "_NEEDS", {"xlsx": "no_such_module", "parquet": "no_such_module"})
    with pytest.raises(InputError) as raised:
        chosen("csv,parquet")
    assert raised.value.code == "E-export-extra"
    assert raised.value.hint == 'Install it with: pip install "isnad[parquet]"'
    assert [f.name for f in missing("all")] == ["xlsx", "parquet"]
    assert missing("csv") == ()
    assert [f.name for f in chosen("all")] == [name for name in FORMATS if name not in ("xlsx", "parquet")]
    with pytest.raises(InputError, match="no_such_module"):
        optional("no_such_module", "xlsx")


def test_each_format_has_its_folder(examples: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "out"
    files = write_exports(out, chosen("geojson,acled"), examples, Options(), overwrite=False)
    assert sorted(str(f.relative_to(out)) for f in files) == [
        "acled/acled.loss.json",
        "acled/events.csv",
        "geojson/geojson.loss.json",
        "geojson/incidents.geojson",
        "geojson/places.geojson",
    ]
    assert sorted(str(p.relative_to(out)) for p in out.rglob("*.*") if p.is_file() and p.parent != out) == sorted(
        str(f.relative_to(out)) for f in files
    )


def test_exports_replace_exports_and_never_a_dossier(examples: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_exports(out, chosen("geojson"), examples, Options(), overwrite=False)
    with pytest.raises(InputError, match="already holds a set of exports"):
        write_exports(out, chosen("csv"), examples, Options(), overwrite=False)
    write_exports(out, chosen("csv"), examples, Options(), overwrite=True)
    assert [p.name for p in out.iterdir() if p.is_dir()] == ["csv"]
    with pytest.raises(InputError, match="not a dossier"), whole_folder(out, overwrite=True):
        pass
    with whole_folder(tmp_path / "pages", overwrite=False) as building:
        (building / "index.html").write_text("x")
    with pytest.raises(InputError, match="not a set of exports"):
        write_exports(tmp_path / "pages", chosen("csv"), examples, Options(), overwrite=True)


def test_a_dossier_links_what_it_brings(examples: Bundle) -> None:
    assert [f.name for f in light()] == ["csv", "jsonl", "schema", "geojson", "markdown"]
    for made, row in zip(light(), downloads(), strict=True):
        assert made.extra is None
        files = {f"exports/{made.name}/{name}" for name in render(made, examples, Options())}
        assert {*row.files, row.loss} <= files
