"""While one page is read, a question whose answer the page cannot change is put to the database once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_kept: ContextVar[dict[Any, Any] | None] = ContextVar("kept while reading", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Around one reading request: what `once` was asked inside is forgotten at its end."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(question: Callable[..., Answer]) -> Callable[..., Answer]:
    """Ask again only outside a reading request; for questions without viewer, whose arguments can be compared."""
    @wraps(question)
    def ask(*about: Any) -> Answer:
        kept = _kept.get()
        if kept is None:
            return question(*about)
        key = question, about
        if key not in kept:
            kept[key] = question(*about)
        return kept[key]  # type: ignore[no-any-return]

    return ask
