"""Addresses of limits, mounted at /biobank/limits/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="banklimits"),
    path("<str:limit>/", views.change, name="banklimits-change"),
]
