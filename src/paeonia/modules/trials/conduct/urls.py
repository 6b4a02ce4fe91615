"""Addresses of this room, mounted at /trials/conduct/."""

from django.urls import path

from . import views, views_calendar, views_parts
from .clarify import views as clarify
from .crf import views as crf
from .exports import views as exports
from .life import views as life
from .printing import views as printing
from .safety import views as safety
from .samples import views as samples
from .sources import views as sources
from .subjects import views as subjects
from .week import views as week

urlpatterns = [
    path("", views.listing, name="conduct"),
    path("open/", views.opening, name="conduct-open"),
    path("week/", week.week, name="conduct-week"),
    path("samples/", samples.samples, name="conduct-samples"),
    path("samples.csv", samples.samples_csv, name="conduct-samples-csv"),
    path("<int:study_id>/", views.study, name="conduct-study"),
    path("<int:study_id>/prescreen/", subjects.prescreen, name="conduct-prescreen"),
    path("<int:study_id>/overview/", views_calendar.overview, name="conduct-overview"),
    path("<int:study_id>/calendar/", views_calendar.calendar, name="conduct-calendar"),
    path("<int:study_id>/safety/", safety.safety, name="conduct-safety"),
    path("<int:study_id>/drug/", views_parts.drug_page, name="conduct-drug"),
    path("<int:study_id>/team/", views_parts.team, name="conduct-team"),
    path("<int:study_id>/binder/", views_parts.binder_page, name="conduct-binder"),
    path("<int:study_id>/setup/", views_parts.setup, name="conduct-setup"),
    path("<int:study_id>/enter/<str:what>/", views_parts.enter, name="conduct-enter"),
    path("<int:study_id>/enter/<str:what>/<int:item_id>/", views_parts.enter, name="conduct-enter-item"),
    path("<int:study_id>/files/<str:file>/", exports.export, name="conduct-export"),
    path("<int:study_id>/identification/", subjects.identification, name="conduct-identification"),
    path("<int:study_id>/queries/", clarify.listing, name="conduct-queries"),
    path("<int:study_id>/queries/<int:number>/", clarify.query, name="conduct-query"),
    path("<int:study_id>/forms/", crf.overview, name="conduct-crf"),
    path("<int:study_id>/forms/files/<int:batch_id>/", crf.batch, name="conduct-crf-batch"),
    path("<int:study_id>/amend/", life.amend, name="conduct-amend"),
    path("<int:study_id>/move/", life.move, name="conduct-move"),
    path("<int:study_id>/sites/", life.sites, name="conduct-sites"),
    path("<int:study_id>/sites/open/", life.open_at, name="conduct-open-at"),
    path("<int:study_id>/principal/", life.principal, name="conduct-principal"),
    path("<int:study_id>/again/", life.again, name="conduct-again"),
    path("<int:study_id>/closing/", life.closing, name="conduct-closing"),
    path("<int:study_id>/print/<str:log>.pdf", printing.log, name="conduct-print"),
    path("subjects/<int:subject_id>/events/<int:number>/report.pdf", printing.report, name="conduct-report-pdf"),
    path("subjects/<int:subject_id>/queries/", clarify.raising, name="conduct-raise"),
    path("subjects/<int:subject_id>/sources/", sources.files, name="conduct-sources"),
    path("subjects/<int:subject_id>/sources/<int:file_id>/", sources.opened, name="conduct-source"),
    path("subjects/<int:subject_id>/forms/<str:form>/", crf.fill, name="conduct-crf-fill"),
    path("subjects/<int:subject_id>/", subjects.subject, name="conduct-subject"),
    path("subjects/<int:subject_id>/close/", subjects.close, name="conduct-close"),
    path("subjects/<int:subject_id>/who/", subjects.who, name="conduct-who"),
    path("subjects/<int:subject_id>/events/<int:number>/report/", safety.report, name="conduct-report"),
    path("subjects/<int:subject_id>/<str:what>/", subjects.deed, name="conduct-deed"),
    path("subjects/<int:subject_id>/<str:what>/<int:signed_id>/correct/", subjects.correct, name="conduct-correct"),
]
