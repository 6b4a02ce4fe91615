"""Everything that stands about some own trials, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from paeonia.modules.trials.models import TrialNumber

from .choices import VersionKind
from .models import (
    Decision,
    Document,
    Filing,
    Grant,
    InForce,
    Member,
    Milestone,
    OwnTrial,
    Publication,
    Site,
    Spending,
    Version,
)

KINDS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "site": (Site, ("hospital",)), "document": (Document, ()), "decision": (Decision, ("letter",)),
    "version": (Version, ("document",)), "inforce": (InForce, ()), "filing": (Filing, ("paper",)),
    "member": (Member, ("user",)), "grant": (Grant, ()), "spending": (Spending, ()), "milestone": (Milestone, ()),
    "publication": (Publication, ()),
}


@dataclass(frozen=True)
class Dossier:
    """One own trial with its entries by kind: `rows` holds all, `standing` those no correction has replaced."""

    own: OwnTrial
    numbers: tuple[tuple[str, str], ...]
    rows: dict[str, tuple[Any, ...]]

    def standing(self, kind: str) -> tuple[Any, ...]:
        """Entries of a kind that stand."""
        replaced = {row.replaces_id for row in self.rows[kind]}
        return tuple(row for row in self.rows[kind] if row.pk not in replaced)

    def latest(self, kind: str, pk: int) -> Any:
        """An entry as it was last corrected."""
        after = {row.replaces_id: row for row in self.rows[kind] if row.replaces_id}
        row = next(row for row in self.rows[kind] if row.pk == pk)
        while row.pk in after:
            row = after[row.pk]
        return row

    def site(self, pk: int) -> Site:
        """A site as it stands."""
        found: Site = self.latest("site", pk)
        return found

    @property
    def sites(self) -> tuple[Site, ...]:
        """The sites, the lead hospital's first."""
        return tuple(sorted(self.standing("site"), key=lambda one: (one.hospital_id != self.own.lead_id, one.pk)))

    @property
    def lead_site(self) -> Site | None:
        """The lead hospital's own site."""
        return next((one for one in self.sites if one.hospital_id == self.own.lead_id), None)

    def turns(self, kind: str) -> tuple[tuple[InForce, Version, Decision], ...]:
        """Versions of a kind that came into force, the first first."""
        told = [(turn, self.latest("version", turn.version_id), self.latest("decision", turn.decision_id))
                for turn in self.standing("inforce")]
        return tuple(sorted((one for one in told if one[1].kind == kind), key=lambda one: (one[0].from_day, one[0].pk)))

    def in_force(self, kind: VersionKind, day: date) -> tuple[InForce, Version, Decision] | None:
        """The version of a kind in force on a day."""
        return next((one for one in reversed(self.turns(kind)) if one[0].from_day <= day), None)


def dossiers(owns: Iterable[OwnTrial]) -> tuple[Dossier, ...]:
    """The dossiers of some trials."""
    owns = list(owns)
    ids = [one.pk for one in owns]
    found: dict[int, dict[str, list[Any]]] = {pk: {kind: [] for kind in KINDS} for pk in ids}
    for kind, (model, more) in KINDS.items():
        for row in model.objects.filter(own_id__in=ids).select_related("entered_by", *more):
            found[row.own_id][kind].append(row)
    numbers: dict[int, list[tuple[str, str]]] = {}
    for trial, number, registry in TrialNumber.objects.filter(trial_id__in=[one.trial_id for one in owns]).order_by(
            "id").values_list("trial_id", "number", "registry"):
        numbers.setdefault(trial, []).append((number, registry))
    return tuple(Dossier(one, tuple(numbers.get(one.trial_id, ())), {k: tuple(v) for k, v in found[one.pk].items()})
                 for one in owns)
