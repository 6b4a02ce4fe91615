"""Addresses of exchange, mounted at /biobank/exchange/."""

from django.urls import path

from . import views
from .out import views as out

urlpatterns = [
    path("", views.home, name="bankexchange"),
    path("template.<str:kind>", views.template, name="bankexchange-template"),
    path("runs/<int:run_id>/", views.run, name="bankexchange-run"),
    path("runs/<int:run_id>/keep/", views.keep, name="bankexchange-keep"),
    path("runs/<int:run_id>/bad.csv", views.bad, name="bankexchange-bad"),
    path("runs/<int:run_id>/changes.csv", views.changes, name="bankexchange-changes"),
    path("fhir/Specimen", out.search, name="bankexchange-fhir"),
    path("fhir/Specimen/<int:specimen_id>", out.read, name="bankexchange-fhir-one"),
    path("miabis/<int:protocol_id>/", out.miabis, name="bankexchange-miabis"),
]
