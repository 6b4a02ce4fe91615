"""What came from registries and what could not be read: imports, live runs, and the queue of bad records."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from paeonia.modules.trials import queries_registry
from paeonia.people.pages import page
from paeonia.ui.words import language


@page(verb="trials.import")
def registry(request: HttpRequest) -> HttpResponse:
    """The last imports with their counts, and every open problem with its place and next step."""
    held = queries_registry.registry()
    return render(request, "trials/registry.jinja", {
        "batches": held.batches, "runs": held.runs, "total": held.open,
        "problems": [(row, queries_registry.said(row, language())) for row in held.problems]})
