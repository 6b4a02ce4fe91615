"""Tells Django about the lessons of the academy."""

from django.apps import AppConfig


class Lessons(AppConfig):
    """Texts, slides, films and cases of an activity."""

    name = "paeonia.modules.academy.lessons"
    label = "academylessons"
    verbose_name = "Lessons"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A certificate asks for the required lessons too."""
        from ..parts import provide  # models are there only now
        from .progress import asked, offered

        provide(asked, offered)
