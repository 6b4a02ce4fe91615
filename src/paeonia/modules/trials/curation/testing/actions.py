"""The writes about test patients; they belong to the trial, and change only while a draft of it is in work."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from paeonia.people.viewer import Viewer

from ..actions import working
from ..choices import Expected
from ..messages import refuse
from ..models import Dossier, TestPatient
from . import trouble  # noqa: F401  declares the messages
from .boundary import Suggestion
from .reading import parsed

MOST = 200


def keep(draft_id: int, patient_id: int | None, told: dict[str, str], viewer: Viewer) -> TestPatient:
    """Add a test patient, or change one."""
    name, why = told["name"].strip()[:120], told["why"].strip()[:2_000]
    if not name:
        raise refuse("testing-name")
    if told["expected"] not in Expected.values:
        raise refuse("testing-expected")
    if not why:
        raise refuse("testing-why")
    facts = parsed(told["facts"])
    with working(draft_id, viewer) as draft:
        if told["group"] and not draft.groups.filter(code=told["group"]).exists():
            raise refuse("testing-no-group", code=told["group"][:40])
        values = {"name": name, "why": why, "facts": facts, "expected": told["expected"], "group": told["group"],
                  "by_id": viewer.user_id}
        if patient_id is None:
            return _added(draft.dossier, values)
        return _changed(draft.dossier, patient_id, values)


def accept(draft_id: int, chosen: list[Suggestion], language: str, viewer: Viewer, group: str = "") -> int:
    """Keep suggested patients under the answers they should get; those there by name already stay as they are."""
    with working(draft_id, viewer) as draft:
        there = set(draft.dossier.test_patients.values_list("name", flat=True))
        many = 0
        for one in chosen:
            name = one.name[language][:120]
            if name in there:
                continue
            _added(draft.dossier, {"name": name, "why": one.why[language][:2_000], "facts": one.facts, "group": group,
                                   "expected": one.expected, "by_id": viewer.user_id})
            there.add(name)
            many += 1
        return many


def remove(draft_id: int, patient_id: int, viewer: Viewer) -> None:
    """Remove a test patient; the audit trail keeps her."""
    with working(draft_id, viewer) as draft:
        _mine(draft.dossier, patient_id).delete()


def _added(dossier: Dossier, values: dict[str, Any]) -> TestPatient:
    if dossier.test_patients.count() >= MOST:
        raise refuse("testing-many", most=MOST)
    try:
        with transaction.atomic():
            return TestPatient.objects.create(dossier=dossier, **values)
    except IntegrityError:
        raise refuse("testing-twice", name=values["name"]) from None


def _changed(dossier: Dossier, patient_id: int, values: dict[str, Any]) -> TestPatient:
    row = _mine(dossier, patient_id)
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise refuse("testing-twice", name=values["name"]) from None
    return row


def _mine(dossier: Dossier, patient_id: int) -> TestPatient:
    row = TestPatient.objects.select_for_update().filter(dossier=dossier, pk=patient_id).first()
    if row is None:
        raise refuse("testing-gone")
    return row
