"""Addresses of the forum, under the community."""

from django.urls import path

from . import views, views_desk

urlpatterns = [
    path("", views.home, name="forum"),
    path("write/", views.write, {"kind": "case"}, name="forum-case"),
    path("ask/", views.write, {"kind": "talk"}, name="forum-talk"),
    path("desk/", views_desk.desk, name="forum-desk"),
    path("log/", views_desk.log, name="forum-log"),
    path("<int:number>/", views.thread, name="forum-thread"),
    path("<int:number>/change/", views.change, name="forum-change"),
    path("<int:number>/follow/", views.follow, name="forum-follow"),
    path("<int:number>/done/", views.say_done, name="forum-done"),
    path("<int:number>/flag/", views.flag, name="forum-flag"),
    path("<int:number>/picture/", views.picture, name="forum-picture"),
    path("<int:number>/pictures/<int:picture_id>/", views.file, name="forum-file"),
    path("<int:number>/moderate/", views_desk.moderate, name="forum-moderate"),
]
