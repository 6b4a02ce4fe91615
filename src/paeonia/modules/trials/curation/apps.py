"""Tells Django about this room."""

from django.apps import AppConfig


class Curation(AppConfig):
    """A room of the trials module with tables and pages of its own."""

    name = "paeonia.modules.trials.curation"
    label = "curation"
    verbose_name = "Curation"
    default_auto_field = "django.db.models.BigAutoField"
