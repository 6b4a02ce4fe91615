"""Whose material is in a tube: a pool holds that of several donors, and so does whatever is made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .choices import Deed
from .families import family
from .models import CustodyEvent, Specimen

NOBODY = 0      # the donor of a pool that does not say whose tubes went into it: no consent of hers can be found


def donors_of(ids: Iterable[int]) -> dict[int, set[int]]:
    """The donors of each specimen, members of pools above it included."""
    wanted = set(ids)
    known = family(wanted)
    own = dict(Specimen.objects.filter(pk__in=known.rows).values_list("pk", "collection__registration__donor_id"))
    found: dict[int, set[int]] = {}
    for pk in wanted & own.keys():
        line = (pk, *known.above(pk))
        found[pk] = {own[one] for one in line if one in own} | ({NOBODY} if known.unnamed.keys() & {*line} else set())
    return found


def mixed() -> dict[int, set[int]]:
    """Every specimen that holds material of several donors, or of somebody the bank cannot name; call inside `acting`."""
    fresh = {pk for pk, said in CustodyEvent.objects.filter(deed=Deed.POOLED).values_list("specimen_id", "fields")
             if "members" in said or "member_ids" in said}
    found = set(fresh)
    while fresh:
        below = set(Specimen.objects.filter(parent_id__in=fresh).values_list("pk", flat=True))
        poured = CustodyEvent.objects.filter(deed=Deed.POOLED, specimen_id__in=fresh).values_list("fields", flat=True)
        below |= {said["into_id"] for said in poured if "into_id" in said}
        fresh = below - found
        found |= fresh
    return {pk: donors for pk, donors in donors_of(found).items() if len(donors) > 1}


def holding(donor_id: int) -> dict[int, bool]:
    """Every specimen with something of a donor in it; true where somebody else's is in it too."""
    found = dict.fromkeys(Specimen.objects.filter(collection__registration__donor_id=donor_id).values_list("pk", flat=True),
                          False)
    fresh = set(found)
    while fresh:
        below = set(Specimen.objects.filter(parent_id__in=fresh).values_list("pk", flat=True))
        for said in CustodyEvent.objects.filter(specimen_id__in=fresh, deed=Deed.POOLED).values_list("fields", flat=True):
            below |= {said["into_id"]} if "into_id" in said else set()
        fresh = below - found.keys()
        found |= dict.fromkeys(fresh, False)
    whose: dict[int, set[int]] = defaultdict(set, donors_of(found))
    return {pk: len(whose[pk]) > 1 for pk in found}
