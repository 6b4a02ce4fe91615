"""Addresses of this room, mounted at /trials/curation/."""

from django.urls import include, path

from . import views, views_draft

urlpatterns = [
    path("", include("paeonia.modules.trials.curation.exchange.urls")),
    path("<int:draft_id>/patients/", include("paeonia.modules.trials.curation.testing.urls")),
    path("", views.listing, name="curation"),
    path("start/<str:slug>/", views.start, name="curation-start"),
    path("trial/<str:slug>/<int:number>/", views.version, name="curation-version"),
    path("<int:draft_id>/", views_draft.bench, name="curation-draft"),
    path("<int:draft_id>/check/", views_draft.check, name="curation-check"),
    path("<int:draft_id>/line/<int:line_id>/", views_draft.line, name="curation-line"),
    path("<int:draft_id>/line/<int:line_id>/<str:what>/", views_draft.deed, name="curation-deed"),
    path("<int:draft_id>/do/<str:what>/", views_draft.way, name="curation-way"),
    path("<int:draft_id>/judge/<str:what>/", views_draft.judge, name="curation-judge"),
]
