"""Manners: robots.txt, pauses, asking again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from isnad.web.client import Client, Failed
from isnad.web.guard import Forbidden
from isnad.web.visitor import Manners, Visitor

if TYPE_CHECKING:
    from tests.web.conftest import Site


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visitor(client: Client, clock: Clock) -> Visitor:
    return Visitor(client, Manners(), sleep=clock.sleep, clock=lambda: clock.now, wall=lambda: 0.0)


def test_robots_txt_is_asked_once_and_obeyed(site: Site, visitor: Visitor, clock: Clock) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret\nCrawl-delay: 7\n", "text/plain")
    for _ in range(2):
        assert visitor.visit(site.url("/good")).status == 200
        with pytest.raises(Forbidden, match="robots"):
            visitor.visit(site.url("/secret/1"))
    assert site.paths() == ["/robots.txt", "/good", "/good"]
    assert clock.slept == [7.0, 7.0]


def test_robots_for_our_name(site: Site, visitor: Visitor) -> None:
    site.put("/robots.txt", "User-agent: isnad\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "text/plain")
    with pytest.raises(Forbidden):
        visitor.visit(site.url("/good"))


def test_a_redirect_is_a_question_too(site: Site, visitor: Visitor) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /good\n", "text/plain")
    with pytest.raises(Forbidden, match="robots"):
        visitor.visit(site.url("/moved"))


@pytest.mark.parametrize("page", ["/down", "/drip", "/bomb"])
def test_robots_that_cannot_be_had_forbid(site: Site, visitor: Visitor, page: str) -> None:
    site.pages["/robots.txt"] = site.pages[page]
    if page == "/bomb":  # half a million bytes of it are read, and say nothing
        assert visitor.visit(site.url("/good")).status == 200
        return
    with pytest.raises(Forbidden, match="cannot be reached"):
        visitor.visit(site.url("/good"))


def test_asking_again_later_each_time(site: Site, visitor: Visitor, clock: Clock) -> None:
    assert visitor.visit(site.url("/once-busy")).status == 200
    assert clock.slept == [1.0, 3.0, 4.0]
    with pytest.raises(Failed, match="status 500"):
        visitor.visit(site.url("/down"))
    assert site.paths().count("/down") == 3


def test_a_server_that_wants_hours_is_left_alone(site: Site, visitor: Visitor) -> None:
    with pytest.raises(Failed, match=r"429, wait 7200 s"):
        visitor.visit(site.url("/busy"))
    with pytest.raises(Failed, match="not asked again"):
        visitor.visit(site.url("/good"))
    assert site.paths() == ["/robots.txt", "/busy"]


def test_a_host_that_is_not_there_is_asked_once(visitor: Visitor) -> None:
    for _ in range(2):
        with pytest.raises((Failed, Forbidden)):
            visitor.visit("http://nowhere.test/1")


@pytest.mark.parametrize("url", ["http://[::1", "not an address", "ftp://site.test/", "http://", ""])
def test_what_is_no_address_is_refused_before_anybody_is_asked(site: Site, visitor: Visitor, url: str) -> None:
    with pytest.raises(Forbidden):
        visitor.visit(url)
    assert site.asked == []
