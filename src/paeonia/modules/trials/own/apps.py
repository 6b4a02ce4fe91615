"""Tells Django about this room."""

from django.apps import AppConfig


class Own(AppConfig):
    """A room of the trials module with tables and pages of its own; it answers what others ask about permits."""

    name = "paeonia.modules.trials.own"
    label = "own"
    verbose_name = "Own trials"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer what this room knows."""
        from paeonia.modules.trials import permits  # models are ready only now
        from paeonia.modules.trials.own.standing import consents, permit

        permits.provide(permit, consents)
