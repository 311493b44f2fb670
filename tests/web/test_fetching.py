"""Pages and feeds into the archive: only what changed, versions side by side, nothing lost on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from isnad.archive.fetching import Fetcher, Visits
from isnad.archive.verify import verify
from isnad.cli import fetch as command
from isnad.store.sql import SqlStore
from isnad.web.client import Client
from isnad.web.visitor import Manners, Visitor

if TYPE_CHECKING:
    from tests.web.conftest import Site

ONE = "قُتل ثلاثة أشخاص في انفجار عبوة ناسفة في مدينة حمص الأحد، بحسب وزارة الصحة السورية."
TWO = "أسفر حريق في مصنع للنسيج بمدينة حلب عن وفاة عاملين وإصابة خمسة آخرين، وفق الدفاع المدني."
AT = "2026-01-02T00:00:00Z"
Fetch = Callable[..., Visits]


def page(text: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article><h1>خبر</h1><p>{text}</p><p>{TWO}</p></article></body></html>"


def rss(*links: str, text: str = "موجز") -> str:
    entries = "".join(
        f"<item><title>خبر</title><link>{link}</link><pubDate>Sun, 28 Dec 2025 06:00:00 GMT</pubDate>"
        f"<description>{text}</description></item>"
        for link in links
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>الضحى</title>{entries}</channel></rss>'


@pytest.fixture
def fetch(store: SqlStore, client: Client) -> Fetch:
    def run(*urls: str, at: str = AT, pages: bool = True, stop: Callable[[], bool] = lambda: False) -> Visits:
        visitor = Visitor(client, Manners(pause=0.0, backoff=0.0))
        return Fetcher(store, visitor, lambda: at, "me", pages=pages, stopping=stop).fetch(urls)

    return run


def counts(visits: Visits) -> tuple[int, int, int, int]:
    return visits.taken.new, visits.taken.changed, visits.taken.known, visits.unchanged


def codes(visits: Visits) -> list[str]:
    return [issue.code for issue in visits.taken.issues]


@pytest.mark.parametrize("header", ["etag", "modified"])
def test_a_page_is_asked_for_again_only_where_it_changed(
    site: Site, store: SqlStore, fetch: Fetch, header: str
) -> None:
    url = site.url("/1")
    site.put("/1", page(ONE), **{header: "one"})
    assert counts(fetch(url)) == (1, 0, 0, 0)
    head = store.head()
    assert counts(fetch(url)) == (0, 0, 0, 1)
    assert store.head() == head
    site.put("/1", page(ONE + " وأصيب اثنان."), **{header: "two"})
    assert counts(fetch(url, at="2026-01-03T00:00:00Z")) == (0, 1, 0, 0)
    first, second = store.reports(every=True)
    assert (first.version, second.version, second.current, first.key) == (1, 2, True, f"url:{url}")
    assert store.blob(first.raw) == page(ONE).encode()
    assert json.loads(second.report)["retrieved"] == "2026-01-03T00:00:00Z"
    assert verify(store) == []
    asked = [h for path, h in site.asked if path == "/1"]
    name = {"etag": "if-none-match", "modified": "if-modified-since"}[header]
    assert [h.get(name) for h in asked] == [None, "one", "one"]


def test_the_log_tells_how_it_was_had(site: Site, store: SqlStore, fetch: Fetch) -> None:
    site.put("/good", page(ONE), etag='"7"')
    fetch(site.url("/moved"))
    event = next(e for e in store.events() if e.kind == "add")
    given = event.plain()["given"]
    assert given["asked"] == site.url("/moved")
    assert given["final"] == site.url("/good")
    assert (given["http_status"], given["etag"], given["hops"]) == ("200", '"7"', site.url("/moved"))
    assert event.plain()["key"] == f"url:{site.url('/good')}"


def test_other_bytes_around_the_same_text_are_no_new_version(site: Site, store: SqlStore, fetch: Fetch) -> None:
    site.put("/1", page(ONE))
    fetch(site.url("/1"))
    site.put("/1", page(ONE, "<script>var visit = 2</script>"))
    assert counts(fetch(site.url("/1"), at="2026-01-05T00:00:00Z")) == (0, 0, 1, 0)


def test_a_page_cannot_take_the_place_of_another_outlets(site: Site, store: SqlStore, fetch: Fetch) -> None:
    site.put("/1", page(ONE, '<link rel="canonical" href="https://agency.example/1">'))
    site.put("/2", page(ONE, f'<link rel="canonical" href="{site.url("/")}">'))
    site.put("/3", page(ONE, f'<link rel="canonical" href="{site.url("/three")}">'))
    fetch(*(site.url(f"/{n}") for n in (1, 2, 3)))
    assert sorted(r.key for r in store.reports()) == [f"url:{site.url(p)}" for p in ("/1", "/2", "/three")]


def test_a_feed_leads_to_its_pages_and_its_day_is_kept(site: Site, store: SqlStore, fetch: Fetch) -> None:
    site.put("/rss", rss(site.url("/1"), site.url("/2")), "application/rss+xml", etag="f")
    site.put("/1", page(ONE))
    site.put("/2", page(TWO, '<meta name="date" content="2025-12-20">'))
    assert counts(fetch(site.url("/rss"))) == (2, 0, 0, 0)
    told = {r.key: json.loads(r.report) for r in store.reports()}
    first, second = told[f"url:{site.url('/1')}"], told[f"url:{site.url('/2')}"]
    assert (first["published"], first["outlet"]) == ("2025-12-28T06:00:00+00:00", "الضحى")
    assert second["published"] == "2025-12-20"
    assert [(d["source"], d["verdict"].partition(":")[0]) for d in second["dates"]] == [
        ("meta date", "chosen"),
        ("feed published", "not chosen"),
    ]
    assert counts(fetch(site.url("/rss"))) == (0, 0, 0, 1)
    site.put("/rss", rss(site.url("/1"), site.url("/2"), site.url("/3")), "application/rss+xml", etag="g")
    site.put("/3", page(ONE + TWO))
    site.asked.clear()
    assert counts(fetch(site.url("/rss"))) == (1, 0, 0, 0)
    assert site.paths() == ["/robots.txt", "/rss", "/3"]


def test_pages_still_listed_are_asked_again_after_some_hours(site: Site, store: SqlStore, fetch: Fetch) -> None:
    site.put("/rss", rss(site.url("/1")), "text/xml")
    site.put("/1", page(ONE))
    fetch(site.url("/rss"))
    site.put("/rss", rss(site.url("/1"), text="غيره"), "text/xml")
    site.put("/1", page(ONE + " وأصيب اثنان."))
    assert counts(fetch(site.url("/rss"), at="2026-01-02T05:59:59Z"))[:3] == (0, 0, 0)
    site.put("/rss", rss(site.url("/1"), text="وغيره"), "text/xml")
    assert counts(fetch(site.url("/rss"), at="2026-01-02T06:00:00Z"))[:3] == (0, 1, 0)


def test_what_the_feed_says_is_taken_where_the_page_gives_nothing(site: Site, store: SqlStore, fetch: Fetch) -> None:
    links = [site.url(path) for path in ("/down", "/gone", "/short", "/empty")]
    site.put("/empty", "<html></html>")
    site.put("/rss", rss(*links, text=ONE), "text/xml")
    visits = fetch(site.url("/rss"))
    assert sorted(r.key for r in store.reports()) == sorted(f"url:{link}" for link in links)
    assert sorted(codes(visits)) == ["I-fetch-failed", "I-fetch-failed", "I-fetch-status", "I-ingest-no-text"]
    site.put("/gone", page(ONE))
    site.put("/rss", rss(links[1], text=ONE + "!"), "text/xml")
    assert counts(fetch(site.url("/rss"), at="2026-01-03T00:00:00Z"))[:2] == (0, 1)
    assert len(store.reports()) == 4


def test_entries_only(site: Site, store: SqlStore, fetch: Fetch) -> None:
    site.put("/rss", rss(site.url("/1"), text=ONE), "application/rss+xml")
    fetch(site.url("/rss"), pages=False)
    assert site.paths() == ["/robots.txt", "/rss"]
    assert [r.key for r in store.reports()] == [f"url:{site.url('/1')}"]


def test_a_run_that_was_stopped_goes_on(site: Site, store: SqlStore, fetch: Fetch) -> None:
    site.put("/rss", rss(*(site.url(f"/{n}") for n in range(4))), "text/xml", etag="f")
    for n in range(4):
        site.put(f"/{n}", page(f"{ONE} {n}"))
    assert counts(fetch(site.url("/rss"), stop=lambda: len(store.reports()) >= 2))[0] == 2
    assert counts(fetch(site.url("/rss")))[0] == 2
    assert len(store.reports()) == 4


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/bomb", "I-fetch-failed"),
        ("/loop", "I-fetch-failed"),
        ("/inside", "I-fetch-refused"),
        ("/n", "I-fetch-status"),
    ],
)
def test_what_cannot_be_had_is_an_issue(site: Site, store: SqlStore, fetch: Fetch, path: str, code: str) -> None:
    visits = fetch(site.url(path))
    assert (codes(visits), store.reports()) == ([code], [])


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/json", "text/xml"])
def test_neither_page_nor_feed(site: Site, fetch: Fetch, kind: str) -> None:
    site.put("/x", b"<books></books>" if "xml" in kind else b'{"a": 1}', kind)
    assert codes(fetch(site.url("/x"))) == ["I-fetch-type"]


@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "iso-8859-1", "x-nothing"])
def test_a_character_set_that_is_declared_wrongly(site: Site, store: SqlStore, fetch: Fetch, declared: str) -> None:
    site.put("/1", page(ONE).encode("cp1256"), f"text/html; charset={declared}")
    fetch(site.url("/1"))
    (report,) = store.reports()
    text = store.blob(report.text)
    assert text is not None
    assert "انفجار عبوة ناسفة" in text.decode()


def test_an_etag_that_cannot_be_sent_back_is_not(site: Site, fetch: Fetch) -> None:
    site.put("/1", page(ONE), etag='"caf\xe9"')
    fetch(site.url("/1"))
    assert counts(fetch(site.url("/1"))) == (0, 0, 0, 1)


def test_a_feed_that_calls_itself_a_page(site: Site, store: SqlStore, fetch: Fetch) -> None:
    site.put("/rss", rss(site.url("/1"), text=ONE), "text/html")
    site.put("/1", page(ONE))
    assert counts(fetch(site.url("/rss")))[0] == 1


def test_the_command(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    site.put("/1", page(ONE))
    address = f"http://127.0.0.1:{site.port}/1"
    assert command.run([address, "--delay", "0"]) == 1
    assert "I-fetch-refused" in capsys.readouterr().err
    (tmp_path / "list.txt").write_text(f"# ours\n{address}\n", encoding="utf-8")
    assert command.run(["--feeds", "list.txt", "--delay", "0", "--allow-host", "127.0.0.1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["asked"], told["new"], told["incidents"]) == (1, 1, 1)
