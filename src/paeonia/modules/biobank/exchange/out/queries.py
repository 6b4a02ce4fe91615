"""What leaves, always of the viewer's hospitals: a search for specimens, a collection with its samples."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from paeonia.people.access import record_access
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ... import allowing
from ...choices import Deed, Status
from ...families import struck
from ...models import CustodyEvent, Protocol, Registration, Specimen
from ...vocabulary import vocabulary
from . import fhir, miabis

MOST, USUAL = 200, 50
PARAMS = ("identifier", "type", "patient", "subject", "collected", "status", "parent", "_id", "_count", "page")
_DATE = re.compile(r"(eq|ge|gt|le|lt)?(\d{4}(?:-\d{2}(?:-\d{2})?)?)$")


class WrongSearch(ValueError):
    """A parameter that is not known or cannot be read; the text says which and what would do."""


@dataclass(frozen=True)
class Page:
    """One page of a search."""

    resources: list[dict[str, Any]]
    total: int
    number: int
    more: bool


def search(params: list[tuple[str, str]], viewer: Viewer) -> Page:
    """Specimens that match every parameter, newest last; raises WrongSearch."""
    count, number, wanted = USUAL, 1, Q()
    for name, value in params:
        if name not in PARAMS:
            raise WrongSearch(f"“{name}” is no search parameter here. Known: {', '.join(PARAMS)}.")
        if name in ("_count", "page"):
            if not value.isdecimal() or not 0 < int(value) <= (MOST if name == "_count" else 1_000_000):
                most = MOST if name == "_count" else 1_000_000
                raise WrongSearch(f"{name}={value[:20]}: a whole number from 1 to {most}.")
            count, number = (int(value), number) if name == "_count" else (count, int(value))
        else:
            wanted &= _asked(name, value.replace("\0", "")[:200])
    with acting(viewer):
        found = _seen(viewer).filter(wanted)
        total = found.count()
        rows = list(found.order_by("pk")[(number - 1) * count: number * count])
        record_access("exported", viewer, f"FHIR Specimen search: {len(rows)} of {total}")
        return Page(_resources(rows), total, number, number * count < total)


def one(pk: int, viewer: Viewer) -> dict[str, Any] | None:
    """One specimen as a resource."""
    with acting(viewer):
        rows = list(_seen(viewer).filter(pk=pk if 0 < pk < 2**31 else 0))
        return _resources(rows)[0] if rows else None


def collection(protocol: Protocol, viewer: Viewer, url: str) -> dict[str, Any]:
    """A protocol and its samples as MIABIS."""
    words, now = vocabulary(), timezone.now()
    with acting(viewer):
        rows = list(_seen(viewer).filter(collection__registration__protocol=protocol, status=Status.COLLECTED)
                    .order_by("pk"))
        ids = [row.pk for row in rows]
        allows, cold = allowing.of(ids, now), _temperatures(ids)
        samples = [miabis.sample(row.label, row.kind, row.made_at, row.site, cold.get(row.pk), words, (
            purpose for purpose, said in allows.get(row.pk, {}).items() if said == "yes")) for row in rows]
        donors = Registration.objects.filter(protocol=protocol).count()
        record_access("exported", viewer, f"MIABIS collection {protocol.code}")
        who = protocol.principal.name("en")
    return miabis.collection(protocol.code, protocol.words, who, samples, donors, url)


def _seen(viewer: Viewer) -> QuerySet[Specimen]:
    return Specimen.objects.without_tree_fields().filter(  # type: ignore[attr-defined, no-any-return]
        hospital_id__in=viewer.hospital_ids).exclude(status=Status.PLANNED).select_related(
        "collection__registration__donor", "parent")


def _asked(name: str, value: str) -> Q:
    parts = [part.rpartition("|")[2] for part in value.split(",") if part]
    if name == "_id":
        return Q(pk__in=[int(part) for part in parts if part.isdecimal() and len(part) < 10])
    if name == "identifier":
        return Q(label__in=parts) | Q(barcode__in=parts)
    if name == "type":
        words = vocabulary()
        known = {code for code in words.types for part in parts
                 if part in words.types and words.types.is_a(code, part) or part == words.types.outside(code, "miabis")}
        if not known:
            raise WrongSearch(f"type={value[:40]}: no such sample type. See the list of the bank, or MIABIS.")
        return Q(kind__in=known)
    if name in ("patient", "subject"):
        return Q(collection__registration__donor__code__in=parts) | Q(collection__registration__code__in=parts)
    if name == "parent":
        return Q(parent__label__in=parts) | Q(parent_id__in=[int(p) for p in parts if p.isdecimal() and len(p) < 10])
    if name == "status":
        if not set(parts) <= {"available", "unavailable"}:
            raise WrongSearch(f"status={value[:40]}: available or unavailable.")
        there = Q(status=Status.COLLECTED) & ~Q(availability="distributed")
        return Q() if len(set(parts)) == 2 else there if parts == ["available"] else ~there
    return _dated(value)


def _dated(value: str) -> Q:
    found = _DATE.match(value)
    try:
        if found is None:
            raise ValueError
        said = found[2]
        first = date.fromisoformat(said + "-01-01"[(len(said) - 4):] if len(said) < 10 else said)
    except ValueError:
        raise WrongSearch(f"collected={value[:40]}: a day, month or year, with ge, gt, le or lt before it.") from None
    after = {4: first.replace(year=first.year + 1), 7: (first.replace(day=28) + timedelta(days=4)).replace(day=1),
             10: first + timedelta(days=1)}[len(said)]
    begin, end = (datetime.combine(day, time(), UTC) for day in (first, after))
    return {"": Q(made_at__gte=begin, made_at__lt=end), "eq": Q(made_at__gte=begin, made_at__lt=end),
            "ge": Q(made_at__gte=begin), "gt": Q(made_at__gte=end), "le": Q(made_at__lt=end),
            "lt": Q(made_at__lt=begin)}[found[1] or ""] & Q(lineage="primary")


def _resources(rows: list[Specimen]) -> list[dict[str, Any]]:
    events: dict[int, list[CustodyEvent]] = defaultdict(list)
    for event in CustodyEvent.objects.filter(specimen__in=[row.pk for row in rows]).order_by("at", "id"):
        events[event.specimen_id].append(event)
    words, wrong = vocabulary(), struck(event for told in events.values() for event in told)
    return [fhir.specimen(row, row.collection.registration.donor.code,
                          [event for event in events[row.pk] if str(event.pk) not in wrong], words,
                          row.parent.label if row.parent else "") for row in rows]


def _temperatures(ids: list[int]) -> dict[int, float]:
    """The temperature each was stored at last, where somebody said so."""
    found: dict[int, float] = {}
    for pk, said in CustodyEvent.objects.filter(specimen__in=ids, deed=Deed.STORED).order_by("at", "id").values_list(
            "specimen_id", "fields"):
        celsius = said.get("temperature_c", said.get("temperature"))
        try:
            found[pk] = float(celsius)
        except (TypeError, ValueError):
            continue
    return found
