"""sqlite: one database file that opens well in Datasette, and the metadata to open it with."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.spreadsheet import LIST_JOIN
from isnad.export.exchange.tables import Row, Table, folded, rows, schema
from isnad.export.exchange.texts import json_page

DATABASE = "isnad"
_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "list": "TEXT"}
_SEARCHED = {"reports": ("headline", "text", "folded"), "claims": ("quote", "summary", "teller", "teller_ar", "folded")}
"""Full text: as written and folded, so that either spelling of a query finds it."""


def write_sqlite(bundle: Bundle, options: Options) -> Files:
    """isnad.db with a table each, keys and foreign keys, views and full text (FTS5), and metadata.json.

    Open with `datasette isnad.db --metadata metadata.json`. Lists are joined by "; "; true and false
    are 1 and 0. Same arguments and same SQLite library, same bytes.
    """
    data = _data()
    found = rows(bundle)
    languages = {r.id: r.language for r in bundle.reports.values()}
    for row in found["claims"]:
        row["folded"] = folded(row["quote"], languages.get(row["report"]))
    with tempfile.TemporaryDirectory(prefix="isnad-") as folder:
        path = Path(folder) / "isnad.db"
        base = sqlite3.connect(path, isolation_level=None)
        try:
            _build(base, found, data["views"])
        finally:
            base.close()
        content = path.read_bytes()
    return {"isnad.db": content, "metadata.json": json_page(_metadata(bundle, data, options.tongue))}


def _data() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("data", "datasette.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


def _build(base: sqlite3.Connection, found: Mapping[str, Sequence[Row]], views: Mapping[str, Any]) -> None:
    base.execute("PRAGMA page_size = 4096")
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute("BEGIN")
    for table in schema():
        names = [c.name for c in table.columns] + (["folded"] if table.name == "claims" else [])
        base.execute(_create(table))
        marks = ", ".join("?" * len(names))
        lines = ([_value(row[n]) for n in names] for row in found[table.name])
        base.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', lines)
        for column in table.columns:
            if column.ref:
                base.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')
    for name, row in views.items():
        base.execute(f'CREATE VIEW "{name}" AS {row["sql"]}')
    for name, columns in _SEARCHED.items():
        listed = ", ".join(f'"{c}"' for c in columns)
        base.execute(
            f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({listed}, content="{name}", '
            'tokenize="unicode61 remove_diacritics 2")'
        )
        base.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')')
        base.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'optimize\')')
    base.execute("COMMIT")
    base.execute("ANALYZE")
    base.execute("VACUUM")


def _create(table: Table) -> str:
    columns = [f'"{c.name}" {_TYPES[c.kind]}' for c in table.columns]
    columns += ['"folded" TEXT'] if table.name == "claims" else []
    columns.append("PRIMARY KEY (" + ", ".join(f'"{k}"' for k in table.key) + ")")
    for c in table.columns:
        if c.ref:
            other, field = c.ref.split(".")
            columns.append(f'FOREIGN KEY ("{c.name}") REFERENCES "{other}" ("{field}")')
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return LIST_JOIN.join(value)
    return int(value) if isinstance(value, bool) else value


def _metadata(bundle: Bundle, data: Mapping[str, Any], tongue: str) -> dict[str, Any]:
    """What Datasette shows beside the data: words of tables and columns, facets, order, ready queries."""
    tables: dict[str, Any] = {}
    for table in schema():
        shown: dict[str, Any] = {
            "title": table.words[tongue],
            "columns": {c.name: c.words[tongue] for c in table.columns},
        }
        shown.update(data["tables"].get(table.name, {}))
        if table.name in _SEARCHED:
            shown.update(fts_table=f"{table.name}_fts", fts_pk="rowid")
        tables[table.name] = shown
    for name, row in data["views"].items():
        tables[name] = {"title": row[tongue]}
    queries = {n: {"sql": q["sql"], "title": q[tongue]} for n, q in data["queries"].items()}
    return {
        "title": data["title"][tongue],
        "description": data["description"][tongue],
        "source": f"isnad {bundle.version}",
        "databases": {DATABASE: {"tables": tables, "queries": queries}},
    }
