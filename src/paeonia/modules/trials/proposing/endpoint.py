"""Where proposals come from: settings of the installation alone decide, and without them there are none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network

import httpx

from paeonia.modules.trials.proposing import trouble  # noqa: F401  declares the messages
from paeonia.record.problems import Problem

SECONDS, MOST_SECONDS = 60.0, 600.0
Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible server: `url` is its base, such as http://10.0.0.5:8000/v1."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS
    networks: tuple[Network, ...] = ()      # the hospital's own ranges beside the private ones
    anywhere: bool = False                  # somebody decided that it may stand outside

    @property
    def host(self) -> str:
        """Its name, for the page."""
        return httpx.URL(self.url).host


@dataclass(frozen=True)
class Setup:
    """What the settings say: an endpoint, or the reason why there is none."""

    endpoint: Endpoint | None
    problem: Problem | None


def setup(given: Mapping[str, str] = os.environ) -> Setup:
    """Read the settings; one that is wrong turns the whole off instead of being guessed."""
    url, model = (given.get(f"PAEONIA_PROPOSING_{name}", "").strip() for name in ("URL", "MODEL"))
    if not url:
        return Setup(None, Problem("proposing-off"))
    try:
        parsed = httpx.URL(url)
        sound = parsed.scheme in ("http", "https") and parsed.host and not parsed.userinfo and not parsed.query
    except httpx.InvalidURL:
        sound = False
    if not sound:
        return _wrong("URL", url, "http(s)://host/v1", "http(s)://主机/v1 形式的地址")
    if not model:
        return _wrong("MODEL", "", "the name of a model", "模型名称")
    seconds = given.get("PAEONIA_PROPOSING_TIMEOUT", "").strip() or str(SECONDS)
    if not seconds.replace(".", "", 1).isdecimal() or not 0 < float(seconds) <= MOST_SECONDS:
        return _wrong("TIMEOUT", seconds, f"seconds up to {MOST_SECONDS:.0f}", f"不超过 {MOST_SECONDS:.0f} 的秒数")
    listed = given.get("PAEONIA_PROPOSING_NETWORKS", "").replace(",", " ").split()
    try:
        networks = tuple(ip_network(one) for one in listed)
    except ValueError:
        return _wrong("NETWORKS", " ".join(listed), "ranges such as 198.18.0.0/15", "198.18.0.0/15 形式的网段")
    return Setup(Endpoint(url.rstrip("/"), model, given.get("PAEONIA_PROPOSING_KEY", "").strip(), float(seconds),
                          networks, given.get("PAEONIA_PROPOSING_ANYWHERE") == "1"), None)


def _wrong(name: str, value: str, en: str, zh: str) -> Setup:
    return Setup(None, Problem("proposing-setting", "", {
        "name": f"PAEONIA_PROPOSING_{name}", "value": value, "expected": en, "expected_zh": zh}))
