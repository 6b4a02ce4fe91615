"""Addresses of this room, mounted at /trials/conduct/."""

from django.urls import path

from . import views, views_calendar, views_parts
from .exports import views as exports
from .safety import views as safety
from .subjects import views as subjects

urlpatterns = [
    path("", views.listing, name="conduct"),
    path("open/", views.opening, name="conduct-open"),
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
    path("subjects/<int:subject_id>/", subjects.subject, name="conduct-subject"),
    path("subjects/<int:subject_id>/close/", subjects.close, name="conduct-close"),
    path("subjects/<int:subject_id>/who/", subjects.who, name="conduct-who"),
    path("subjects/<int:subject_id>/events/<int:number>/report/", safety.report, name="conduct-report"),
    path("subjects/<int:subject_id>/<str:what>/", subjects.deed, name="conduct-deed"),
    path("subjects/<int:subject_id>/<str:what>/<int:signed_id>/correct/", subjects.correct, name="conduct-correct"),
]
