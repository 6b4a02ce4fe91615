"""Tells Django about this room."""

from django.apps import AppConfig


class Exchange(AppConfig):
    """Samples in from files of other systems, and out to them."""

    name = "paeonia.modules.biobank.exchange"
    label = "bankexchange"
    verbose_name = "Exchange of samples"
    default_auto_field = "django.db.models.BigAutoField"
