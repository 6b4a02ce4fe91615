"""Tells Django about this room."""

from django.apps import AppConfig


class Forum(AppConfig):
    """Colleagues of all hospitals discuss cases without traces of persons."""

    name = "paeonia.modules.community.forum"
    label = "communityforum"
    verbose_name = "Forum"
    default_auto_field = "django.db.models.BigAutoField"
