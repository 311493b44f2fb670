"""What must be forgotten on request or after its time: bytes go, the log and its digests stay.

The chain is over digests, so it proves as much afterwards as before: that something with these
digests was taken in, when, and who erased it, when and why. What stood in it is gone. What the log
itself says (ids, addresses, paths, reasons) cannot be taken back; docs/archive.md says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from isnad import __version__
from isnad.archive.archive import Clock, keep, mind_clock, report_of
from isnad.archive.intake import Received
from isnad.archive.terms import terms
from isnad.errors import InputError
from isnad.store.base import Kept, Store, View, Writer

BLACK = "█"
"""Stands for each letter struck out: the text keeps its length and other spans their places."""


class Redacted(msgspec.Struct, frozen=True, kw_only=True):
    """What was erased: versions as (id, version), digests of bytes that are gone, and of bytes that
    stay because versions that were not redacted need them."""

    versions: list[tuple[str, int]]
    erased: list[str]
    shared: list[str]


def redact(
    store: Store, ids: Sequence[str], now: Clock, who: str, *, reason: str, words: Sequence[str] = (), before: str = ""
) -> Redacted:
    """Erases reports with all their versions; with `before` (a moment, UTC) all that were taken in
    before it. With `words`, a version of each current text with those words struck out is kept first.

    Raises InputError for an id that is not there, words that are not in the text, or nothing to do.
    """
    every = [kept for kept in store.reports(every=True) if kept.report]
    if missing := sorted(set(ids) - {kept.id for kept in every}):
        raise InputError("E-store-report", f"there is no report {missing[0]}", "isnad list")
    chosen = [k for k in every if k.id in ids or (before and k.at < before)]
    if not chosen:
        raise InputError("E-redact-nothing", "nothing would be redacted", "name reports, or --before a day")
    struck = {k.id: _struck(store, k, words) for k in chosen if k.current} if words else {}
    out = Redacted(versions=[], erased=[], shared=[])
    with store.writer() as writer:
        mind_clock(writer, now(), who)
        needed = {sha for k in every if k not in chosen for sha in (k.raw, k.text)}
        for kept in chosen:
            if kept.current and kept.id in struck:
                keep(writer, struck[kept.id], now(), who)
                needed |= {k for r in [writer.report(kept.id)] if r for k in (r.raw, r.text)}
        for kept in chosen:
            _erase(writer, kept, needed, now(), who, reason, out)
    return out


def erased(view: View) -> set[str]:
    """The digests of all bytes that were erased."""
    return {sha for event in view.events(kind="redact") for sha in event.plain()["erased"]}


def _erase(writer: Writer, kept: Kept, needed: set[str], at: str, who: str, reason: str, out: Redacted) -> None:
    text = (writer.blob(kept.text) or b"").decode("utf-8", "surrogatepass")
    both = sorted({kept.raw, kept.text})
    gone = [sha for sha in both if sha not in needed]
    writer.erase(kept, terms(text), gone)
    body = {"id": kept.id, "version": kept.version, "of": kept.seq, "erased": gone, "reason": reason}
    writer.append(at, "redact", who, body)
    out.versions.append((kept.id, kept.version))
    out.erased.extend(sha for sha in gone if sha not in out.erased)
    out.shared.extend(sha for sha in both if sha in needed and sha not in out.shared)


def _struck(store: Store, kept: Kept, words: Sequence[str]) -> Received:
    report = report_of(store, kept)
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word))
    if not pattern.pattern or not pattern.search(report.text):
        hint = f"isnad show {kept.id} --text"
        raise InputError("E-redact-words", f"the words do not stand in report {kept.id}", hint)
    clean = msgspec.structs.replace(report, text=pattern.sub(_black, report.text))
    raw = clean.text.encode("utf-8", "surrogatepass")
    form = f"redacted by isnad/{__version__}"
    return Received(raw=raw, report=clean, key=kept.key, origin=kept.origin, form=form)


def _black(found: re.Match[str]) -> str:
    return "".join(BLACK if sign.strip() else sign for sign in found.group())
