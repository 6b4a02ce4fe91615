"""Writes about human genetic resources: approvals with what they cover, yearly reports, releases of information."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from .. import gates, mixing
from ..actions import allowed
from ..models import Protocol, Specimen
from ..refusing import refuse
from . import messages as _messages  # noqa: F401  declares what is said here
from .asking import genomes, permits
from .choices import Kind, Standing
from .models import Approval, Covered, InformationRelease, ReleasedFrom, YearReport

WITH_PARTNERS = (Kind.COOPERATION, Kind.FILING, Kind.EXPORT, Kind.EXIT, Kind.INFORMATION, Kind.SECURITY)
OF_PROTOCOLS = (Kind.COLLECTION, Kind.COOPERATION, Kind.FILING, Kind.EXPORT, Kind.EXIT)


def enter(fields: dict[str, Any], protocols: Iterable[Protocol], hospital_id: int, viewer: Viewer) -> Approval:
    """Enter an approval, filing, certificate or report with what it covers."""
    made = Approval(hospital_id=hospital_id, **fields)
    allowed(viewer, "bank.manage", made)
    return _kept(made, protocols, viewer)


def change(approval: Approval, fields: dict[str, Any], protocols: Iterable[Protocol], viewer: Viewer) -> Approval:
    """Change what is said of an approval; the trail keeps what was said before."""
    allowed(viewer, "bank.manage", approval)
    for name, value in fields.items():
        setattr(approval, name, value)
    return _kept(approval, protocols, viewer)


def _kept(one: Approval, protocols: Iterable[Protocol], viewer: Viewer) -> Approval:
    chosen = {protocol.pk: protocol for protocol in protocols}
    _complete(one, bool(chosen))
    with acting(viewer):
        try:
            with transaction.atomic():
                one.save()
        except IntegrityError as fault:
            if "once_a_kind" not in str(fault):
                raise
            raise refuse("hgr-number-taken", number=one.number) from None
        Covered.objects.filter(approval=one).exclude(protocol_id__in=chosen).delete()
        there = set(Covered.objects.filter(approval=one).values_list("protocol_id", flat=True))
        for pk in sorted(chosen.keys() - there):
            Covered.objects.create(hospital_id=one.hospital_id, approval=one, protocol_id=pk)
    return one


def _complete(one: Approval, covers_some: bool) -> None:
    if one.status == Standing.APPROVED and not (one.valid_from and one.number.strip()):
        raise refuse("hgr-granted-incomplete")
    if one.valid_from and one.valid_until and one.valid_until < one.valid_from:
        raise refuse("hgr-ends-before", number=one.number, until=one.valid_until, start=one.valid_from)
    if one.kind in OF_PROTOCOLS and not covers_some:
        raise refuse("hgr-no-protocol", number=one.number)
    if one.kind in WITH_PARTNERS and not one.partners:
        raise refuse("hgr-no-partner", number=one.number)


def reported(approval: Approval, year: int, handed_in_on: date, document: str, viewer: Viewer) -> YearReport:
    """Say that the report of a year was handed in."""
    allowed(viewer, "bank.manage", approval)
    if approval.kind != Kind.PRESERVATION:
        raise refuse("hgr-not-preserving", number=approval.number)
    if handed_in_on.year <= year or handed_in_on > timezone.localdate():
        raise refuse("hgr-report-early", year=year, day=min(handed_in_on, timezone.localdate()))
    with acting(viewer):
        try:
            with transaction.atomic():
                return YearReport.objects.create(
                    hospital_id=approval.hospital_id, approval=approval, year=year, handed_in_on=handed_in_on,
                    document=document, written_by_id=viewer.user_id)
        except IntegrityError as fault:
            if "reported_once" not in str(fault):
                raise
            raise refuse("hgr-reported-already", year=year, number=approval.number) from None


def release(specimens: Sequence[Specimen], fields: dict[str, Any], viewer: Viewer) -> InformationRelease:
    """Record that genetic information read from specimens goes to somebody; every gate is asked first.

    `foreign` may be None for not known: then it is refused, because not known is not at home.
    """
    if not specimens:
        raise refuse("hgr-nothing-released")
    for one in specimens:
        allowed(viewer, "bank.manage", one)
    hospital = specimens[0].hospital_id
    country, foreign = str(fields["country"]).strip().upper(), fields["foreign"]
    with acting(viewer):
        whose = mixing.donors_of(one.pk for one in specimens)
        donors = {donor for ids in whose.values() for donor in ids}
        out = bool(foreign) or country != "CN"
        about = gates.About(
            gates.INFORMATION, fields["on_day"], country=country, recipient=fields["recipient"], foreign=foreign,
            hospital_id=hospital, people=genomes(hospital, donors) if out and fields.get("genome") else 0)
        gates.passed(specimens, ["research", "genetic", *(["foreign_cooperation"] if out else [])], about)
        made = InformationRelease(hospital_id=hospital, written_by_id=viewer.user_id, **{**fields, "country": country})
        if out:
            made.report_id = _best(hospital, Kind.INFORMATION, made)
            made.review_id = _best(hospital, Kind.SECURITY, made)
        made.save()
        ReleasedFrom.objects.bulk_create(
            ReleasedFrom(hospital_id=hospital, release=made, specimen_id=pk, donor_id=donor)
            for pk, ids in sorted(whose.items()) for donor in sorted(ids))
    return made


def _best(hospital_id: int, kind: str, made: InformationRelease) -> int | None:
    """The document a release rests on: in force that day, for that recipient, with its backup receipt first."""
    good = [one for one in permits(hospital_id) if one.kind == kind and one.in_force(made.on_day)
            and one.with_partner(made.recipient)]
    return max(good, key=lambda one: bool(one.backup_receipt)).pk if good else None
