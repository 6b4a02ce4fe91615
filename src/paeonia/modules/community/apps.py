"""Tells Django about the community."""

from django.apps import AppConfig


class Community(AppConfig):
    """Questions, answers and groups."""

    name = "paeonia.modules.community"
    label = "community"
    verbose_name = "Community"
    default_auto_field = "django.db.models.BigAutoField"
