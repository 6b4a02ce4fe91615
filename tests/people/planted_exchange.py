"""Imports of the planted banks: what each route asks for."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from paeonia.modules.biobank.exchange import actions

ROOM = "biobank/exchange/"
FORMS = (
    (f"{ROOM}", "good", {"mode": "new"}),
)


def plant_exchange(protocol: Any, manager: Any, said: str) -> dict[str, object]:
    """A file that was looked at: one row to keep, one that cannot be taken."""
    text = f"Donor,Visit,Label,Type,Collected or made\nD,V,{said}.7,plasma,2026-03-02\nD,V,{said}.8,nothing,2026-03-02\n"
    run = actions.hand_in(SimpleUploadedFile(f"{said}.csv", text.encode()), "new", "", protocol.code, protocol.hospital_id,
                          manager)
    return {"run_id": run.pk, "kind": "csv"}
