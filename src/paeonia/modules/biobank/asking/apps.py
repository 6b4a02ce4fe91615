"""Tells Django about this room."""

from django.apps import AppConfig


class Asking(AppConfig):
    """Questions to the whole bank, in the language of criteria."""

    name = "paeonia.modules.biobank.asking"
    label = "bankask"
    verbose_name = "Questions to the bank"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A question can become a request."""
        from ..wishes import tells
        from .queries import wish  # models are there only now

        tells(wish)
