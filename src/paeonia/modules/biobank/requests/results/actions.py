"""Writes of results: files, values, publications; a table of values is kept whole or not at all."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from paeonia.chart import uploads
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

from ...refusing import refuse
from ..choices import Citing
from ..models import Line, Publication, Request, Result, ResultFile
from . import files, reading

FORMS = {Citing.DOI: (re.compile(r"10\.\d{4,9}/\S+"), "10.1000/xyz123"), Citing.PMID: (re.compile(r"\d{1,9}"), "31452104")}


def hand_in(about: Request, upload: Any, viewer: Viewer) -> ResultFile:
    """Keep a file with results."""
    _party(about, viewer)
    media, ending, digest = files.looked_at(upload)
    with acting(viewer):
        return ResultFile.objects.create(
            hospital_id=about.hospital_id, request=about, name=str(upload.name)[-120:],
            stored=uploads.store(upload, "bankresult-", ending), media=media,
            size=upload.size, sha256=digest, by_id=viewer.user_id)


def values(about: Request, text: str, viewer: Viewer) -> list[Result]:
    """Keep values of specimens that were given out on this request; one bad line and nothing is kept."""
    _party(about, viewer)
    with acting(viewer):
        known: dict[str, tuple[int, str]] = {}
        for line in Line.objects.filter(order__request=about):
            known |= {code: (line.specimen_id, line.label) for code in (line.label, line.barcode) if code}
        good, bad = reading.rows(text, known)
        if bad:
            raise Refused(bad[:50])
        if not good:
            raise refuse("bankreq-nothing")
        return Result.objects.bulk_create(
            Result(hospital_id=about.hospital_id, request=about, specimen_id=row.specimen_id, label=row.label,
                   name=row.name, value=row.value, unit=row.unit, by_id=viewer.user_id) for row in good)


def publish(about: Request, found_by: str, text: str, viewer: Viewer) -> Publication:
    """Enter a publication that came of a request."""
    _party(about, viewer)
    said = text.strip()[:500]
    if found_by == Citing.DOI:
        said = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", said, flags=re.IGNORECASE)
    kind = Citing(found_by)
    form, example = FORMS.get(kind, (re.compile(r"(?s).{5,}"), "Li X, et al. J Clin Oncol 2026;44:1-9"))
    if not form.fullmatch(said):
        raise refuse("bankreq-cite", text=said[:80], kind=kind.name, as_=example)
    with acting(viewer):
        try:
            with transaction.atomic():
                return Publication.objects.create(hospital_id=about.hospital_id, request=about, found_by=kind, text=said,
                                                  by_id=viewer.user_id)
        except IntegrityError:
            raise refuse("bankreq-cited") from None


def _party(about: Request, viewer: Viewer) -> None:
    """The requester, or the bank for her."""
    own = may(viewer, "bank.request", about) and about.requester_id == viewer.user_id
    if not own and not may(viewer, "bank.work", about):
        raise PermissionDenied("bank.request")
