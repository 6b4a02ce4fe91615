"""Tells Django about this room."""

from django.apps import AppConfig


class Programme(AppConfig):
    """Timetable, editions and calendars."""

    name = "paeonia.modules.academy.programme"
    label = "academyplan"
    verbose_name = "Programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Chairs and panels are needed in their sessions, too."""
        from paeonia.modules.academy import clashes

        from . import queries

        clashes.also_ask(queries.engaged)
