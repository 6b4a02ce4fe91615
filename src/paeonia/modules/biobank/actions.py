"""What every write of the bank shares: who may, how a row is kept, how numbers are given out."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, models, transaction

from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .models import Counter
from .refusing import refuse

Row = TypeVar("Row", bound=models.Model)
NEXT = """
INSERT INTO biobank_counter (hospital_id, name, value) VALUES (%s, %s, %s)
ON CONFLICT (hospital_id, name) DO UPDATE SET value = biobank_counter.value + EXCLUDED.value RETURNING value
"""


def allowed(viewer: Viewer, verb: str, thing: Any) -> None:
    """Refuse a viewer who may not do this to this thing."""
    if not may(viewer, verb, thing):
        raise PermissionDenied(verb)


def kept(row: Row, code: str = "") -> Row:
    """Save a new row; a code that is taken is refused in words."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        if "once" in str(fault):
            raise refuse("bank-code-taken", code=code) from None
        raise
    return row


def numbers(hospital_id: int, name: str, many: int = 1) -> range:
    """The next `many` numbers of a numbering: two at once never get the same; one that is not used is lost."""
    assert Counter._meta.db_table in NEXT
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [hospital_id, name[:120], many])
        last = int(cursor.fetchone()[0])
    return range(last - many + 1, last + 1)
