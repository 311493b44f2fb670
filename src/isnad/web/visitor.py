"""A polite visitor: robots.txt is obeyed, a host is asked one thing at a time with a pause between, and
asked again only a few times and later each time."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import msgspec
from protego import Protego

from isnad.web.client import Answer, Client, Failed, Forbidden
from isnad.web.guard import plain_url

MAX_ROBOTS = 500_000
"""Bytes of a robots.txt that are read, as RFC 9309 asks."""
MAX_PAUSE = 60.0
"""Seconds; a robots.txt that asks for a longer pause gets this one."""
MAX_WAIT = 120.0
"""Seconds that a server may ask us to wait within a run; for longer we come back in another one."""
_AGAIN = (429, 500, 502, 503, 504)


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds between two questions to a host, how often one is asked in all, and the first pause before
    asking again, doubled each time."""

    pause: float = 1.0
    tries: int = 3
    backoff: float = 2.0


class Visitor:
    """One run's visits. `sleep` and the clocks are for tests."""

    def __init__(
        self,
        client: Client,
        manners: Manners = Manners(),  # noqa: B008 (frozen)
        *,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._client = client
        self._manners = manners
        self._sleep = sleep
        self._clock = clock
        self._wall = wall
        self._last: dict[str, float] = {}
        self._robots: dict[str, Protego | str] = {}
        self._down: dict[str, str] = {}

    def visit(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer of a server that may be asked. Raises Forbidden (by robots.txt too) and Failed."""
        host = _host(url)
        if host in self._down:
            raise Failed(f"{self._down[host]} (host not asked again in this run)", again=False)
        return self._patient(url, headers, host, self._allowed(url, host))

    def _may(self, url: str) -> None:
        """A redirect is a question too."""
        host = _host(url)
        self._pause(host, self._allowed(url, host))

    def _patient(self, url: str, headers: Mapping[str, str] | None, host: str, pause: float) -> Answer:
        wait = self._manners.backoff
        for left in range(self._manners.tries - 1, -1, -1):
            self._pause(host, pause)
            try:
                answer = self._client.get(url, headers, may=self._may)
            except Failed as fault:
                if not fault.again or not left:
                    self._note_down(host, str(fault))
                    raise
                self._sleep(wait)
            else:
                if answer.status not in _AGAIN:
                    return answer
                asked = self._asked(answer)
                if not left or asked > MAX_WAIT:
                    if asked > MAX_WAIT or answer.status == 429:
                        self._down[host] = f"status {answer.status}"
                    raise Failed(f"status {answer.status}" + (f", wait {asked:g} s" if asked else ""), again=False)
                self._sleep(max(wait, asked))
            wait *= 2
        raise Failed("not asked", again=False)

    def _note_down(self, host: str, reason: str) -> None:
        if reason.startswith(("cannot connect", "no such host")):
            self._down[host] = reason

    def _pause(self, host: str, pause: float) -> None:
        due = self._last.get(host, float("-inf")) + pause
        if (left := due - self._clock()) > 0:
            self._sleep(left)
        self._last[host] = self._clock()

    def _asked(self, answer: Answer) -> float:
        """Seconds of a Retry-After, given as a number or as a moment; 0 where there is none."""
        said = answer.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit():
            return float(said[:9])
        try:
            return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - self._wall())
        except (ValueError, TypeError, IndexError, OverflowError):
            return 0.0

    def _allowed(self, url: str, host: str) -> float:
        """The pause this host wants. Raises Forbidden where its robots.txt says no, or cannot be had."""
        if host not in self._robots:
            self._robots[host] = self._read_robots(host)
        rules = self._robots[host]
        if isinstance(rules, str):
            raise Forbidden(rules)
        try:
            allowed = rules.can_fetch(url, self._client.agent)
            wanted = rules.crawl_delay(self._client.agent)
        except Exception as fault:  # a hostile robots.txt is no permission
            raise Forbidden(f"robots.txt cannot be read: {type(fault).__name__}") from fault
        if not allowed:
            raise Forbidden("robots.txt of this host does not allow it")
        return max(self._manners.pause, min(float(wanted or 0.0), MAX_PAUSE))

    def _read_robots(self, host: str) -> Protego | str:
        """RFC 9309: what is not there (4xx) forbids nothing, what cannot be reached forbids all."""
        self._pause(host, self._manners.pause)
        try:
            answer = self._client.get(f"{host}/robots.txt", cut_at=MAX_ROBOTS)
        except Failed as fault:
            self._note_down(host, str(fault))
            return f"robots.txt cannot be reached: {fault}"
        if answer.status == 429 or answer.status >= 500:
            return f"robots.txt cannot be reached: status {answer.status}"
        text = answer.body.decode("utf-8", "replace") if 200 <= answer.status < 300 else ""
        try:
            return Protego.parse(text)
        except Exception as fault:
            return f"robots.txt cannot be read: {type(fault).__name__}"


def _host(url: str) -> str:
    parts = urlsplit(plain_url(url))
    return f"{parts.scheme}://{parts.netloc}"
