"""A report's stored text as a page shows it: exact offsets, no leaking direction, no markup.

The stored text is never altered. What is left out here is left out for display only:
bidi embeddings, overrides and isolates (one that is not closed would turn the rest of
the page round) and control characters that HTML cannot hold.
"""

from __future__ import annotations

import collections
import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls but tab and line feed, what turns the direction, and halves of surrogate pairs."""
_REPLACEMENT = "\ufffd"
_STOP = re.compile("[\r\n]+|[.!?\u061f](?=\\s|$)")
"""Where a sentence ends, well enough to choose what is shown around a span."""


def units(text: str) -> list[str]:
    """What is shown for each code point of `text`; joined, it is the displayed text.

    The list is as long as the text, so a stored offset is an index into it.
    """
    out = list(text)
    for found in _SPECIAL.finditer(text):
        index, char = found.start(), found.group()
        if char == "\r":
            out[index] = "" if text[index + 1 : index + 2] == "\n" else "\n"
        else:
            out[index] = _REPLACEMENT if "\ud800" <= char <= "\udfff" else ""
    return out


def shown(text: str) -> str:
    """The text as displayed."""
    return text if text.isprintable() else "".join(units(text))


class Segment(NamedTuple):
    """A run of displayed text under the same claims (ids in the order of the spans)."""

    text: str
    claims: tuple[str, ...]


def segments(text: str, spans: Sequence[tuple[int, int, str]]) -> list[Segment]:
    """Cuts `text` at the ends of `spans` (start, end, claim id; code points).

    Spans may overlap in any way; a segment names every claim that covers it. The
    segments joined are `shown(text)`, always. Spans outside the text are clipped.
    """
    length = len(text)
    clipped = [(max(0, min(s, length)), max(0, min(e, length)), name) for s, e, name in spans]
    cuts = sorted({0, length, *(s for s, _, _ in clipped), *(e for _, e, _ in clipped)})
    display = units(text)
    out: list[Segment] = []
    for start, end in itertools.pairwise(cuts):
        piece = "".join(display[start:end])
        names = tuple(name for s, e, name in clipped if s <= start and end <= e)
        if out and out[-1].claims == names:
            out[-1] = Segment(out[-1].text + piece, names)
        elif piece:
            out.append(Segment(piece, names))
    return out


def marked(parts: Iterable[Segment], family: dict[str, str], anchor: dict[str, str]) -> Markup:
    """The segments as one text run in which `<mark>` carries the claims.

    `family` gives each claim its colour family (the first claim's is drawn), `anchor`
    its fragment name. No element is put inside a word but the mark itself, so Arabic
    letters keep joining across its edges.
    """
    out: list[Markup] = []
    lit: set[str] = set()
    for part in parts:
        if not part.claims:
            out.append(Markup("{}").format(part.text))
            continue
        stop = Markup(' tabindex="0"') if not lit.issuperset(part.claims) else Markup("")
        lit.update(part.claims)
        names = " ".join(anchor[name] for name in part.claims)
        out.append(
            Markup('<mark class="f-{}{}" data-c="{}"{}>{}</mark>').format(
                family[part.claims[0]], " many" if len(part.claims) > 1 else "", names, stop, part.text
            )
        )
    return Markup("").join(out)


def around(text: str, start: int, end: int, room: int = 140) -> Markup:
    """The span with the rest of its sentence, at most `room` code points to each side, the span lit.

    Cut inside a sentence, it is cut between words and says so with "…".
    """
    before, after = text[max(0, start - room) : start], text[end : end + room]
    stops = list(_STOP.finditer(before))
    head = before[stops[-1].end() :] if stops else before
    if not stops and start > room:
        head = "…" + head.partition(" ")[2]
    stop = _STOP.search(after)
    tail = after[: stop.start() + (0 if stop.group()[0] in "\r\n" else 1)] if stop else after
    if stop is None and end + room < len(text):
        tail = tail.rpartition(" ")[0] + "…"
    return Markup("{}<mark>{}</mark>{}").format(shown(head.lstrip()), shown(text[start:end]), shown(tail.rstrip()))


def direction(text: str) -> str:
    """The direction most letters of `text` run in; a Latin name at its start does not decide."""
    balance = 0
    for char, count in collections.Counter(text).items():
        kind = unicodedata.bidirectional(char)
        balance += count * ((kind in ("R", "AL")) - (kind == "L"))
    return "rtl" if balance > 0 else "ltr"


def anchor(name: str) -> str:
    """An id as a fragment name: no white space, otherwise itself."""
    return "_".join(shown(name).split()) or "_"
