"""Opens the subject identification list for as long as a block lasts: a right of its own, and a trace of each use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

VERB = "conduct.identify"
SET = "SELECT set_config('paeonia.identify', %s, true)"
ASK = "SELECT coalesce(current_setting('paeonia.identify', true), '')"


@contextmanager
def naming(viewer: Viewer) -> Iterator[None]:
    """Let the database show who stands behind a code, to a viewer who may know; raises PermissionDenied otherwise.

    The setting is local to the transaction and taken back at the end; a failure takes it back with its savepoint.
    """
    if not may(viewer, VERB):
        raise PermissionDenied(VERB)
    with acting(viewer), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ASK)
        (before,) = cursor.fetchone()
        cursor.execute(SET, ["on"])
        yield
        cursor.execute(SET, [before])
