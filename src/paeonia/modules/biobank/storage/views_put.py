"""From the tube in hand to its place: boxes with room for it are proposed, the box is scanned, the tube lies in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from paeonia.people.pages import page
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ..camera import with_camera
from ..frame import row_or_404
from ..models import Specimen
from . import actions, queries
from .forms import PutForm
from .frame import say_kept, show
from .locking import where


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def put(request: HttpRequest, specimen_id: int) -> HttpResponse:
    """Put one tube away: into a box that is proposed, or the one that is scanned."""
    viewer = viewer_of(request)
    tube = row_or_404(Specimen, specimen_id, viewer, "collection__registration__protocol")
    form = PutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _put(request, tube, form.said(), viewer)
            return redirect("bank-specimen", tube.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return show(request, "put", {"tube": tube, "form": form, "proposed": queries.proposed(tube, viewer),
                                 "lies": queries.lies(tube, viewer)}, 422 if form.is_bound else 200)


def _put(request: HttpRequest, tube: Specimen, told: dict[str, Any], viewer: Viewer) -> None:
    box = queries.container_called(viewer.hospital_ids, told["box"])
    place, = actions.store([tube], box, timezone.now(), viewer, names=[told["place"]] if told["place"] else (),
                           moving=told["moving"])
    say_kept(request, [tube], gettext("%(label)s lies in %(place)s.") % {"label": tube.label, "place": where(place)}, viewer)
