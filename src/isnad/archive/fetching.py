"""Addresses → the archive: pages, feeds and the pages that feeds lead to. Only what changed is asked for.

What is taken from one address is on the disk before the next one is asked, and how it answered is kept
after that, so that an interrupted run asks again rather than missing something.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable, Iterator

import msgspec

from isnad.archive.archive import Clock, Taken, take_in
from isnad.archive.intake import Received, received
from isnad.ingest.forms import HEAD, form_of, pieces
from isnad.ingest.identity import content_digest
from isnad.ingest.source import Ask, Piece, Source, printable
from isnad.issues import Issue
from isnad.model.report import Report
from isnad.store.base import Fetched, Store
from isnad.store.chain import digest
from isnad.web.client import Answer, Failed, Forbidden
from isnad.web.visitor import Visitor

REVISIT = 6.0
"""Hours after which a page that a feed still lists is asked again."""
MAX_PAGES = 500
"""Pages of one feed that one run asks for; the others come with the next."""
_SUFFIX = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "": ""}
_SUFFIX |= {"application/octet-stream": "", "text/xml": ".xml", "application/xml": ".xml"}
_MOST = 8_000
"""Characters of an answer's headers that the log keeps."""
_GIVEN = ("etag", "last-modified", "content-type", "date", "server")


class Visits(msgspec.Struct, kw_only=True):
    """What came of a run: what was taken, how many addresses were asked, how many had nothing new."""

    taken: Taken = msgspec.field(default_factory=Taken)
    asked: int = 0
    unchanged: int = 0


class Fetcher:
    """One run. `pages` says whether the pages are fetched that feeds lead to, or only what the feeds
    themselves say is taken; `stopping` is asked between two addresses."""

    def __init__(
        self,
        store: Store,
        visitor: Visitor,
        now: Clock,
        who: str,
        *,
        pages: bool = True,
        revisit: float = REVISIT,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._visitor = visitor
        self._now = now
        self._who = who
        self._pages = pages
        self._revisit = datetime.timedelta(hours=revisit)
        self._stopping = stopping
        self.visits = Visits()

    def fetch(self, urls: Iterable[str]) -> Visits:
        """Asks each address, whatever it holds, and what its feeds lead to."""
        for url in dict.fromkeys(urls):
            if self._stopping():
                break
            self._one(url, None)
        return self.visits

    def _one(self, url: str, entry: Piece | None) -> None:
        """One address; for the page of an entry the entry itself is taken where the page gives nothing."""
        known = self._store.fetched(url)
        answer = self._ask(url, known)
        if answer is None or answer.status != 200:
            same = answer is not None and answer.status == 304
            if entry is not None and not same:
                self._take(received(entry, url))
            self._keep(known, url, answer, "")
            return
        sha = digest(answer.body)
        if known is not None and known.sha == sha:
            self.visits.unchanged += 1
            self._keep(known, url, answer, sha)
            return
        form = _form(answer)
        if form in ("feed", "jsonfeed", "opml"):
            ask = Ask(columns={}, named=True)
            found = list(pieces(form, io.BytesIO(answer.body), printable(url), ask))
            whole = self._feed(found, url, answer)
            sha = sha if whole else ""
        elif form in ("page", "text"):
            self._page(form, url, answer, entry)
        else:
            kind = answer.headers.get("content-type", "")
            self._issue("I-fetch-type", url, f"neither page nor feed: {kind[:60] or 'no content type'}")
        self._keep(known, url, answer, sha)

    def _ask(self, url: str, known: Fetched | None) -> Answer | None:
        told = (("If-None-Match", known.etag), ("If-Modified-Since", known.modified)) if known is not None else ()
        headers = {name: value for name, value in told if value and value.isascii()}  # what can be sent back as it came
        self.visits.asked += 1
        try:
            answer = self._visitor.visit(url, headers)
        except Forbidden as fault:
            self._issue("I-fetch-refused", url, str(fault))
            return None
        except Failed as fault:
            self._issue("I-fetch-failed", url, str(fault))
            return None
        if answer.status == 304:
            self.visits.unchanged += 1
        elif answer.status != 200:
            self._issue("I-fetch-status", url, f"status {answer.status}")
        return answer

    def _feed(self, found: list[Piece | Issue], url: str, answer: Answer) -> bool:
        """Takes the entries, or the pages they lead to. Whether all of them were gone through."""
        self.visits.taken.issues += [item for item in found if isinstance(item, Issue)]
        given = _given(answer)
        entries = [item for item in found if isinstance(item, Piece)]
        plain: list[Received | Issue] = []
        asked = 0
        for entry in entries:
            entry = msgspec.structs.replace(entry, given={**given, **entry.given, "feed": url})
            link = entry.item.url if isinstance(entry.item, Report) else None
            if not self._pages or not link:
                plain += received(entry, url)
            elif self._due(link):
                if self._stopping() or asked >= MAX_PAGES:
                    self._take(iter(plain))
                    return False
                asked += 1
                self._one(link, entry)
        self._take(iter(plain))
        return True

    def _due(self, url: str) -> bool:
        known = self._store.fetched(url)
        return known is None or _moment(known.at) + self._revisit <= _moment(self._now())

    def _page(self, form: str, url: str, answer: Answer, entry: Piece | None) -> None:
        told = entry.item if entry is not None and isinstance(entry.item, Report) else None
        known = Report(id=content_digest(url), text="") if told is None else told
        known = msgspec.structs.replace(
            known, text="", title_end=0, source=None, url=printable(answer.final), retrieved=self._now()
        )
        name, place = content_digest(url), printable(url)
        charset = (
            answer.headers.get("content-type", "").lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
        )
        source = Source(id=name, path="", place=place, form=form, raw=answer.body, charset=charset[:40], known=known)
        given = {**_given(answer), **(entry.given if entry is not None else {})}
        former = self._store.by_key(f"url:{told.url}") if told is not None else None
        piece = Piece(item=source, raw=answer.body, form=form, name=name, given=given, key=former.key if former else "")
        items = list(received(piece, printable(answer.final)))
        if entry is not None and not any(isinstance(item, Received) for item in items):
            items += received(entry, url)
        self._take(iter(items))

    def _take(self, items: Iterator[Received | Issue]) -> None:
        taken = take_in(self._store, items, self._now, self._who)
        total = self.visits.taken
        total.new += taken.new
        total.changed += taken.changed
        total.known += taken.known
        total.issues += taken.issues
        total.told += taken.told

    def _keep(self, known: Fetched | None, url: str, answer: Answer | None, sha: str) -> None:
        """Notes how an address answered. What is known of an earlier answer outlives a failure."""
        status = answer.status if answer is not None else 0
        etag, modified = (known.etag, known.modified) if known is not None else ("", "")
        if answer is not None and status == 200:
            # A feed that was not gone through to its end must come again whole.
            etag, modified = (answer.headers.get(h, "") if sha else "" for h in ("etag", "last-modified"))
        sha = sha or (known.sha if known is not None and status != 200 else "")
        with self._store.writer() as writer:
            writer.put_fetched(Fetched(url=url, at=self._now(), status=status, etag=etag, modified=modified, sha=sha))

    def _issue(self, code: str, url: str, reason: str) -> None:
        self.visits.taken.issues.append(Issue(code=code, report="", place=printable(url), reason=reason))


def _form(answer: Answer) -> str | None:
    """By what the server says and what the bytes say."""
    head = answer.body[:HEAD]
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    suffix = _SUFFIX.get(kind, ".json" if "json" in kind else ".xml" if kind.endswith("+xml") else None)
    if suffix is None:
        return None
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower() in (b"<?xml", b"<rss ", b"<feed"):
        suffix = ".xml"
    return form_of(f"answer{suffix}", head)


def _given(answer: Answer) -> dict[str, str]:
    """What the log keeps of an answer."""
    told = {name: answer.headers[name] for name in _GIVEN if answer.headers.get(name)}
    told["headers"] = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())[:_MOST]
    told |= {"http_status": str(answer.status), "asked": answer.url, "final": answer.final}
    told["hops"] = " ".join(answer.hops)
    return {name: "\n".join(map(printable, value.split("\n"))) for name, value in told.items() if value}


def _moment(at: str) -> datetime.datetime:
    return datetime.datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ")
