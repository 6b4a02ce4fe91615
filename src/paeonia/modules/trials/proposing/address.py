"""Only an address inside the hospital is spoken to, and the one that was judged is the one connected to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from paeonia.modules.trials.proposing.endpoint import Endpoint
from paeonia.record.problems import Problem, Refused

# What `is_private` also counts (documentation, shared and link-local ranges, where clouds keep their keys) is left out.
INSIDE = tuple(ip_network(one) for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1/128",
                                           "fc00::/7"))
Resolver = Callable[[str, int], Iterable[str]]


def resolve(host: str, port: int) -> list[str]:
    """Every address a name leads to."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def judged(endpoint: Endpoint, host: str, port: int, resolver: Resolver = resolve) -> str:
    """The address to connect to; Refused unless every address of the name is inside.

    The caller connects to what is returned and not to the name, so that a second look at the name cannot lead elsewhere.
    """
    try:
        found = [plain(text) for text in resolver(host, port)]
    except (OSError, ValueError, UnicodeError):
        found = []
    if not found:
        raise Refused([Problem("proposing-no-host", "", {"host": host})])
    for address in found:
        if not inside(address, endpoint):
            raise Refused([Problem("proposing-outside", "", {"host": host, "address": str(address)})])
    return str(found[0])


def plain(text: str) -> IPv4Address | IPv6Address:
    """An address; an IPv4 one in the clothes of IPv6 without them."""
    address = ip_address(text.partition("%")[0])
    return getattr(address, "ipv4_mapped", None) or address


def inside(address: IPv4Address | IPv6Address, endpoint: Endpoint) -> bool:
    """Whether it is the hospital's own, or the installation allows any."""
    named = any(address in network for network in endpoint.networks)
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    return endpoint.anywhere or named or any(address in network for network in INSIDE)
