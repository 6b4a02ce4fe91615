"""Asks a live ClinicalTrials.gov API v2 for trials, page after page; patient with a registry that is not well."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from paeonia.modules.trials.intake import trouble  # noqa: F401  declares the messages
from paeonia.record.problems import Problem, Refused

BASE_URL = "https://clinicaltrials.gov/api/v2"
ATTEMPTS = 6
LONGEST_WAIT = 60.0         # seconds, even when the registry asks for more
_NUMBER = re.compile(r"NCT\d{8}$")
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Question:
    """What is asked of the registry: a disease, or NCT numbers; `since` is an ISO day, empty for everything."""

    condition: str
    statuses: tuple[str, ...] = ()
    since: str = ""
    base_url: str = BASE_URL
    page_size: int = 100

    @property
    def numbers(self) -> tuple[str, ...]:
        """The trials asked for by number; empty when a disease is asked for."""
        parts = [part.upper() for part in re.split(r"[\s,;，；、|]+", self.condition) if part]
        return tuple(parts) if parts and all(_NUMBER.match(part) for part in parts) else ()

    def params(self, token: str) -> dict[str, str]:
        """The query of one page; every page must repeat the whole question."""
        sought = {"filter.ids": "|".join(self.numbers)} if self.numbers else {"query.cond": self.condition}
        asked = {**sought, "pageSize": str(self.page_size), "format": "json",
                 "countTotal": "true" if not token else ""}
        if self.statuses:
            asked["filter.overallStatus"] = "|".join(self.statuses)
        if self.since:
            asked["filter.advanced"] = f"AREA[LastUpdatePostDate]RANGE[{self.since},MAX]"
        return {name: value for name, value in (*asked.items(), ("pageToken", token)) if value}


@dataclass(frozen=True)
class Page:
    """Some records, the token of the next page (empty after the last), and the total where the registry tells it."""

    records: list[Any]
    token: str
    total: int | None = None


class TokenRefused(Exception):
    """The registry no longer knows a page token: the question must be asked from its beginning."""


def pages(question: Question, client: httpx.Client, token: str = "",
          wait: Callable[[float], None] = time.sleep) -> Iterator[Page]:
    """Every page from `token` on. Raises Refused when the registry stays away or refuses the question."""
    while True:
        page = fetch(question, client, token, wait)
        yield page
        if not page.token:
            return
        token = page.token


def fetch(question: Question, client: httpx.Client, token: str = "",
          wait: Callable[[float], None] = time.sleep) -> Page:
    """One page, asked again with growing pauses while the registry is busy, broken or cut off."""
    why = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            wait(_pause(attempt, why))
        try:
            answer = client.get(f"{question.base_url.rstrip('/')}/studies", params=question.params(token))
        except httpx.TransportError as failure:
            why = type(failure).__name__
            continue
        if answer.status_code in _PASSING:
            why = _reason(answer)
            continue
        if answer.status_code != 200:
            _refused(question, answer, token)
        page = _page(answer)
        if page is not None:
            return page
        why = "JSON"
    raise Refused([Problem("registry-unreachable", question.base_url, {"attempts": ATTEMPTS, "why": why.split("|")[0]})])


def _page(answer: httpx.Response) -> Page | None:
    """The page, or None when the answer was cut off on its way."""
    try:
        document = json.loads(answer.content)
    except ValueError:
        return None
    if not isinstance(document, dict) or not isinstance(document.get("studies"), list):
        return None
    total = document.get("totalCount")
    return Page(document["studies"], str(document.get("nextPageToken") or ""), total if isinstance(total, int) else None)


def _refused(question: Question, answer: httpx.Response, token: str) -> None:
    if token and answer.status_code == 400 and "token" in answer.text.lower():
        raise TokenRefused(token)
    raise Refused([Problem("registry-refuses", question.base_url,
                           {"status": answer.status_code, "why": answer.text.strip()[:200] or answer.reason_phrase})])


def _reason(answer: httpx.Response) -> str:
    """The status, and after a bar the pause the registry asks for."""
    return f"HTTP {answer.status_code}|{answer.headers.get('Retry-After', '')}"


def _pause(attempt: int, why: str) -> float:
    """Seconds: what the registry asked for, else doubling from one; never longer than `LONGEST_WAIT`."""
    asked = why.partition("|")[2].strip()
    if asked.isdecimal():
        return min(float(asked), LONGEST_WAIT)
    if asked:
        try:
            until = parsedate_to_datetime(asked)
            return min(max((until - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_WAIT)
        except (ValueError, TypeError):
            pass
    return min(2.0 ** (attempt - 1), LONGEST_WAIT)
