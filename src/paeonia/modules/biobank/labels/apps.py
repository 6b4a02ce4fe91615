"""Tells Django about this room."""

from django.apps import AppConfig


class Labels(AppConfig):
    """Label formats and designs of protocols, and every label that was printed."""

    name = "paeonia.modules.biobank.labels"
    label = "banklabels"
    verbose_name = "Labels"
    default_auto_field = "django.db.models.BigAutoField"
