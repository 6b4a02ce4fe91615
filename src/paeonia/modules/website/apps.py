"""Tells Django about the website."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Website(AppConfig):
    """Pages for patients, families and physicians."""

    name = "paeonia.modules.website"
    label = "website"
    verbose_name = "Website"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer each article's sentence as a question of the record; keep the index of an older release usable."""
        from paeonia.guidance import questions

        from . import personal
        from .searching.ranking import cut_again_if_old

        questions.provide(personal.FAMILY, personal.provided)
        post_migrate.connect(cut_again_if_old, sender=self, dispatch_uid="website.cut_again")
