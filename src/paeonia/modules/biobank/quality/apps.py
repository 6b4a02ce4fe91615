"""Tells Django about this room."""

from django.apps import AppConfig


class Quality(AppConfig):
    """How good what is kept is, and what went wrong."""

    name = "paeonia.modules.biobank.quality"
    label = "bankquality"
    verbose_name = "Quality of the bank"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The page of a tube shows its results; what waits for its disposal is not put away."""
        from ..findings import reads, tells
        from ..gates import gate
        from ..incoming import brings
        from .asking import hindrances  # models are there only now
        from .bringing import SORT
        from .bringing_wrong import SORT as WRONG
        from .results import found, in_custody

        brings(SORT)
        brings(WRONG)
        gate("quality", hindrances)
        reads("quality", in_custody)
        tells("quality", found, (({"en": "Enter a quality result", "zh": "录入质检结果"}, "bankquality-result"),
                                 ({"en": "Destroy it", "zh": "申请销毁"}, "bankquality-dispose")))
