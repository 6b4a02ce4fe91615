"""Addresses of a programme, under its activity."""

from django.urls import path

from . import views, views_run

urlpatterns = [
    path("", views.programme, name="academyplan"),
    path("all.ics", views.whole, name="academyplan-ics"),
    path("seen/", views.seen, name="academyplan-seen"),
    path("sessions/<int:session_id>/choose/", views.choose, name="academyplan-choose"),
    path("sessions/<int:session_id>/one.ics", views.single, name="academyplan-session"),
    path("run/", views_run.run, name="academyplan-run"),
    path("run/announce/", views_run.announce, name="academyplan-announce"),
    path("run/stage/", views_run.stage, name="academyplan-stage"),
    path("run/stage/<int:stage_id>/off/", views_run.off, name="academyplan-off"),
]
