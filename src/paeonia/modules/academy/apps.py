"""Tells Django about the academy."""

from django.apps import AppConfig


class Academy(AppConfig):
    """Continuing medical education, courses, series and salons."""

    name = "paeonia.modules.academy"
    label = "academy"
    verbose_name = "Academy"
    default_auto_field = "django.db.models.BigAutoField"
