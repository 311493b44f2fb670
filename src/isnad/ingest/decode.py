"""Bytes → text. Decides the character set by evidence and says when it was a guess.

Line ends are untouched and nothing is normalised: what leaves here is the text
as stored. A byte order mark is no part of the text.
"""

from __future__ import annotations

import codecs
import functools
import re

import charset_normalizer
import msgspec

from isnad.ingest.scripts import evidence, scripts

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: tuple[bytes, ...] = (
    *(
        b"%PDF",
        b"PK\x03\x04",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x1f\x8b",
        b"\x7fELF",
        b"\xd0\xcf\x11\xe0",
    ),
    *(b"BZh", b"\xfd7zXZ", b"Rar!", b"7z\xbc\xaf", b"SQLite format 3", b"RIFF", b"OggS", b"ID3", b"{\\rtf"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_LATIN = re.compile("[\x80-\xff\u0152\u0153\u0160\u0178\u2020\u2021]")
_OUTSIDE = re.compile(r"[^\x00-\x7f\s]")
_HEAD = 65_536


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """A text, the character set it was read in, and what a reader should be told.

    `note` is empty when the reading is certain; else it says what was guessed,
    replaced or repaired.
    """

    text: str
    encoding: str
    note: str = ""


def decode(raw: bytes, *, declared: str | None = None, cut: bool = False) -> Decoded | None:
    """The text of `raw`, or None when it is no text at all (binary).

    `declared` is a label the bytes carry themselves (a page's meta element): it is
    believed after valid UTF-8 and before guessing. `cut` says that `raw` is only the
    beginning, so a character may be torn at its end.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _after_mark(raw[len(mark) :], name, cut)
    if raw.startswith(_MAGIC):
        return None
    if wide := _utf16(raw):
        return wide
    if len(_CONTROL.findall(raw, 0, _HEAD)) > min(len(raw), _HEAD) * 0.01:
        return None
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(raw, final=not cut)
    except UnicodeDecodeError:
        return _declared(raw, declared) or _mixed(raw) or _single_byte(raw) or _foreign(raw)
    return _twice(text) or Decoded(text=text, encoding="utf-8")


def _after_mark(raw: bytes, name: str, cut: bool) -> Decoded:
    try:
        return Decoded(text=codecs.getincrementaldecoder(name)().decode(raw, final=not cut), encoding=name)
    except UnicodeDecodeError as fault:
        note = f"byte {fault.start} is not {name}, although the byte order mark says so; replaced by U+FFFD"
        return Decoded(text=raw.decode(name, "replace"), encoding=name, note=note)


def _utf16(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark: one byte of each pair is nearly always the same few values."""
    head = raw[: _HEAD // 16]
    if len(head) < 8:
        return None
    pages = bytes((0x00, 0x06, 0x20))
    for name, high, low in (("utf-16-le", head[1::2], head[0::2]), ("utf-16-be", head[0::2], head[1::2])):
        if _share(high, pages) < 0.9 or _share(low, pages) > 0.5 or (0 not in high and 6 not in high):
            continue
        try:
            text = raw[: len(raw) & ~1].decode(name)
        except UnicodeDecodeError:
            continue
        return Decoded(text=text, encoding=name, note=f"no byte order mark; read as {name}")
    return None


def _share(some: bytes, wanted: bytes) -> float:
    return 1 - len(some.translate(None, wanted)) / len(some)


def _declared(raw: bytes, label: str | None) -> Decoded | None:
    try:
        name = codecs.lookup(label or "").name
        text = raw.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    # A page that calls itself Latin is as often as not mislabelled Arabic: evidence decides.
    return Decoded(text=text, encoding=name) if fitness(text) > 0.2 else None


def _mixed(raw: bytes) -> Decoded | None:
    """UTF-8 with lines or bytes of something else in it; None when hardly any of it is UTF-8."""
    if _utf8_share(raw) < 0.1:
        return None
    parts: list[str] = []
    strange: list[int] = []
    for number, line in enumerate(raw.splitlines(keepends=True), start=1):
        try:
            parts.append(line.decode("utf-8"))
            continue
        except UnicodeDecodeError:
            strange.append(number)
        other = None if _utf8_share(line) > 0.5 else _single_byte(line)
        parts.append(other.text if other else line.decode("utf-8", "replace"))
    shown = ", ".join(map(str, strange[:5])) + (", …" if len(strange) > 5 else "")
    note = f"more than one character set: UTF-8, but not in {len(strange)} line(s) ({shown})"
    return Decoded(text="".join(parts), encoding="utf-8", note=note)


def _utf8_share(raw: bytes) -> float:
    """The part of all characters outside ASCII that UTF-8 can read."""
    text = raw.decode("utf-8", "replace")
    outside = sum(1 for char in text if char > "\x7f")
    return 1 - text.count("\ufffd") / outside if outside else 1.0


def _single_byte(raw: bytes) -> Decoded | None:
    """The best of the single-byte sets that gives real words, or None."""
    head = raw[:_HEAD]
    ranked = []
    for order, name in enumerate(evidence()["charsets"]["single_byte"]):
        try:
            ranked.append((fitness(head.decode(name)), -order, name))
        except UnicodeDecodeError:
            continue
    if not ranked:
        return None
    (best, _, name), *rest = sorted(ranked, reverse=True)
    if best < 0.1:
        return None
    text = raw.decode(name, "replace")
    if "\ufffd" in text:
        note = f"read as {name}; {text.count(chr(0xFFFD))} byte(s) have no meaning in it, replaced by U+FFFD"
        return Decoded(text=text, encoding=name, note=note)
    sure = not rest or best - rest[0][0] > 0.05
    return Decoded(text=text, encoding=name, note="" if sure else f"read as {name}; {rest[0][2]} fits nearly as well")


def _foreign(raw: bytes) -> Decoded | None:
    """Some other character set, by charset_normalizer's guess from the beginning."""
    guess = charset_normalizer.from_bytes(raw[:_HEAD]).best()
    if guess is None:
        return None
    text = raw.decode(guess.encoding, "replace")
    return Decoded(text=text, encoding=guess.encoding, note=f"read as {guess.encoding}, a guess")


def _twice(text: str) -> Decoded | None:
    """Text that was read in a wrong character set once and then saved as UTF-8 (mojibake)."""
    head = text[: _HEAD // 16]
    latin = len(_LATIN.findall(head))
    if latin < 8 or latin < 0.3 * len("".join(head.split())):
        return None
    for wrong, right in (
        ("cp1252", "utf-8"),
        ("latin-1", "utf-8"),
        ("cp1252", "cp1256"),
        ("latin-1", "cp1256"),
    ):
        try:
            repaired = text.encode(wrong).decode(right)
        except UnicodeError:
            continue
        if fitness(repaired) > 0.1:
            note = f"{right} had been read as {wrong} before this file was saved; repaired"
            return Decoded(text=repaired, encoding=right, note=note)
    return None


def fitness(text: str) -> float:
    """How much a text looks like real running text of the tables' language, 0 to 1.

    The product of two shares: of the characters outside ASCII, those that are letters of
    the script; of the words in it, those that every paragraph of the language has.
    """
    words, common, beginnings = _marks()
    outside = len(_OUTSIDE.findall(text))
    if not outside:
        return 0.0
    found = words.findall(text)
    if not found:
        return 0.0
    known = sum(word in common or word.startswith(beginnings) for word in found)
    return float(sum(map(len, found)) / outside * known / len(found))


@functools.cache
def _marks() -> tuple[re.Pattern[str], frozenset[str], tuple[str, ...]]:
    table = evidence()["charsets"]
    words = next(script.letters for script in scripts() if script.others)
    return words, frozenset(table["words"]), tuple(table["beginnings"])
