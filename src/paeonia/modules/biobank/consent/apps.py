"""Tells Django about this room."""

from django.apps import AppConfig


class Consent(AppConfig):
    """What donors allowed, and what they took back."""

    name = "paeonia.modules.biobank.consent"
    label = "bankconsent"
    verbose_name = "Consent of donors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whoever lets a specimen go is told what its donor allows."""
        from ..gates import gate
        from .asking import hindrances  # models are there only now

        gate("consent", hindrances)
