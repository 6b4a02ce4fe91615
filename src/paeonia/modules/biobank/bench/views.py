"""The page of one tube, and what is done with it: a step, tubes made of it, its disposal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from .. import findings, queries
from ..camera import with_camera
from ..custody.telling import told
from ..forms import MakeForm, PoolForm, StepForm
from ..frame import form_page, minute, row_or_404, show
from ..models import Specimen
from . import actions
from .actions import Tube
from .judging import judge, outside

RELATED = ("collection__registration__protocol", "collection__registration__donor", "collection__time_point", "parent")


@page(verb="bank.see")
@require_GET
def specimen(request: HttpRequest, specimen_id: int) -> HttpResponse:
    """Everything about one tube on one page: what it is, its family, its chain of custody."""
    viewer = viewer_of(request)
    found = row_or_404(Specimen, specimen_id, viewer, *RELATED)
    tube = queries.tube(found, viewer)
    now, relatives = timezone.now(), [node.row for node in tube.family if node.row.pk != found.pk]
    return show(request, "specimen", {
        "tube": tube, "judged": judge(tube, now, viewer), "one": found, "outside": outside(relatives, now, viewer),
        "left": queries.share(found.available, found.initial), "ways": findings.ways(), "said": told,
        "may_work": may(viewer, "bank.work", found), "may_collect": may(viewer, "bank.collect", found)})


@page(verb="bank.collect")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, specimen_id: int) -> HttpResponse:
    """Record a step: fixation, a spin, freezing."""
    viewer = viewer_of(request)
    found = row_or_404(Specimen, specimen_id, viewer, *RELATED)
    form = StepForm(request.POST or None, initial={"at": minute()})
    if request.method == "POST" and form.is_valid():
        entered = form.said()
        fields = {name: value for name in ("g", "temperature", "fixative") if (value := entered.pop(name)) not in (None, "")}
        deed, at = entered.pop("deed"), entered.pop("at")
        try:
            actions.happened([found], deed, at, viewer, fields=fields, **entered)
            return redirect("bank-specimen", found.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Record a step: %(label)s") % {"label": found.label},
                     back=reverse("bank-specimen", args=[found.pk]))


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def make(request: HttpRequest, specimen_id: int, how: str) -> HttpResponse:
    """Derive something of a tube, or divide it."""
    if how not in ("aliquot", "derive"):
        raise Http404(how)
    viewer = viewer_of(request)
    found = row_or_404(Specimen, specimen_id, viewer, *RELATED)
    form = MakeForm(request.POST or None, initial={"at": minute(), "kind": found.kind, "unit": found.unit})
    if how == "aliquot":
        del form.fields["kind"]
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(found, how, form.said(), viewer)
            messages.success(request, ngettext("%(num)s tube made.", "%(num)s tubes made.", len(made)) % {"num": len(made)})
            return redirect("bank-specimen", found.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    title = gettext("Divide %(label)s") if how == "aliquot" else gettext("Derive from %(label)s")
    return form_page(request, form, title=title % {"label": found.label}, back=reverse("bank-specimen", args=[found.pk]))


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
@with_camera
def pool(request: HttpRequest) -> HttpResponse:
    """Pour tubes together; the pool is judged by all of them, and leaves only when all their donors allow it."""
    viewer = viewer_of(request)
    first = queries.by_code(request.GET.get("tube", ""), viewer)
    form = PoolForm(request.POST or None, initial={
        "at": minute(), **({"codes": first.label + "\n", "kind": first.kind, "unit": first.unit} if first else {})})
    if request.method == "POST" and form.is_valid():
        entered = form.said()
        try:
            members = [queries.called(code, viewer) for code in _lines(entered.pop("codes"))]
            made = actions.pool(members, Tube(entered["quantity"], entered["unit"], entered["barcode"], kind=entered["kind"],
                                              container=entered["container"]), entered["at"], viewer)
            messages.success(request, gettext("Poured together: %(label)s.") % {"label": made.label})
            return redirect("bank-specimen", made.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Pour tubes together"), back=reverse("bank"), lead=gettext(
        "The pool is judged by all its tubes, the worst of them counting, and leaves only when every donor allows it."))


def _lines(text: str) -> list[str]:
    return [line.strip()[:120] for line in text.replace("\0", "").splitlines() if line.strip()][:200]


def _made(found: Specimen, how: str, told: dict[str, Any], viewer: Viewer) -> list[Specimen]:
    codes = [code[:80] for code in _lines(told["barcodes"])]
    many = len(codes) or told["tubes"]
    tubes = [Tube(told["quantity"], told["unit"], code, kind=told.get("kind", found.kind), container=told["container"])
             for code in codes or [""] * many]
    deed = actions.aliquot if how == "aliquot" else actions.derive
    return deed(found, tubes, told["at"], viewer, device=told["device"], close=told["close"])
