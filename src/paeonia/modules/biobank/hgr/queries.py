"""Questions about human genetic resources, as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as Counted
from django.db.models import Q

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from ..models import Protocol, Registration, Specimen
from .asking import genomes, heads, permit
from .choices import Kind, Standing
from .counting import Count, Due, count, dues
from .judging import Permit
from .models import Approval, InformationRelease, YearReport
from .rules import Rules, rules

LARGEST = 2**63 - 1


class NotHere(LookupError):
    """There is no such approval, or none this viewer may know of."""


@dataclass(frozen=True)
class Entry:
    """An approval with the protocols it covers, and whether it holds today."""

    row: Approval
    permit: Permit
    protocols: tuple[str, ...]
    in_force: bool


@dataclass(frozen=True)
class Register:
    """Everything on the page of the register."""

    entries: tuple[Entry, ...]
    counts: tuple[Count, ...]
    dues: tuple[Due, ...]
    releases: tuple[InformationRelease, ...]
    rules: Rules


def register(viewer: Viewer, today: date) -> Register:
    """Approvals of my hospitals, heads counted, and what ends or is owed."""
    known = rules()
    with acting(viewer):
        rows = list(Approval.objects.filter(hospital_id__in=viewer.hospital_ids).prefetch_related("covered__protocol"))
        entries = tuple(_entry(row, today) for row in rows)
        done: dict[int, set[int]] = {}
        for pk, year in YearReport.objects.filter(approval__in=rows).values_list("approval_id", "year"):
            done.setdefault(pk, set()).add(year)
        releases = tuple(InformationRelease.objects.filter(hospital_id__in=viewer.hospital_ids).annotate(
            people=Counted("sources__donor", distinct=True)).select_related("report", "review")[:200])
        return Register(entries, tuple(_counts(viewer, entries, known)),
                        tuple(dues((one.permit for one in entries), {pk: frozenset(years) for pk, years in done.items()},
                                   today, known)), releases, known)


def _entry(row: Approval, today: date) -> Entry:
    held = permit(row)
    return Entry(row, held, tuple(sorted(one.protocol.code for one in row.covered.all())), held.in_force(today))


def _counts(viewer: Viewer, entries: Sequence[Entry], known: Rules) -> list[Count]:
    found = [count("headcount", one.row.number, heads(one.permit.protocols), one.row.headcount, known,
                   known["headcount"].confidence)
             for one in entries if one.row.kind == Kind.COLLECTION and one.row.headcount and one.permit.granted]
    covered = {pk for one in entries if one.row.kind == Kind.COLLECTION and one.in_force for pk in one.permit.protocols}
    rows = Registration.objects.filter(hospital_id__in=viewer.hospital_ids).exclude(protocol_id__in=covered)
    for row in rows.values("protocol__code").annotate(people=Counted("donor_id", distinct=True)).order_by("-people")[:20]:
        found.append(count("collection", row["protocol__code"], row["people"], known["collection"].people, known,
                           known["collection"].confidence))
    for hospital in viewer.hospital_ids:
        people = genomes(hospital)
        found.append(count("security", "", people, known["security"].people, known, known["security"].confidence))
    return found


def approval(pk: int, viewer: Viewer, verb: str = "bank.see") -> Entry:
    """One approval; raises NotHere."""
    with acting(viewer):
        mine = Approval.objects.filter(pk=pk if 0 < pk < LARGEST else 0, hospital_id__in=viewer.hospital_ids)
        row = mine.prefetch_related("covered__protocol").first()
        if row is None or not may(viewer, verb, row):
            raise NotHere(pk)
        return _entry(row, date.max)


def protocols(viewer: Viewer) -> tuple[Protocol, ...]:
    """Protocols an approval may cover."""
    with acting(viewer):
        return tuple(Protocol.objects.filter(hospital_id__in=viewer.hospital_ids).order_by("code"))


def standing(entry: Entry, today: date) -> str:
    """How an approval stands today: in_force, ended, to_come, applied, suspended or revoked."""
    row = entry.row
    if row.status != Standing.APPROVED:
        return str(row.status)
    if row.valid_from and row.valid_from > today:
        return "to_come"
    return "in_force" if entry.permit.in_force(today) else "ended"


def scanned(codes: Sequence[str], viewer: Viewer) -> tuple[list[Specimen], list[str]]:
    """The specimens behind labels or barcodes, each once, and the codes that are not in this bank."""
    said = [code.replace("\0", "")[:120] for code in codes]
    with acting(viewer):
        rows = list(Specimen.objects.filter(Q(label__in=said) | Q(barcode__in=said), hospital_id__in=viewer.hospital_ids))
    known = {one.label for one in rows} | {one.barcode for one in rows if one.barcode}
    return rows, [code for code in said if code not in known]


def reports(entry: Entry, viewer: Viewer) -> tuple[YearReport, ...]:
    """The yearly reports handed in under an approval, the newest first."""
    with acting(viewer):
        return tuple(YearReport.objects.filter(approval=entry.row))
