"""Imports of the planted banks: what each route asks for."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from paeonia.modules.biobank.exchange import actions
from paeonia.modules.biobank.models import Specimen
from paeonia.people.context import acting

ROOM = "biobank/exchange/"
FORMS = (
    (f"{ROOM}", "good", {"mode": "new"}),
)


def plant_exchange(protocol: Any, manager: Any, said: str) -> dict[str, object]:
    """A file that was looked at: one row to keep, one that cannot be taken."""
    text = f"Donor,Visit,Label,Type,Collected or made\nD,V,{said}.7,plasma,2026-03-02\nD,V,{said}.8,nothing,2026-03-02\n"
    run = actions.hand_in(SimpleUploadedFile(f"{said}.csv", text.encode()), "new", "", protocol.code, protocol.hospital_id,
                          manager)
    there = Specimen.objects.filter(hospital_id=protocol.hospital_id).values_list("label", flat=True)
    with acting(manager):
        label = there[0]
    text = f"Label,Remark\n{label},{said}\n"
    changed = actions.hand_in(SimpleUploadedFile(f"{said}.csv", text.encode()), "update", "", "",
                              protocol.hospital_id, manager)
    return {"run_id": run.pk, "kind": "csv", "changed_run": changed.pk}


def of_exchange(pattern: str, one: dict[str, object]) -> None:
    """What tells changes is asked about a file of changes."""
    if pattern.startswith(ROOM) and pattern.endswith("/changes.csv"):
        one["run_id"] = one["changed_run"]
