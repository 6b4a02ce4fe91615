"""The Django application of this floor."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Guidance holds no tables: its answers follow from the record and the rules, and are asked again when they change."""

    name = "paeonia.guidance"
    label = "guidance"
