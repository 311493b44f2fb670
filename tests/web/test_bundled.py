"""What was fetched, as a WACZ in the bundle: read back by isnad itself and by warcio."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from warcio.archiveiterator import ArchiveIterator

from isnad.archive.archive import take_in
from isnad.archive.bundle import write_bundle
from isnad.archive.fetching import Fetcher
from isnad.archive.intake import receive
from isnad.store.open import open_store
from isnad.store.sql import SqlStore
from isnad.web.client import Client
from isnad.web.visitor import Manners, Visitor

if TYPE_CHECKING:
    from tests.web.conftest import Site

AT = "2026-01-02T03:04:05Z"
TOLD = "قُتل {n} أشخاص وأصيب اثنان في انفجار عبوة ناسفة في مدينة حمص، بحسب وزارة الصحة السورية."
PAGE = "<html><body><article><h1>خبر {n}</h1><p>" + TOLD + "</p></article></body></html>"


def now() -> str:
    return AT


@pytest.fixture
def made(site: Site, store: SqlStore, client: Client, tmp_path: Path) -> Callable[[str], zipfile.ZipFile]:
    """A bundle of two pages, one of them changed, a feed of which an entry is taken, and a file."""
    site.put("/1", PAGE.format(n=3), x_note="one", etag='"1"')
    site.put("/2?b=2&a=1", PAGE.format(n=5))
    entry = (
        f"<item><title>خبر</title><link>{site.url('/gone')}</link><description>{TOLD.format(n=7)}</description></item>"
    )
    site.put("/rss", f"<rss version='2.0'><channel><title>ض</title>{entry}</channel></rss>", "application/rss+xml")
    urls = [site.url("/1"), site.url("/2?b=2&a=1"), site.url("/rss")]
    Fetcher(store, Visitor(client, Manners(pause=0.0, backoff=0.0)), now, "me").fetch(urls)
    site.put("/1", PAGE.format(n=4))
    visits = Fetcher(store, Visitor(client, Manners(pause=0.0, backoff=0.0)), now, "me").fetch(urls[:1])
    assert visits.taken.changed == 1, visits
    (tmp_path / "file.txt").write_text(TOLD.format(n=9), encoding="utf-8")
    take_in(store, receive([str(tmp_path / "file.txt")]), now, "me")

    def bundle(name: str) -> zipfile.ZipFile:
        write_bundle(store, tmp_path / name, day="2026-01-02")
        return zipfile.ZipFile(tmp_path / name / "data" / "fetched.wacz")

    return bundle


def test_the_package_proves_itself(made: Callable[[str], zipfile.ZipFile]) -> None:
    package = made("bag")
    described = json.loads(package.read("datapackage.json"))
    assert described["wacz_version"] == "1.1.1"
    assert {row["path"] for row in described["resources"]} == set(package.namelist()) - {
        "datapackage.json",
        "datapackage-digest.json",
    }
    for row in described["resources"]:
        data = package.read(row["path"])
        assert (row["bytes"], row["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    proof = json.loads(package.read("datapackage-digest.json"))
    assert proof["hash"] == f"sha256:{hashlib.sha256(package.read('datapackage.json')).hexdigest()}"
    assert package.read("archive/pages.warc.gz") == made("again").read("archive/pages.warc.gz")


def test_warcio_reads_what_the_servers_said(
    made: Callable[[str], zipfile.ZipFile], site: Site, store: SqlStore
) -> None:
    package = made("bag")
    with package.open("archive/pages.warc.gz") as stream:
        reader, bodies, places = ArchiveIterator(stream, check_digests="raise"), {}, []
        for record in reader:
            if record.rec_type == "response":
                url = record.rec_headers.get_header("WARC-Target-URI")
                bodies.setdefault(url, []).append(record.content_stream().read())
                assert record.http_headers.get_statuscode() == "200"
            places.append((reader.get_record_offset(), reader.get_record_length()))
    kept = {r.raw for r in store.reports(every=True) if not r.key.startswith("file:")}
    assert {hashlib.sha256(body).hexdigest() for some in bodies.values() for body in some} == kept
    assert [len(bodies[site.url(path)]) for path in ("/1", "/2?b=2&a=1", "/rss")] == [2, 1, 1]
    index = [line.split(" ", 2) for line in package.read("indexes/index.cdx").decode().splitlines()]
    assert index == sorted(index)
    assert index[0][0] == f"test,site:{site.port})/1"
    told = [json.loads(row[2]) for row in index]
    assert {(int(row["offset"]), int(row["length"])) for row in told} == set(places[1:])


def test_isnad_reads_its_own_package(made: Callable[[str], zipfile.ZipFile], store: SqlStore, tmp_path: Path) -> None:
    made("bag")
    other = open_store(str(tmp_path / "b.db"), tool="t")
    taken = take_in(other, receive([str(tmp_path / "bag" / "data" / "fetched.wacz")]), now, "me")
    assert taken.issues == []
    mine = {(r.key, r.version, r.raw, r.text) for r in store.reports(every=True) if not r.key.startswith("file:")}
    assert {(r.key, r.version, r.raw, r.text) for r in other.reports(every=True)} == mine
    other.close()


def test_what_was_not_fetched_makes_no_package(store: SqlStore, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text(TOLD.format(n=9), encoding="utf-8")
    take_in(store, receive([str(tmp_path / "file.txt")]), now, "me")
    write_bundle(store, tmp_path / "bag", day="2026-01-02")
    assert not (tmp_path / "bag" / "data" / "fetched.wacz").exists()
