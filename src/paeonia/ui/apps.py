"""Tells Django about the pages' grammar and makes its built files when they are older than their sources."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The floor of pages; at start-up it compiles catalogues and joins the style sheet where needed."""

    name = "paeonia.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bring built files up to date before the first page is asked for."""
        from paeonia.ui.catalogues import ensure_compiled
        from paeonia.ui.stylesheet import ensure_written

        ensure_compiled()
        ensure_written()
