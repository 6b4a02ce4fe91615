"""Addresses of this room, mounted at /biobank/labels/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="bank-labels"),
    path("protocols/<int:protocol_id>/", views.design, name="bank-label-design"),
    path("protocols/<int:protocol_id>/check/", views.check, name="bank-label-check"),
    path("print/", views.printing, name="bank-label-print"),
    path("boxes/<int:container_id>/", views.box, name="bank-label-box"),
    path("read/", views.reading, name="bank-label-read"),
]
