"""An evidence bundle: a BagIt folder (RFC 8493) that sha256sum alone can check, with a WACZ of what was fetched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from isnad import __version__
from isnad.archive.wacz import Fetch, was_fetched, write_wacz
from isnad.errors import InputError, IsnadError
from isnad.store.base import Kept, Store
from isnad.store.chain import digest

CHECK = """\
Check this bundle without isnad: in this folder run

    sha256sum -c manifest-sha256.txt
    sha256sum -c tagmanifest-sha256.txt

data/raw/SHA256 are bytes as received, data/text/SHA256.txt the texts extracted from them; each is named by
its own SHA-256. data/reports.jsonl says which report is which. data/log.jsonl is the log of the archive: the
hash of each entry is the SHA-256 of the JSON array [seq,at,kind,who,tool,body,prev] without spaces, in UTF-8,
and prev is the hash of the entry before it. An add entry names the digests of raw and text. A redact entry
names digests of bytes that were erased, which are therefore not here; it says by whom, when and why.
data/fetched.wacz, where there is one, holds the pages and feeds that were fetched, for tools that show
web archives: the bodies are those of data/raw, the headers those that the add entries give.
"""


def write_bundle(store: Store, folder: Path, ids: Sequence[str] = (), *, day: str) -> int:
    """Writes a bag of all versions of the named reports (of all, when none is named) and the whole
    log; the value is the number of versions. The folder appears whole or not at all.

    Raises InputError for an id that is not there or a folder that is, IsnadError for damage.
    """
    if folder.exists():
        raise InputError("E-output-exists", f"{folder} is there already", "name a new folder")
    every = store.reports(every=True)
    if missing := sorted(set(ids) - {kept.id for kept in every}):
        raise InputError("E-store-report", f"there is no report {missing[0]}", "isnad list")
    chosen = [kept for kept in every if not ids or kept.id in ids]
    forgotten = {sha for event in store.events(kind="redact") for sha in event.plain()["erased"]}
    work = folder.with_name(f".{folder.name}.part{os.getpid()}")
    try:
        (work / "data" / "raw").mkdir(parents=True)
        (work / "data" / "text").mkdir()
        for kept in chosen:
            for sha, name in ((kept.raw, f"raw/{kept.raw}"), (kept.text, f"text/{kept.text}.txt")):
                data = store.blob(sha)
                if data is None and sha in forgotten:
                    continue
                if data is None or digest(data) != sha:
                    raise IsnadError("E-store-damaged", f"the bytes of report {kept.id} are damaged", "isnad verify")
                (work / "data" / name).write_bytes(data)
        _lines(work / "data" / "reports.jsonl", chosen)
        _lines(work / "data" / "log.jsonl", store.events())
        _fetched(store, work / "data", chosen)
        (work / "README.txt").write_text(CHECK, encoding="utf-8")
        _seal(work, day)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return len(chosen)


def _fetched(store: Store, data: Path, chosen: Sequence[Kept]) -> None:
    """The web archive of what was fetched, where anything was."""
    by_seq = {kept.seq: kept for kept in chosen}
    given = {e.seq: e.plain().get("given", {}) for e in store.events(kind="add") if e.seq in by_seq}
    wanted = [seq for seq in sorted(by_seq) if was_fetched(by_seq[seq], given.get(seq, {}))]
    if not wanted:
        return
    raws = ((by_seq[seq], given[seq], data / "raw" / by_seq[seq].raw) for seq in wanted)
    fetches = (Fetch(kept=k, given=g, body=raw.read_bytes()) for k, g, raw in raws if raw.exists())
    with (data / "fetched.wacz").open("wb") as out:
        write_wacz(out, fetches, tool=f"isnad/{__version__}")


def _lines(path: Path, rows: Iterable[object]) -> None:
    with path.open("wb") as out:
        for row in rows:
            out.write(msgspec.json.encode(row) + b"\n")


def _seal(bag: Path, day: str) -> None:
    files = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in files)
    _manifest(bag, "manifest-sha256.txt", files)
    (bag / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8")
    info = f"Bag-Software-Agent: isnad\nBagging-Date: {day}\nPayload-Oxum: {size}.{len(files)}\n"
    (bag / "bag-info.txt").write_text(info, encoding="utf-8")
    tags = sorted(path for path in bag.iterdir() if path.is_file())
    _manifest(bag, "tagmanifest-sha256.txt", tags)


def _manifest(bag: Path, name: str, files: Sequence[Path]) -> None:
    rows = [f"{digest(path.read_bytes())}  {path.relative_to(bag).as_posix()}\n" for path in files]
    (bag / name).write_text("".join(rows), encoding="utf-8")
