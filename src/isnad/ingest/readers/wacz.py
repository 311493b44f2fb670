"""WACZ: a zip with WARC files, a list of pages and a digest for each file. Only listed pages are read,
where there is a list; a file that is not the one of its digest is refused."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import msgspec

from isnad.ingest.readers.warc import records
from isnad.ingest.readers.zipped import FAULTS, MAX_RATIO, MAX_UNPACKED, checked
from isnad.ingest.source import Ask, Piece, Refused, printable, refused
from isnad.issues import Issue

_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
MAX_LIST = 64_000_000
_CHUNK = 1 << 20


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """The pages of every WARC file in it, by name in sorted order."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = {member.filename: member for member in checked(archive)}
            digests, wanted = _digests(archive, members), _pages(archive, members)
            for name, member in members.items():
                if not name.startswith("archive/") or not name.lower().endswith((".warc", ".warc.gz")):
                    continue
                inner = f"{place}!/{printable(name)}"
                if member.flag_bits & 1 or member.file_size > MAX_RATIO * max(member.compress_size, 1_000):
                    yield refused(inner, "needs a password, or unpacks to too much")
                elif name in digests and _digest(archive, member) != digests[name]:
                    yield refused(inner, "its bytes are not those of its digest in datapackage.json")
                else:
                    with archive.open(member) as packed:
                        for item in records(cast(BinaryIO, io.BufferedReader(packed)), inner, ask, wanted):
                            if isinstance(item, Piece):
                                item = msgspec.structs.replace(item, inside=f"!/{printable(name)}{item.inside}")
                            yield item
    except FAULTS as fault:
        raise Refused(f"damaged WACZ: {fault}") from fault


def _small(archive: zipfile.ZipFile, member: zipfile.ZipInfo | None) -> bytes:
    if member is None:
        return b""
    if member.file_size > MAX_LIST:
        raise Refused(f"{printable(member.filename)} of {member.file_size:,} bytes")
    return archive.read(member)


def _digests(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """SHA-256 by path, as the package says."""
    package = _plain(_small(archive, members.get("datapackage.json")))
    found = {}
    for row in package.get("resources") or () if isinstance(package.get("resources"), list) else ():
        path, told = (row.get("path"), row.get("hash")) if isinstance(row, dict) else (None, None)
        if isinstance(path, str) and isinstance(told, str) and told.startswith("sha256:"):
            found[path] = told.removeprefix("sha256:").lower()
    return found


def _pages(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> set[str] | None:
    """Addresses of the listed pages; None where nothing is listed."""
    found = set()
    for name in _LISTS:
        for line in _small(archive, members.get(name)).splitlines():
            url = _plain(line).get("url")
            if isinstance(url, str):
                found.add(url)
    return found or None


def _plain(raw: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    made, left = hashlib.sha256(), MAX_UNPACKED
    with archive.open(member) as packed:
        while left > 0 and (data := packed.read(_CHUNK)):
            made.update(data)
            left -= len(data)
    return made.hexdigest()
