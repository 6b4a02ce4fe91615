"""Addresses of the tissue bank, mounted at /biobank/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
