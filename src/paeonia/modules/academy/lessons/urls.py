"""Addresses of lessons, under their activity."""

from django.urls import path

from . import views, views_teach

urlpatterns = [
    path("", views.lessons, name="academylessons"),
    path("add/<slug:kind>/", views_teach.add, name="academylessons-add"),
    path("<int:lesson_id>/", views.lesson, name="academylessons-lesson"),
    path("<int:lesson_id>/film/", views.film, name="academylessons-film"),
    path("<int:lesson_id>/slides/<int:number>/", views.slide, name="academylessons-slide"),
    path("<int:lesson_id>/captions/<slug:tongue>/", views.captions, name="academylessons-captions"),
    path("<int:lesson_id>/beat/", views.beat, name="academylessons-beat"),
    path("<int:lesson_id>/seen/", views.seen, name="academylessons-seen"),
    path("<int:lesson_id>/answer/", views.answer, name="academylessons-answer"),
    path("<int:lesson_id>/done/", views.finish, name="academylessons-done"),
    path("<int:lesson_id>/desk/", views_teach.desk, name="academylessons-desk"),
    path("<int:lesson_id>/desk/change/", views_teach.change, name="academylessons-change"),
    path("<int:lesson_id>/desk/publish/", views_teach.publish, name="academylessons-publish"),
    path("<int:lesson_id>/desk/hand-in/", views_teach.hand_in, name="academylessons-hand-in"),
    path("<int:lesson_id>/desk/describe/", views_teach.describe, name="academylessons-describe"),
]
