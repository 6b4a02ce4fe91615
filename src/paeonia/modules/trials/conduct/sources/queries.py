"""Questions about source files."""

from __future__ import annotations

from paeonia.people.viewer import Viewer

from ..models import SourceFile, Subject
from ..queries import NotHere


def files_of(subject: Subject) -> tuple[SourceFile, ...]:
    """The files of a subject, those taken away too."""
    return tuple(SourceFile.objects.filter(subject=subject).select_related("kept_by"))


def file(subject: Subject, file_id: int, viewer: Viewer) -> SourceFile:
    """One file that is not taken away; raises NotHere."""
    found = SourceFile.objects.filter(pk=file_id if file_id < 2**31 else 0, subject=subject, why_void="",
                                      hospital_id__in=viewer.hospital_ids).first()
    if found is None:
        raise NotHere(file_id)
    return found
