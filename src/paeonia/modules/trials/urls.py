"""Addresses of this module, mounted at /trials/."""

from django.urls import include, path

from paeonia.modules.trials import views, views_trial, views_versions, views_why
from paeonia.modules.trials.bringing import views as bringing
from paeonia.modules.trials.slots import views as slots

# Rooms come before single trials, whose address is any word.
urlpatterns = [
    path("conduct/", include("paeonia.modules.trials.conduct.urls")),
    path("curation/", include("paeonia.modules.trials.curation.urls")),
    path("own/", include("paeonia.modules.trials.own.urls")),
    path("plain/", include("paeonia.modules.trials.plain.urls")),
    path("watch/", include("paeonia.modules.trials.watch.urls")),
    path("today/", views.today, name="today"),
    path("", views.listing, name="trials"),
    path("knowledge/", views.knowledge, name="knowledge"),
    path("registry/", bringing.registry, name="trials-registry"),
    path("registry/ask/", bringing.ask, name="trials-registry-ask"),
    path("registry/runs/<int:run_id>/", bringing.run, name="trials-registry-run"),
    path("registry/files/<int:batch_id>/", bringing.batch, name="trials-registry-file"),
    path("registry/problems/<int:problem_id>/", bringing.settle, name="trials-registry-settle"),
    path("why/<int:patient_id>/<str:slug>/", views_why.why, name="trial-why"),
    path("why/<int:patient_id>/<str:slug>/answer/", views_why.answer, name="trial-answer"),
    path("<str:slug>/", views_trial.trial, name="trial"),
    path("<str:slug>/places/", slots.say, name="trial-places"),
    path("<str:slug>/versions/", views_versions.versions, name="trial-versions"),
    path("<str:slug>/candidates/", views_trial.candidates, name="trial-candidates"),
    path("<str:slug>/candidates.csv", views_trial.candidates_csv, name="trial-candidates-csv"),
    path("<str:slug>/candidates.pdf", views_trial.candidates_pdf, name="trial-candidates-pdf"),
]
