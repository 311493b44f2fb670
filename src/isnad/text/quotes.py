"""Quotation spans of a folded text, in which every quotation mark is folded to one sign."""

from __future__ import annotations

MARK = '"'


def quotations(text: str, start: int, end: int, longest: int = 1500) -> list[tuple[int, int]]:
    """[start, end) of what stands between paired marks inside text[start:end], marks left out.

    Marks pair in order; a pair longer than `longest` code points is taken for a lost mark
    and the scan goes on from its second mark.
    """
    out: list[tuple[int, int]] = []
    opened = -1
    at = text.find(MARK, start, end)
    while at >= 0:
        if opened < 0 or at - opened > longest:
            opened = at
        else:
            out.append((opened + 1, at))
            opened = -1
        at = text.find(MARK, at + 1, end)
    return out
