"""Tells Django about this floor."""

from django.apps import AppConfig


class People(AppConfig):
    name = "paeonia.people"
    label = "people"
    verbose_name = "People"
    default_auto_field = "django.db.models.BigAutoField"
