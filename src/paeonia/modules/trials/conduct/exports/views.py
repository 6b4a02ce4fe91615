"""Files of a study; each that leaves is noted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from paeonia.modules.trials.exports import sent
from paeonia.people.access import record_access
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from ..views import study_or_404
from .odm import odm_of
from .redcap import data, dictionary

CSV = "text/csv; charset=utf-8"


@page(verb="conduct.write")
@require_GET
def export(request: HttpRequest, study_id: int, file: str) -> HttpResponse:
    """ODM 1.3.2, or REDCap's dictionary or data."""
    viewer = viewer_of(request)
    study = study_or_404(study_id, viewer, "conduct.write")
    made = {"odm.xml": ("application/xml", lambda: odm_of(study, timezone.localtime())),
            "redcap-dictionary.csv": (CSV, lambda: dictionary(study)), "redcap-data.csv": (CSV, lambda: data(study)),
            }.get(file)
    if made is None:
        raise Http404
    kind, make = made
    record_access("exported", viewer, f"study {study.short_name}: {file}")
    return sent(make(), kind, f"study-{study.pk}-{file}")
