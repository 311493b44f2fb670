"""What goes on in a place phrase behind a core: words that describe it, and links to where it lies.

`Links.tail` takes in what only describes the thing or the land before it (adjectives, "the same", "of a
Shiite majority"). `Links.after` offers the positions at which a further core may begin, the
likeliest first: behind a preposition, "which lies in", "belonging to", "close to", a distance, a
direction, an apposition or an opening bracket. Both stop at verbs, clauses and times by taking in nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from isnad.extract.sites.core import Core
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg
from isnad.lang.pack import Rule

MOST_TAIL = 4
BRACKET = 9
"""Segments that an aside in brackets may have."""
ADJECTIVES = ("site_adj", "nation", "ordinal", "ord", "other", "no_place", "size_adj", "ethnic", "qual", "prior")
ALONG = ("after", "towards", "between", "until")
"""Words behind a road after which a point of it stands: "before …", "towards …"."""


@dataclass(slots=True)
class Link:
    """Where a further core may begin, the word of nearness that leads to it, and whether a bracket was opened."""

    at: int
    near: Seg | None = None
    bracket: bool = False
    named: bool = False


class Links:
    """Reads what goes on behind a core, with the words of one pack."""

    def __init__(self, stage: tuple[Rule, ...]) -> None:
        self._rules = tuple(rule for rule in stage if rule.attrs.get("part") == "link")
        self._endings: str = next((r.attrs["adjectives"] for r in stage if "adjectives" in r.attrs), "")

    def tail(self, line: Line, core: Core, text: str) -> int:
        """The end of what describes the core, behind it."""
        segs, at = line.segs, core.last
        for _ in range(MOST_TAIL):
            if at >= len(segs):
                break
            seg = segs[at]
            if seg.has("self") or self._describes(core, segs[at - 1], seg, text):
                core.described = core.described or bool(core.admins)
                at += 1
            elif seg.has("site_having"):
                at += 1
                while at < len(segs) and segs[at].definite and not segs[at].has("stop"):
                    at += 1
            elif at + 1 < len(segs) and self._goes_on(core, seg, segs[at + 1]):
                at += 2
            else:
                break
        return at

    @staticmethod
    def _goes_on(core: Core, link: Seg, seg: Seg) -> bool:
        """Whether two words say whose a thing is, who crowds a quarter, or which countries a border parts."""
        if link.has("b"):
            return seg.has("site_crowded")
        if not link.has("l"):
            return link.has("between") and seg.has("homeland")
        return bool(core.sites) and seg.has("force", "body", "troops", "police_force", "group") and not seg.has("site")

    def _describes(self, core: Core, before: Seg, seg: Seg, text: str) -> bool:
        """Whether a word is an adjective of the core: with the article behind a name or another word
        with it, without it behind a thing or a land without a name."""
        named = bool(core.places) or core.named is not None
        if seg.definite:
            if not (
                named
                or core.definite
                or before.definite
                or before.has("town_ref")
                or any(s.pronoun for s in (*core.sites, *core.admins))
            ):
                return False
            if seg.has("direction"):
                return True
        elif named or core.definite or not (core.sites or core.admins) or seg.has("nation", "no_place", "direction"):
            return seg.has("nation") and not seg.definite and not named and not core.definite
        if seg.has("time", "stop", "say", "count"):
            return False
        if seg.has(*ADJECTIVES):
            return not (seg.has("nation") and core.nation) and (seg.definite or not seg.has("no_place"))
        return seg.definite and not seg.senses and text[seg.end - 1] in self._endings

    def after(self, line: Line, at: int, cores: list[Core]) -> Iterator[Link]:
        """The places at which a further core may begin, likeliest first."""
        segs = line.segs
        if at >= len(segs):
            return
        for end in self._ends(line, at):
            opened = segs[at:end]
            if opened and opened[0].has("on") and not _line_of_land(segs[end]):
                continue
            if not (opened and opened[0].has("from") and not _partial(cores)):
                yield Link(end, next((s for s in opened if s.has("near")), None))
        if segs[at].has("open"):
            close = next((n for n in range(at + 1, min(len(segs), at + BRACKET)) if segs[n].has("close")), None)
            if close is not None:
                yield Link(_step(segs, at + 1), None, True)
        core = cores[-1]
        road = bool(cores[0].sites) and bool(cores[0].sites[0].attr("road", "site"))
        border = any(s.attr("en", "site") == "border" for s in core.sites)
        if at + 1 < len(segs) and ((road and segs[at].has(*ALONG)) or (border and segs[at].has("between", "with"))):
            yield Link(at + 1, named=road)

    def _ends(self, line: Line, at: int) -> list[int]:
        """Where the link rules end that match, the longest first."""
        found = [m.end() for rule in self._rules if (m := rule.pattern.match(line.signs, at)) is not None]
        return sorted(dict.fromkeys(found), reverse=True)


def _line_of_land(seg: Seg) -> bool:
    """Whether a thing is a road or a border: places lie on it."""
    return bool(seg.attr("road", "site")) or seg.attr("en", "site") == "border"


def _partial(cores: list[Core]) -> bool:
    """Whether "from" behind the last core may say what it is a part of: "southern areas of …"."""
    core = cores[-1]
    return core.described or core.wide or bool(core.directions) or (bool(core.admins) and not core.sites)


def _step(segs: list[Seg], at: int) -> int:
    """The position behind a distance that an aside begins with."""
    end = at
    while end < len(segs) and segs[end].has("count", "distance_unit", "measure", "distance_lead", "num", "from"):
        end += 1
    return end
