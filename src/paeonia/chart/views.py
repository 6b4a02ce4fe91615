"""Pages of the patient record: the list and the chart."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.roles import Role
from paeonia.people.viewer import viewer_of

from . import actions, door
from .labs import panels
from .picture import band, course, hospital_words
from .receptors import matrix
from .said import Sources
from .sections import genes, lists, sections
from .treatment import courses

DONE = (actions.RECORDED, actions.KNOWN, actions.CORRECTED, actions.WITHDRAWN, actions.REVIEWED)


@page(verb="chart.read")
@require_GET
def patients(request: HttpRequest) -> HttpResponse:
    """Find a patient by name, pinyin or number."""
    number = request.GET.get("page", "1")
    text = request.GET.get("q", "")[:80].strip()
    listing = door.patients(
        viewer_of(request), text, int(number) if number.isdecimal() and len(number) < 6 else 1
    )
    viewer = viewer_of(request)
    if viewer.role == Role.PATIENT and len(listing.items) == 1:
        return redirect("patient", listing.items[0].id)  # her own chart is the whole list
    return render(
        request,
        "chart/patients.jinja",
        {
            "listing": listing,
            "beside": door.glance(listing.items, viewer),
            "hospitals": hospital_words(),
            "own": viewer.hospital_ids,
            "text": text,
            "self_": viewer.role == Role.PATIENT,
            "today": timezone.localdate(),
            "may_import": may(viewer_of(request), "chart.import"),
        },
    )


@page(verb="chart.read")
@require_GET
def patient(request: HttpRequest, patient_id: int) -> HttpResponse:
    """One patient's chart; opening it is written down."""
    viewer = viewer_of(request)
    try:
        who = door.person(patient_id, viewer)
        line = door.timeline(patient_id, viewer, why="care", route="patient")
    except door.NotHere:
        raise Http404 from None
    book = line.dictionary
    sources = Sources(door.history(patient_id, viewer, standing=True))
    done = request.GET.get("done", "")
    return render(
        request,
        "chart/patient.jinja",
        {
            "patient": band(who, line, viewer.language),
            "person": who,
            "course": course(line),
            "receptors": matrix(line, sources),
            "treatments": courses(line, sources),
            "panels": panels(line, sources),
            "sections": sections(line, sources),
            "lists": lists(door.reviews(patient_id, viewer), book),
            "genes": genes(book),
            "today": date.fromordinal(line.as_of),
            "empty": not line.facts,
            "may_write": may(viewer, "chart.write", who),
            "done": done if done in DONE else "",
        },
    )
