"""Tells Django about this module."""

from django.apps import AppConfig


class Biobank(AppConfig):
    """The tissue bank's own tables and pages."""

    name = "paeonia.modules.biobank"
    label = "biobank"
    verbose_name = "Tissue bank"
    default_auto_field = "django.db.models.BigAutoField"
