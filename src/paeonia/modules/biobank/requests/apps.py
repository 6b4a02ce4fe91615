"""Tells Django about this room."""

from django.apps import AppConfig


class Requests(AppConfig):
    """Who asked for what, who allowed it, and where it went."""

    name = "paeonia.modules.biobank.requests"
    label = "bankrequests"
    verbose_name = "Requests for specimens"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whoever must find every tube is told which requests hold one; the page of a tube shows what came back."""
        from .. import findings
        from ..whereabouts import tells
        from .logger.queries import found as on_the_way
        from .queries import whereabouts  # models are there only now
        from .results.queries import found

        tells("requests", whereabouts)
        findings.tells("requests", found)
        findings.tells("shipments", on_the_way)
