"""The cores of place phrases: a thing, a unit of land, a name, or several of these in a chain."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.extract.sites.placenames import NAMES
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack, Rule
from isnad.places.entry import PlaceEntry

LEAST_NAME = 4
"""Letters of a name that nothing but its place in the sentence makes a name."""
BUILT = frozenset({"airport", "base", "crossing", "road", "site", "camp"})
"""Kinds of gazetteer entries that are things, not land."""


@dataclass(slots=True)
class Core:
    """One part of a phrase: a thing, a unit of land, a name, or several of these in a chain."""

    first: int
    last: int
    sites: list[Seg] = field(default_factory=list)
    admins: list[Seg] = field(default_factory=list)
    places: list[Seg] = field(default_factory=list)
    directions: list[Seg] = field(default_factory=list)
    nation: str | None = None
    capital: bool = False
    wide: bool = False
    many: Seg | None = None
    count: int | None = None
    named: tuple[int, int] | None = None
    definite: bool = False
    title: bool = False
    quoted: bool = False
    named_definite: bool = False
    described: bool = False
    quarter: bool = False
    referred: bool = False
    """Whether it only names again what was named before: "the town"."""

    @property
    def bare(self) -> bool:
        """Whether no name of any kind stands in it."""
        return not (self.places or self.named or self.quarter or (self.capital and self.nation))


def entries(place: Seg) -> tuple[PlaceEntry, ...]:
    """What the gazetteer knows under a `place` segment's name, best first."""
    found: tuple[PlaceEntry, ...] = place.attr("places", "place") or ()
    return found


def kind_of(place: Seg) -> str:
    """The kind of the best known place of that name; "" for a name no map knows."""
    found = entries(place)
    return found[0].kind if found else ""


class CoreReader:
    """Reads the core that begins at a segment, by the rules of stage `sites`."""

    def __init__(self, pack: LanguagePack, stage: tuple[Rule, ...]) -> None:
        self._cores = tuple(rule for rule in stage if rule.attrs.get("part") == "core")
        self._article = pack.lexicon.article
        self._verb_heads: str = next((r.attrs["verb_heads"] for r in stage if "verb_heads" in r.attrs), "")

    def read(self, line: Line, at: int, text: str, linked: bool = False) -> Core | None:
        """The longest core that begins at a segment. Behind a link (`linked`), land spoken of before will do."""
        best: Core | None = None
        signs = line.signs
        for rule in self._cores:
            m = rule.pattern.match(signs, at)
            if m is None or m.end() == at:
                continue
            core = self._read(line, at, m.end(), text, rule.name.endswith("somewhere"), linked)
            if core is not None and (best is None or core.last > best.last):
                best = core
        return best

    def _read(
        self, line: Line, first: int, end: int, text: str, open_end: bool = False, linked: bool = False
    ) -> Core | None:
        """The core in segments [first, end), cut short before a word that is no part of it. A unit of land
        without a name is one where what follows says where it lies (`open_end`)."""
        core = Core(first, first)
        n = first
        while n < end:
            seg = line.segs[n]
            if seg.has("quote"):
                close = next((k for k in range(n + 1, min(end, n + 6)) if line.segs[k].has("quote")), None)
                if close is None:
                    break
                inside = [s for s in line.segs[n + 1 : close] if s.has("place")]
                core.places += inside
                core.quoted = True
                core.named = core.named or (line.segs[n + 1].start, line.segs[close - 1].end)
                n = close + 1
                core.last = n
                continue
            if seg.has("open") or seg.has("close"):
                n += 1
                core.last = n if seg.has("close") else core.last
                continue
            if not self._take(core, seg, line, n, text):
                break
            n += 1
            if not seg.has("l", "b", "dash", "road_link", "between", "and"):
                core.last = n
        if core.last == first or not (
            core.sites or core.admins or core.places or core.wide or core.capital or core.quarter or core.referred
        ):
            return None
        if linked and (core.referred or (core.definite and core.admins)):
            return core
        if open_end and core.last == end and not core.definite and not any(_closed(s) for s in core.admins):
            return core
        return core if whole(core) else None

    def _take(self, core: Core, seg: Seg, line: Line, n: int, text: str) -> bool:
        if seg.has("place"):
            core.places.append(seg)
        elif self._called(core, seg, line, n):
            core.named = (begin(seg, self._article, text), seg.end)
        elif seg.has("site") and not (core.admins and not core.sites and seg.has("admin")):
            if core.places and not core.sites:
                return False
            core.definite = core.definite or (seg.definite and not core.sites)
            core.sites.append(seg)
        elif seg.has("nation") and not seg.has("site_adj"):
            # "The … embassy in the … capital": the second says where.
            core.nation = (
                (seg.attr("nat", "nation") if core.capital else None) or core.nation or seg.attr("nat", "nation")
            )
        elif seg.has("capital"):
            core.capital = True
        elif seg.has("admin", "admin_many") and _joins_ends(core, line.segs[n - 1]):
            return True
        elif seg.has("admin", "admin_many", "reach_area", "homeland"):
            if seg.has("reach_area", "admin_many") and (core.wide or core.count is not None or not seg.has("admin")):
                core.wide = True
                core.many = core.many or seg
            elif seg.has("homeland"):
                core.wide = core.wide or bool(core.directions)
                return core.wide
            core.definite = core.definite or (seg.definite and not core.admins and not core.sites)
            core.admins.append(seg)
        elif seg.has("direction", "middle"):
            if (core.places or core.named or core.sites or core.described) and not seg.definite:
                return False
            core.directions.append(seg)
            core.quarter = core.quarter or (seg.definite and seg.has("direction") and n == core.first)
        elif seg.has("whole"):
            core.wide = True
        elif seg.has("town_ref") and not (core.places or core.admins):
            core.referred = not core.sites
        elif seg.has("ordinal") and (core.places or core.named):
            return seg.definite
        elif seg.has("count"):
            core.count = seg.attr("low", "count")
        elif seg.has("road_link", "between", "and") and core.sites and core.sites[0].attr("road", "site"):
            return True
        elif core.sites and (_title(seg) or _named_after(core, seg, line.segs[n - 1])):
            core.title = True
            core.named = (core.named[0] if core.named else begin(seg, self._article, text), seg.end)
        elif seg.has("site_adj") and core.admins and not core.sites and not core.definite:
            core.described = True
        elif seg.has("l", "b", "dash", "site_of", "site_adj", "name_head", "one_of", "other", "site_limit"):
            return True
        else:
            return self._name(core, seg, line, n, text)
        return True

    @staticmethod
    def _called(core: Core, seg: Seg, line: Line, n: int) -> bool:
        """Whether a known word with the article is the name of what stands before it."""
        if not seg.definite or core.places or n == core.first:
            return False
        if core.admins and _after_unit(line, n):
            return seg.has("site", "name_head") or bool(seg.attr("proper", "admin"))
        road = core.sites and n == core.first + 1 and core.sites[0].attr("road", "site")
        return bool(road) and not line.segs[n - 1].definite and seg.has("admin", "name_head")

    def _name(self, core: Core, seg: Seg, line: Line, n: int, text: str) -> bool:
        """Whether an unknown word goes on a name: after a head, or with the article after a thing."""
        before = line.segs[n - 1]
        called = seg.definite and seg.has("no_place") and before.has("admin") and not before.definite
        if before.has("name_head") and n > core.first + 1:
            called = called or core.title or (seg.definite and bool(core.admins))
        if (any(x.cls not in NAMES for x in seg.senses) and not called) or not text[seg.start].isalpha():
            return _whose(core, seg, before)
        if core.sites and before.has("l") and seg.definite:
            return True  # "A store of wood": what for, not what it is called.
        if before.attr("mapped", "admin"):
            return False  # "The sector of industry": only what the map knows by that word is a land.
        start = begin(seg, self._article, text)
        article = text.startswith(self._article, start)
        if (
            before.has("name_head", "dash", "between", "and")
            or core.title
            or (before.has("admin", "admin_many") and not before.definite)
        ):
            pass
        elif core.sites and core.definite and not core.title:
            # A word with the article behind one with the article describes it; "M4" is a road's name.
            return article or text[seg.start].isascii()
        elif core.sites and (article or (before.has("site") and not before.definite)):
            if not article and text[seg.start] in self._verb_heads:
                return False
        else:
            return False
        core.named_definite = core.named_definite or (article and before.has("site"))
        if core.named is None and before.has("name_head") and not before.has("site", "admin") and n > core.first + 1:
            start = begin(before, self._article, text)
        core.named = (core.named[0] if core.named else start, seg.end)
        return True


def _title(seg: Seg) -> bool:
    """Whether a word is the title of whom a thing is called after; "imam" without the article is "in front of"."""
    return seg.has("office") or (seg.has("site_title") and (seg.definite or not seg.has("near")))


def _named_after(core: Core, seg: Seg, before: Seg) -> bool:
    """Whether a given name is that of a thing or goes on with one: "the Nasser hospital"; "on" is no "Ali" there."""
    if not seg.has("given") or any(x.pos == "particle" for x in seg.senses):
        return core.title and seg.has("given")
    return core.title or (before.has("site") and not (before.definite or before.pronoun))


def _whose(core: Core, seg: Seg, before: Seg) -> bool:
    """Whether a known word with the article says whose the thing before it is: "the camp of the air defence"."""
    if not seg.definite or core.definite or core.places:
        return False
    if not before.has("site") or before.definite or before.pronoun:
        return False
    return all(x.pos not in ("particle", "verb", "sign") for x in seg.senses)


def _closed(unit: Seg) -> bool:
    """Whether a unit of land is none without its name right behind it."""
    return bool(unit.pronoun) or bool(unit.attr("named", "admin"))


def _joins_ends(core: Core, before: Seg) -> bool:
    """Whether a word before the end of a road is next: "the road between the cities of …"."""
    return bool(core.sites) and bool(core.sites[0].attr("road", "site")) and before.has("between", "and")


def _after_unit(line: Line, n: int) -> bool:
    return n > 0 and line.segs[n - 1].has("admin") and not line.segs[n - 1].definite


def whole(core: Core) -> bool:
    """Whether enough was read: a unit of land needs a name, a number, or a thing in it."""
    if core.places or core.sites or core.named or core.described or core.quarter:
        return True
    if core.capital or (core.nation is not None and core.admins):
        return True
    return core.wide and (core.count is not None or core.nation is not None or bool(core.admins or core.directions))


def begin(seg: Seg, article: str, text: str) -> int:
    """Where a segment begins in the text, its article included."""
    n = len(article)
    return seg.start - n if seg.definite and text.startswith(article, seg.start - n) else seg.start


def unknown(line: Line, at: int) -> Core | None:
    """A name that neither the map nor the lexicon knows: one or two such words."""
    end = at
    segs = line.segs
    headed = at + 1 < len(segs) and segs[at].has("name_head") and not segs[at].has("site", "admin")
    if headed and not segs[at + 1].has("stop", "comma", "in", "from", "and", "sign"):
        return Core(at, at + 2, named=(segs[at].start, segs[at + 1].end))
    while end < len(segs) and end - at < 2 and _nameless(line, end):
        end += 1
    if end == at:
        return None
    return Core(at, end, named=(line.segs[at].start, line.segs[end - 1].end))


def _nameless(line: Line, n: int) -> bool:
    seg = line.segs[n]
    return not seg.senses and not seg.pronoun and seg.end - seg.start >= LEAST_NAME
