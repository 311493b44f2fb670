"""Certificates are checked for the name that was asked, though the connection goes to an IP address."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from isnad.web.client import Client, Failed


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server for site.test whose authority is known; another name it cannot prove."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("site.test").configure_cert(context)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    plain, _ = server.accept()
                except OSError:
                    return
                with contextlib.suppress(OSError), plain, context.wrap_socket(plain, server_side=True) as safe:
                    safe.recv(65_536)
                    safe.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def client() -> Client:
    return Client(agent="x", allow=["site.test", "other.test"], resolver=lambda host, port: ["127.0.0.1"])


def test_the_name_asked_for_is_the_one_that_is_proved(port: int) -> None:
    assert client().get(f"https://site.test:{port}/").body == b"ok"
    with pytest.raises(Failed, match=r"CERTIFICATE_VERIFY_FAILED|doesn't match"):
        client().get(f"https://other.test:{port}/")


def test_an_unknown_authority_is_not_believed(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(Failed, match=r"CERTIFICATE_VERIFY_FAILED|doesn't match"):
        client().get(f"https://site.test:{port}/")
