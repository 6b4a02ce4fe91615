"""Addresses of albums, under the community."""

from django.urls import path

from . import views, views_team

urlpatterns = [
    path("", views.home, name="albums"),
    path("new/", views_team.begin, name="albums-new"),
    path("mine/", views.mine, name="albums-mine"),
    path("named/<int:person_id>/", views.answer, name="albums-answer"),
    path("photos/<int:photo_id>/", views.file, name="albums-photo"),
    path("photos/<int:photo_id>/behind/", views_team.behind, name="albums-behind"),
    path("photos/<int:photo_id>/complete/", views_team.complete, name="albums-complete"),
    path("photos/<int:photo_id>/delete/", views_team.delete, name="albums-delete"),
    path("<int:album_id>/", views.album, name="albums-album"),
    path("<int:album_id>/add/", views_team.add, name="albums-add"),
]
