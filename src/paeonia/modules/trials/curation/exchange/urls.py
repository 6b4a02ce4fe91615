"""Addresses of files in and out, mounted at the top of this room."""

from django.urls import path

from ..proposals import views as proposals
from . import views

urlpatterns = [
    path("bring/", views.come, name="curation-bring"),
    path("<int:draft_id>/files/", views.go, name="curation-files"),
    path("<int:draft_id>/files/<str:file>/", views.draft_file, name="curation-file"),
    path("trial/<str:slug>/<int:number>/files/<str:file>/", views.version_file, name="curation-version-file"),
    path("<int:draft_id>/proposals/", proposals.proposals, name="curation-proposals"),
]
