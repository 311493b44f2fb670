"""Parquet: typed, whole, and read by DuckDB."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.parquet import write_parquet
from isnad.export.exchange.tables import rows, schema

pytest.importorskip("pyarrow", reason="NOT CHECKED: Parquet needs isnad[check-exports]")


def test_arrow_reads_the_same_rows(bundle: Bundle, written: Callable[..., Files]) -> None:
    import pyarrow.parquet

    found = rows(bundle)
    files = written(bundle, "parquet")
    for made in schema():
        table = pyarrow.parquet.read_table(pyarrow.BufferReader(files[f"{made.name}.parquet"]))
        assert table.to_pylist() == found[made.name]


def test_duckdb_joins_a_figure_to_its_words(examples: Bundle, written: Callable[..., Files], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="NOT CHECKED: Parquet in DuckDB needs isnad[check-exports]")
    for name, content in written(examples, "parquet").items():
        (tmp_path / name).write_bytes(content)
    base = duckdb.connect()
    for made in schema():
        base.execute(f"CREATE VIEW {made.name} AS SELECT * FROM read_parquet('{tmp_path / made.name}.parquet')")
    wrong = base.execute(
        "SELECT count(*) FROM claims c JOIN reports r USING (report) "
        'WHERE substring(r.text, c.start + 1, c."end" - c.start) <> c.quote'
    ).fetchone()
    assert wrong == (0,)
    joined = base.execute(
        "SELECT count(DISTINCT t.row) FROM toll t JOIN toll_claims USING (row) JOIN claims USING (claim)"
    ).fetchone()
    assert joined == (sum(len(r.toll) for r in examples.records),)
    kinds = dict(base.execute("SELECT column_name, column_type FROM (DESCRIBE toll)").fetchall())
    assert (kinds["low"], kinds["approx"], kinds["effect"]) == ("BIGINT", "BOOLEAN", "VARCHAR")


def test_same_arguments_same_bytes(edges: Bundle) -> None:
    assert write_parquet(edges, Options()) == write_parquet(edges, Options())
