"""References between resources: `Type/id`, absolute addresses, `urn:uuid:` and what a resource contains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_TYPED = re.compile(r"(?:^|/)([A-Z][A-Za-z]+)/([A-Za-z0-9._:-]+)(?:/_history/[^/]+)?/?$")


def target(reference: Any) -> str:
    """What a Reference points at, in one spelling: `Type/id`, a bare uuid, or `#contained`; empty if it says nothing.

    A conditional reference (`Patient?identifier=x`) is kept as written.
    """
    if isinstance(reference, str):
        text = reference
    elif isinstance(reference, dict):
        text = reference.get("reference") or reference.get("uri") or ""
    else:
        return ""
    return spelled(text) if isinstance(text, str) else ""


def spelled(text: str) -> str:
    """One spelling for an address: `http://host/fhir/Patient/1/_history/2` and `Patient/1` are the same."""
    text = text.strip()
    for prefix in ("urn:uuid:", "urn:oid:"):
        if text.lower().startswith(prefix):
            return text[len(prefix):].lower()
    found = _TYPED.search(text)
    return f"{found[1]}/{found[2]}" if found else text


def names(content: Mapping[str, Any], full_url: str = "") -> list[str]:
    """Every spelling by which others may point at this resource."""
    kind, own = content.get("resourceType"), content.get("id")
    found = [spelled(full_url)] if full_url else []
    if isinstance(own, (str, int)) and own != "":
        found += [f"{kind}/{own}", str(own).lower()]
    return list(dict.fromkeys(name for name in found if name))


def contained(content: Mapping[str, Any], reference: str) -> Mapping[str, Any] | None:
    """The contained resource that `#id` means, None if there is none."""
    inside = content.get("contained")
    for item in inside if isinstance(inside, list) else []:
        if isinstance(item, dict) and f"#{str(item.get('id', '')).lstrip('#')}" == reference:
            return item
    return None


def logical_id(reference: str) -> str:
    """The id without its type: `Patient/1` -> `1`."""
    return reference.rsplit("/", 1)[-1]


def first(references: Iterable[Any]) -> str:
    """The first of several references that says something."""
    return next((found for found in map(target, references) if found), "")
