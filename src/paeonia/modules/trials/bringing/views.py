"""Pages of bringing records in: what came, how far it is, and what could not be read."""

from __future__ import annotations

import os

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.chart.uploads import TooLarge
from paeonia.modules.trials import queries_registry as queries
from paeonia.modules.trials.intake.sync import BASE_URL, Question
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.ui.shapes import Progress
from paeonia.ui.telling import tell, told
from paeonia.ui.words import language

from . import actions
from .forms import AskForm

ROOM = "registry"
MOST_FILES = 50


def base_url() -> str:
    """The registry asked: ClinicalTrials.gov, or the mirror a hospital has named."""
    return os.environ.get("PAEONIA_REGISTRY_URL") or BASE_URL


@page(verb="trials.import")
@require_http_methods(["GET", "HEAD", "POST"])
def registry(request: HttpRequest) -> HttpResponse:
    """The last imports and live runs, every open problem; files and questions are handed in here."""
    wrong = ""
    if request.method == "POST":
        wrong = _taken(request)
        if not wrong:
            return redirect("trials-registry")
    return _show(request, AskForm(initial={"what": "breast cancer"}), wrong)


def _show(request: HttpRequest, form: AskForm, wrong: str = "") -> HttpResponse:
    number = request.GET.get("page", "1")
    held = queries.registry(int(number) if number.isdecimal() and len(number) < 6 else 1)
    spoken = language()
    return render(request, "trials/registry.jinja", {
        "held": held, "form": form, "wrong": wrong, "kinds": ",".join(actions.KINDS), "said_before": told(request, ROOM),
        "works": {one.row.pk: _file(one.row) for one in held.batches if one.state == "running"},
        "calls": {one.row.pk: _call(one.row) for one in held.runs if one.state in ("running", "waits")},
        "several": {row.source for row in held.problems if sum(one.source == row.source for one in held.problems) > 1},
        "problem": lambda kept: queries.told(kept, spoken),
        "problems": [(row, queries.said(row, spoken)) for row in held.problems]},
        status=422 if wrong or form.is_bound else 200)


def _taken(request: HttpRequest) -> str:
    """Keep every file that can be kept; what is wrong with the others, empty when nothing is."""
    files, bad = request.FILES.getlist("file"), []
    if not files:
        return _("Choose at least one file.")
    if len(files) > MOST_FILES:
        return _("At most %(most)s files at a time. Put many records into one file (NDJSON), or hand the rest in next.") % {
            "most": MOST_FILES}
    good = 0
    for file in files:
        try:
            actions.hand_in(file, viewer_of(request))
            good += 1
        except actions.WrongKind:
            bad.append(_("“%(name)s” is none of JSON, NDJSON, XML, CSV and HTML. Unpack archives first.") % {
                "name": file.name[:80]})
        except TooLarge:
            bad.append(_("“%(name)s” is larger than 200 MB. Split it into one record a line (NDJSON).") % {
                "name": file.name[:80]})
    if good:
        tell(request, ROOM, ngettext("%(num)s file is being read.", "%(num)s files are being read.", good) % {"num": good})
    if bad and good:
        for line in bad:
            tell(request, ROOM, line, good=False)
        return ""
    return "\n".join(bad)


@page(verb="trials.import")
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Put a question to the live registry."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    given = form.cleaned_data
    asked = Question(" ".join(given["what"].replace("\0", "").split()), tuple(sorted(given["statuses"])), "", base_url())
    if asked.numbers:
        asked = Question(", ".join(asked.numbers), (), "", base_url())
    actions.ask(asked, viewer_of(request), given["full"], given["nightly"] or None)
    return redirect("trials-registry")


@page(verb="trials.import")
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far a live run has come; sent as a form it goes on, or is asked every night."""
    row = queries.run(run_id) if run_id < 2**63 else None
    if row is None:
        raise Http404
    if request.method != "POST":
        return _bar(request, _call(row))
    what, viewer = request.POST.get("do", ""), viewer_of(request)
    if what == "on":
        actions.ask(actions.syncing.question_of(row), viewer, full=not row.since)
    elif what in ("nightly", "not-nightly"):
        actions.every_night(row.pk, what == "nightly", viewer)
        messages_of = {"nightly": _("Asked again every night from now on."), "not-nightly": _("No longer asked by itself.")}
        tell(request, ROOM, messages_of[what])
    return redirect("trials-registry")


@page(verb="trials.import")
@require_GET
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """How far a file has been read."""
    row = queries.batch(batch_id) if batch_id < 2**63 else None
    if row is None:
        raise Http404
    return _bar(request, _file(row))


@page(verb="trials.import")
@require_POST
def settle(request: HttpRequest, problem_id: int) -> HttpResponse:
    """Set a problem aside, with a reason."""
    try:
        if problem_id < 2**63:
            actions.set_aside(problem_id, request.POST.get("why", ""), viewer_of(request), bool(request.POST.get("all")))
            tell(request, ROOM, _("Set aside. It comes up again only when it is no longer the same."))
    except ValueError:
        tell(request, ROOM, _("Say in a few words why it may stay as it is."), good=False)
    return redirect(reverse("trials-registry") + "#problems")


def _bar(request: HttpRequest, work: Progress) -> HttpResponse:
    answer = render(request, "trials/_registry_progress.jinja", {"work": work})
    if work.state not in ("waiting", "running"):
        answer["HX-Refresh"] = "true"
    return answer


def _file(row: queries.ImportBatch) -> Progress:
    state = queries.state_of(row)
    return Progress(row.source, state if state != "broken" else "failed", row.seen, None,
                    reverse("trials-registry-file", args=[row.pk]), since=row.started_at)


def _call(row: queries.SyncRun) -> Progress:
    now = timezone.now()
    state = queries.run_state(row, now)
    waits = ""
    if state == "waits" and row.waits_until:
        waits = _("The registry is busy or cannot be reached; it is asked again at %(time)s.") % {
            "time": timezone.localtime(row.waits_until).strftime("%H:%M:%S")}
    shown = {"waits": "running", "broken": "failed"}.get(state, state)
    return Progress(row.condition, shown, row.records, row.total, reverse("trials-registry-run", args=[row.pk]),
                    said=waits, since=row.started_at)
