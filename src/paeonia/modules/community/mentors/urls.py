"""Addresses of mentors, under the community."""

from django.urls import path

from . import views, views_desk

urlpatterns = [
    path("", views.home, name="mentors"),
    path("offer/", views.offer, name="mentors-offer"),
    path("ask/", views.ask, name="mentors-ask"),
    path("stop/", views.stop, name="mentors-stop"),
    path("desk/", views_desk.desk, name="mentors-desk"),
    path("desk/<int:mentor_id>/", views_desk.approve, name="mentors-approve"),
    path("desk/<int:mentor_id>/stop/", views_desk.stop, name="mentors-dismiss"),
    path("matches/<int:match_id>/", views.match, name="mentors-match"),
    path("matches/<int:match_id>/propose/", views_desk.propose, name="mentors-propose"),
    path("matches/<int:match_id>/end/", views.end, name="mentors-end"),
]
