"""One question to a provider over HTTPS: no proxy, no redirect, a limit of time and size; its answer as JSON."""

from __future__ import annotations

import json
from typing import Any

import httpx

from .message import Later, Never

SECONDS = httpx.Timeout(10.0, connect=5.0)
MOST = 64 * 1024        # bytes of an answer
BUSY = frozenset({408, 425, 429})


def ask(method: str, url: str, *, may_refuse: bool = False, **said: Any) -> dict[str, Any]:
    """The provider's answer. Raises Later when there is none worth reading; `may_refuse`: a 4xx carries an answer too."""
    try:
        with httpx.Client(trust_env=False, follow_redirects=False, timeout=SECONDS) as client:
            answer = client.request(method, url, **said)
    except httpx.TransportError as fault:
        raise Later(type(fault).__name__) from None
    if answer.status_code >= 500 or answer.status_code in BUSY:
        raise Later(f"HTTP {answer.status_code}")
    if answer.status_code != 200 and not (may_refuse and 400 <= answer.status_code < 500):
        raise Never(f"HTTP {answer.status_code}")
    try:
        found = json.loads(answer.content[:MOST])
    except ValueError:
        raise Later("no JSON") from None
    if not isinstance(found, dict):
        raise Later("no JSON object")
    return found
