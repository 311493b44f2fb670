"""The database: whole, checked by SQLite itself, searchable in either spelling, and opened by Datasette."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.sqlite import write_sqlite
from isnad.export.exchange.tables import rows, schema


@pytest.fixture
def base(bundle: Bundle, written: Callable[..., Files]) -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    made.deserialize(written(bundle, "sqlite")["isnad.db"])
    yield made
    made.close()


def test_sqlite_finds_no_fault(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    for name in ("reports_fts", "claims_fts"):
        base.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")


def test_every_row_is_there(base: sqlite3.Connection, bundle: Bundle) -> None:
    found = rows(bundle)
    for made in schema():
        assert base.execute(f'SELECT count(*) FROM "{made.name}"').fetchone() == (len(found[made.name]),)


def test_every_view_and_every_query_runs(
    base: sqlite3.Connection, written: Callable[..., Files], bundle: Bundle
) -> None:
    views = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert len(views) == 3
    for view in views:
        base.execute(f"SELECT * FROM {view}").fetchall()
    queries = json.loads(written(bundle, "sqlite")["metadata.json"])["databases"]["isnad"]["queries"]
    for query in queries.values():
        base.execute(query["sql"], {"effect": "killed"}).fetchall()
    assert base.execute(queries["check_every_quote"]["sql"]).fetchall() == []


def test_figures_stand_with_their_words(written: Callable[..., Files], examples: Bundle) -> None:
    made = sqlite3.connect(":memory:")
    made.deserialize(written(examples, "sqlite")["isnad.db"])
    rows_of = sum(len(r.claims) for record in examples.records for r in record.toll)
    assert made.execute("SELECT count(*) FROM figures WHERE quote <> ''").fetchone() == (rows_of,)


def test_search_finds_either_spelling(written: Callable[..., Files], examples: Bundle) -> None:
    made = sqlite3.connect(":memory:")
    made.deserialize(written(examples, "sqlite")["isnad.db"])
    sql = "SELECT rowid FROM reports_fts WHERE reports_fts MATCH ? ORDER BY rowid"
    hamza, plain = (made.execute(sql, (word,)).fetchall() for word in ("أميركيين", "اميركيين"))
    assert hamza
    assert hamza == plain


def test_same_arguments_same_bytes(edges: Bundle) -> None:
    assert write_sqlite(edges, Options()) == write_sqlite(edges, Options())


def test_datasette_serves_every_table_view_and_query(
    bundle: Bundle, written: Callable[..., Files], tmp_path: Path
) -> None:
    datasette = pytest.importorskip("datasette.app", reason="NOT CHECKED: Datasette needs isnad[check-exports]")
    files = written(bundle, "sqlite")
    (tmp_path / "isnad.db").write_bytes(files["isnad.db"])
    metadata = json.loads(files["metadata.json"])

    async def visit() -> dict[str, Any]:
        server = datasette.Datasette([str(tmp_path / "isnad.db")], metadata=metadata)
        seen: dict[str, Any] = {}
        pages = ["/", "/isnad", *(f"/isnad/{name}" for name in metadata["databases"]["isnad"]["tables"])]
        pages += [f"/isnad/{name}?effect=killed" for name in metadata["databases"]["isnad"]["queries"]]
        pages += ["/isnad/reports?_search=قتل", "/isnad/claims.json?_search=قتل&_shape=array"]
        for page in pages:
            answer = await server.client.get(page)
            assert answer.status_code == 200, (page, answer.text[:300])
            seen[page] = answer.text
        return seen

    seen = asyncio.run(visit())
    assert metadata["title"] in seen["/"]
    assert "incidents" in seen["/isnad"]
    assert 'name="_search"' in seen["/isnad/reports"]
    assert json.loads(seen["/isnad/claims.json?_search=قتل&_shape=array"])
