"""What the gates are told about human genetic resources: permits read from the tables, people counted in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from ..gates import INFORMATION, KEEP, LEAVES, REGISTER, About, Hindrance
from ..models import Registration, Specimen
from .choices import Kind, Standing
from .judging import Item, Journey, People, Permit, informing, keeping, leaving, registering
from .models import Approval, ReleasedFrom
from .rules import rules

EXIT = "exit_certificate"


def permit(row: Approval) -> Permit:
    """An approval as the rules read it."""
    return Permit(row.pk, row.kind, row.number, row.status == Standing.APPROVED, row.valid_from, row.valid_until,
                  frozenset(one.protocol_id for one in row.covered.all()), frozenset(row.kinds), frozenset(row.partners),
                  row.headcount, row.includes_export, row.backup_receipt)


def permits(hospital_id: int) -> list[Permit]:
    """Every approval of a hospital."""
    return [permit(row) for row in Approval.objects.filter(hospital_id=hospital_id).prefetch_related("covered")]


def heads(protocols: Iterable[int]) -> int:
    """People registered in some protocols, each counted once."""
    return Registration.objects.filter(protocol_id__in=list(protocols)).values("donor_id").distinct().count()


def genomes(hospital_id: int, and_of: Iterable[int] = ()) -> int:
    """People whose exome or genome data went to foreign parties or abroad, and those about to."""
    out = ReleasedFrom.objects.filter(Q(release__foreign=True) | ~Q(release__country="CN"), hospital_id=hospital_id,
                                      release__genome=True)
    return len(set(out.values_list("donor_id", flat=True)) | set(and_of))


def items(specimens: Sequence[Specimen]) -> list[Item]:
    """Specimens as the rules see them, their protocols asked for at once."""
    whose = dict(Specimen.objects.filter(pk__in=[one.pk for one in specimens]).values_list(
        "pk", "collection__registration__protocol_id"))
    return [Item(one.label, whose.get(one.pk, 0), one.kind) for one in specimens]


def may_leave(specimens: Sequence[Specimen], destination: str, recipient: str, recipient_foreign: bool | None, on_day: date,
              exit_number: str = "") -> list[Hindrance]:
    """What stands in the way of specimens going somewhere: to which country, to whom, held from abroad or not."""
    if not specimens:
        return []
    go = Journey(on_day, destination.strip().upper(), recipient, recipient_foreign, exit_number.strip())
    return leaving(permits(specimens[0].hospital_id), items(specimens), go, rules())


def may_register(hospital_id: int, protocol_id: int, on_day: date) -> list[Hindrance]:
    """What stands in the way of one more donor in a protocol."""
    held = permits(hospital_id)
    under = {one.pk: heads(one.protocols) + 1 for one in held
             if one.kind == Kind.COLLECTION and one.headcount is not None and protocol_id in one.protocols}
    known = rules()
    # Counted no further than it matters, however many there are.
    there = Registration.objects.filter(protocol_id=protocol_id)[:known["collection"].people + 1].count()
    return registering(held, protocol_id, People(there + 1, under), on_day, known)


def hindrances(specimens: Sequence[Specimen], purposes: frozenset[str], about: About) -> list[Hindrance]:
    """The check of this room, for every deed it has a rule about."""
    if about.deed in LEAVES:
        return may_leave(specimens, about.country, about.recipient, about.foreign, about.on_day, about.numbers.get(EXIT, ""))
    if about.deed == REGISTER and about.hospital_id is not None and about.protocol_id is not None:
        return may_register(about.hospital_id, about.protocol_id, about.on_day)
    if about.deed == KEEP and specimens:
        return keeping(permits(specimens[0].hospital_id), items(specimens), about.on_day, rules())
    if about.deed == INFORMATION and about.hospital_id is not None:
        go = Journey(about.on_day, about.country.strip().upper(), about.recipient, about.foreign)
        return informing(permits(about.hospital_id), go, about.people, rules())
    return []
