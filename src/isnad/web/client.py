"""One question to a server: checked addresses, redirects, limits of time and size, nothing else.

The connection goes to an IP address that was checked, under the name that was asked for, so that a
name cannot be turned between check and connection. Proxies of the environment are not used.
"""

from __future__ import annotations

import contextlib
import http.client
import logging
import socket
import threading
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
import urllib3
from urllib3.connection import HTTPConnection

from isnad.web.guard import Forbidden, Resolve, Target, checked, resolve

REDIRECTS = (301, 302, 303, 307, 308)
logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # what it warns of on standard error is an issue here
_CHUNK = 65_536
_ENCODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}
_ADDRESSES = 3
_HEADERS = 64
_LONGEST = 1_000


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds to connect, to wait for more bytes, and in all for one answer; bytes of a body, unpacked;
    redirects followed."""

    connect: float = 10.0
    wait: float = 20.0
    whole: float = 60.0
    size: int = 16_000_000
    redirects: int = 5


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server said. `url` is what was asked, `final` where the redirects ended, `hops` all addresses
    between. `headers` have lower-case names; of several the first counts; cookies are left out. `body` is
    unpacked; `cut` says that it is only the beginning."""

    url: str
    final: str
    status: int
    headers: dict[str, str]
    body: bytes = b""
    hops: tuple[str, ...] = ()
    cut: bool = False


class Failed(Exception):
    """No answer, and why. `again` says whether asking again may help."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.again = again


class Client:
    """Asks with GET. Holds no connection and no cookie between two questions."""

    def __init__(
        self,
        *,
        agent: str,
        allow: Collection[str] = (),
        limits: Limits = Limits(),  # noqa: B008 (frozen)
        resolver: Resolve = resolve,
    ) -> None:
        self.agent = agent
        self.limits = limits
        self._allow = frozenset(host.lower() for host in allow)
        self._resolver = resolver

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        cut_at: int = 0,
        may: Callable[[str], None] | None = None,
    ) -> Answer:
        """The answer, redirects followed. With `cut_at` a longer body is cut there; without, it is refused.
        `may` is asked before each further address, and raises Forbidden where it says no.

        Raises Forbidden for an address that may not be asked (also after a redirect), Failed where no
        whole answer came.
        """
        until = time.monotonic() + self.limits.whole
        hops: list[str] = []
        where = url
        while True:
            target = self._checked(where)
            if hops and urlsplit(hops[0]).netloc != urlsplit(target.url).netloc:
                headers = None  # what is kept about one host is not told to another
            answer = self._ask(target, headers or {}, until, cut_at)
            to = answer.headers.get("location")
            if answer.status not in REDIRECTS or not to:
                return msgspec.structs.replace(answer, url=url, final=target.url, hops=tuple(hops))
            hops.append(target.url)
            try:
                where = urljoin(target.url, to)
            except ValueError as fault:
                raise Forbidden(f"a redirect to no address: {fault}") from fault
            if len(hops) > self.limits.redirects:
                raise Failed(f"more than {self.limits.redirects} redirects", again=False)
            if may is not None:
                began = time.monotonic()
                may(where)
                until += time.monotonic() - began

    def _checked(self, url: str) -> Target:
        try:
            return checked(url, self._allow, self._resolver)
        except (OSError, UnicodeError) as fault:
            raise Failed(f"no such host: {fault}", again=True) from fault

    def _ask(self, target: Target, headers: Mapping[str, str], until: float, cut_at: int) -> Answer:
        fault: Failed | None = None
        for address in target.addresses[:_ADDRESSES]:
            left = until - time.monotonic()
            if left <= 0:
                break
            watch = _Watch(left)
            try:
                return self._exchange(target, address, headers, cut_at, watch)
            except Failed as failed:
                fault = failed
            except (urllib3.exceptions.ConnectTimeoutError, urllib3.exceptions.NewConnectionError) as failed:
                fault = Failed(f"cannot connect: {_short(failed)}", again=True)
            except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as failed:
                late = f"took over {self.limits.whole:g} s" if watch.expired else _short(failed)
                raise Failed(late, again=not watch.expired) from failed
            finally:
                watch.end()
            if not fault.again:
                break
        raise fault or Failed(f"took over {self.limits.whole:g} s", again=False)

    def _exchange(self, target: Target, address: str, headers: Mapping[str, str], cut_at: int, watch: _Watch) -> Answer:
        timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.wait)
        standard = 443 if target.scheme == "https" else 80
        host = f"[{target.host}]" if ":" in target.host else target.host
        sent = {
            "Host": host if target.port == standard else f"{host}:{target.port}",
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            **headers,
        }
        pool: urllib3.HTTPConnectionPool
        if target.scheme == "https":
            pool = urllib3.HTTPSConnectionPool(
                address,
                target.port,
                timeout=timeout,
                cert_reqs="CERT_REQUIRED",
                server_hostname=target.host,
                assert_hostname=target.host,
            )
        else:
            pool = urllib3.HTTPConnectionPool(address, target.port, timeout=timeout)
        pool.ConnectionCls = watch.watched(pool.ConnectionCls)
        try:
            response = pool.request(
                "GET", target.path, headers=sent, retries=False, redirect=False, preload_content=False, timeout=timeout
            )
            with contextlib.closing(response):
                return self._answer(target, response, cut_at, watch)
        finally:
            pool.close()

    def _answer(self, target: Target, response: Any, cut_at: int, watch: _Watch) -> Answer:
        headers: dict[str, str] = {}
        for name, value in list(response.headers.items())[:_HEADERS]:
            if name.lower() not in ("set-cookie", "set-cookie2"):
                headers.setdefault(name.lower(), _clean(value))
        bare = Answer(url=target.url, final=target.url, status=response.status, headers=headers)
        if response.status in REDIRECTS or response.status in (204, 304):
            return bare
        packed = {one.strip().lower() for one in headers.get("content-encoding", "").split(",")}
        if not packed <= _ENCODINGS:
            raise Failed(f"packed as {headers['content-encoding'][:60]!r}, which was not asked for", again=False)
        limit = cut_at or self.limits.size
        told = headers.get("content-length", "")
        if not cut_at and told.isascii() and told.isdigit() and int(told[:18]) > limit:
            raise Failed(f"{int(told[:18]):,} bytes, more than {limit:,}", again=False)
        parts: list[bytes] = []
        size = 0
        while size <= limit and (data := response.read1(_CHUNK, decode_content=True)):
            size += len(data)
            parts.append(data)
        if watch.expired:
            raise Failed(f"took over {self.limits.whole:g} s", again=False)
        if size > limit and not cut_at:
            raise Failed(f"more than {limit:,} bytes", again=False)
        return msgspec.structs.replace(bare, body=b"".join(parts)[:limit], cut=size > limit)


class _Watch:
    """Ends a conversation that has gone on for too long, whatever drips in."""

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._connections: list[HTTPConnection] = []
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self._timer.start()

    def watched(self, kind: Any) -> Any:
        """The same kind of connection, known to this watch as soon as it is there."""
        watch = self

        class Watched(kind):  # type: ignore[misc]
            def connect(self) -> None:
                watch._connections.append(self)
                super().connect()

        return Watched

    def end(self) -> None:
        self._timer.cancel()

    def _expire(self) -> None:
        self.expired = True
        for connection in self._connections:
            if connection.sock is not None:
                with contextlib.suppress(OSError, ValueError):
                    # Not SSLSocket.shutdown, which would take the TLS state away under the reader.
                    socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def _clean(value: str) -> str:
    """A header as it can be kept: http.client reads bytes as Latin-1."""
    try:
        value = value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        value = value.encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() else " " for char in value[:_LONGEST])


def _short(fault: BaseException) -> str:
    text = str(fault).rpartition("): ")[2] or type(fault).__name__
    return _clean(f"{type(fault).__name__}: {text}")[:200]


__all__ = ["Answer", "Client", "Failed", "Forbidden", "Limits"]
