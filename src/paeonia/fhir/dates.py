"""FHIR dates: the day as it was written, partial dates kept partial."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

_NAMED = ("issued", "authoredOn", "dateWritten", "whenHandedOver", "date", "birthDate")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(?=$|T|\s)")


def day(value: Any) -> str | None:
    """`2018-03`, `2018-03-16` out of a date, dateTime or instant; the local day as written, None if it is no date."""
    if not isinstance(value, str):
        return None
    found = _DATE.match(value.strip())
    if not found:
        return None
    try:
        year, month, in_month = (int(part) for part in (*found[0].split("-"), "1", "1")[:3])
        date(year, month, in_month)
    except ValueError:
        return None
    return found[0]


def begins(content: Mapping[str, Any], name: str) -> str | None:
    """When `effective[x]`, `onset[x]` or `performed[x]` says it began."""
    for kind in ("DateTime", "Date", "Instant"):
        if found := day(content.get(name + kind)):
            return found
    return period(content, name)[0]


def period(content: Mapping[str, Any], name: str) -> tuple[str | None, str | None]:
    """Start and end of a Period called `name` or `namePeriod`."""
    inside = content.get(f"{name}Period") or content.get(name)
    if not isinstance(inside, dict):
        return None, None
    return day(inside.get("start")), day(inside.get("end"))


def unreadable(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Date elements of a resource that hold something else than a date: (element, what stands there)."""
    for name, value in content.items():
        if isinstance(value, dict) and name.endswith("Period"):
            listed = [(f"{name}.{end}", value.get(end)) for end in ("start", "end")]
        elif name.endswith(("Date", "DateTime", "Instant")) or name in _NAMED:
            listed = [(name, value)]
        else:
            continue
        for element, said in listed:
            if said is not None and day(said) is None:
                yield element, str(said)[:40]
