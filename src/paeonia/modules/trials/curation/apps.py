"""Tells Django about this room."""

from django.apps import AppConfig


class Curation(AppConfig):
    """A room of the trials module with tables and pages of its own; what it approves, `trials` asks."""

    name = "paeonia.modules.trials.curation"
    label = "curation"
    verbose_name = "Curation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the module where approved criteria come from."""
        from paeonia.modules.trials import superseding  # models are ready only now
        from paeonia.modules.trials.curation.inforce import in_force, state

        superseding.provide(in_force, state)
