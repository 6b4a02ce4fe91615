"""Addresses of the community, mounted under /community/."""

from django.urls import include, path

from . import views, views_desk

urlpatterns = [
    path("", views.home, name="community"),
    path("ask/", views.ask, name="community-ask"),
    path("groups/", views.groups, name="community-groups"),
    path("groups/new/", views_desk.card, name="community-card"),
    path("groups/<int:group_id>/", views_desk.card, name="community-card-change"),
    path("desk/", views_desk.desk, name="community-desk"),
    path("desk/<int:number>/", views_desk.read, name="community-read"),
    path("desk/<int:number>/replies/<int:reply>/", views_desk.read, name="community-read-reply"),
    path("forum/", include("paeonia.modules.community.forum.urls")),
    path("mentors/", include("paeonia.modules.community.mentors.urls")),
    path("albums/", include("paeonia.modules.community.album.urls")),
    path("<int:number>/", views.question, name="community-question"),
    path("<int:number>/agree/", views.agree, name="community-agree"),
    path("<int:number>/promote/<int:reply>/", views_desk.promote, name="community-promote"),
    path("<int:number>/flag/", views.flag, name="community-flag"),
]
