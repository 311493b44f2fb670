"""Quotation spans of a folded text, in which every quotation mark is folded to one sign."""

from __future__ import annotations

from collections.abc import Callable

MARK = '"'
OPENS = frozenset("«‹")
CLOSES = frozenset("»›")
"""Marks that tell their side. Others are written either way round and pair in order."""
LONGEST = 1500


def quotations(
    text: str, start: int, end: int, longest: int = LONGEST, written: Callable[[int], str] | None = None
) -> list[tuple[int, int]]:
    """[start, end) of what stands between paired marks inside text[start:end], in order of their starts.

    The marks themselves are left out. `written` gives the mark as it stood before folding: a mark
    that tells its side closes the latest one open, so that quotations may stand in one another.
    Marks that do not tell pair in order; a pair longer than `longest` code points is taken for a
    lost mark, and the scan goes on from its second mark.
    """
    out: list[tuple[int, int]] = []
    plain = -1
    opened: list[int] = []
    at = text.find(MARK, start, end)
    while at >= 0:
        mark = written(at) if written is not None else MARK
        if mark in OPENS:
            opened.append(at)
        elif mark in CLOSES:
            if opened and at - opened[-1] <= longest:
                out.append((opened.pop() + 1, at))
        elif plain < 0 or at - plain > longest:
            plain = at
        else:
            out.append((plain + 1, at))
            plain = -1
        at = text.find(MARK, at + 1, end)
    return sorted(out)
