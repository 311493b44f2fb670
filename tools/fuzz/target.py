"""What is fuzzed: one reader and all that comes after it, with nothing caught that should not be thrown."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from protego import Protego

from isnad.ingest.days import written_days
from isnad.ingest.forms import HEAD, READERS, form_of, reader
from isnad.ingest.reader import load
from isnad.ingest.readers import opml
from isnad.ingest.source import Ask, Piece, Refused, Source
from isnad.issues import Issue
from isnad.model.report import Report

FORMS = (*READERS, "text", "page", "days", "robots")


def run(form: str, data: bytes) -> None:
    """Reads `data` as `form`. Raises where something is wrong with us: anything thrown that is no
    Refused, or a report that cannot be kept."""
    if form == "days":
        for day in written_days(data.decode("utf-8", "replace")):
            datetime.date.fromisoformat(day.value)
    elif form == "robots":
        rules = Protego.parse(data.decode("utf-8", "replace"))
        rules.can_fetch("https://a.example/a/b?c=d", "isnad/0 (x)")
        rules.crawl_delay("isnad/0 (x)")
    elif form in ("text", "page"):
        _loaded(Source(id="x", path="", place="x", form=form, raw=data))
    else:
        form_of("x.json", data[:HEAD])
        for item in _read(form, io.BytesIO(data), "x", Ask(inner=_read)):
            if isinstance(item, Piece):
                _loaded(item.item)
                msgspec.json.encode([item.key, item.name, item.inside, item.given])
                _issues(item.issues)
            else:
                _issues((item,))
        if form == "opml":
            _feeds(data)


def _read(form: str, stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    try:
        yield from reader(form)(stream, place, ask)
    except Refused as fault:
        str(fault).encode("utf-8", "surrogateescape")


def _feeds(data: bytes) -> None:
    try:
        opml.feeds(data)
    except Refused:
        return


def _loaded(item: Source | Report) -> None:
    line = load(item)
    _issues(line.issues)
    if line.report is None:
        return
    report = line.report
    assert report.text.strip()
    assert 0 <= report.title_end <= len(report.text)
    for moment in (report.published, *(d.value for d in report.dates)):
        if moment is not None:
            datetime.date.fromisoformat(moment[:10])
    assert sum(d.verdict.startswith("chosen") for d in report.dates) <= 1
    # The text may hold what no UTF-8 can say; all else must be fit for the log.
    msgspec.json.encode(msgspec.structs.replace(report, text=""))


def _issues(issues: tuple[Issue, ...]) -> None:
    for issue in issues:
        assert issue.code.startswith("I-")
        msgspec.json.encode(issue)
