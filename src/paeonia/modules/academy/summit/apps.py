"""Tells Django about this room."""

from django.apps import AppConfig


class Summit(AppConfig):
    """Calls for abstracts."""

    name = "paeonia.modules.academy.summit"
    label = "summit"
    verbose_name = "Summit"
    default_auto_field = "django.db.models.BigAutoField"
