"""The forms of exchange there are, in the order in which they are listed."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping

from isnad.errors import InputError
from isnad.export.exchange.acled import left_out_acled, write_acled
from isnad.export.exchange.airwars import write_airwars
from isnad.export.exchange.annotations import write_annotations
from isnad.export.exchange.bundle import Format, optional
from isnad.export.exchange.ftm import write_ftm
from isnad.export.exchange.ged import left_out_ged, write_ged
from isnad.export.exchange.geojson import write_geojson
from isnad.export.exchange.gtd import left_out_gtd, write_gtd
from isnad.export.exchange.jsonl import write_jsonl, write_schema
from isnad.export.exchange.markdown import write_markdown
from isnad.export.exchange.parquet import write_parquet
from isnad.export.exchange.plover import left_out_plover, write_plover
from isnad.export.exchange.schemaorg import write_schemaorg
from isnad.export.exchange.spreadsheet import write_csv, write_xlsx
from isnad.export.exchange.sqlite import write_sqlite
from isnad.export.exchange.timemap import left_out_timemap, write_timemap
from isnad.export.exchange.wikitext import write_wikitext

_ALL = (
    Format("csv", write_csv),
    Format("xlsx", write_xlsx, extra="xlsx"),
    Format("jsonl", write_jsonl),
    Format("schema", write_schema),
    Format("parquet", write_parquet, extra="parquet"),
    Format("sqlite", write_sqlite),
    Format("geojson", write_geojson),
    Format("airwars", write_airwars),
    Format("acled", write_acled, left_out=left_out_acled),
    Format("ged", write_ged, left_out=left_out_ged),
    Format("gtd", write_gtd, left_out=left_out_gtd),
    Format("plover", write_plover, left_out=left_out_plover),
    Format("annotations", write_annotations),
    Format("schemaorg", write_schemaorg),
    Format("ftm", write_ftm),
    Format("timemap", write_timemap, left_out=left_out_timemap),
    Format("markdown", write_markdown),
    Format("wikitext", write_wikitext),
)
FORMATS: Mapping[str, Format] = {made.name: made for made in _ALL}
EVERY = "all"
_NEEDS = {"xlsx": "openpyxl", "parquet": "pyarrow"}


def chosen(names: str) -> tuple[Format, ...]:
    """The formats of a list such as "csv,geojson", or "all"; each once, in the order of FORMATS.

    "all" is every format that this machine can write (`missing` has the others). Raises InputError
    for a name that is no format, for an empty list, and where the optional dependency of a format
    that is asked for by name is missing.
    """
    asked = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in asked if name not in FORMATS and name != EVERY]
    if unknown or not asked:
        what = f"no export is called {unknown[0]!r}" if unknown else "no export is named"
        raise InputError("E-export-format", what, "There are: " + ", ".join([*FORMATS, EVERY]))
    away = {f.name for f in missing(names)}
    found = tuple(f for f in _ALL if f.name in asked or (EVERY in asked and f.name not in away))
    for made in found:
        if made.extra is not None:
            optional(_NEEDS[made.extra], made.extra)
    return found


def missing(names: str) -> tuple[Format, ...]:
    """The formats that "all" leaves out here, since their optional dependency is not installed."""
    if EVERY not in (name.strip() for name in names.split(",")):
        return ()
    return tuple(f for f in _ALL if f.extra is not None and importlib.util.find_spec(_NEEDS[f.extra]) is None)
