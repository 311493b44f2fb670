"""Servers that are slow, broken, endless or hostile: an answer or a clear reason, in bounded time."""

from __future__ import annotations

import ipaddress
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.web.client import Client, Failed
from isnad.web.guard import Forbidden, checked, is_public, plain_url

if TYPE_CHECKING:
    from tests.web.conftest import Site


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/slow-start", "timed out"),
        ("/drip", "took over 2 s"),
        ("/drip-headers", "took over 2 s"),
        ("/endless", "more than 200,000 bytes"),
        ("/endless-header", "LineTooLong|header|Header"),
        ("/many-headers", "100 headers"),
        ("/bomb", "more than 200,000 bytes"),
        ("/bomb-twice", "more than 200,000 bytes"),
        ("/not-gzip", "DecodeError"),
        ("/odd-packing", "zstd"),
        ("/big", "999,999,999 bytes"),
        ("/short", "IncompleteRead|Incomplete"),
        ("/bad-chunk", "chunk|Connection broken"),
        ("/no-http", "BadStatusLine"),
        ("/bad-status", "BadStatusLine"),
        ("/nothing", "closed connection|RemoteDisconnected"),
        ("/loop", "more than 3 redirects"),
        ("/far", "more than 3 redirects"),
    ],
)
def test_a_bad_answer_is_none_and_says_why(site: Site, client: Client, path: str, reason: str) -> None:
    began = time.monotonic()
    tracemalloc.start()
    with pytest.raises(Failed, match=reason):
        client.get(site.url(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.monotonic() - began < 4.5
    assert peak < 5_000_000


def test_good_answers(site: Site, client: Client) -> None:
    assert client.get(site.url("/chunked")).body == b"hello world"
    moved = client.get(site.url("/moved"))
    assert (moved.final, moved.hops, moved.status) == (site.url("/good"), (site.url("/moved"),), 200)
    assert client.get(site.url("/gone")).status == 410
    site.put("/cookie", "x", set_cookie="a=b", x_odd="caf\xe9")
    headers = client.get(site.url("/cookie")).headers
    assert "set-cookie" not in headers
    assert headers["x-odd"] == "caf\xe9"
    cut = client.get(site.url("/endless"), cut_at=1_000)
    assert (len(cut.body), cut.cut) == (1_000, True)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/inside", "127.0.0.1"),
        ("/metadata", "169.254.169.254"),
        ("/file", "only http"),
        ("/turned", "10.0.0.7"),
        ("/no-address", "no address"),
    ],
)
def test_a_redirect_leads_nowhere_private(site: Site, client: Client, path: str, reason: str) -> None:
    with pytest.raises(Forbidden, match=reason):
        client.get(site.url(path))


def test_loopback_is_refused_unless_named(site: Site, client: Client) -> None:
    with pytest.raises(Forbidden, match=r"--allow-host other\.test"):
        client.get(f"http://other.test:{site.port}/good")
    with pytest.raises(Forbidden, match=r"127\.0\.0\.1"):
        client.get("http://127.0.0.1/good")
    assert site.asked == []


def test_what_is_kept_of_one_host_is_not_told_to_another(site: Site, resolver: object) -> None:
    client = Client(agent="x", allow=["site.test", "other.test"], resolver=resolver)  # type: ignore[arg-type]

    def away(ask: object) -> None:
        ask.send_response(302)  # type: ignore[attr-defined]
        ask.send_header("Location", site.url("/good", "other.test"))  # type: ignore[attr-defined]
        ask.send_header("Content-Length", "0")  # type: ignore[attr-defined]
        ask.end_headers()  # type: ignore[attr-defined]

    site.pages["/away"] = away
    client.get(site.url("/away"), {"If-None-Match": '"1"'})
    assert ["if-none-match" in headers for _, headers in site.asked] == [True, False]


def test_no_such_host_and_nobody_there(client: Client) -> None:
    with pytest.raises(Failed, match="no such host"):
        client.get("http://nowhere.test/")
    with pytest.raises(Failed, match="cannot connect"):
        client.get("http://site.test:1/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        *((a, False) for a in ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1")),
        *((a, False) for a in ("0.0.0.0", "255.255.255.255", "224.0.0.1", "198.18.0.1", "192.0.2.1", "240.0.0.1")),
        *(
            (a, False)
            for a in ("::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1")
        ),
        *(
            (a, False)
            for a in ("64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378::1", "fec0::1", "::7f00:1", "x", "")
        ),
        ("::ffff:8.8.8.8", True),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "http://",
        "http:///x",
        "http://user:word@a.example/",
        "http://a.example:99999/",
        "http://a.example:0x50/",
        "http://a..example/",
        "http://[::1",
        "http://a.example/\r\nHost: b",
        "http://a b/",
        "javascript:alert(1)",
        "",
        "http://" + "a" * 5_000,
    ],
)
def test_what_is_no_address_of_the_web(url: str) -> None:
    with pytest.raises(Forbidden):
        checked(url, (), lambda host, port: ["8.8.8.8"])


def test_addresses_in_arabic() -> None:
    asked = plain_url("https://مثال.إختبار/خبر?س=1#x")
    assert asked == "https://xn--mgbh0fb.xn--kgbechtv/%D8%AE%D8%A8%D8%B1?%D8%B3=1"
    with pytest.raises(Forbidden, match="port 22"):
        checked("http://a.example:22/", (), lambda host, port: ["8.8.8.8"])


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "0177.0.0.1"])
def test_loopback_in_disguise(host: str) -> None:
    """The system's resolver reads these as 127.0.0.1; what counts is what it reads."""
    client = Client(agent="x")
    with pytest.raises((Forbidden, Failed)):
        client.get(f"http://{host}/")


@given(st.text(max_size=60).map(lambda tail: f"http://{tail}") | st.text(max_size=60))
def test_an_address_is_refused_or_stays_what_it_is(url: str) -> None:
    try:
        made = plain_url(url)
    except Forbidden:
        return
    assert made.isascii()
    assert made.isprintable()
    assert plain_url(made) == made


@given(st.ip_addresses().map(str))
def test_every_address_is_public_or_not(address: str) -> None:
    if is_public(address):
        assert ipaddress.ip_address(address).is_global
