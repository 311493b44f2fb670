"""Which report repeats which: one tree for each origin that has copies, with what every copy changed."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from isnad.export.facts import Family
from isnad.export.figures import moment
from isnad.export.shown import shown
from isnad.export.views import ReportView
from isnad.reuse.credits import credits
from isnad.reuse.passages import compare
from isnad.reuse.words import Words, words

_PAIRWISE = 12
"""Reports of one origin up to which each is compared with all earlier ones, not with the first alone."""
_MOST_DIFFS = 24
"""Copies of one origin whose changes are printed; of the others, only the share."""
_MOST_WORDS = 4000
_KEPT = 8
"""Words that are left standing at each end of a long passage that did not change."""


@dataclass(frozen=True)
class Copy:
    """A report of an origin. The first has no `parent`.

    `share` is the part of its words that stand in the parent in passages of at least six words, in per cent;
    `added` and `cut` count words; `credits` names the agencies it says it prints.
    """

    view: ReportView
    depth: int
    parent: ReportView | None
    share: int
    added: int
    cut: int
    diff: Markup | None
    credits: tuple[str, ...]


@dataclass(frozen=True)
class Tree:
    """Reports of one origin, parents before their copies."""

    number: int
    copies: tuple[Copy, ...]
    dated: bool


def trees(families: Sequence[Family], reports: dict[str, ReportView]) -> list[Tree]:
    """The trees of all origins with more than one report, in the order of the origins.

    The earlier by publication is taken for the parent; among those without a time, one that credits somebody
    stands after one that does not. `dated` tells whether the first may be called so.
    """
    return [_tree(family, reports) for family in families if len(family.members) > 1]


def _tree(family: Family, reports: dict[str, ReportView]) -> Tree:
    times = [moment(m.published) for m in family.members]
    given = [reports[m.id] for m in family.members]
    named = [_credited(view) for view in given]
    order = sorted(range(len(times)), key=lambda i: (times[i] is None, times[i] or 0.0, bool(named[i]), i))
    views = [given[i] for i in order]
    texts = [words(view.report.text) for view in views]
    children: dict[int, list[int]] = {}
    shares: dict[int, float] = {0: 1.0}
    for i in range(1, len(views)):
        candidates = range(i) if len(views) <= _PAIRWISE else range(1)
        found = [(compare(texts[j], texts[i]).right, -j) for j in candidates]
        share, parent = max(found)
        children.setdefault(-parent, []).append(i)
        shares[i] = share
    copies: list[Copy] = []

    def walk(at: int, parent: int | None, depth: int) -> None:
        copies.append(_copy(views, texts, at, parent, depth, shares[at], len(copies) <= _MOST_DIFFS))
        for child in children.get(at, ()):
            walk(child, at, depth + 1)

    walk(0, None, 0)
    return Tree(family.number, tuple(copies), None not in times)


def _credited(view: ReportView) -> tuple[str, ...]:
    """The agencies that a report says it prints, in its own words."""
    text = view.report.text
    return tuple(dict.fromkeys(_line(text[c.start : c.end]) for c in credits(text)))


def _copy(
    views: Sequence[ReportView],
    texts: Sequence[Words],
    at: int,
    parent: int | None,
    depth: int,
    share: float,
    printed: bool,
) -> Copy:
    view = views[at]
    named = _credited(view)
    if parent is None:
        return Copy(view, depth, None, 100, 0, 0, None, named)
    steps = _steps(texts[parent], texts[at])
    added = sum(high - low for kind, _, _, low, high in steps if kind != "equal")
    cut = sum(high - low for kind, low, high, _, _ in steps if kind != "equal")
    diff = None
    if steps and printed:
        old, new = views[parent].report.text, view.report.text
        diff = changes(old, new, texts[parent], texts[at], steps)
    return Copy(view, depth, views[parent], round(100 * share), added, cut, diff, named)


Step = tuple[str, int, int, int, int]


def _steps(old: Words, new: Words) -> list[Step]:
    """What turns the words of `old` into those of `new`; nothing for texts too long to compare word by word."""
    if max(len(old.text), len(new.text)) > _MOST_WORDS:
        return []
    return list(difflib.SequenceMatcher(a=old.text, b=new.text, autojunk=False).get_opcodes())


def changes(old: str, new: str, before: Words, after: Words, steps: Sequence[Step]) -> Markup:
    """The new text with words put in and words left out marked; long passages that stayed are shortened.

    Words are compared folded, so a vowel mark or a stretched letter is no change.
    """
    out: list[Markup] = []
    for kind, a, b, c, d in steps:
        if kind == "equal":
            spans = [(after.start[c], after.end[d - 1])]
            if d - c > 3 * _KEPT:
                spans = [
                    (after.start[c], after.end[c + _KEPT - 1]),
                    (after.start[d - _KEPT], after.end[d - 1]),
                ]
            out.append(Markup(" […] ").join(Markup("{}").format(_line(new[s:e])) for s, e in spans))
            continue
        if b > a:
            out.append(Markup("<del>{}</del>").format(_line(old[before.start[a] : before.end[b - 1]])))
        if d > c:
            out.append(Markup("<ins>{}</ins>").format(_line(new[after.start[c] : after.end[d - 1]])))
    return Markup(" ").join(out)


def _line(text: str) -> str:
    return " ".join(shown(text).split())
