"""Addresses of a personal calendar, which belongs to no single activity."""

from django.urls import path

from . import views_calendar

urlpatterns = [
    path("", views_calendar.mine, name="academyplan-calendar"),
    path("<str:token>/mine.ics", views_calendar.feed, name="academyplan-feed"),
]
