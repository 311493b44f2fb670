"""Days as sources write them, checked but not worked out; and which of several is the day of publication."""

from __future__ import annotations

import datetime
import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from email.utils import parsedate_to_datetime
from importlib import resources

import msgspec

from isnad.model.report import DateFound

_ISO_DAY = re.compile(r"((?:19|20)[0-9][0-9])-([0-9]{2})-([0-9]{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_CLOCK = re.compile(r"[1-9]")
_DIGITS = {
    ord(char): str(unit) for base in (0x660, 0x6F0) for unit, char in enumerate(map(chr, range(base, base + 10)))
}
_LONGEST = 2_000
"""Of a text that may hold a day no more than this is looked at."""


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day in words or figures: where it stands, and what is doubtful about it ("" when nothing)."""

    start: int
    end: int
    value: str
    doubt: str = ""


def iso_day(value: str) -> str | None:
    """`value` itself where it begins with an ISO day, the ISO form of an RFC 2822 date, else None."""
    value = value.strip()
    if found := _ISO_DAY.match(value):
        return value if _day(int(found[1]), int(found[2]), int(found[3])) else None
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def written_days(text: str) -> Iterator[Day]:
    """The full dates (day, month, year) in a short text, in order: month names in the spellings of
    months.toml, Levantine and Maghrebi ones too, in any digits; or figures."""
    text = text[:_LONGEST]
    plain = text.translate(_DIGITS)
    found = []
    for hit in _YEAR_FIRST.finditer(plain):
        found.append((hit, _day(int(hit[1]), int(hit[3]), int(hit[4])), ""))
    for hit in _YEAR_LAST.finditer(plain):
        first, second = int(hit[1]), int(hit[3])
        doubt = "" if first > 12 or first == second else "day and month may be the other way round"
        found.append((hit, _day(int(hit[4]), second, first), doubt))
    pattern, numbers = _named()
    for hit in pattern.finditer(_fold(plain)):
        name = " ".join((hit["m1"] or hit["m2"]).split())
        value = _day(int(hit["y1"] or hit["y2"]), numbers[name], int(hit["d1"] or hit["d2"]))
        found.append((hit, value, ""))
    for hit, value, doubt in sorted(found, key=lambda item: item[0].start()):
        if value:
            yield Day(start=hit.start(), end=hit.end(), value=value, doubt=doubt)


def settle(found: Sequence[DateFound], *, retrieved: str | None = None) -> tuple[str | None, tuple[DateFound, ...]]:
    """The day of publication out of `found` (best source first), and each with its verdict.

    The first one that is trusted is chosen. Not trusted: 1 January without a time of day (what
    templates write who do not know), a day after the visit, and what a caller has doubts about
    (a verdict already given).
    """
    chosen: DateFound | None = None
    told = []
    for one in found:
        doubt = one.verdict or _doubt(one.value, retrieved)
        if chosen is None and not doubt:
            chosen = one
            agree = sum(other.value[:10] == one.value[:10] for other in found) - 1
            verdict = f"chosen: best source with a day to trust; {agree} of {len(found) - 1} others agree"
        elif doubt:
            verdict = f"not chosen: {doubt}"
        else:
            same = chosen is not None and chosen.value[:10] == one.value[:10]
            verdict = f"not chosen: {'the same day' if same else 'another day'} from a source that comes later"
        told.append(msgspec.structs.replace(one, verdict=verdict))
    return (chosen.value if chosen else None), tuple(told)


def apart(dates: Sequence[DateFound]) -> DateFound | None:
    """A day not chosen, without any doubt about it, that lies more than a day from the chosen one."""
    chosen = next((d for d in dates if d.verdict.startswith("chosen")), None)
    for other in dates:
        if chosen is not None and "another day" in other.verdict:
            days = [datetime.date.fromisoformat(d.value[:10]) for d in (chosen, other)]
            if abs((days[0] - days[1]).days) > 1:
                return other
    return None


def _doubt(value: str, retrieved: str | None) -> str:
    if value[5:10] == "01-01" and not _CLOCK.search(value[10:19]):
        return "1 January without a time of day is what templates fill in"
    visit = iso_day(retrieved or "")
    if visit and _later(value[:10], visit[:10]):
        return "lies after the day on which it was fetched"
    return ""


def _later(day: str, visit: str) -> bool:
    limit = datetime.date.fromisoformat(visit) + datetime.timedelta(days=1)
    return datetime.date.fromisoformat(day) > limit


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


@functools.cache
def _tables() -> tuple[dict[int, str | None], dict[str, int]]:
    table = tomllib.loads((resources.files(__package__) / "months.toml").read_text(encoding="utf-8"))
    fold: dict[int, str | None] = {ord(letter): to for letter, to in table["fold"].items()}
    # What is dropped when names are compared becomes a space, so that offsets hold.
    fold |= {ord(sign): " " for sign in table["drop"]}
    names = {}
    for number, spellings in table["months"].items():
        for name in spellings:
            names[" ".join(name.translate(fold).lower().split())] = int(number)
    return fold, names


def _fold(text: str) -> str:
    """Folded letter by letter: offsets stay those of `text`."""
    fold, _ = _tables()
    return "".join(char if len(char) == 1 else char[0] for char in (c.lower() for c in text.translate(fold)))


@functools.cache
def _named() -> tuple[re.Pattern[str], dict[str, int]]:
    """Day month [other name of the month] year, or month day year."""
    _, names = _tables()
    some = "|".join(re.escape(n).replace(r"\ ", r"\s{1,3}") for n in sorted(names, key=lambda n: (-len(n), n)))
    gap = r"[\s/\-–(),.،]{1,4}"
    first = rf"(?<!\d)(?P<d1>\d{{1,2}}){gap}(?P<m1>{some})(?:{gap}(?:{some}))?{gap}(?P<y1>(?:19|20)\d\d)(?!\d)"
    second = rf"(?<!\w)(?P<m2>{some}){gap}(?P<d2>\d{{1,2}}){gap}(?P<y2>(?:19|20)\d\d)(?!\d)"
    return re.compile(f"{first}|{second}"), names
