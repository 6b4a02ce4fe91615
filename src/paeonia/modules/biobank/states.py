"""The state of a row: moved on only by transitions, and a plain text column to migrations."""

from __future__ import annotations

from typing import Any

from django_fsm import FSMField


class StateField(FSMField):
    """A protected state that migrations know as text.

    Each copy of the library's field listens to every model that is made; migrating makes thousands of both.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{**more, "protected": True})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """What a migration writes down: a CharField."""
        name, _path, args, more = super().deconstruct()
        more.pop("protected", None)
        return name, "django.db.models.CharField", list(args), dict(more)
