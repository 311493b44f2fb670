"""The archive: a store with the line around it. Every act takes its moment as an argument."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator

import msgspec

from isnad import __version__
from isnad.archive.intake import Received
from isnad.archive.terms import terms
from isnad.engine.local import map_ordered
from isnad.errors import InputError, IsnadError
from isnad.ingest.source import printable
from isnad.issues import Issue
from isnad.lang.pack import pack_settings, packs
from isnad.model.codec import claim_from_dict
from isnad.model.incident import Reading
from isnad.model.report import Report
from isnad.pipeline import read_claims
from isnad.store.base import Kept, KeptReading, Store, Writer
from isnad.store.chain import canonical, digest
from isnad.store.sql import row_of

BATCH = 200
"""Reports a transaction takes: what an interrupted run may have to do again."""
BATCH_BYTES = 64_000_000
_AT_ONCE = 500
Clock = Callable[[], str]
"""Gives the moment as UTC, ISO with "Z". Read by the command, never in here."""


class Taken(msgspec.Struct, kw_only=True):
    """What came of handing in: how many were new, new versions, known already; the issues, as far as they
    were collected, and how many there were."""

    new: int = 0
    changed: int = 0
    known: int = 0
    issues: list[Issue] = msgspec.field(default_factory=list)
    told: int = 0


def reader_name() -> str:
    """Who reads: isnad and its packs, with their versions."""
    return " ".join([f"isnad/{__version__}", *(f"{code}/{pack_settings(code)[0]['version']}" for code in packs())])


def take_in(
    store: Store,
    received: Iterable[Received | Issue],
    now: Clock,
    who: str,
    *,
    tell: Callable[[Issue], None] | None = None,
) -> Taken:
    """Keeps what is new. Acknowledged (counted) is only what is on the disk. Issues are collected, or,
    with `tell`, handed to it as they come: a million of them need no memory then.

    The same bytes under the same key, or under another key with the same id and text, change
    nothing; other bytes under a known key become a new version where the text or the data differ.
    """
    taken = Taken()
    stream = iter(received)
    while batch := _batch(stream):
        items = [item for item in batch if isinstance(item, Received)]
        found = [item for item in batch if isinstance(item, Issue)]
        with store.writer() as writer:
            mind_clock(writer, now(), who)
            forgotten = {sha for event in writer.events(kind="redact") for sha in event.plain()["erased"]}
            again = [i for i in items if forgotten and forgotten & {_digest_of(i.raw), digest(_encoded(i.report))}]
            items = [item for item in items if item not in again]
            found += [_forgotten(item) for item in again]
            verdicts = [keep(writer, item, now(), who) for item in items]
        taken.new += verdicts.count("new")
        taken.changed += verdicts.count("changed")
        taken.known += verdicts.count("known")
        found += [issue for item in items for issue in item.issues]
        taken.told += len(found)
        for issue in found:
            (tell or taken.issues.append)(issue)
    return taken


def _encoded(report: Report) -> bytes:
    return report.text.encode("utf-8", "surrogatepass")


def _forgotten(item: Received) -> Issue:
    reason = "these bytes were redacted; they are not taken in again"
    return Issue(code="I-ingest-redacted", report=item.report.id, place=printable(item.origin), reason=reason)


def mind_clock(writer: Writer, at: str, who: str) -> None:
    """Says in the log where the clock is behind the last entry; what follows bears the clock's moments."""
    head = writer.head()
    if head is not None and at < head.at:
        writer.append(at, "clock", who, {"before": head.at, "now": at})


def _batch(stream: Iterator[Received | Issue]) -> list[Received | Issue]:
    """The next few, no more than BATCH and not many bytes at once."""
    batch: list[Received | Issue] = []
    size = 0
    while len(batch) < BATCH and size < BATCH_BYTES and (item := next(stream, None)) is not None:
        # Rows of a table all bring the same bytes.
        fresh = isinstance(item, Received) and not (batch and getattr(batch[-1], "raw", None) is item.raw)
        size += len(item.raw) if isinstance(item, Received) and fresh else 0
        batch.append(item)
    return batch


def keep(writer: Writer, item: Received, at: str, who: str) -> str:
    """Keeps one report in a transaction that goes on: "new", "changed" or "known"."""
    text, raw = digest(_encoded(item.report)), _digest_of(item.raw)
    key = _storable(item.key)
    before = writer.by_key(key)
    same = writer.report(_storable(item.report.id))
    for known in (before, same):
        if known is not None and known.raw == raw and known.text == text:
            return "known"
    name = before.id if before is not None else _free(writer, _storable(item.report.id))
    version = before.version + 1 if before is not None else 1
    bare = msgspec.structs.replace(item.report, id=name, text="")
    if (
        before is not None
        and before.text == text
        and _data(bare) == _data(msgspec.json.decode(before.report, type=Report))
    ):
        return "known"
    head = writer.head()
    kept = Kept(
        id=name,
        version=version,
        key=key,
        raw=raw,
        text=text,
        extractor=f"isnad/{__version__} {item.form}",
        seq=head.seq + 1 if head else 1,
        at=at,
        origin=_storable(item.origin),
        report=canonical(msgspec.to_builtins(bare)),
        outlet=_storable(bare.outlet or ""),
        published=_storable(bare.published or ""),
    )
    writer.put_blob(item.raw, raw)
    writer.put_blob(_encoded(item.report))
    writer.put_report(kept, terms(item.report.text))
    body = {"id": name, "version": version, "raw": raw, "text": text, "row": row_of(kept), "origin": kept.origin}
    body |= {"given": item.given} if item.given else {}
    writer.append(at, "add", who, {**body, "bytes": len(item.raw), "extractor": kept.extractor, "key": key})
    return "new" if before is None else "changed"


_digest_of = functools.lru_cache(maxsize=1)(digest)
"""All rows of a table bring the same bytes."""


def _data(report: Report | str) -> Report:
    """What makes a new version where it differs: neither a line that moved nor a later visit does."""
    known = msgspec.json.decode(report, type=Report) if isinstance(report, str) else report
    return msgspec.structs.replace(known, source=None, retrieved=None)


def _storable(name: str) -> str:
    """A name without what no database takes as text: nulls and halves of surrogate pairs."""
    return name.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _free(writer: Writer, wanted: str) -> str:
    found, number = wanted, 1
    while writer.report(found) is not None or writer.report(found, 1) is not None:
        number += 1
        found = f"{wanted}~{number}"
    return found


def report_of(store: Store, kept: Kept) -> Report:
    """The report of one version, text and all. Raises IsnadError where its text is gone or altered."""
    return _report(kept, store.blob(kept.text) if kept.report else None)


def _report(kept: Kept, raw: bytes | None) -> Report:
    if not kept.report:
        what = f"version {kept.version} of report {kept.id} was redacted"
        raise InputError("E-store-redacted", what, "isnad list events")
    if raw is None or digest(raw) != kept.text:
        what = "missing" if raw is None else "altered"
        hint = "isnad verify names everything that is damaged; restore a backup"
        raise IsnadError("E-store-damaged", f"the text of report {kept.id} is {what}", hint)
    report = msgspec.json.decode(kept.report, type=Report)
    return msgspec.structs.replace(report, text=raw.decode("utf-8", "surrogatepass"))


def read_new(
    store: Store,
    now: Clock,
    who: str,
    *,
    jobs: int = 1,
    again: bool = False,
    count: Callable[[int], None] = lambda number: None,
) -> list[str]:
    """Reads what was never read; with `again` also what another reader read. The value says what
    changed, claim by claim, for reports that had been read before. `count` is told how many were read."""
    reader = reader_name()
    todo, same = itertools.tee(store.reports() if again else store.pending(""))
    former = {r.id: r for r in store.readings()} if again else {}
    changes: list[str] = []
    results = zip(same, map_ordered(_read, (report_of(store, kept) for kept in todo), jobs=jobs), strict=True)
    done = 0
    while batch := list(itertools.islice(results, BATCH)):
        count(done := done + len(batch))
        with store.writer() as writer:
            mind_clock(writer, now(), who)
            for kept, data in batch:
                old = former.get(kept.id)
                if old is not None and old.data == data and old.reader == reader:
                    continue
                changes += _changes(kept.id, old.data, data) if old is not None else []
                _keep_reading(writer, kept, data, reader, now(), who)
    return changes


def _keep_reading(writer: Writer, kept: Kept, data: bytes, reader: str, at: str, who: str) -> None:
    claims = msgspec.json.decode(data)["claims"]
    sites = [c["value"] for c in claims if c["kind"] == "event_site"]
    body = {"id": kept.id, "version": kept.version, "sha": digest(data), "reader": reader, "text": kept.text}
    event = writer.append(at, "read", who, {**body, "claims": len(claims)})
    reading = KeptReading(
        id=kept.id,
        version=kept.version,
        reader=reader,
        seq=event.seq,
        at=at,
        sha=digest(data),
        data=data,
        kinds=" ".join(sorted({c["kind"] for c in claims})),
        places="\n".join(sorted({str(s[f]) for s in sites for f in ("name", "name_ar", "admin1") if s.get(f)})),
    )
    writer.put_reading(reading)


def _read(report: Report) -> bytes:
    reading, issues = read_claims(report)
    plain = {"claims": reading.claims, "issues": [i.code for i in issues], "hints": reading.time_hints}
    return canonical(plain).encode()


def _changes(name: str, before: bytes, after: bytes) -> list[str]:
    old, new = ({c["claim"]: c for c in msgspec.json.decode(data)["claims"]} for data in (before, after))
    lines = [f"- {name} {c}: {old[c]['kind']} {old[c]['evidence']['quote']}" for c in sorted(old.keys() - new.keys())]
    lines += [f"+ {name} {c}: {new[c]['kind']} {new[c]['evidence']['quote']}" for c in sorted(new.keys() - old.keys())]
    both = sorted(old.keys() & new.keys())
    return lines + [f"~ {name} {c}: {new[c]['kind']}" for c in both if old[c] != new[c]]


def told_readings(store: Store, *, until: str = "") -> list[Reading]:
    """The readings of all current versions that tell anything, by id, decisions not yet applied; with
    `until` (a moment, UTC) of the versions and readings that were kept by then."""
    if not until:
        latest = {reading.id: reading for reading in store.readings(telling=True)}
        kept = {report.id: report for report in store.named(list(latest))}
    else:
        newest: dict[str, Kept] = {r.key: r for r in store.reports(every=True) if r.at <= until}
        kept = {report.id: report for report in newest.values()}
        latest = {
            r.id: r
            for r in store.readings(every=True)
            if r.at <= until and r.id in kept and r.version == kept[r.id].version
        }
    names = sorted(kept.keys() & latest.keys())
    out: list[Reading] = []
    for at in range(0, len(names), _AT_ONCE):
        some = names[at : at + _AT_ONCE]
        texts = store.some([kept[name].text for name in some])
        both = (_reading(kept[name], latest[name], texts.get(kept[name].text)) for name in some)
        out += [reading for reading in both if reading.claims]
    return out


class KeptReadings:
    """The latest readings of current versions, decisions not yet applied: fetched many at a time, and
    remembered as long as this lasts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Reading | None] = {}

    def of(self, names: Iterable[str]) -> list[Reading]:
        """Those of these reports, in the order given; who has none is left out."""
        names = list(names)
        missing = [name for name in names if name not in self._known]
        if missing:
            self._known |= dict.fromkeys(missing)
            reports = {kept.id: kept for kept in self._store.named(missing)}
            latest = [r for r in self._store.readings_of(missing) if r.id in reports]
            latest = [r for r in latest if r.version == reports[r.id].version]
            texts = self._store.some([reports[r.id].text for r in latest])
            self._known |= {r.id: _reading(reports[r.id], r, texts.get(reports[r.id].text)) for r in latest}
        return [found for name in names if (found := self._known[name]) is not None]


def _reading(kept: Kept, reading: KeptReading, text: bytes | None) -> Reading:
    if digest(reading.data) != reading.sha:
        hint = "isnad verify names everything that is damaged; restore a backup"
        raise IsnadError("E-store-damaged", f"the reading of report {kept.id} was altered", hint)
    plain = msgspec.json.decode(reading.data)
    claims = tuple(claim_from_dict(claim) for claim in plain["claims"])
    return Reading(report=_report(kept, text), claims=claims, time_hints=tuple(plain["hints"]))
