"""Tells the database who acts, for exactly one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import pghistory
from django.db import connection, transaction
from pghistory import runtime

from paeonia.people.policy import hospitals_by_code, hospitals_opened, hospitals_taught
from paeonia.people.viewer import Viewer

SETTINGS = """
SELECT set_config('paeonia.user', %s, true), set_config('paeonia.hospitals', %s, true),
       set_config('paeonia.purpose', %s, true), set_config('paeonia.coded', %s, true),
       set_config('paeonia.taught', %s, true)
"""
_acting: ContextVar[Viewer | None] = ContextVar("acting", default=None)


@contextmanager
def acting(viewer: Viewer) -> Iterator[None]:
    """Open a transaction in which row-level security and the audit know the viewer.

    Settings are local to the transaction: set for the session they would serve the next person on this connection.
    Nested inside another viewer's transaction, the outer viewer is put back afterwards; nested inside one's own,
    nothing is said twice.
    """
    outer = _acting.get() if connection.in_atomic_block else None
    with transaction.atomic(), signed(viewer, anew=viewer != outer):
        if viewer != outer:
            declare(viewer)
        token = _acting.set(viewer)
        try:
            yield
        finally:
            _acting.reset(token)
        # Reached only when nothing failed: a failure rolls back to the savepoint, and the settings with it.
        if viewer != outer and connection.savepoint_ids:
            declare(outer)


@contextmanager
def signed(viewer: Viewer, *, anew: bool) -> Iterator[None]:
    """Put the viewer's name to every write inside; `anew` begins a page of its own in the trail.

    The library adds a nested viewer to the page of the outer one and leaves her there, so that what the outer one
    wrote before and after would stand under the nested one's name.
    """
    held = runtime._tracker.__dict__.pop("value", None) if anew else None
    try:
        with pghistory.context(viewer=viewer.user_id, role=viewer.role, why=viewer.purpose):
            yield
    finally:
        if held is not None:
            runtime._tracker.value = held


def declare(viewer: Viewer | None) -> None:
    """Set who acts until the end of this transaction; None is nobody."""
    said = ["", "", "", "", ""]
    if viewer is not None:
        said = [str(viewer.user_id or ""), ",".join(map(str, hospitals_opened(viewer))), viewer.purpose,
                ",".join(map(str, hospitals_by_code(viewer))), ",".join(map(str, hospitals_taught(viewer)))]
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS, said)


def current() -> tuple[str, str, str]:
    """Return the user, hospitals and purpose the database has been told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('paeonia.user', true), ''),"
            " coalesce(current_setting('paeonia.hospitals', true), ''),"
            " coalesce(current_setting('paeonia.purpose', true), '')"
        )
        return cursor.fetchone()
