"""Reports that mention an incident while covering another, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from isnad.group.dates import interval, iso_day
from isnad.group.features import is_point
from isnad.group.recall import PAST
from isnad.group.score import NEAR_KM
from isnad.group.toll import effect_of
from isnad.model.claim import Claim
from isnad.model.incident import Incident, Reading
from isnad.model.values import ArrestValue, CasualtyValue, DateValue, SiteValue
from isnad.places.geometry import haversine_km

LOOK_BACK_DAYS = 400
"""How long before publication an undated background event is looked for."""


TELLING = 20
"""A smaller figure is shared by chance and without a place tells nothing."""
FRESH_DAYS = 2
"""How long after an incident a report that gives its count still tells of it as news."""
UNMISTAKABLE = 100
"""From here on a figure that is no round hundred tells without a country in common."""
UNNAMED = frozenset({*PAST, "other:background"})
"""Events that nothing but their passage tells apart."""
PASSAGE = 150
"""Code points between claims of one passage."""


class Mention(msgspec.Struct, frozen=True):
    """A report's passage about an incident that is not its main one. `covers` is true where the
    report tells it as news of its own, beside the main event."""

    incident: str
    reading: Reading
    claims: tuple[Claim, ...]
    why: str
    covers: bool = False


def mentions(incidents: Sequence[Incident], readings: Sequence[Reading]) -> list[Mention]:
    """Every mention that place and day, place and a figure, or day and a telling figure bear out; in
    the order of the reports.

    Conservative: the same region or the same small number alone is no mention.
    """
    index: dict[tuple[object, ...], list[Incident]] = {}
    counts: dict[tuple[str, int], list[tuple[int, Incident]]] = {}
    for incident in incidents:
        for figure, backing in sorted(_figures(incident).items()):
            counts.setdefault(figure, []).append((backing, incident))
        for key in _cells(incident.site.lat, incident.site.lon, 1) if incident.site.precision != "province" else ():
            index.setdefault(key, []).append(incident)
    out: list[Mention] = []
    for reading in sorted(readings, key=lambda r: r.report.id):
        for claims in _others(reading):
            found = _best(claims, reading, index)
            if found is not None and all(m.id != reading.report.id for m in found[0].members):
                out.append(Mention(found[0].id, reading, claims, found[1]))
                continue
            counted = _by_count(claims, reading, counts)
            if counted is None:
                continue
            news = not _past(claims) and _is_news(reading, counted)
            if news or all(m.id != reading.report.id for m in counted.members):
                why = f"gives the same count in the days of {counted.id}"
                out.append(Mention(counted.id, reading, claims, why, news))
    return out + _same_groups(incidents, readings, {(m.incident, m.reading.report.id) for m in out})


def _same_groups(
    incidents: Sequence[Incident], readings: Sequence[Reading], known: set[tuple[str, str]]
) -> list[Mention]:
    """Counts of people held, told as men of the same groups in the same days, that an affair's own counts
    went through: 320 men of two groups on the day between 251 and 590. At least two groups are in common."""
    out: list[Mention] = []
    affairs = [(i, held) for i in incidents if len(held := _held(i.claims)) > 1 and i.date.low]
    for reading in sorted(readings, key=lambda r: r.report.id) if affairs else ():
        told = _held(reading.claims)
        published = iso_day(reading.report.published)
        if not told or published is None:
            continue
        fits = [
            i
            for i, held in affairs
            if (i.id, reading.report.id) not in known
            and all(m.id != reading.report.id for m in i.members)
            and _is_news(reading, i)
            and _went_through(held, told)
        ]
        if len(fits) == 1:
            claims = tuple(c for c in reading.claims if c.claim in {name for _, _, name in told})
            why = f"counts people held of the same groups in the days of {fits[0].id}"
            out.append(Mention(fits[0].id, reading, claims, why, covers=True))
    return out


Held = list[tuple[int, frozenset[str], str]]


def _held(claims: Iterable[Claim]) -> Held:
    """Telling counts of people held as men of named groups: (number, groups, claim)."""
    return [
        (c.value.low, frozenset(c.value.of), c.claim)
        for c in claims
        if isinstance(c.value, ArrestValue) and c.value.of and (c.value.low or 0) >= UNMISTAKABLE
        if c.stance in ("asserted", "hedged") and not _past((c,))
        if c.value.low is not None
    ]


def _went_through(held: Held, told: Held) -> bool:
    """Whether every count told lies between two of an affair, of the same groups."""
    low, high = min(n for n, _, _ in held), max(n for n, _, _ in held)
    return all(low <= n <= high and any(len(own & groups) >= 2 for _, groups, _ in held) for n, own, _ in told)


def _figures(incident: Incident) -> dict[tuple[str, int], int]:
    """The telling figures of an incident and how many of its reports stand by each."""
    out: dict[tuple[str, int], int] = {}
    for member in incident.members:
        for effect, counts in member.toll.items():
            for low in {c.low for c in counts if c.low and c.low >= TELLING}:
                out[effect, low] = out.get((effect, low), 0) + 1
    return out


def _by_count(
    claims: tuple[Claim, ...], reading: Reading, counts: dict[tuple[str, int], list[tuple[int, Incident]]]
) -> Incident | None:
    """The incident of these days whose count the claims give; of several the one that thrice as many
    reports back as the next, else none."""
    published = iso_day(reading.report.published)
    told = [span for c in claims if isinstance(c.value, DateValue) and (span := interval(c.value, published))]
    if published is None:
        return None
    found: dict[str, tuple[int, Incident]] = {}
    for claim in claims:
        if not isinstance(claim.value, CasualtyValue | ArrestValue) or not claim.value.low:
            continue
        for backing, incident in counts.get((effect_of(claim) or "", claim.value.low), ()):
            low, high = iso_day(incident.date.low), iso_day(incident.date.high)
            if low is None or high is None or not _one_country(claims, claim.value.low, reading, incident):
                continue
            spans = told or [(published - timedelta(days=FRESH_DAYS), published)]
            if any(a <= high + timedelta(days=1) and low - timedelta(days=1) <= b for a, b in spans):
                found[incident.id] = (backing, incident)
    ranked = sorted(found.values(), key=lambda f: (-f[0], f[1].id))
    if not ranked or (len(ranked) > 1 and ranked[0][0] < 3 * ranked[1][0]):
        return None
    return ranked[0][1]


def _one_country(claims: tuple[Claim, ...], figure: int, reading: Reading, incident: Incident) -> bool:
    """Whether the claims may be about the incident's country: they name it, or name none and the
    report does, or nothing contradicts and the figure is unmistakable."""
    own = {c.value.country for c in claims if isinstance(c.value, SiteValue) and c.value.country}
    if own:
        return incident.site.country in own
    named = {c.value.country for c in reading.claims if isinstance(c.value, SiteValue) and c.value.country}
    return incident.site.country in named or (figure >= UNMISTAKABLE and figure % 100 != 0)


def _past(claims: tuple[Claim, ...]) -> bool:
    counts = [c for c in claims if isinstance(c.value, CasualtyValue | ArrestValue)]
    events = [c.event for c in counts or claims]
    return any(e in PAST or e.removeprefix("other:").replace("-", "").isdigit() for e in events)


def _is_news(reading: Reading, incident: Incident) -> bool:
    published, high = iso_day(reading.report.published), iso_day(incident.date.high)
    return published is not None and high is not None and published - high <= timedelta(days=FRESH_DAYS)


def _others(reading: Reading) -> Iterator[tuple[Claim, ...]]:
    """The claims of each other event that a reading tells of. Events that only the words "earlier" or "elsewhere"
    set apart are told from one another by where they stand."""
    by_event: dict[str, list[Claim]] = {}
    passage, end = 0, 0
    for claim in sorted(reading.claims, key=lambda c: (c.evidence.start, c.evidence.end, c.claim)):
        if claim.event == "main" or claim.stance == "denied":
            continue
        event = claim.event
        if event in UNNAMED:
            passage += claim.evidence.start - end > PASSAGE
            end = max(end, claim.evidence.end)
            event = f"{event} {passage}" if event == "other:series" else f"other {passage}"
        by_event.setdefault(event, []).append(claim)
    for _, claims in sorted(by_event.items()):
        yield tuple(claims)


def _cells(lat: float | None, lon: float | None, reach: int) -> Iterator[tuple[object, ...]]:
    if lat is None or lon is None:
        return
    row, column = round(lat * 2), round(lon * 2)
    for r in range(row - reach, row + reach + 1):
        for c in range(column - reach, column + reach + 1):
            yield ("cell", r, c)


def _best(
    claims: tuple[Claim, ...], reading: Reading, index: dict[tuple[object, ...], list[Incident]]
) -> tuple[Incident, str] | None:
    published = iso_day(reading.report.published)
    points = [
        c.value
        for c in claims
        if isinstance(c.value, SiteValue)
        and c.value.lat is not None
        and is_point(c.value.precision, c.value.radius_m or 15_000)
    ]
    found: dict[str, tuple[int, Incident, str]] = {}
    for point in points:
        for key in _cells(point.lat, point.lon, 0):
            for incident in index.get(key, ()):
                points_for, why = _fits(claims, point, incident, published)
                if points_for >= 2:
                    found[incident.id] = (points_for, incident, why)
    if not found:
        return None
    best = max(found.values(), key=lambda f: (f[0], f[1].id))
    ties = [f for f in found.values() if f[0] == best[0]]
    return (best[1], best[2]) if len(ties) == 1 else None


def _fits(claims: tuple[Claim, ...], point: SiteValue, incident: Incident, published: date | None) -> tuple[int, str]:
    """Points and reasons: 2 for the same day, 1 for the same figure on top of a possible day."""
    site = incident.site
    if site.lat is None or site.lon is None or point.lat is None or point.lon is None:
        return 0, ""
    if haversine_km(site.lat, site.lon, point.lat, point.lon) > NEAR_KM + (site.radius_m or 0) / 1000:
        return 0, ""
    low, high = iso_day(incident.date.low), iso_day(incident.date.high)
    told = [interval(c.value, published) for c in claims if isinstance(c.value, DateValue)]
    days = [span for span in told if span]
    if low is None or high is None:
        return 0, ""
    if days and not any(a <= high + timedelta(days=1) and low - timedelta(days=1) <= b for a, b in days):
        return 0, ""
    if not days and (published is None or not timedelta(0) <= published - low <= timedelta(days=LOOK_BACK_DAYS)):
        return 0, ""
    figures = {(effect, count.low) for m in incident.members for effect, counts in m.toll.items() for count in counts}
    same = sorted(
        f"{c.value.low} {effect_of(c)}"
        for c in claims
        if isinstance(c.value, CasualtyValue | ArrestValue) and c.value.low and (effect_of(c), c.value.low) in figures
    )
    score = 2 * bool(days) + len(same)
    reasons = [f"names {site.name}"] + (["same day"] if days else []) + [f"same figure: {s}" for s in same]
    return score, "; ".join(reasons)
