"""The place that a heading begins with, set apart from what it tells: "Kabul: …", "Urgent | Gaza … "."""

from __future__ import annotations

from isnad.grammar.segments import Seg


def label_at(segs: list[Seg]) -> int:
    """Where the label of a heading begins: behind "urgent" and its sign."""
    return 2 if len(segs) > 2 and segs[0].has("flash") and segs[1].has("slash", "sign", "colon", "dash") else 0


def ends_label(segs: list[Seg], at: int) -> bool:
    """Whether a colon, dots or a stroke stand there."""
    if at + 1 >= len(segs):
        return False
    return segs[at].has("colon", "slash") or (segs[at].has("stop") and segs[at + 1].has("stop"))


def behind_label(segs: list[Seg], first: int, last: int) -> list[Seg]:
    """What stands behind a label in [first, last); nothing where there is none, or where it names another place."""
    if first != label_at(segs) or not ends_label(segs, last):
        return []
    rest = segs[last + 1 :]
    other = any(s.has("place", "admin", "direction", "say") or (s.has("site") and s.definite) for s in rest)
    return [] if other else rest
