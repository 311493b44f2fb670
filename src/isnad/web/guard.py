"""Which addresses may be asked. Public ones; others only where their host was named by the user."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Collection
from urllib.parse import quote, urlsplit, urlunsplit

import msgspec

Resolve = Callable[[str, int], list[str]]
"""Host and port to IP addresses; raises OSError where there are none."""
PORTS = (80, 443, 8080, 8443)
"""Ports that public hosts are asked at."""
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_PATH = "%/:=&?~+!$,;'@()*[]|^-._"
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
MAX_URL = 4_000


class Forbidden(Exception):
    """This address is not asked, and why."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """An address that may be asked, with the IP addresses that were checked: no other is connected to."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]


def resolve(host: str, port: int) -> list[str]:
    """By the system's resolver, in its order."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def plain_url(url: str) -> str:
    """The address in ASCII, without a fragment. Raises Forbidden where it is none for the web."""
    url = url.strip()
    if len(url) > MAX_URL or any(ord(char) < 33 or ord(char) == 127 for char in url):
        raise Forbidden("not an address: too long, or with spaces or control characters")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as fault:
        raise Forbidden(f"not an address: {fault}") from fault
    if parts.scheme not in ("http", "https"):
        raise Forbidden(f"only http and https are asked, not {parts.scheme[:20] or 'nothing'!r}")
    if parts.username is not None or parts.password is not None:
        raise Forbidden("an address with a user name in it is not asked")
    if not ascii_host:
        raise Forbidden("an address without a host")
    if not _HOST.fullmatch(ascii_host):
        raise Forbidden(f"not the name of a host: {host[:60]!r}")  # what nameprep makes of odd letters, too
    shown = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    netloc = f"{shown}:{port}" if port else shown
    path, query = quote(parts.path or "/", safe=_PATH), quote(parts.query, safe=_PATH)
    return urlunsplit((parts.scheme, netloc.lower(), path, query, ""))


def checked(url: str, allow: Collection[str], resolver: Resolve) -> Target:
    """The target of an address. Raises Forbidden where it may not be asked, OSError where the name
    leads nowhere.

    All addresses of a name must be public: one private among them is how a name is turned after a check.
    """
    url = plain_url(url)
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    named = host in allow or f"{host}:{port}" in allow
    if not named and port not in PORTS:
        raise Forbidden(f"port {port} is asked only with --allow-host {host}")
    addresses = tuple(resolver(host, port))
    if not addresses:
        raise OSError(f"no address for {host}")
    if not named and (inner := [a for a in addresses if not is_public(a)]):
        raise Forbidden(f"{host} is {inner[0]}, not a public address; --allow-host {host} allows it")
    path = urlunsplit(("", "", parts.path, parts.query, ""))
    return Target(url=url, scheme=parts.scheme, host=host, port=port, path=path, addresses=addresses)


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the internet can mean: neither private, loopback,
    link-local, shared, reserved nor multicast, nor an IPv6 wrapping of such a one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and any(ip in net for net in _NAT64):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.teredo is not None or ip.is_site_local or int(ip) >> 96 == 0:
            return False
    return ip.is_global and not ip.is_multicast
