"""Addresses of test patients, mounted below their draft."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.patients, name="curation-patients"),
    path("new/", views.new, name="curation-patient-new"),
    path("suggest/", views.suggest, name="curation-suggest"),
    path("<int:test_id>/", views.change, name="curation-patient"),
    path("<int:test_id>/remove/", views.remove, name="curation-patient-remove"),
]
