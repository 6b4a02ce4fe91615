"""Tells Django about this room."""

from django.apps import AppConfig


class Registration(AppConfig):
    """The desk of an event."""

    name = "paeonia.modules.academy.registration"
    label = "academydesk"
    verbose_name = "Registration desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have a say in who gets a place."""
        from paeonia.modules.academy import places

        from . import sharing

        places.divide(places.Division(asks=sharing.asks, has_room=sharing.has_room))
