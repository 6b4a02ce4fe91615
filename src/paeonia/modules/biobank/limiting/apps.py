"""Tells Django about this room."""

from django.apps import AppConfig


class Limiting(AppConfig):
    """What a hospital allows of its own tubes, where that differs from the common limits."""

    name = "paeonia.modules.biobank.limiting"
    label = "banklimits"
    verbose_name = "Limits of pre-analytics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whoever judges a tube is told which limits hold."""
        from ..inforce import tells
        from .queries import in_force  # models are there only now

        tells(in_force)
