"""Tells Django about this room."""

from django.apps import AppConfig


class Requests(AppConfig):
    """Who asked for what, who allowed it, and where it went."""

    name = "paeonia.modules.biobank.requests"
    label = "bankrequests"
    verbose_name = "Requests for specimens"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whoever must find every tube is told which requests hold one."""
        from ..whereabouts import tells
        from .queries import whereabouts  # models are there only now

        tells("requests", whereabouts)
