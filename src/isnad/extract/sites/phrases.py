"""Place phrases of a sentence: what stands where, read part by part by the rules of stage `sites`."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.extract import eventwords
from isnad.extract.parsed import Sentence
from isnad.extract.sites.core import LEAST_NAME, Core, CoreReader, begin, entries, kind_of, unknown, whole
from isnad.extract.sites.links import Link, Links
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack, Rule

STARTS = frozenset(
    {"place", "admin", "admin_many", "capital", "site", "near", "direction", "middle", "whole", "one_of", "reach_area"}
    | {"distance_lead", "distance_unit", "measure", "count", "quote", "name_head", "site_limit", "between"}
)
MOST_CORES = 6


@dataclass(slots=True)
class Phrase:
    """A place phrase: segments [first, last) of `line`, text [start, end) of the report."""

    line: Line
    first: int
    last: int
    start: int
    end: int
    cores: list[Core]
    near: Seg | None = None
    distance: Seg | None = None
    also: list[Seg] = field(default_factory=list)
    """Further places of a list: "in … and …"."""

    @property
    def sites(self) -> list[Seg]:
        return [s for core in self.cores for s in core.sites]

    @property
    def places(self) -> list[Seg]:
        return [p for core in self.cores for p in core.places]


class PhraseReader:
    """Reads the place phrases of lines that carry `place` segments."""

    def __init__(self, pack: LanguagePack) -> None:
        stage = pack.stage("sites")
        self._leads = tuple(rule for rule in stage if rule.attrs.get("part") == "lead")
        self._cores = CoreReader(pack, stage)
        self._links = Links(stage)
        self._starts = frozenset(pack.lexicon.alphabet.signs(STARTS))
        self._article = pack.lexicon.article
        self._unknown = pack.lexicon.unknown

    def phrases(self, sentence: Sentence, line: Line) -> list[Phrase]:
        """Every place phrase of the line, left to right; they do not overlap."""
        out: list[Phrase] = []
        text = sentence.parsed.folded.text
        at = 0
        signs, starts = line.signs, self._starts
        while at < len(signs):
            found = None
            if signs[at] in starts:
                found = self._phrase(line, at, text) if not _wrecked(line.segs, at) else None
            elif signs[at] == self._unknown and at and line.segs[at - 1].has("in", "b"):
                found = self._uncharted(line, at, text)
            if found is None:
                at += 1
                continue
            out.append(found)
            at = max(found.last, at + 1)
        return out

    def _phrase(self, line: Line, at: int, text: str) -> Phrase | None:
        first = at
        lead = _longest(self._leads, line, at)
        near = distance = None
        if lead is not None:
            rule, end = lead
            if rule.name.endswith("near"):
                near = line.segs[at]
            elif not _measures(line.segs[at:end]):
                return None
            else:
                distance = line.segs[at]
            at = end
        core = self._cores.read(line, at, text)
        if core is None and _names(near, line.segs[first:at]):
            core = unknown(line, at)
        if core is None or (near is not None and near.has("between") and _party(core)):
            return None  # "Between Syria and Iraq" are talks and borders.
        cores = [core]
        found = self._linked(line, cores, text)
        if near is None:
            near = found
        if cores[0].bare and not cores[0].sites and not whole(cores[0]) and len(cores) == 1:
            return None
        last, also = _listed(line, cores)
        if near is not None and near.has("between") and _capital(core) and not any(_same_land(core, p) for p in also):
            return None  # "Between Washington and Damascus" are talks too.
        if also or (near is not None and near.has("between") and last < len(line.segs)):
            if not also:
                last = _other_end(line.segs, last)
            # "… and …, in …": what lies behind the list holds for all of it.
            cores[-1].last = last
            self._linked(line, cores, text)
            last = cores[-1].last
        start = begin(line.segs[first], self._article, text)
        end = line.segs[last - 1].end
        if line.segs[last - 1].has("quote") and sum(s.has("quote") for s in line.segs[first:last]) == 1:
            end = line.segs[last - 2].end
        return Phrase(line, first, last, start, end, cores, near, distance, also)

    def _uncharted(self, line: Line, at: int, text: str) -> Phrase | None:
        """A name that no map knows, where the land that it lies in follows: "in … in the state of …"."""
        core = unknown(line, at)
        if core is None:
            return None
        cores = [core]
        self._linked(line, cores, text)
        if len(cores) == 1 or not cores[1].admins or not cores[1].places or cores[1].sites:
            return None
        last = cores[-1].last
        return Phrase(line, at, last, line.segs[at].start, line.segs[last - 1].end, cores)

    def _linked(self, line: Line, cores: list[Core], text: str) -> Seg | None:
        """Add the cores that go on behind the first; the word of nearness that ties the first to a name."""
        near: Seg | None = None
        while True:
            core = cores[-1]
            core.last = self._links.tail(line, core, text)
            if len(cores) >= MOST_CORES:
                return near
            for link in self._links.after(line, core.last, cores):
                found = self._next(line, link, cores, text)
                if found is not None:
                    break
            else:
                return near
            if near is None and core.bare and link.near is not None:
                near = link.near
            cores.append(found)

    def _next(self, line: Line, link: Link, cores: list[Core], text: str) -> Core | None:
        core = self._cores.read(line, link.at, text, linked=True)
        if core is None and (link.named or _names(link.near, []) or _expects(cores)):
            core = unknown(line, link.at)
        if core is None or not link.bracket:
            return core
        # An aside in brackets is a place if it holds nothing else.
        end = self._links.tail(line, core, text)
        if end >= len(line.segs) or not line.segs[end].has("close"):
            return None
        core.last = end + 1
        return core


def _party(core: Core) -> bool:
    """Whether a core names only countries."""
    return all(kind_of(p) == "country" for p in core.places)


def _capital(core: Core) -> bool:
    """Whether a core is the bare name of a capital."""
    return not core.sites and any(e.capital for p in core.places for e in entries(p)[:1])


def _same_land(core: Core, place: Seg) -> bool:
    """Whether a place lies in the country of a core's."""
    lands = {e.country for p in core.places for e in entries(p)}
    return any(e.country in lands for e in entries(place)[:1])


def _wrecked(segs: list[Seg], at: int) -> bool:
    """Whether a thing that moves is what an event befell, not where: "the train crash"."""
    if not at or segs[at].definite or not segs[at].attr("moving", "site"):
        return False
    return segs[at - 1].has("event_noun", *eventwords.NOUNS) and not segs[at - 1].definite


def _other_end(segs: list[Seg], at: int) -> int:
    """The end of "between … and …" where no map knows the second name."""
    end = at + segs[at].has("and")
    known = end >= len(segs) or bool(segs[end].senses) or segs[end].end - segs[end].start < LEAST_NAME
    return at if known else end + 1


def _listed(line: Line, cores: list[Core]) -> tuple[int, list[Seg]]:
    """Where a phrase ends, with the places that are listed behind its only name or behind units in the plural."""
    segs, last = line.segs, cores[-1].last
    also: list[Seg] = []
    core = cores[-1]
    if not core.places or core.sites or kind_of(core.places[0]) == "country":
        return last, also
    if len(cores) > 1 and core.many is None:
        return last, also
    last = _aside(segs, last)
    while last + 1 < len(segs) and segs[last].has("and", "comma"):
        at = last + 1 + (segs[last].has("comma") and segs[last + 1].has("and"))
        if at >= len(segs) or not segs[at].has("place") or kind_of(segs[at]) == "country":
            break
        also.append(segs[at])
        last = _aside(segs, at + 1)
    return last, also


def _aside(segs: list[Seg], at: int) -> int:
    """The end of a direction in brackets that follows a name: "(north)"."""
    if at + 2 < len(segs) and segs[at].has("open") and segs[at + 2].has("close"):
        return at + 3 if segs[at + 1].has("direction", "middle") else at
    return at


def _names(near: Seg | None, lead: list[Seg]) -> bool:
    """Whether a lead is followed by a name, whatever it is: "near …", "20 kilometres from …"."""
    if near is not None:
        return not (near.attr("soft", "near") or near.attr("vague", "near"))
    return bool(lead) and lead[0].has("distance_lead")


def _expects(cores: list[Core]) -> bool:
    """Whether a name is to be expected: behind a thing without one and a preposition."""
    return len(cores) == 1 and bool(cores[0].sites) and cores[0].bare and not cores[0].definite


def _longest(rules: tuple[Rule, ...], line: Line, at: int) -> tuple[Rule, int] | None:
    best: tuple[Rule, int] | None = None
    for rule in rules:
        m = rule.pattern.match(line.signs, at)
        if m is not None and m.end() >= at and (best is None or m.end() > best[1]):
            best = (rule, m.end())
    return best


def _measures(segs: list[Seg]) -> bool:
    """Whether a lead really is a distance: lengths, not hours or money."""
    for seg in segs:
        if seg.has("measure"):
            return bool(seg.attr("unit", "measure") == "length")
    return True
