"""Addresses of this room, mounted at /trials/plain/."""

from django.urls import path

from . import views, views_wish, views_writer

# Pages of the room come before single trials, whose address is any word.
urlpatterns = [
    path("", views.listing, name="plain"),
    path("texts/", views_writer.texts, name="plain-texts"),
    path("wishes/", views_wish.wishes, name="plain-wishes"),
    path("wish/<int:patient_id>/", views_wish.wish, name="plain-wish"),
    path("<str:slug>/", views.trial, name="plain-trial"),
    path("<str:slug>/text/", views_writer.text, name="plain-text"),
    path("<str:slug>/review/", views_writer.review, name="plain-review"),
    path("<str:slug>/write/<str:tongue>/", views_writer.write, name="plain-write"),
    path("<str:slug>/measure/<str:tongue>/", views_writer.measure, name="plain-measure"),
    path("<str:slug>/handout/<str:tongue>/", views.handout, name="plain-handout"),
]
