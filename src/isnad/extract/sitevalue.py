"""The value of an event site: its point, how fine it is, and an English name for it."""

from __future__ import annotations

from isnad.extract.parsed import ParsedReport
from isnad.extract.sites import BUILT, Core, Phrase, entries
from isnad.extract.siteties import Tie
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack
from isnad.model.values import SiteValue
from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer

LARGE = 500_000
"""A city of so many people is a district, not a place itself."""
NEAR_M = 10_000
THING_M = 3_000
AREA_M = 15_000
FINE = frozenset({"locality", "quarter", "camp", *BUILT})
WIDE = frozenset({"province", "region", "sea", "desert", "border"})


class SiteMaker:
    """Makes values with one pack and one gazetteer."""

    def __init__(self, pack: LanguagePack, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._latin: dict[str, str] = pack.settings.get("latin", {})
        self._article = pack.lexicon.article

    def value(self, parsed: ParsedReport, phrase: Phrase, tie: Tie, weights: dict[str, float]) -> SiteValue | None:
        """The site a phrase names; None where the words name nothing on a map and no thing."""
        chosen = choose(phrase, weights, self._gazetteer)
        finest = chosen[0] if chosen else None
        precision = precision_of(phrase, finest)
        raw = parsed.raw_span(phrase.cores[0].first and _first(phrase), phrase.end).of(parsed.report.text)
        country = finest.country if finest is not None else _country(phrase)
        point = finest if finest is not None and precision not in ("country", "province") else None
        return SiteValue(
            name=self._name(parsed, phrase, chosen),
            name_ar=" ".join(raw.split()),
            precision=precision,
            admin1=(finest.admin1 or None) if finest is not None and finest.kind != "country" else None,
            country=country,
            lat=point.lat if point else None,
            lon=point.lon if point else None,
            radius_m=_radius(phrase, point, precision) if point else None,
            place_id=finest.id if finest is not None else None,
        )

    def _name(self, parsed: ParsedReport, phrase: Phrase, chosen: list[PlaceEntry]) -> str:
        left = list(chosen)
        parts: list[str] = []
        for core in phrase.cores:
            text = self._core_name(parsed, core, left)
            if text:
                parts.append(text)
        if not parts and chosen:
            parts.append(chosen[0].name)
        name = parts[0] if parts else ""
        for n, part in enumerate(parts[1:]):
            joint = " in " if n == 0 and phrase.cores[0].sites and not phrase.cores[0].places else ", "
            name += joint + part
        if phrase.near is not None:
            return f"{phrase.near.attr('en', 'near') or 'near'} {name}"
        return f"near {name}" if phrase.distance is not None else name

    def _core_name(self, parsed: ParsedReport, core: Core, left: list[PlaceEntry]) -> str:
        known = ", ".join(left.pop(0).name for p in core.places if left)
        named = self.latin(parsed.folded.text[slice(*core.named)]) if core.named and not known else ""
        proper = known or named
        if core.many is not None or core.wide:
            return self._wide_name(core, proper)
        for site in core.sites:
            thing = str(site.attr("en", "site"))
            proper = f"{thing} {proper}".strip() if thing.endswith(" of") else f"{proper} {thing}".strip()
            if not known:
                proper = proper.removesuffix(" of")
        for admin in core.admins if not core.sites else []:
            unit = str(admin.attr("en", "admin") or "")
            if unit in SAID:
                proper = f"{proper} {unit}".strip()
        way = " ".join(str(d.attr("en", "direction") or d.attr("en", "middle")) for d in core.directions[:1])
        return f"{way} {proper}".strip()

    @staticmethod
    def _wide_name(core: Core, proper: str) -> str:
        unit = str(core.many.attr("en", "admin_many") or "areas") if core.many is not None else "areas"
        if core.count is not None:
            return f"{core.count} {unit}" + (f" of {proper}" if proper else "")
        return (
            f"several {unit} of {proper}" if core.many is not None and unit != "areas" else f"all over {proper}".strip()
        )

    def latin(self, folded: str) -> str:
        """A name in Latin letters, letter for letter by the pack's table."""
        out = []
        for word in folded.split():
            article = word.startswith(self._article) and len(word) > len(self._article) + 1
            stem = word[len(self._article) :] if article else word
            text = "".join(self._latin.get(c, c) for c in stem)
            out.append(("al-" if article else "") + text.capitalize())
        return " ".join(out)


SAID = frozenset({"countryside", "desert", "area", "valley", "mountains", "island", "camp", "beach", "mount"})


def _first(phrase: Phrase) -> int:
    return phrase.line.segs[phrase.cores[0].first].start


def _country(phrase: Phrase) -> str | None:
    return next((c.nation for c in phrase.cores if c.nation), None)


def choose(phrase: Phrase, weights: dict[str, float], gazetteer: Gazetteer) -> list[PlaceEntry]:
    """For every name of a phrase the place meant, finest first, each in keeping with the next wider.

    Weighs how well known a place is, the country's share in the report, the unit of land named
    before it, and whether it lies in the wider place that the phrase goes on to name.
    """
    nation = _country(phrase)
    outer: PlaceEntry | None = None
    out: list[PlaceEntry] = []
    for core in reversed(phrase.cores):
        levels = _levels(core)
        for place in reversed(core.places):
            best = max(
                entries(place),
                key=lambda e: (_score(e, outer, nation, weights, levels), e.id),
            )
            out.insert(0, best)
            outer = best
    if not out:
        capital = next((c.nation for c in phrase.cores if c.capital and c.nation), None)
        found = gazetteer.capital(capital) if capital else None
        return [found] if found is not None else []
    return out


def _levels(core: Core) -> frozenset[str]:
    units = {a.attr("prec", "admin") for a in core.admins}
    if "province" in units or any(a.attr("en", "admin") == "countryside" for a in core.admins):
        return frozenset({"province", "region"})
    if core.admins and core.admins[-1].attr("en", "admin") in ("city", "town", "village"):
        return frozenset({"locality"})
    return frozenset({"district", "locality", "quarter"}) if core.admins else frozenset()


def _score(
    e: PlaceEntry, outer: PlaceEntry | None, nation: str | None, weights: dict[str, float], levels: frozenset[str]
) -> float:
    score = e.rank + 500.0 * weights.get(e.country, 0.0)
    if weights and e.country not in weights:
        score -= 150.0
    if levels:
        score += 200.0 if e.kind in levels else 0.0
    if nation is not None:
        score += 400.0 if e.country == nation else -400.0
    if outer is not None:
        score += 400.0 if e.country == outer.country else -600.0
        if outer.kind != "country" and e.admin1_id == outer.admin1_id:
            score += 300.0
    return score


def precision_of(phrase: Phrase, finest: PlaceEntry | None) -> str:
    """exact, near, district, province or country, after the words and what the place is."""
    core = phrase.cores[0]
    if core.wide:
        return _wide_precision(core, finest)
    near = phrase.near is not None and not (phrase.near.attr("soft", "near") and phrase.sites)
    if finest is None:
        if phrase.sites or phrase.near is not None:
            return "near" if near or phrase.distance is not None else "exact"
        return str(core.admins[0].attr("prec", "admin") or "district") if core.admins else "district"
    if near or phrase.distance is not None:
        return "near" if finest.kind != "country" else "country"
    if phrase.sites:
        return _thing_precision(phrase, finest)
    return _land_precision(core, finest)


def _wide_precision(core: Core, finest: PlaceEntry | None) -> str:
    if finest is None or finest.kind == "country":
        return "country"
    return "province" if finest.kind in WIDE else "district"


def _thing_precision(phrase: Phrase, finest: PlaceEntry) -> str:
    core = phrase.cores[0]
    if core.sites and core.sites[0].attr("road", "site"):
        return "near"
    if core.named or finest.kind in FINE or finest.kind == "district":
        return "exact"
    if any(a.attr("en", "admin") == "countryside" for c in phrase.cores for a in c.admins):
        return "near"
    return "country" if finest.kind == "country" else "province"


def _land_precision(core: Core, finest: PlaceEntry) -> str:
    if finest.kind == "country":
        return "province" if core.directions else "country"
    if any(a.attr("en", "admin") == "countryside" for a in core.admins):
        return "province" if finest.kind == "province" else "district"
    if finest.kind in WIDE:
        return "district" if finest.kind == "desert" else "province"
    if core.directions:
        return "district"
    units = [str(a.attr("prec", "admin")) for a in core.admins]
    if finest.kind == "district" or "district" in units:
        return "district"
    return "district" if finest.population >= LARGE else "exact"


def _radius(phrase: Phrase, place: PlaceEntry, precision: str) -> int:
    if precision == "near":
        return max(NEAR_M, place.radius_m)
    if precision == "exact" and (phrase.sites or place.kind in BUILT):
        return THING_M if place.kind in BUILT else max(THING_M, min(place.radius_m, AREA_M))
    return max(place.radius_m, THING_M) if precision == "exact" else max(AREA_M, place.radius_m)


def site_seg(phrase: Phrase) -> Seg | None:
    """The thing a phrase names first, if any."""
    return phrase.sites[0] if phrase.sites else None
