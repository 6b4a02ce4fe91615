"""Tells Django about this module."""

from django.apps import AppConfig


class Biobank(AppConfig):
    """The tissue bank's own tables and pages."""

    name = "paeonia.modules.biobank"
    label = "biobank"
    verbose_name = "Tissue bank"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Steps of processing and protocols may come from files."""
        from .bench.bringing import SORT  # models are there only now
        from .bench.correcting import SORT as STEPS_CORRECTED
        from .incoming import brings
        from .protocols.bringing import SORT as PLANS

        brings(SORT)
        brings(STEPS_CORRECTED)
        brings(PLANS)
