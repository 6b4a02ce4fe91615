"""Tells Django about this room."""

from django.apps import AppConfig


class Mentors(AppConfig):
    """Patients who went before, for those who come after."""

    name = "paeonia.modules.community.mentors"
    label = "communitymentors"
    verbose_name = "Mentors"
    default_auto_field = "django.db.models.BigAutoField"
