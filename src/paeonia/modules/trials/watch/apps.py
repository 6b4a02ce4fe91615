"""Tells Django about this room."""

from django.apps import AppConfig


class Watch(AppConfig):
    """A room of the trials module with tables and pages of its own."""

    name = "paeonia.modules.trials.watch"
    label = "watch"
    verbose_name = "Watch"
    default_auto_field = "django.db.models.BigAutoField"
