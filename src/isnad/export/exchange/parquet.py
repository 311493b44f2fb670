"""parquet: the tables typed, for DuckDB, pandas and polars."""

from __future__ import annotations

import io
from typing import Any

from isnad.export.exchange.bundle import Bundle, Files, Options, optional
from isnad.export.exchange.tables import rows, schema


def write_parquet(bundle: Bundle, options: Options) -> Files:
    """One Parquet file a table, texts of reports included; lists are lists. The words of columns
    in every interface language are field metadata. Same arguments and same pyarrow, same bytes."""
    arrow = optional("pyarrow", "parquet")
    parquet = optional("pyarrow.parquet", "parquet")
    kinds = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "list": arrow.list_(arrow.string()),
    }
    found = rows(bundle)
    files: Files = {}
    for table in schema():
        fields = [arrow.field(c.name, kinds[c.kind], c.name not in table.key, dict(c.words)) for c in table.columns]
        shape = arrow.schema(fields, {"isnad": bundle.version, **table.words})
        columns: list[Any] = [
            arrow.array([row[c.name] for row in found[table.name]], kinds[c.kind]) for c in table.columns
        ]
        out = io.BytesIO()
        parquet.write_table(arrow.Table.from_arrays(columns, schema=shape), out, compression="zstd")
        files[f"{table.name}.parquet"] = out.getvalue()
    return files
