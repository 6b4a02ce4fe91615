"""Tells Django about this module."""

from django.apps import AppConfig


class Trials(AppConfig):
    """Brings its questions to the guidance floor as soon as the site stands."""

    name = "paeonia.modules.trials"
    label = "trials"
    verbose_name = "Trials"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare where the questions about trials come from."""
        from paeonia.guidance.questions import provide  # models are ready only now
        from paeonia.modules.trials.asking import FAMILY, questions

        provide(FAMILY, questions)
