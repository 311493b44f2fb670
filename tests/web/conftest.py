"""A server on loopback that misbehaves on purpose, and a client that believes it to be the internet."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from isnad.store.open import open_store
from isnad.store.sql import SqlStore
from isnad.web.client import Client, Limits

LIMITS = Limits(connect=2.0, wait=1.0, whole=2.0, size=200_000, redirects=3)


class Site(msgspec.Struct):
    """Answers by path; what was asked, and when."""

    port: int = 0
    pages: dict[str, Callable[[http.server.BaseHTTPRequestHandler], None]] = {}
    asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str, host: str = "site.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, body: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """A page that behaves, with ETag and 304 where an etag header is given."""
        data = body.encode() if isinstance(body, str) else body

        def page(ask: http.server.BaseHTTPRequestHandler) -> None:
            same = headers.get("etag") and ask.headers.get("If-None-Match") == headers["etag"]
            same = same or (headers.get("modified") and ask.headers.get("If-Modified-Since") == headers["modified"])
            ask.send_response(304 if same else 200)
            ask.send_header("Content-Type", kind)
            for name, value in headers.items():
                ask.send_header({"modified": "Last-Modified"}.get(name, name).replace("_", "-"), value)
            if same:
                ask.end_headers()
                return
            ask.send_header("Content-Length", str(len(data)))
            ask.end_headers()
            ask.wfile.write(data)

        self.pages[path] = page

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def _raw(*parts: bytes, pause: float = 0.0, times: int = 1) -> Callable[[http.server.BaseHTTPRequestHandler], None]:
    """Writes bytes as they are, the last part again and again, with a pause before each."""

    def page(ask: http.server.BaseHTTPRequestHandler) -> None:
        ask.close_connection = True
        for part in parts[:-1]:
            ask.wfile.write(part)
        for _ in range(times):
            time.sleep(pause)
            ask.wfile.write(parts[-1])
            ask.wfile.flush()

    return page


def _redirect(to: str, status: int = 302) -> Callable[[http.server.BaseHTTPRequestHandler], None]:
    def page(ask: http.server.BaseHTTPRequestHandler) -> None:
        ask.send_response(status)
        ask.send_header("Location", to)
        ask.send_header("Content-Length", "0")
        ask.end_headers()

    return page


def _status(*codes: int, after: str = "") -> Callable[[http.server.BaseHTTPRequestHandler], None]:
    """One status after the other; the last one stays."""
    left = list(codes)

    def page(ask: http.server.BaseHTTPRequestHandler) -> None:
        ask.send_response(left.pop(0) if len(left) > 1 else left[0])
        if after:
            ask.send_header("Retry-After", after)
        ask.send_header("Content-Length", "2")
        ask.end_headers()
        ask.wfile.write(b"ok")

    return page


BOMB = gzip.compress(gzip.compress(b"0" * 50_000_000))
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def site() -> Iterator[Site]:
    """The server; every path that nobody set is a 404."""
    made = Site(pages={}, asked=[])

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            made.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            page = made.pages.get(self.path)
            with contextlib.suppress(OSError):
                if page is None:
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                else:
                    page(self)

        def log_message(self, format: str, *args: object) -> None: ...

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None: ...

    server = Server(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    _misbehave(made)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def _misbehave(site: Site) -> None:
    packed = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
    site.pages |= {
        "/slow-start": _raw(OK, pause=5.0),
        "/drip": _raw(OK + b"Content-Length: 1000\r\n\r\n", b"x", pause=0.3, times=20),
        "/drip-headers": _raw(OK, b"X-Long: yes\r\n", pause=0.3, times=20),
        "/endless": _raw(OK + b"\r\n", b"x" * 50_000, times=10_000),
        "/endless-header": _raw(OK + b"X: ", b"x" * 50_000, times=100),
        "/many-headers": _raw(OK, b"X-A: b\r\n", times=5_000),
        "/bomb": _raw(packed % len(gzip.decompress(BOMB)) + gzip.decompress(BOMB)),
        "/bomb-twice": _raw(
            OK + b"Content-Encoding: gzip, gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB),
            BOMB,
        ),
        "/not-gzip": _raw(packed % 5 + b"plain"),
        "/odd-packing": _raw(OK + b"Content-Encoding: zstd\r\nContent-Length: 2\r\n\r\nok"),
        "/big": _raw(OK + b"Content-Length: 999999999\r\n\r\n"),
        "/short": _raw(OK + b"Content-Length: 1000\r\n\r\nonly this"),
        "/chunked": _raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"),
        "/bad-chunk": _raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\nworld\r\n"),
        "/no-http": _raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
        "/bad-status": _raw(b"HTTP/1.1 abc Hello\r\n\r\n"),
        "/nothing": _raw(b""),
        "/loop": _redirect("/loop"),
        "/far": _redirect("/far1"),
        "/far1": _redirect("/far2"),
        "/far2": _redirect("/far3"),
        "/far3": _redirect("/good"),
        "/inside": _redirect("http://127.0.0.1:1/secret"),
        "/metadata": _redirect("http://169.254.169.254/latest/meta-data/"),
        "/file": _redirect("file:///etc/passwd"),
        "/no-address": _redirect("http://[::1"),
        "/turned": _redirect("http://turned.test:8080/"),
        "/moved": _redirect("/good", 301),
        "/busy": _status(429, after="7200"),
        "/once-busy": _status(503, 429, 200, after="3"),
        "/down": _status(500),
        "/gone": _status(410),
    }
    site.put("/good", "<html><body><p>good</p></body></html>")


@pytest.fixture
def resolver(site: Site) -> Callable[[str, int], list[str]]:
    """Names of the tests. turned.test gives a public address and a private one."""
    table = {"site.test": ["127.0.0.1"], "other.test": ["127.0.0.1"], "turned.test": ["93.184.216.34", "10.0.0.7"]}

    def answer(host: str, port: int) -> list[str]:
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        if host not in table:
            raise OSError("name not known")
        return table[host]

    return answer


@pytest.fixture
def client(resolver: Callable[[str, int], list[str]]) -> Client:
    return Client(agent="isnad/test", allow=["site.test"], limits=LIMITS, resolver=resolver)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(str(tmp_path / "a.db"), tool="t")
    yield opened
    opened.close()
