"""markdown: incidents as tables that can be pasted into a page, every figure numbered to its words."""

from __future__ import annotations

import re

from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.prose import Book, Cell, Cited, Grid, Page, Part, book
from isnad.export.exchange.texts import encoded, loose, ltr

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&:$-])")


def write_markdown(bundle: Bundle, options: Options) -> Files:
    """incidents.md: GitHub-flavoured tables in the language chosen. Numbers and codes are isolated
    left to right and others' words by their own direction, with Unicode isolates that need no markup."""
    made = book(bundle, options.tongue)
    text = "\n\n".join([*(_page(page, made) for page in made.pages), _escaped(made.made_by)])
    return {"incidents.md": encoded(f"{text}\n")}


def _page(page: Page, made: Book) -> str:
    blocks = [f"# {_part(page.title, made)}"]
    blocks.append("\n".join(f"- {_escaped(name)}: {_cell(cell, made)}" for name, cell in page.lead))
    blocks += [_grid(grid, made) for grid in page.grids]
    if page.cited:
        rows = [_cited(item, made) for item in page.cited]
        blocks.append(f"## {_escaped(made.claims_heading)}\n\n" + _table(list(made.head), rows))
    return "\n\n".join(blocks)


def _grid(grid: Grid, made: Book) -> str:
    table = _table(list(grid.head), [[_cell(cell, made) for cell in row] for row in grid.rows])
    notes = "".join(f"\n\n{_escaped(note)}" for note in grid.notes)
    return f"## {_escaped(grid.heading)}\n\n{table}{notes}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(_escaped(h) for h in head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def _cited(item: Cited, made: Book) -> list[str]:
    outlet = loose(_escaped(item.outlet))
    if item.url:
        target = re.sub(r"[()<>\s\\|]", lambda m: f"%{ord(m.group()):02X}", item.url)
        outlet = f"[{outlet}](<{target}>)"
    said = " ← ".join(loose(_escaped(t)) for t in item.tellers)
    words = f"«{loose(_escaped(item.quote))}»"
    place = f"{_escaped(item.claim)} {_escaped(item.place)}"
    return [_number(str(item.number), made), outlet, _number(item.published, made), said, words, _number(place, made)]


def _cell(cell: Cell, made: Book) -> str:
    text = " · ".join(_part(part, made) for part in cell.parts if part.text)
    refs = "".join(f"\\[{n}\\]" for n in cell.refs)
    return f"{text} {ltr(refs) if made.rtl else refs}" if refs else text


def _part(part: Part, made: Book) -> str:
    text = _escaped(part.text)
    if part.kind == "number":
        return _number(text, made)
    return loose(text) if part.kind == "quote" else text


def _number(text: str, made: Book) -> str:
    return ltr(text) if made.rtl and text else text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
