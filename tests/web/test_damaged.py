"""Whatever bytes a server sends: an answer or a reason, never anything else."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad.web.client import Answer, Client, Failed, Forbidden, Limits

PACKED = gzip.compress(b"<p>good</p>" * 9, mtime=0)
SOUND = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 11\r\n\r\n<p>good</p>",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: \"x\"\r\n\r\nb\r\n<p>good</p>\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s" % (len(PACKED), PACKED),
    b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 304 Not Modified\r\nSet-Cookie: a=b\r\n\r\n",
    b"HTTP/1.1 429 Slow down\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n",
)  # fmt: skip
PARTS = [
    b"\x00",
    b"\xff\xfe",
    b"\r\n",
    b":",
    b"-1",
    b"9" * 20,
    b"http://[::1",
    b"//",
    b"gzip, ",
    b"\r\n\r\n",
]


class Server:
    """Answers every question with the same bytes, then hangs up."""

    reply = b""
    port = 0


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        made.port = listening.getsockname()[1]

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with contextlib.suppress(OSError), connection:
                    connection.recv(65_536)
                    connection.sendall(made.reply)

        threading.Thread(target=serve, daemon=True).start()
        yield made
        listening.shutdown(socket.SHUT_RDWR)


@st.composite
def replies(draw: st.DrawFn) -> bytes:
    """A sound answer with a few places written over, cut out or put in."""
    data = draw(st.sampled_from(SOUND))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        put = draw(st.sampled_from(PARTS) | st.binary(max_size=4))
        data = data[:at] + put + data[at + draw(st.sampled_from([0, 1, 2, 30])) :]
    return bytes(data)


@given(reply=replies())
@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_answer_or_a_reason(server: Server, reply: bytes) -> None:
    server.reply = reply
    limits = Limits(connect=5.0, wait=5.0, whole=10.0, size=10_000, redirects=2)
    client = Client(agent="x", allow=["site.test"], limits=limits, resolver=lambda host, port: ["127.0.0.1"])
    try:
        answer = client.get(f"http://site.test:{server.port}/")
    except (Failed, Forbidden) as fault:
        told = str(fault)
        answer = None
    if answer is None:
        assert told.isprintable()
        return
    assert isinstance(answer, Answer)
    assert len(answer.body) <= 10_000
    assert all(value.isprintable() and name == name.lower() for name, value in answer.headers.items())
