"""Tells Django about this room."""

from django.apps import AppConfig


class Consent(AppConfig):
    """What donors allowed, and what they took back."""

    name = "paeonia.modules.biobank.consent"
    label = "bankconsent"
    verbose_name = "Consent of donors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whoever lets a specimen go, or asks the bank a question, is told what its donor allows."""
        from ..allowing import tells
        from ..findings import reads
        from ..gates import gate
        from ..incoming import brings
        from .asking import by_donor, hindrances, in_custody, turned  # models are there only now
        from .bringing import SORT
        from .correcting import SORT as CORRECTED
        from .models import ConsentForm, ConsentGiven, Withdrawal
        from .taking_back import SORT as BACK

        brings(SORT)
        brings(CORRECTED)
        brings(BACK)
        gate("consent", hindrances)
        reads("consent", in_custody)
        tells(by_donor, turned, (ConsentGiven, ConsentForm, Withdrawal))
