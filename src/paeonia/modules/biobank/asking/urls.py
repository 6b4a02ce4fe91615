"""Addresses of questions to the bank, mounted at /biobank/ask/."""

from django.urls import path

from . import views, views_kept

urlpatterns = [
    path("", views.ask, name="bankask"),
    path("ready/", views.ready, name="bankask-ready"),
    path("check/", views.check, name="bankask-check"),
    path("words/", views.manual, name="bankask-words"),
    path("keep/", views_kept.keep, name="bankask-keep"),
    path("<int:question_id>/", views_kept.question, name="bankask-question"),
    path("<int:question_id>/tubes.csv", views_kept.sheet, name="bankask-sheet"),
    path("<int:question_id>/do/", views_kept.do, name="bankask-do"),
    path("<int:question_id>/why/<int:specimen_id>/", views_kept.why, name="bankask-why"),
]
