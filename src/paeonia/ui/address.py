"""Addresses that keep a view: filters, order and page stay in the address bar and can be sent on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode


def with_query(query: Mapping[str, Any], **changes: Any) -> str:
    """The query string with some parts changed; None or an empty value removes a part. Begins with `?`."""
    pairs: list[tuple[str, str]] = []
    for name in query:
        if name not in changes:
            pairs += [(name, str(one)) for one in _all(query, name) if str(one) != ""]
    for name, value in changes.items():
        many = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, str(one)) for one in many if one is not None and str(one) != ""]
    return "?" + urlencode(pairs)


def without(query: Mapping[str, Any], name: str, value: str) -> str:
    """The query string with one of several values of a part taken away, back on the first page."""
    kept = [one for one in _all(query, name) if str(one) != value]
    return with_query(query, **{name: kept, "page": None})


def sort_link(query: Mapping[str, Any], key: str, name: str = "sort") -> tuple[str, str]:
    """The address that sorts by a column (turning round when it already does) and how it is sorted now."""
    now = str(query.get(name, ""))
    turned = "-" + key if now == key else key
    state = {key: "ascending", "-" + key: "descending"}.get(now, "")
    return with_query(query, **{name: turned, "page": None}), state


def _all(query: Mapping[str, Any], name: str) -> list[Any]:
    if hasattr(query, "getlist"):
        return list(query.getlist(name))
    value = query[name]
    return list(value) if isinstance(value, list | tuple) else [value]
