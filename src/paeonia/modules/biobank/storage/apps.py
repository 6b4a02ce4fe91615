"""Tells Django about this room."""

from django.apps import AppConfig


class BankStore(AppConfig):
    """A room of the tissue bank with tables and pages of its own; it listens to specimens that close."""

    name = "paeonia.modules.biobank.storage"
    label = "bankstore"
    verbose_name = "Storage"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ask the core to be told when nothing of a specimen is left, and tell it where specimens lie."""
        from .. import boxes, findings, whereabouts  # models are ready only now
        from ..announcing import on_closed
        from ..incoming import brings
        from .actions import freed
        from .bringing import SORT
        from .changing import SORT as CHANGES
        from .queries import known_of, on_paper

        on_closed(freed)
        brings(SORT)
        brings(CHANGES)
        boxes.tells(on_paper)
        whereabouts.tells("storage", known_of)
        findings.tells("storage", lambda _specimen, _custody: [],
                       (({"en": "Put it away", "zh": "放入存储"}, "bankstore-put"),))
