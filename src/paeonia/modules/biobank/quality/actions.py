"""Writes of this room: results, disposals by two people, nonconformities, audits."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import allowed, numbers
from ..bench import actions as bench
from ..choices import Closed, Deed, Status
from ..models import Protocol, Specimen
from ..refusing import both, has_happened, refuse
from ..vocabulary import vocabulary
from . import messages as _messages  # noqa: F401  declares what is said here
from .choices import Check, Seen
from .counting import drawn
from .kinds import Kind, kinds
from .models import Disposal, Draw, Looked, Nonconformity

WHAT = {"en": "the measurement", "zh": "检测"}
FOUND = {"en": "the finding", "zh": "发现时间"}
DISPOSABLE = (Closed.SPOILT, Closed.WITHDRAWN, Closed.LOST, Closed.USED)


def result(specimen: Specimen, code: str, value: str, at: datetime, viewer: Viewer, *, device: str = "",
           lot: str = "") -> None:
    """Enter one quality result of a sample; what it cannot be is refused."""
    allowed(viewer, "bank.work", specimen)
    has_happened(at, WHAT)
    kind = kinds().get(code)
    if kind is None:
        raise refuse("bankqc-unknown", code=code)
    words = vocabulary()
    if not kind.concerns(specimen.kind, words):
        raise refuse("bankqc-not-for", what=dict(kind.words), label=specimen.label, kind={
            "en": words.types.words(specimen.kind), "zh": words.types.words(specimen.kind, "zh")})
    fields: dict[str, Any] = {"kind": code, "value": value_of(kind, value)}
    if kind.unit:
        fields["unit"] = kind.unit
    bench.happened([specimen], Deed.QUALITY, at, viewer, device=device.strip()[:80], lot=lot.strip()[:60], fields=fields)


def value_of(kind: Kind, value: str) -> float | str:
    """A result as it is kept; raises Refused for what it cannot be."""
    said = value.strip()
    if kind.values:
        if said not in kind.values:
            raise refuse("bankqc-value", value=said[:40], what=dict(kind.words))
        return said
    assert kind.possible is not None
    low, high = kind.possible
    try:
        number = float(said.replace(",", "."))
    except ValueError:
        raise refuse("bankqc-value", value=said[:40], what=dict(kind.words)) from None
    if not low <= number <= high:
        raise refuse("bankqc-impossible", value=said[:40], what=dict(kind.words), low=f"{low:g}", high=f"{high:g}")
    return number


def propose(specimen: Specimen, why: str, how: str, viewer: Viewer) -> Disposal:
    """Say that a sample is to be destroyed; nothing happens until another person confirms."""
    allowed(viewer, "bank.work", specimen)
    if why not in DISPOSABLE or not how.strip():
        raise refuse("bankqc-missing", field=both(Disposal._meta.get_field("how").verbose_name))
    try:
        with acting(viewer), transaction.atomic():
            now = Specimen.objects.only("status").get(pk=specimen.pk).status
            if now != Status.COLLECTED:
                raise refuse("bank-not-collected", label=specimen.label, status=both(Status(now).label))
            return Disposal.objects.create(hospital_id=specimen.hospital_id, specimen=specimen, why=why,
                                           how=how.strip()[:200], first_id=viewer.user_id)
    except IntegrityError as fault:
        if "once_open" in str(fault):
            raise refuse("bankqc-twice", label=specimen.label) from None
        raise


def confirm(disposal: Disposal, viewer: Viewer) -> Disposal:
    """Confirm as the second person: the sample is destroyed, its custody names both, its place is free."""
    allowed(viewer, "bank.work", disposal)
    with acting(viewer):
        one = _waiting(disposal.pk)
        now = timezone.now()
        bench.dispose(one.specimen, one.why, now, one.first_id, viewer, how=one.how)
        one.second_id, one.second_at = viewer.user_id, now
        one.save()
    return one


def take_back(disposal: Disposal, viewer: Viewer) -> Disposal:
    """It is not destroyed after all."""
    allowed(viewer, "bank.work", disposal)
    with acting(viewer):
        one = _waiting(disposal.pk)
        one.taken_back_at = timezone.now()
        one.save()
    return one


def _waiting(pk: int) -> Disposal:
    one = Disposal.objects.select_related("specimen").select_for_update(of=("self",)).get(pk=pk)
    if one.second_at or one.taken_back_at:
        raise refuse("bankqc-settled")
    return one


def report(said: Mapping[str, Any], specimens: Sequence[int], hospital_id: int, viewer: Viewer) -> Nonconformity:
    """Open a nonconformity; it gets the next number of the year."""
    has_happened(said["found_at"], FOUND)
    row = Nonconformity(hospital_id=hospital_id, by_id=viewer.user_id, specimens=sorted(specimens), **said)
    allowed(viewer, "bank.work", row)
    with acting(viewer):
        year = timezone.localdate(said["found_at"]).year
        row.number = f"NC-{year}-{numbers(hospital_id, f'nonconformity {year}')[0]:03d}"
        row.save()
    return row


def move_on(row: Nonconformity, deed: str, said: Mapping[str, Any], viewer: Viewer) -> Nonconformity:
    """Contain, correct, close (another person), or begin again when it did not help."""
    allowed(viewer, "bank.work", row)
    with acting(viewer):
        one = Nonconformity.objects.select_related("by").select_for_update(of=("self",)).get(pk=row.pk)
        for name, value in said.items():
            setattr(one, name, value)
        needed = {"contain": ("containment",), "correct": ("correction", "cause"), "close": ("checked",)}.get(deed, ())
        for name in needed:
            if not getattr(one, name):
                raise refuse("bankqc-missing", field=both(Nonconformity._meta.get_field(name).verbose_name))
        if deed == "close":
            if one.by_id == viewer.user_id:
                raise refuse("bankqc-own", who=viewer.name)
            one.closed_by_id, one.closed_at = viewer.user_id, timezone.now()
        {"contain": one.contain, "correct": one.correct, "close": one.close, "again": one.again}[deed]()
        one.save()
    return one


def draw(title: str, many: int, viewer: Viewer, hospital_id: int, *, protocol: Protocol | None = None, kind: str = "",
         seed: int | None = None) -> Draw:
    """Draw so many samples at random from what is in the bank; seed and frame are kept."""
    made = Draw(hospital_id=hospital_id, title=title.strip()[:200], protocol=protocol, kind=kind, by_id=viewer.user_id,
                seed=secrets.randbelow(2 ** 31) if seed is None else seed)
    allowed(viewer, "bank.work", made)
    with acting(viewer):
        frame = Specimen.objects.filter(hospital_id=hospital_id, status=Status.COLLECTED)
        frame = frame.filter(kind=kind) if kind else frame
        frame = frame.filter(collection__registration__protocol=protocol) if protocol else frame
        ids = list(frame.order_by().values_list("pk", flat=True))
        if not 0 < many <= len(ids):
            raise refuse("bankqc-few", frame=len(ids), wanted=many)
        made.frame, made.drawn = len(ids), drawn(ids, many, made.seed)
        made.save()
    return made


def look(audit: Draw, specimen: Specimen, found: Mapping[str, str], note: str, viewer: Viewer) -> Looked:
    """What was found at one drawn sample."""
    allowed(viewer, "bank.work", audit)
    if specimen.pk not in audit.drawn:
        raise refuse("bankqc-not-drawn", label=specimen.label)
    seen = {check: found.get(check, "") for check in Check.values}
    for check, said in seen.items():
        if said not in Seen.values:
            raise refuse("bankqc-missing", field=both(Check(check).label))
    with acting(viewer):
        return Looked.objects.create(hospital_id=audit.hospital_id, draw=audit, specimen=specimen, found=seen,
                                     note=note.strip()[:300], by_id=viewer.user_id)
