"""Figures of every kind in a line: counts and what a count of people never is.

Above the numbers that `reduce_numbers` joins this reads fractions ("three quarters", "one in three",
"two parts in a hundred", "3/4"), a whole and its fraction ("five and a quarter"), signs ("minus five",
"-5"), powers and exponents, dozens, decimals of any length and thousands parted by blanks. Which words
say so is the pack's business (classes `share`, `dozen`, `minus`, `part_word`, `from`, `on`, `which`).
Counts of people do not pass here: "one on twenty" is no count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from isnad.grammar.match import Line
from isnad.grammar.numbers import digits_value
from isnad.grammar.segments import Seg, Sense

_FIGURE = r"\d+(?:[.,]\d+)*"
WRITTEN = re.compile(
    rf"(?<![\w.,/])(?P<sign>-)?(?:(?P<groups>\d{{1,3}}(?: \d{{3}})+)(?![\d.,])"
    rf"|(?P<base>{_FIGURE})(?P<op>[eE]|\^)(?P<power>[+-]?{_FIGURE})"
    rf"|(?P<whole>{_FIGURE}) (?P<up>\d+)/(?P<down>\d+)|(?P<up2>\d+)/(?P<down2>\d+)(?: (?P<whole2>\d+))?"
    rf"|(?P<plain>{_FIGURE}))(?![\w/^])"
)
"""A figure in digits with what is written around it."""
LARGEST = 1e300


class Figure(NamedTuple):
    """A value and the text [start, end) that says it."""

    value: float
    start: int
    end: int


def read_figures(line: Line, text: str, article: str = "") -> list[Figure]:
    """The figures of a line whose numbers are joined, in the order of the text; they do not overlap.

    `article` is how a definite word begins that the lexicon does not know.
    """
    segs = list(line.segs)
    if not segs:
        return []
    first, last = segs[0].start, segs[-1].end
    written = [f for m in WRITTEN.finditer(text, first, last) if (f := _written(m)) is not None]
    out: list[Figure] = []
    i = 0
    while i < len(segs):
        given = next((f for f in written if f.start <= segs[i].start < f.end), None)
        if given is not None and segs[i].end <= given.end:
            after = next((k for k in range(i, len(segs)) if segs[k].start >= given.end), len(segs))
            segs[i:after] = [_as_number(segs[i], given)]
        found = _said(segs, i, _Rest(text, article))
        if found is None:
            i += 1
            continue
        value, after = found
        out.append(Figure(value, segs[i].start, segs[after - 1].end))
        i = after
    return out


class _Rest(NamedTuple):
    """What tells whether a word has the article."""

    text: str
    article: str

    def definite(self, seg: Seg) -> bool:
        return seg.definite or bool(self.article and self.text.startswith(self.article, seg.start))


def _as_number(seg: Seg, figure: Figure) -> Seg:
    return Seg(figure.start, figure.end, seg.sig, (Sense("number", {"v": figure.value, "word": False}),))


def _written(m: re.Match[str]) -> Figure | None:
    got = m.groupdict()
    value = _digits(got)
    if value is None or abs(value) > LARGEST:
        return None
    return Figure(-value if got["sign"] else value, m.start(), m.end())


def _digits(got: dict[str, str | None]) -> float | None:
    if groups := got["groups"]:
        return float(groups.replace(" ", ""))
    if base := got["base"]:
        power = _signed(got["power"] or "")
        value = _value(base)
        if power is None or value is None or abs(power) > 300 or (value == 0 and power < 0):
            return None
        try:
            return float(value * 10.0**power) if got["op"] in ("e", "E") else float(value**power)
        except OverflowError:
            return None
    up, down = got["up"] or got["up2"], got["down"] or got["down2"]
    if up and down:
        whole = got["whole"] or got["whole2"] or "0"
        value = _value(whole)
        return None if value is None or int(down) == 0 else value + int(up) / int(down)
    return _value(got["plain"] or "")


def _signed(surface: str) -> float | None:
    value = _value(surface.lstrip("+-"))
    return -value if value is not None and surface.startswith("-") else value


def _value(surface: str) -> float | None:
    """A figure of any length; a lone mark before other than three digits is the decimal sign."""
    marks = [c for c in surface if not c.isdigit()]
    if len(marks) == 1:
        head, rest = surface.split(marks[0])
        if len(rest) != 3 or head.lstrip("0") == "" or len(head) > 3:
            return float(f"{head}.{rest}")
    found = digits_value(surface)
    return None if found is None else float(found)


# --- in words


def _said(segs: Sequence[Seg], i: int, rest: _Rest) -> tuple[float, int] | None:
    """(value, index after it) of the figure that begins at segs[i], the longest reading."""
    if segs[i].has("minus"):
        found = _said(segs, i + 1, rest) if i + 1 < len(segs) else None
        return None if found is None else (-found[0], found[1])
    if i and segs[i - 1].has("which") and _number(segs, i) is not None:
        return None
    if segs[i].has("one_in"):
        below = _number(segs, i + 1)
        return (1.0 / below, i + 2) if below else None
    if segs[i].has("dozen"):
        return 12.0 * float(segs[i].attr("v", "dozen") or 1), i + 1
    if segs[i].has("part_word"):
        return _parts(segs, i, 1.0)
    if (share := _share(segs, i, rest)) is not None:
        if i + 1 < len(segs) and segs[i + 1].has("dozen"):
            return share * 12, i + 2
        return share, i + 1
    value = _number(segs, i)
    return None if value is None else _after(segs, i, value)


def _number(segs: Sequence[Seg], i: int) -> float | None:
    found = segs[i].attr("v", "number") if 0 <= i < len(segs) else None
    return None if found is None else float(found)


def _part(seg: Seg, name: str) -> Any:
    """An attribute of a word for a fraction, also where it was taken for a number ("five", "a fifth")."""
    found = seg.attr(name, "share")
    if found is None and name == "v" and seg.attr("kind", "num") == "part":
        return seg.attr("v", "num")
    return seg.parts[0].attr(name, "share") if found is None and len(seg.parts) == 1 else found


def _share(segs: Sequence[Seg], i: int, rest: _Rest) -> float | None:
    """A fraction that stands alone: "half", "two thirds"; "a fifth" before the thing it is of."""
    if i >= len(segs):
        return None
    found = _part(segs[i], "v")
    if found is None or _part(segs[i], "many"):
        return None
    if _part(segs[i], "counts"):
        of = i + 1 < len(segs) and rest.definite(segs[i + 1]) and not segs[i].definite
        return float(found) if of else None
    return float(found)


def _after(segs: Sequence[Seg], i: int, value: float) -> tuple[float, int]:
    """A number with what stands behind it."""
    at = i + 1
    nxt = segs[at] if at < len(segs) else None
    if nxt is None:
        return value, at
    if nxt.has("dozen"):
        return value * 12, at + 1
    if nxt.has("part_word"):
        return _parts(segs, at, value) or (value, at)
    if (unit := _part(nxt, "v")) is not None and (_part(nxt, "many") or _part(nxt, "counts")):
        return value * float(unit), at + 1
    below = _number(segs, at)
    if below is not None and value % 1000 == 0 and 0 < below < 1000 and segs[i].parts and len(segs[i].parts) > 1:
        return value + below, at + 1
    if nxt.has("and") and at + 1 < len(segs):
        return _and(segs, at + 1, value) or (value, at)
    divided = nxt.has("over") or (nxt.has("from") and value == 1.0)
    if divided and (whole := _number(segs, at + 1)):
        return value / whole, at + 2
    return value, at


def _and(segs: Sequence[Seg], i: int, whole: float) -> tuple[float, int] | None:
    """What follows "and" behind a whole number: a fraction, dozens."""
    if segs[i].has("dozen"):
        return whole + 12.0 * float(segs[i].attr("v", "dozen") or 1), i + 1
    value = _number(segs, i)
    many = segs[i + 1] if i + 1 < len(segs) else None
    if value is not None and many is not None and _part(many, "many"):
        return whole + value * float(_part(many, "v")), i + 2
    share = _part(segs[i], "v")
    if share is not None and not _part(segs[i], "many"):
        return whole + float(share), i + 1
    return None


def _parts(segs: Sequence[Seg], at: int, value: float) -> tuple[float, int] | None:
    """ "Three parts in a hundred"; a number that holds the hundred keeps it whole."""
    if at + 1 >= len(segs) or not segs[at + 1].has("from"):
        return None
    below = _number(segs, at + 2)
    if not below:
        return None
    whole = value - value % below if value > below and below in (100.0, 1000.0) else 0.0
    return whole + (value - whole) / below, at + 3
