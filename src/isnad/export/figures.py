"""Geometry of the reported figures: one mark a claim, by time of publication or by report.

Pixels, always left to right: a number line and a clock do not turn round with the language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from isnad.export.describe import effect_of
from isnad.export.facts import ATTACKER, Effect
from isnad.model.claim import Claim
from isnad.model.incident import Member
from isnad.model.record import Record
from isnad.model.values import ArrestValue, CasualtyValue

WIDTH, HEIGHT = 720, 250
LEFT, RIGHT, TOP, BOTTOM = 46, 18, 22, 34
UNDATED = 84
"""Width of the strip at the left where claims of undated reports stand."""
ROW = 26
NAMES = 190
_STEP = 15
"""Distance between marks that would fall on one another."""
MOST_MARKS = 150
"""Above this many claims, those of one figure, time and kind of teller are one mark with their number."""
MOST_ROWS = 40
"""Above this many reports, rows are kinds of tellers."""
CLASSES: Mapping[str, tuple[str, ...]] = {
    "official": ("official", "government", "spokesperson"),
    "force": ("military", "police"),
    "medical": ("medical",),
    "group": ("group",),
    "press": ("agency", "outlet"),
    "people": (),
}
"""Who says it, as drawn; any other type of teller is "people", a report that names none is "press"."""


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Mark:
    """One claim, or several that say the same (`claims`).

    `more` is "at least"; `hollow` less than asserted; `part` no figure for everybody;
    `copy` words of another report; `crossed` given up later; `to` the far end of a vague
    figure on the axis of figures, None for a figure that is one number.
    """

    x: float
    y: float
    claims: tuple[Claim, ...]
    teller: str
    more: bool
    hollow: bool
    part: bool
    copy: bool
    crossed: bool
    to: float | None


@dataclass(frozen=True)
class RowOf:
    """A row of the chart by report: a report's id or, for many, a kind of teller."""

    y: float
    report: str | None
    teller: str | None


@dataclass(frozen=True)
class FigureChart:
    """Reported figures of one effect. `rows` is empty where time runs along the chart."""

    effect: str
    height: int
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    values: tuple[Tick, ...]
    band: tuple[float, float] | None
    steps: str
    rows: tuple[RowOf, ...]
    undated: bool
    gathered: bool

    @property
    def start(self) -> int:
        """Where the scale begins."""
        return NAMES if self.rows else LEFT + (UNDATED if self.undated else 0)

    def shows(self, feature: str) -> bool:
        """Whether any mark has a feature that the legend explains, or a kind of teller."""
        if feature == "vague":
            return any(m.to is not None for m in self.marks)
        return any(feature == m.teller or getattr(m, feature, False) is True for m in self.marks)


def moment(iso: str | None) -> float | None:
    """Seconds since the epoch of an ISO date or date-time, None when it is neither."""
    if not iso:
        return None
    try:
        read = datetime.fromisoformat(iso)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def teller_class(claim: Claim) -> str:
    """The kind of the innermost teller, as drawn."""
    if not claim.attribution:
        return "press"
    kind = claim.attribution[-1].type
    return next((name for name, types in CLASSES.items() if kind in types), "people")


def figure_chart(record: Record, block: Effect) -> FigureChart | None:
    """The chart of one effect; None when fewer than two claims give a figure.

    Time runs along it where two different times of publication are known, else each report has a row.
    """
    members = {m.id: m for m in record.incident.members}
    told = [c for c in record.incident.claims if _counts(c, block.effect) and c.report in members]
    if len(told) < 2:
        return None
    reasons = _reasons(record, block.effect)
    whens = {c.report: moment(members[c.report].published) for c in told}
    times = sorted({when for when in whens.values() if when is not None})
    ordered = sorted(told, key=lambda c: (whens[c.report] or 0.0, c.report, c.evidence.start, c.claim))
    top = nice_top(max(_figure(c) for c in told))
    marks = [_mark(c, members[c.report], reasons) for c in ordered]
    gathered = len(marks) > MOST_MARKS
    if len(times) < 2:
        return _by_report(block, marks, list(members.values()), top, gathered)
    return _by_time(block, marks, whens, times, top, gathered)


def _counts(claim: Claim, effect: str) -> bool:
    value = claim.value
    if not isinstance(value, CasualtyValue | ArrestValue) or value.role == ATTACKER:
        return False
    numbered = value.low is not None or value.high is not None
    return numbered and claim.event == "main" and effect_of(claim) == effect


def _reasons(record: Record, effect: str) -> dict[str, str]:
    """Claim to the reason for which the range leaves it out."""
    found = record.rules.get("range", {}).get(effect)
    rows = found.get("set_aside", ()) if isinstance(found, Mapping) else ()
    return {str(row["claim"]): str(row["reason"]) for row in rows}


def _figure(claim: Claim) -> int:
    """The number a claim is drawn at: the top of what it says, or its lower bound."""
    assert isinstance(claim.value, CasualtyValue | ArrestValue)
    high, low = claim.value.high, claim.value.low
    return high if high is not None else low or 0


def _mark(claim: Claim, member: Member, reasons: Mapping[str, str]) -> Mark:
    """The mark without its place."""
    assert isinstance(claim.value, CasualtyValue | ArrestValue)
    stands = member.toll.get(effect_of(claim) or "", ())
    whole = any((c.low, c.high) == (claim.value.low, claim.value.high) for c in stands)
    reason = reasons.get(claim.claim, "")
    crossed = reason.startswith("superseded")
    low, high = claim.value.low, claim.value.high
    return Mark(
        x=0,
        y=0,
        claims=(claim,),
        teller=teller_class(claim),
        more=high is None,
        hollow=claim.stance != "asserted",
        part=not whole and not crossed and reason != "copy",
        copy=reason == "copy",
        crossed=crossed,
        to=float(low) if low is not None and high is not None and low != high else None,
    )


def _by_time(
    block: Effect,
    marks: Sequence[Mark],
    whens: Mapping[str, float | None],
    times: Sequence[float],
    top: int,
    gathered: bool,
) -> FigureChart:
    undated = any(whens[m.claims[0].report] is None for m in marks)
    start = LEFT + (UNDATED if undated else 0)

    def x(when: float | None) -> float:
        room = WIDTH - RIGHT - start - 60
        if when is None:
            return LEFT + 16.0
        return round(start + 24 + room * (when - times[0]) / (times[-1] - times[0]), 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)

    placed = [
        replace(m, x=x(whens[m.claims[0].report]), y=y(_figure(m.claims[0])), to=None if m.to is None else y(m.to))
        for m in marks
    ]
    placed = _spread(_gathered(placed) if gathered else placed)
    high = block.high if block.high is not None else block.low
    return FigureChart(
        effect=block.effect,
        height=HEIGHT,
        marks=tuple(placed),
        ticks=tuple(_time_ticks(times, x)),
        values=tuple(Tick(y(v), str(v)) for v in _values(top)),
        band=(y(high), y(block.low)) if block.low is not None and high is not None else None,
        steps=_steps([m for m in placed if m.x >= start]),
        rows=(),
        undated=undated,
        gathered=gathered,
    )


def _by_report(
    block: Effect, marks: Sequence[Mark], members: Sequence[Member], top: int, gathered: bool
) -> FigureChart:
    telling = {m.claims[0].report for m in marks}
    many = len(telling) > MOST_ROWS
    keys = [c for c in CLASSES if any(m.teller == c for m in marks)] if many else [m.id for m in members]
    keys = [k for k in keys if many or k in telling]
    at = {key: TOP + ROW / 2 + i * ROW for i, key in enumerate(keys)}

    def x(value: float) -> float:
        return round(NAMES + 16 + (WIDTH - NAMES - RIGHT - 40) * value / top, 1)

    placed = [
        replace(
            m,
            x=x(_figure(m.claims[0])),
            y=at[m.teller if many else m.claims[0].report],
            to=None if m.to is None else x(m.to),
        )
        for m in marks
    ]
    high = block.high if block.high is not None else block.low
    return FigureChart(
        effect=block.effect,
        height=TOP + ROW * len(keys) + BOTTOM,
        marks=tuple(_spread(_gathered(placed) if gathered or many else placed)),
        ticks=(),
        values=tuple(Tick(x(v), str(v)) for v in _values(top)),
        band=(x(block.low), x(high)) if block.low is not None and high is not None else None,
        steps="",
        rows=tuple(RowOf(y, None if many else key, key if many else None) for key, y in at.items()),
        undated=False,
        gathered=gathered or many,
    )


def _gathered(marks: Sequence[Mark]) -> list[Mark]:
    """Marks of one look at nearly one place made one, in the order of their first."""
    found: dict[tuple[object, ...], Mark] = {}
    for mark in marks:
        bare = replace(mark, claims=(), x=0, y=0)
        key = (round(mark.x / 24), round(mark.y, 1), bare)
        known = found.get(key)
        found[key] = replace(known, claims=known.claims + mark.claims) if known else mark
    return list(found.values())


def _spread(marks: Sequence[Mark]) -> list[Mark]:
    """Marks moved to the right until none covers another, as far as there is room."""
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    out = []
    for mark in marks:
        x, row = mark.x, round(mark.y / _STEP)
        while x < WIDTH - 10 and any(
            abs(x - ox) < _STEP - 2 and abs(mark.y - oy) < _STEP - 3
            for r in (row - 1, row, row + 1)
            for c in (int(x / _STEP) - 1, int(x / _STEP), int(x / _STEP) + 1)
            for ox, oy in cells.get((r, c), ())
        ):
            x += 3
        x = round(min(x, WIDTH - 10), 1)
        cells.setdefault((row, int(x / _STEP)), []).append((x, mark.y))
        out.append(replace(mark, x=x))
    return out


def _steps(marks: Sequence[Mark]) -> str:
    """The highest figure reports stood by at each time, as an SVG path of steps."""
    tops: list[tuple[float, float]] = []
    for mark in sorted((m for m in marks if not m.part and not m.crossed), key=lambda m: (m.x, m.y)):
        if tops and mark.x - tops[-1][0] < 2 * _STEP:
            tops[-1] = (tops[-1][0], min(tops[-1][1], mark.y))
        else:
            tops.append((mark.x, mark.y))
    if len(tops) < 2:
        return ""
    return f"M{tops[0][0]},{tops[0][1]}" + "".join(f"H{x}V{y}" for x, y in tops[1:])


def nice_top(value: int) -> int:
    """A round number at or above `value` that four steps divide."""
    if value <= 4:
        return 4
    size = int(10 ** (len(str(value)) - 1))
    return next(step * size for step in (1, 2, 4, 5, 8, 10, 20) if step * size >= value)


def _values(top: int) -> list[int]:
    step = max(1, top // 4)
    return list(range(0, top + 1, step))


def _time_ticks(times: Sequence[float], x: Callable[[float], float]) -> list[Tick]:
    """At most six ticks, days where reports fall on several days, else hours."""
    stamps = [datetime.fromtimestamp(t, UTC) for t in times]
    one_day = stamps[0].date() == stamps[-1].date()
    labels: dict[str, float] = {}
    for when, stamp in zip(times, stamps, strict=True):
        labels.setdefault(stamp.strftime("%H:%M" if one_day else "%Y-%m-%d"), x(when))
    ticks: list[Tick] = []
    for label, at in labels.items():
        if not ticks or at - ticks[-1].at >= 92:
            ticks.append(Tick(at, label))
    return ticks
