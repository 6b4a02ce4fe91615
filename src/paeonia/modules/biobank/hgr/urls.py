"""Addresses of this room, mounted at /biobank/hgr/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.register, name="bankhgr"),
    path("new/", views.enter, name="bankhgr-new"),
    path("information/new/", views.release, name="bankhgr-release"),
    path("<int:approval_id>/", views.approval, name="bankhgr-approval"),
    path("<int:approval_id>/change/", views.enter, name="bankhgr-change"),
    path("<int:approval_id>/report/", views.report, name="bankhgr-report"),
]
