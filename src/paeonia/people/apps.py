"""Tells Django about this floor."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class People(AppConfig):
    name = "paeonia.people"
    label = "people"
    verbose_name = "People"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have every migration end with a trail that cannot be told to look away."""
        from paeonia.people.rowlevel import never_look_away

        post_migrate.connect(never_look_away, sender=self, dispatch_uid="people.never_look_away")
