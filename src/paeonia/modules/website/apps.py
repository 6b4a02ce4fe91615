"""Tells Django about the website."""

from django.apps import AppConfig


class Website(AppConfig):
    """Pages for patients, families and physicians."""

    name = "paeonia.modules.website"
    label = "website"
    verbose_name = "Website"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer each article's sentence as a question of the record."""
        from paeonia.guidance import questions

        from . import personal

        questions.provide(personal.FAMILY, personal.provided)
