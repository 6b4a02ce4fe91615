"""Tells Django about this room."""

from django.apps import AppConfig


class Albums(AppConfig):
    """Photographs of events with the consent of those in them."""

    name = "paeonia.modules.community.album"
    label = "communityalbum"
    verbose_name = "Albums"
    default_auto_field = "django.db.models.BigAutoField"
