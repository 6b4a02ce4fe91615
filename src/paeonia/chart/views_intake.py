"""Pages of bringing patients in: upload and preview, progress and report, the queue."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.knowledge.dictionary import dictionary
from paeonia.people.models import Hospital
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.shapes import Option, Progress

from . import door, sources, tasks, uploads
from .cards import Run
from .intake.columns import Mapping
from .intake.register import preview
from .intake.tables import open_table
from .mapping import Shown, chosen, options, shown
from .wording import problem_text

MOVING = ("waiting", "running")


@page(verb="chart.import")
@require_GET
def intakes(request: HttpRequest) -> HttpResponse:
    """All runs, the latest first."""
    listing = door.runs(viewer_of(request), _number(request))
    return render(request, "chart/intakes.jinja", {"listing": listing})


@page(verb="chart.import")
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Give a file; a register is shown as it would be read before anything is saved."""
    viewer = viewer_of(request)
    hospitals = {h.pk: h.words for h in Hospital.objects.filter(pk__in=viewer.hospital_ids)}
    options = [Option(str(pk), words) for pk, words in hospitals.items()]
    given: dict[str, Any] = {"options": options, "hospital": request.POST.get("hospital", ""), "error": ""}
    given["kind"] = request.POST.get("kind", sources.REGISTER)
    if request.method == "GET":
        return render(request, "chart/intake_new.jinja", given)
    hospital = request.POST.get("hospital", "")
    place = int(hospital) if hospital.isdecimal() else next(iter(hospitals), 0)
    kind = request.POST.get("kind", "")
    upload = request.FILES.get("file")
    if place not in hospitals or kind not in (sources.FHIR, sources.REGISTER) or upload is None:
        return render(
            request,
            "chart/intake_new.jinja",
            {**given, "error": _("Choose a hospital, a kind and a file.")},
            status=422,
        )
    try:
        stored = uploads.keep(upload)
        path = uploads.path_of(stored)
        mapping = sources.mapped(path, upload.name) if kind == sources.REGISTER else None
    except uploads.TooLarge:
        return render(
            request,
            "chart/intake_new.jinja",
            {**given, "error": _("The file is larger than 200 MB. Split it and give the parts.")},
            status=422,
        )
    except Refused as refused:
        uploads.forget(stored)
        said = "\n".join(problem_text(problem, dictionary(), viewer.language) for problem in refused.problems)
        return render(request, "chart/intake_new.jinja", {**given, "error": said}, status=422)
    about = sources.source(path, kind, name=upload.name, mapping=mapping, stored=stored)
    run = door.begin(about, viewer, place)
    if run.stored != stored:
        uploads.forget(stored)  # the same content waits already under an earlier upload
    if kind == sources.FHIR and run.state != "running":
        tasks.start(run, viewer)
    return redirect("intake", run.id)


@page(verb="chart.import")
@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest, intake_id: int) -> HttpResponse:
    """One run: its mapping while it waits, then its progress and report."""
    viewer = viewer_of(request)
    run = _reach(request, intake_id)
    mapping = _mapping(run)
    wrong = ""
    if request.method == "POST" and run.state in ("waiting", "failed"):
        if mapping is not None and run.state == "waiting":
            mapping = chosen(mapping, request.POST, dictionary())
            run = door.remap(run.id, {"columns": mapping.as_json()}, viewer)
        if mapping is not None and mapping.role("mrn") is None:
            wrong = _("Choose the column that holds the patient number.")
        elif request.POST.get("do") != "show":
            tasks.start(run, viewer)
            return redirect(reverse("intake", args=[run.id]) + "?begun=1")
    begun = "begun" in request.GET
    preview_of = mapping if run.state == "waiting" and not begun else None
    about = {
        "run": run,
        "work": _work(run),
        "listing": door.queue(viewer, intake_id=run.id),
        "language": viewer.language,
        "said": _speaker(viewer),
        "preview": _preview(run, preview_of, viewer) if preview_of is not None else None,
        "options": options(dictionary()),
        "wrong": wrong,
        "may_open": may(viewer, "chart.read"),
    }
    return render(request, "chart/intake.jinja", about, status=422 if wrong else 200)


@page(verb="chart.import")
@require_GET
def progress(request: HttpRequest, intake_id: int) -> HttpResponse:
    """The progress bar alone, for the page that asks each second."""
    work = _work(_reach(request, intake_id))
    answer = render(request, "chart/_progress.jinja", {"work": work})
    if work.state not in MOVING:
        answer["HX-Refresh"] = "true"  # the counts and the queue beside the bar were those of the beginning
    return answer


@page(verb="chart.import")
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What was not understood or refused, over all runs."""
    viewer = viewer_of(request)
    state = request.GET.get("state", "open")
    if state not in ("open", "solved", "dismissed"):
        raise Http404
    listing = door.queue(viewer, state=state, page=_number(request))
    return render(
        request,
        "chart/queue.jinja",
        {"listing": listing, "state": state, "language": viewer.language, "said": _speaker(viewer),
         "may_open": may(viewer, "chart.read")},
    )


@page(verb="chart.import")
@require_POST
def settle(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Solve, dismiss, open again or try again one entry of the queue."""
    verb = request.POST.get("do", "")
    try:
        if verb == "retry":
            door.retry(entry_id, viewer_of(request))
        elif verb in ("open", "solved", "dismissed"):
            door.settle(entry_id, viewer_of(request), verb)
    except door.NotHere:
        raise Http404 from None
    return redirect("intake-queue")


def _reach(request: HttpRequest, intake_id: int) -> Run:
    try:
        return door.run(intake_id, viewer_of(request))
    except door.NotHere:
        raise Http404 from None


def _number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1


def _work(run: Run) -> Progress:
    return Progress(
        run.name,
        run.state,
        run.percent,
        100,
        reverse("intake-progress", args=[run.id]),
        said=run.trouble,
        since=run.started_at,
    )


def _mapping(run: Run) -> Mapping | None:
    """What the columns of a register mean so far; None once its upload is gone, and for other sources."""
    if run.kind != sources.REGISTER or not run.stored or not uploads.path_of(run.stored).exists():
        return None
    return sources.columns(run.mapping, uploads.path_of(run.stored), run.name)


def _preview(run: Run, mapping: Mapping, viewer: Viewer) -> list[Shown] | None:
    try:
        rows = open_table(uploads.path_of(run.stored), run.name).rows()
        first = preview(mapping, rows, dictionary(), run.name)
    except Refused:
        return None  # background work took the file up, and away, since the run was looked at
    return shown(mapping, first, dictionary(), viewer.language)


def _speaker(viewer: Viewer) -> Any:
    """Says problems in the reader's words, inside a page."""
    return lambda problem, place=True: problem_text(problem, dictionary(), viewer.language, place=place)
