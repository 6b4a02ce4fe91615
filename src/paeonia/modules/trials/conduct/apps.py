"""Tells Django about this room."""

from django.apps import AppConfig


class Conduct(AppConfig):
    """A room of the trials module with tables and pages of its own."""

    name = "paeonia.modules.trials.conduct"
    label = "conduct"
    verbose_name = "Conduct"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell other modules which samples visits of subjects ask for."""
        from paeonia.guidance import expected

        from .samples.queries import samples_due  # models are there only now

        expected.tells("conduct", samples_due)
