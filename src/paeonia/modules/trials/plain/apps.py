"""Tells Django about this room."""

from django.apps import AppConfig


class Plain(AppConfig):
    """A room of the trials module: texts for patients, with who wrote and who reviewed them."""

    name = "paeonia.modules.trials.plain"
    label = "plain"
    verbose_name = "Trials in plain words"
    default_auto_field = "django.db.models.BigAutoField"
