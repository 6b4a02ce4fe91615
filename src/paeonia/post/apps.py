"""Tells Django about this floor."""

from django.apps import AppConfig


class Post(AppConfig):
    """Letters, what each person wants outside the house, and how it went out."""

    name = "paeonia.post"
    label = "post"
    verbose_name = "Post"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read what the house and its modules may say: each declares it in a letters.py of its own."""
        from paeonia.post import kinds

        kinds.read_all()
