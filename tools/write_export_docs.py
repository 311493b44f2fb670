"""Write what every export cannot carry into docs/exports.md, between its markers. A test compares.

python tools/write_export_docs.py
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from isnad.export.exchange.bundle import Bundle, Options
from isnad.export.exchange.formats import FORMATS
from isnad.export.exchange.write import losses, render

PAGE = Path(__file__).resolve().parent.parent / "docs" / "exports.md"
BLOCK = re.compile(r"(<!-- formats -->\n).*?(<!-- end of formats -->\n)", re.S)
TONGUE = "en"


def rewrite(page: str) -> str:
    """The page with its marked block holding every format with its files and its losses."""
    blocks = [_block(name, row) for name, row in losses()["formats"].items()]
    return BLOCK.sub(lambda found: found[1] + "\n".join(blocks) + found[2], page)


def _block(name: str, row: Mapping[str, Any]) -> str:
    files = ", ".join(f"`{file}`" for file in render(FORMATS[name], Bundle.of([], [], ""), Options()))
    extra = FORMATS[name].extra
    needs = f' Needs `pip install "isnad[{extra}]"`.' if extra else ""
    lines = [f"### `{name}`", "", f"{row['title'][TONGUE]}.{needs}", "", f"Files: {files}.", "", "Not carried:", ""]
    lines += [f"- {sentence[TONGUE]}" for sentence in row["not_carried"]]
    if row.get("unconfirmed"):
        lines += ["", "Unconfirmed:", "", *(f"- {sentence[TONGUE]}" for sentence in row["unconfirmed"])]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(rewrite(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
