"""Addresses of the post, mounted at the root."""

from django.urls import path

from . import views, views_log, views_reach

urlpatterns = [
    path("messages/", views.inbox, name="post-inbox"),
    path("messages/read/", views.read, name="post-read"),
    path("messages/<int:letter_id>/", views.letter, name="post-letter"),
    path("messages/reach/", views_reach.reach, name="post-reach"),
    path("messages/reach/wishes/", views_reach.wishes, name="post-wishes"),
    path("messages/reach/<str:channel>/", views_reach.address, name="post-address"),
    path("messages/log/", views_log.log, name="post-log"),
    path("messages/log/<int:delivery_id>/again/", views_log.again, name="post-again"),
]
