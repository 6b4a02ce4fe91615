"""One question to the endpoint: no proxy, no redirect, a limit of size and of time, patience while it is busy."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from paeonia.modules.trials.proposing.address import Resolver, judged, resolve
from paeonia.modules.trials.proposing.endpoint import Endpoint
from paeonia.record.problems import Problem, Refused

ATTEMPTS = 4
MOST = 256 * 1024           # bytes of an answer
LONGEST_PAUSE = 20.0        # seconds, even when the server asks for more
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


class _Passing(Exception):
    """Worth asking again; says why, and the pause the server asked for."""

    def __init__(self, why: str, pause: str = "") -> None:
        self.why, self.pause = why, pause
        super().__init__(why)


def complete(endpoint: Endpoint, messages: list[dict[str, str]], resolver: Resolver = resolve,
             wait: Callable[[float], None] = time.sleep) -> tuple[str, bool]:
    """(what the model said, whether it was cut off by its own limit); Refused when there is no usable answer."""
    body = {"model": endpoint.model, "messages": messages, "temperature": 0, "stream": False, "max_tokens": 4096}
    url = httpx.URL(endpoint.url + "/chat/completions")
    port = url.port or (443 if url.scheme == "https" else 80)
    address = judged(endpoint, url.host, port, resolver)
    why = ""
    # Neither a proxy nor a password file of this machine's environment has a say.
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=_timeout(endpoint)) as client:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return _said(_ask(client, endpoint, url, address, body))
            except _Passing as passing:
                why = passing.why
                if attempt < ATTEMPTS:
                    wait(_pause(attempt, passing.pause))
            except httpx.TimeoutException:
                # A model that was too slow once will be again, and each attempt costs the machine as much.
                raise Refused([Problem("proposing-too-slow", "", {"seconds": f"{endpoint.seconds:g}"})]) from None
            except httpx.TransportError as failure:
                why = type(failure).__name__
                if attempt < ATTEMPTS:
                    wait(_pause(attempt, ""))
    raise Refused([Problem("proposing-unreachable", "", {"why": why, "attempts": ATTEMPTS})])


def _timeout(endpoint: Endpoint) -> httpx.Timeout:
    return httpx.Timeout(endpoint.seconds, connect=min(10.0, endpoint.seconds))


def _ask(client: httpx.Client, endpoint: Endpoint, url: httpx.URL, address: str, body: Mapping[str, Any]) -> bytes:
    """The body of a good answer; the connection goes to `address`, the certificate is checked against the name."""
    headers = {"Host": url.netloc.decode(), "Accept": "application/json", "Accept-Encoding": "identity",
               "User-Agent": "Paeonia"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    ends = time.monotonic() + endpoint.seconds
    request = client.build_request("POST", url.copy_with(host=address), json=body, headers=headers,
                                   extensions={"sni_hostname": url.host})
    answer = client.send(request, stream=True)
    try:
        _usable(answer)
        return _read(answer, ends, endpoint)
    finally:
        answer.close()


def _usable(answer: httpx.Response) -> None:
    if answer.status_code in _PASSING:
        raise _Passing(f"HTTP {answer.status_code}", answer.headers.get("Retry-After", ""))
    if answer.is_redirect or 300 <= answer.status_code < 400:
        raise Refused([Problem("proposing-redirect")])
    if answer.status_code != 200:
        raise Refused([Problem("proposing-refuses", "", {"status": answer.status_code})])
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise _not_chat(f"Content-Type {kind[:60] or '—'}")
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise _not_chat("Content-Encoding")     # packed although we said not to: could unpack to anything


def _read(answer: httpx.Response, ends: float, endpoint: Endpoint) -> bytes:
    held = bytearray()
    for piece in answer.iter_raw():
        held += piece
        if len(held) > MOST:
            raise Refused([Problem("proposing-too-long", "", {"most": MOST // 1024})])
        if time.monotonic() > ends:
            raise Refused([Problem("proposing-too-slow", "", {"seconds": f"{endpoint.seconds:g}"})])
    return bytes(held)


def _said(raw: bytes) -> tuple[str, bool]:
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        raise _Passing("JSON") from None        # cut off on its way
    try:
        choice = document["choices"][0]
        content = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise _not_chat("choices[0].message.content") from None
    if isinstance(content, list):       # some servers answer in parts
        content = "".join(str(part.get("text") or "") for part in content if isinstance(part, dict))
    if not isinstance(content, str) or not content.strip():
        raise _not_chat("choices[0].message.content")
    return content, choice.get("finish_reason") == "length"


def _not_chat(why: str) -> Refused:
    return Refused([Problem("proposing-not-chat", "", {"why": why})])


def _pause(attempt: int, asked: str) -> float:
    """Seconds: what the server asked for, else doubling from one."""
    wanted = float(asked) if asked.isdecimal() and len(asked) < 6 else 2.0 ** (attempt - 1)
    return min(wanted, LONGEST_PAUSE)
