"""Signed consents that were entered wrongly, corrected from a file: a new entry with the reason, the old one stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from paeonia.people.viewer import Viewer

from ..incoming import Change, Column, Sort, differing, within
from ..refusing import both, refuse, told
from . import bringing
from .actions import give
from .bringing import ASKED, donor_called, form_called
from .choices import Said
from .models import ConsentGiven

SAME = ("document", "taken_by")


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> tuple[Change, ...]:
    """Correct one entry as its page does; what the row leaves empty stays as it was entered."""
    donor = donor_called(said["donor"], hospital_id)
    form = form_called(said, hospital_id)
    since, until = within(said["signed_at"])
    entered = list(ConsentGiven.objects.filter(
        donor=donor, form=form, signed_at__gte=since, signed_at__lt=until).order_by("id"))
    if not entered:
        raise refuse("bank-file-not-signed", donor=donor.code, form=form, at=told(said["signed_at"]))
    stands = [one for one in entered if not hasattr(one, "corrected_by")]
    wrong = stands[-1] if stands else _newest(entered[-1])
    since, until = within(said.get("right_at", wrong.signed_at))
    right = {"signed_at": wrong.signed_at if since <= wrong.signed_at < until else since,
             **{name: said.get(name, getattr(wrong, name)) for name in SAME}}
    answers = {**wrong.answers, **{purpose: said[purpose] for purpose, _en, _zh in ASKED if purpose in said}}
    found = differing(_told(wrong.signed_at, vars(wrong), wrong.answers), _told(right["signed_at"], right, answers))
    if not found:
        return ()
    if not stands:
        raise refuse("bank-file-corrected", donor=donor.code, at=told(wrong.signed_at))
    give(donor, form, {**right, "answers": answers}, viewer, corrects=wrong, why=said["why"])
    return found


def _told(signed_at: datetime, fields: Mapping[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
    """What an entry says, by the columns of the file."""
    return {"right_at": signed_at, **{name: fields[name] for name in SAME},
            **{purpose: both(Said(answer).label) for purpose, answer in answers.items()}}


def _newest(row: ConsentGiven) -> ConsentGiven:
    while hasattr(row, "corrected_by"):
        row = row.corrected_by
    return row


_WHICH = {"donor", "form", "version", "signed_at"}
SORT = Sort("consfix", {"en": "correct signed consents", "zh": "更正已登记的知情同意"}, (
    *(one for one in bringing.SORT.columns if one.name in _WHICH),
    Column("right_at", "Signed, corrected", "签署时间（更正）", ("Right time",), "2026-02-01 11:00", type="moment"),
    *(replace(one, needed=False, example="") for one in bringing.SORT.columns if one.name not in _WHICH),
    Column("why", "Why it is corrected", "更正原因", ("Reason", "原因"), "原件为 11 点签署", needed=True),
), keep, {
    "en": "The entry is found by donor, form, version and the time as entered. A new entry takes its place, with the "
          "reason, and the old one stays to be read. Empty cells stay as they were.",
    "zh": "按供者、同意书、版本和已登记的签署时间查找。更正会新增一条记录并注明原因，原记录保留可查；空白单元格保持原值。"},
    changes=True)
