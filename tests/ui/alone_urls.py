"""Addresses of the small site."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from paeonia.ui.gallery import gallery

urlpatterns = [
    path("gallery", gallery),
    path("language", lambda request: HttpResponse(""), name="language"),
]


def chart(request):
    """A long page about one patient."""

    from paeonia.ui.samples import SAMPLES

    return render(request, "alone/chart.jinja", {"patient": SAMPLES.patient, "samples": SAMPLES})


urlpatterns.append(path("chart", chart))

for code in (400, 403, 404, 500):
    template = f"errors/{code}.jinja"
    urlpatterns.append(path(str(code), render, {"template_name": template, "status": code}))
