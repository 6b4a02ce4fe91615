"""Whose material is in a tube: a pool holds that of several donors, and so does whatever is made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .choices import Deed
from .models import CustodyEvent, Specimen

NOBODY = 0      # the donor of a pool that does not say whose tubes went into it: no consent of hers can be found


def donors_of(ids: Iterable[int]) -> dict[int, set[int]]:
    """The donors of each specimen, members of pools above it included."""
    up: dict[int, set[int]] = {NOBODY: set()}
    own: dict[int, int] = {NOBODY: NOBODY}
    ask = set(ids)
    wanted = set(ask)
    while ask:
        rows = Specimen.objects.filter(pk__in=ask).values_list("pk", "parent_id", "collection__registration__donor_id")
        for pk, parent, donor in rows:
            own[pk], up[pk] = donor, {parent} if parent else set()
        for pk, said in CustodyEvent.objects.filter(specimen_id__in=ask, deed=Deed.POOLED).values_list(
                "specimen_id", "fields"):
            up[pk] |= set(said.get("member_ids", ())) or ({NOBODY} if "members" in said else set())
        ask = {above for pk in ask for above in up.get(pk, ())} - up.keys()
    found: dict[int, set[int]] = {}
    for pk in wanted & up.keys():
        seen, stack = set(), [pk]
        while stack:
            one = stack.pop()
            if one not in seen:
                seen.add(one)
                stack += up.get(one, ())
        found[pk] = {own[one] for one in seen if one in own}
    return found


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
