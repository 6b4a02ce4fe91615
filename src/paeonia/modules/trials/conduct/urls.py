"""Addresses of this room, mounted at /trials/conduct/."""

from django.urls import path

from . import views, views_calendar
from .subjects import views as subjects

urlpatterns = [
    path("", views.listing, name="conduct"),
    path("open/", views.opening, name="conduct-open"),
    path("<int:study_id>/", views.study, name="conduct-study"),
    path("<int:study_id>/prescreen/", views.prescreen, name="conduct-prescreen"),
    path("<int:study_id>/calendar/", views_calendar.calendar, name="conduct-calendar"),
    path("<int:study_id>/identification/", subjects.identification, name="conduct-identification"),
    path("subjects/<int:subject_id>/", subjects.subject, name="conduct-subject"),
    path("subjects/<int:subject_id>/close/", views.close, name="conduct-close"),
    path("subjects/<int:subject_id>/who/", subjects.who, name="conduct-who"),
    path("subjects/<int:subject_id>/<str:what>/", subjects.deed, name="conduct-deed"),
    path("subjects/<int:subject_id>/<str:what>/<int:entry_id>/correct/", subjects.correct, name="conduct-correct"),
]
