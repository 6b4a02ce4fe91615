"""Tells Django about the chart."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChartConfig(AppConfig):
    """The patient record."""

    name = "paeonia.chart"
    label = "chart"
    verbose_name = _("Patient record")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the messages the chart's problems are said with."""
        from . import messages  # noqa: F401  declares on import; here so that it happens once, after settings
