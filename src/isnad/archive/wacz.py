"""Pages that were fetched, as web archives are exchanged: WACZ 1.1.1, with WARC 1.1 records in it.

The records are made from what the archive kept: the body as the server sent it, unpacked, and the
headers of its answer that the log holds. What was undone before it was kept (packing, chunks) stands
in headers that begin with X-Orig-, as browsers' recorders write it. The same archive gives the same bytes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import itertools
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO, Any
from urllib.parse import urlsplit

import msgspec

from isnad.store.base import Kept
from isnad.store.chain import canonical, digest

_UNDONE = ("content-encoding", "transfer-encoding", "content-length")
_WARC = "archive/pages.warc.gz"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The moment that the members of the package bear: none of ours."""


class Fetch(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of a server that the archive kept: `given` is what the log says of it."""

    kept: Kept
    given: Mapping[str, str]
    body: bytes

    @property
    def url(self) -> str:
        return self.given["final"]


def was_fetched(kept: Kept, given: Mapping[str, str]) -> bool:
    """Whether the bytes of a version are the body of an answer that isnad had from a server."""
    return kept.extractor.endswith((" page", " text", " feed")) and {"asked", "final", "http_status"} <= given.keys()


def write_wacz(out: IO[bytes], fetches: Iterable[Fetch], *, tool: str) -> int:
    """Writes a package of these answers, each once; the value is their number."""
    index, pages, files = list[str](), list[str](), list[dict[str, Any]]()
    seen: set[tuple[str, str, str]] = set()
    newest = ""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        with package.open(zipfile.ZipInfo(_WARC, _EARLIEST), "w", force_zip64=True) as records:
            made, at = hashlib.sha256(), 0
            for fetch in itertools.chain((None,), fetches):
                mark = ("", "", "") if fetch is None else (fetch.url, fetch.kept.raw, fetch.kept.at)
                if mark in seen:
                    continue
                seen.add(mark)
                packed = gzip.compress(_warcinfo(tool) if fetch is None else _response(fetch), mtime=0)
                records.write(packed)
                made.update(packed)
                if fetch is not None:
                    index.append(_indexed(fetch, at, len(packed)))
                    pages.append(_listed(fetch))
                    newest = max(newest, fetch.kept.at)
                at += len(packed)
        files.append(_resource(_WARC, made.hexdigest(), at))
        head = canonical({"format": "json-pages-1.0", "id": "pages", "title": "Pages and feeds"}) + "\n"
        small = {"indexes/index.cdx": "".join(sorted(index)), "pages/pages.jsonl": head + "".join(pages)}
        for name, text in small.items():
            package.writestr(zipfile.ZipInfo(name, _EARLIEST), text)
            files.append(_resource(name, digest(text.encode()), len(text.encode())))
        described = _package(files, newest, tool)
        package.writestr(zipfile.ZipInfo("datapackage.json", _EARLIEST), described)
        proof = {"path": "datapackage.json", "hash": f"sha256:{digest(described.encode())}"}
        package.writestr(zipfile.ZipInfo("datapackage-digest.json", _EARLIEST), canonical(proof))
    return len(index)


def _warcinfo(tool: str) -> bytes:
    note = "bodies are as kept by the archive, unpacked; headers as its log has them"
    block = f"software: {tool}\r\nformat: WARC File Format 1.1\r\ndescription: {note}\r\n".encode()
    return _record("warcinfo", {"Content-Type": "application/warc-fields"}, block)


def _response(fetch: Fetch) -> bytes:
    lines = [f"HTTP/1.1 {fetch.given['http_status']} OK"]
    for name, value in _headers(fetch.given):
        lines.append(f"{'X-Orig-' if name.lower() in _UNDONE else ''}{name}: {value}")
    lines.append(f"Content-Length: {len(fetch.body)}")
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
    about = {
        "WARC-Target-URI": fetch.url,
        "WARC-Payload-Digest": _sum(fetch.body),
        "Content-Type": "application/http; msgtype=response",
    }
    return _record("response", {"WARC-Date": fetch.kept.at, **about}, head + fetch.body)


def _headers(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """All that the log kept of the answer's headers; of archives made before it kept all, the few there are."""
    if told := given.get("headers"):
        rows = (row.partition(": ") for row in told.split("\n"))
        return [(name, value) for name, sign, value in rows if sign]
    names = ("content-type", "date", "etag", "last-modified", "server")
    return [(name, given[name]) for name in names if name in given]


def _record(kind: str, about: Mapping[str, str], block: bytes) -> bytes:
    """One record. Its id is worked out from what it holds."""
    made = digest(canonical([kind, dict(about), digest(block)]).encode())
    urn = f"urn:uuid:{made[:8]}-{made[8:12]}-5{made[13:16]}-a{made[17:20]}-{made[20:32]}"
    head = {"WARC-Type": kind, "WARC-Record-ID": f"<{urn}>", "WARC-Date": "1980-01-01T00:00:00Z", **about}
    head |= {"WARC-Block-Digest": _sum(block), "Content-Length": str(len(block))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def _sum(data: bytes) -> str:
    """SHA-1 in base 32 is what readers of WARC know; SHA-256 stands in the manifest and the package."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def _indexed(fetch: Fetch, at: int, size: int) -> str:
    mime = dict(_headers(fetch.given)).get("content-type", "").partition(";")[0].strip()
    told = {"url": fetch.url, "mime": mime, "status": fetch.given["http_status"], "digest": _sum(fetch.body)}
    told |= {"length": str(size), "offset": str(at), "filename": _WARC.rpartition("/")[2]}
    moment = "".join(sign for sign in fetch.kept.at if sign.isdigit())
    return f"{_surt(fetch.url)} {moment} {canonical(told)}\n"


def _surt(url: str) -> str:
    """An address as indexes sort it: com,example)/path?query."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port else ""
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}{query}".lower()


def _listed(fetch: Fetch) -> str:
    report: dict[str, Any] = msgspec.json.decode(fetch.kept.report) if fetch.kept.report else {}
    told = {"id": f"{fetch.kept.id} {fetch.kept.version}", "url": fetch.url, "ts": fetch.kept.at}
    told |= {"title": report["outlet"]} if report.get("outlet") else {}
    return canonical(told) + "\n"


def _resource(name: str, sha: str, size: int) -> dict[str, Any]:
    return {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{sha}", "bytes": size}


def _package(files: Iterable[dict[str, Any]], newest: str, tool: str) -> str:
    told = {"profile": "data-package", "wacz_version": "1.1.1", "software": tool, "created": newest}
    return msgspec.json.format(canonical({**told, "resources": list(files)}))
