"""wikitext: incidents as MediaWiki tables with a reference at every figure."""

from __future__ import annotations

import re

from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.prose import Book, Cell, Cited, Grid, Page, Part, book
from isnad.export.exchange.texts import encoded

_SPECIAL = re.compile(r"[&<>\[\]{}|'\"~=_*#:;!\\]")


def write_wikitext(bundle: Bundle, options: Options) -> Files:
    """incidents.wiki: one section an incident. References are named, stand in full at their first use
    and quote the report; nothing from a report is read as markup."""
    made = book(bundle, options.tongue)
    return {"incidents.wiki": encoded("\n\n".join(_page(p, n, made) for n, p in enumerate(made.pages, 1)) + "\n")}


def _page(page: Page, number: int, made: Book) -> str:
    writer = _References(page, f"isnad-{number}", made)
    blocks = [f"== {_escaped(page.title.text)} =="]
    blocks.append("\n".join(f"* {_escaped(name)}&#58; {writer.cell(cell)}" for name, cell in page.lead))
    blocks += [_grid(grid, writer, made) for grid in page.grids]
    if page.cited:
        blocks.append(f'=== {_escaped(made.claims_heading)} ===\n<references group="isnad-{number}" />')
    return "\n\n".join(blocks)


def _grid(grid: Grid, writer: _References, made: Book) -> str:
    direction = "rtl" if made.rtl else "ltr"
    lines = [f"=== {_escaped(grid.heading)} ===", f'{{| class="wikitable" dir="{direction}"']
    lines += [f'! scope="col" | {_escaped(name)}' for name in grid.head]
    for row in grid.rows:
        lines += ["|-", *(f"| {writer.cell(cell)}" for cell in row)]
    lines.append("|}")
    return "\n".join(lines + [f"\n{_escaped(note)}" for note in grid.notes])


class _References:
    """Writes a claim out where it is first cited and names it afterwards."""

    def __init__(self, page: Page, group: str, made: Book) -> None:
        self._cited = {item.number: item for item in page.cited}
        self._group = group
        self._made = made
        self._used: dict[int, None] = {}

    def cell(self, cell: Cell) -> str:
        text = " · ".join(_part(part) for part in cell.parts if part.text)
        return text + "".join(self._ref(n) for n in cell.refs)

    def _ref(self, number: int) -> str:
        head = f'<ref group="{self._group}" name="c{number}"'
        if number in self._used:
            return f"{head} />"
        self._used[number] = None
        return f"{head}>{_citation(self._cited[number])}</ref>"


def _citation(item: Cited) -> str:
    outlet = f"<bdi>{_escaped(item.outlet)}</bdi>"
    if item.url:
        target = re.sub(r"[\[\]<>\"'{}|\s]", lambda m: f"%{ord(m.group()):02X}", item.url)
        outlet = f"[{target} {outlet}]"
    said = " ← ".join(f"<bdi>{_escaped(t)}</bdi>" for t in item.tellers)
    parts = [outlet, f'<bdi dir="ltr">{item.published}</bdi>' if item.published else "", said]
    parts += [
        f"«<bdi>{_escaped(item.quote)}</bdi>»",
        f'<bdi dir="ltr">{_escaped(item.claim)} {_escaped(item.place)}</bdi>',
    ]
    return ", ".join(part for part in parts if part)


def _part(part: Part) -> str:
    text = _escaped(part.text)
    if part.kind == "number":
        return f'<bdi dir="ltr">{text}</bdi>'
    return f"<bdi>{text}</bdi>" if part.kind == "quote" else text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda m: f"&#{ord(m.group())};", " ".join(text.split()))
