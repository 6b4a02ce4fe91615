"""Tells Django about this room."""

from django.apps import AppConfig


class GeneticResources(AppConfig):
    """Approvals of human genetic resources and what may not be done without them."""

    name = "paeonia.modules.biobank.hgr"
    label = "bankhgr"
    verbose_name = "Human genetic resources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whoever registers, keeps, ships or shares is told which document is missing."""
        from ..gates import gate
        from ..incoming import brings
        from .asking import hindrances  # models are there only now
        from .bringing import CHANGED, SORT

        brings(SORT)
        brings(CHANGED)
        gate("hgr", hindrances)
