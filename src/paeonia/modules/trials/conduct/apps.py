"""Tells Django about this room."""

from django.apps import AppConfig


class Conduct(AppConfig):
    """A room of the trials module with tables and pages of its own."""

    name = "paeonia.modules.trials.conduct"
    label = "conduct"
    verbose_name = "Conduct"
    default_auto_field = "django.db.models.BigAutoField"
