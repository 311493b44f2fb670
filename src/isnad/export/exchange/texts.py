"""Text on its way into other people's files: offsets in two units, context, safe cells, isolation."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec

from isnad.export.exchange.bundle import Options

REACH = 32
"""Code points of context on each side of a quote."""
_FORMULA_STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet may take for the beginning of a formula, full-width forms too."""
_BOM = "\ufeff"
_JOINER = "\u200d"
_LRI, _FSI, _PDI = "\u2066", "\u2068", "\u2069"
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_ENCODER = msgspec.json.Encoder(order="deterministic")


def whole(text: str) -> str:
    """`text` in which a half of a surrogate pair is U+FFFD: as long as before, and it can be encoded."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def encoded(text: str) -> bytes:
    """UTF-8; never fails."""
    return whole(text).encode()


def json_line(value: object) -> str:
    """One line of JSON, keys sorted, Arabic as it stands; halves of surrogate pairs are replaced."""
    try:
        return _ENCODER.encode(value).decode()
    except UnicodeEncodeError:
        return _ENCODER.encode(_plain(msgspec.to_builtins(value))).decode()


def json_lines(values: Iterable[object]) -> bytes:
    return "".join(f"{json_line(value)}\n" for value in values).encode()


def json_page(value: object) -> bytes:
    """Indented JSON for people, keys in the order given."""
    try:
        made = msgspec.json.encode(value)
    except UnicodeEncodeError:
        made = msgspec.json.encode(_plain(value))
    return msgspec.json.format(made, indent=1) + b"\n"


def _plain(value: object) -> object:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {_plain(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value


def cell(value: object) -> str:
    """A CSV cell: empty for None, lists joined by "; ", and an apostrophe before what would run as a formula."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, str):
        text = whole(value)
        return f"'{text}" if text[:1] in _FORMULA_STARTS else text
    return str(value).lower() if isinstance(value, bool) else str(value)


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]], options: Options) -> bytes:
    """A table as RFC 4180 CSV in UTF-8, line ends as there, a byte order mark only when asked for."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return ((_BOM if options.bom else "") + out.getvalue()).encode()


class Offsets:
    """Code points of a text to UTF-16 code units, which is how JavaScript counts."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [m.start() for m in _WIDE.finditer(text)]

    def utf16(self, position: int) -> int:
        return position + bisect_left(self._wide, position)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """About REACH code points before and after [start, end), no letter cut from its marks."""
    first = max(0, start - REACH)
    while 0 < first < start and _clings(text, first):
        first -= 1
    last = min(len(text), end + REACH)
    while last < len(text) and _clings(text, last):
        last += 1
    return text[first:start], text[end:last]


def _clings(text: str, position: int) -> bool:
    """Whether the code point at `position` belongs to the one before it."""
    char = text[position]
    return unicodedata.category(char).startswith("M") or char == _JOINER or text[position - 1] == _JOINER


def ltr(text: str) -> str:
    """A number, range, date or code that keeps its order inside right-to-left text."""
    return f"{_LRI}{text}{_PDI}"


def loose(text: str) -> str:
    """A name or quote of any direction that cannot turn its surroundings round."""
    return f"{_FSI}{text}{_PDI}"
