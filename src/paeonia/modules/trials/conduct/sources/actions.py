"""Writes about source files: kept, and taken away with a reason; the row of one taken away stays."""

from __future__ import annotations

from datetime import date
from typing import Any

from paeonia.chart import uploads
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import allowed, kept
from ..models import SourceFile, Subject
from ..refusing import has_come, refuse
from .keeping import keep


def add(subject: Subject, upload: Any, title: str, on_day: date, viewer: Viewer) -> SourceFile:
    """Keep a scanned document of a subject."""
    allowed(viewer, "conduct.sign", subject)
    has_come(on_day, {"en": "the document", "zh": "文件日期"})
    file = keep(upload)
    try:
        with acting(viewer):
            if SourceFile.objects.filter(subject=subject, digest=file.digest, why_void="").exists():
                raise refuse("file-twice", code=subject.code)
            return kept(SourceFile(
                study_id=subject.study_id, hospital_id=subject.hospital_id, subject=subject, title=title, on_day=on_day,
                stored=file.stored, kind=file.kind, size=file.size, digest=file.digest, kept_by_id=viewer.user_id))
    except BaseException:
        uploads.forget(file.stored)
        raise


def take_away(file: SourceFile, why: str, viewer: Viewer) -> None:
    """Take a file away from the page, with the reason; it stays on disk, for what was source is never destroyed here."""
    allowed(viewer, "conduct.sign", file)
    if not why.strip():
        raise refuse("file-why")
    with acting(viewer):
        SourceFile.objects.filter(pk=file.pk, why_void="").update(why_void=why.strip()[:300])
