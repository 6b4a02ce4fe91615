"""How far the record had come when a bank was read, and what was written since.

Rows are numbered before their transaction commits: one that is written slowly, a file or a withdrawal, shows up below
numbers seen long ago. So beside the numbers stands which transactions were under way, and rows are looked for from the last
numbers whose transactions had all ended by then. Nobody is told yes after a withdrawal because somebody else wrote faster.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.apps import apps
from django.db import connection
from django.db.models import Model

from paeonia.chart import door
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .. import allowing
from ..models import CustodyEvent, Specimen

# A number is taken a moment before its transaction has one of its own.
OVERLAP = 500
MARKS = 20      # marks remembered; while a file is read for hours, the first of them is what counts
Written = tuple[set[int], ...]


@dataclass(frozen=True)
class Mark:
    """The last number given in each table, and the transactions: the next number of one, and the oldest under way."""

    rows: tuple[int, ...]
    charts: tuple[int, ...]
    next: int
    oldest: int

    @property
    def settled(self) -> bool:
        """Whether nothing was being written."""
        return self.oldest >= self.next


@dataclass(frozen=True)
class Seen:
    """What a bank has seen: the marks since the last that surely holds, rows above that one, and charts written since it."""

    marks: tuple[Mark, ...]
    written: Written
    charts: Mapping[int, tuple[int, ...]]

    @property
    def floor(self) -> Mark:
        """The last mark below which every row is in the bank."""
        last = self.marks[-1]
        return next((one for one in reversed(self.marks) if one.next <= last.oldest), self.marks[0])


@dataclass
class Changed:
    """Tubes, donors and patients about whom something was written, or for whom a moment came."""

    tubes: set[int] = field(default_factory=set)
    donors: set[int] = field(default_factory=set)
    patients: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.tubes or self.donors or self.patients)

    def __len__(self) -> int:
        return len(self.tubes) + len(self.donors) + len(self.patients)


def _tables() -> list[tuple[type[Model], str]]:
    """What a bank is read from: of what changes the trail, where every change is a row; of what is only added the rows."""
    trails = [(apps.get_model("biobank", f"{name}Event"), "pgh_id")
              for name in ("Specimen", "DonorIdentity", "Registration", "Collection")]
    return [*trails, (CustodyEvent, "id"), *((table, "id") for table in allowing.tables())]


def mark(viewer: Viewer) -> Mark:
    """How far everything has come."""
    asked = ", ".join("COALESCE(pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass), 0)" for _ in _tables())
    with acting(viewer):
        charts = door.stamp(viewer) if may(viewer, "trials.match") else ()
        with connection.cursor() as cursor:
            # In two steps: a transaction that took one of these numbers is then among those known to be under way.
            cursor.execute(f"SELECT {asked}", [name for table, number in _tables()  # noqa: S608  our own constants
                                               for name in (table._meta.db_table, number)])
            rows = cursor.fetchone()
            cursor.execute("SELECT pg_snapshot_xmax(s)::text::bigint, pg_snapshot_xmin(s)::text::bigint"
                           " FROM pg_current_snapshot() s")
            after, oldest = cursor.fetchone()
    return Mark(tuple(rows), charts, after, oldest)


def begun(at: Mark, viewer: Viewer) -> Seen:
    """What a bank that is read after a mark has seen."""
    return Seen((at,), _above(at, viewer), _charts(at, viewer))


def since(seen: Seen, at: Mark, was: datetime, now: datetime, viewer: Viewer) -> tuple[Changed, Seen]:
    """What changed since a bank was read, and what one that is brought up to date now has seen."""
    above = _above(seen.floor, viewer)
    fresh = tuple(rows - held for rows, held in zip(above, seen.written, strict=True))
    marks = (*seen.marks, at)
    marks = (marks[0], *marks[1:][-MARKS:])
    last = seen.marks[-1]
    charts = seen.charts if last.settled and last.charts == at.charts else _charts(seen.floor, viewer)
    floor = Seen(marks, above, charts).floor
    with acting(viewer):
        changed = _about(fresh, was, now)
    # Some hundred patients are looked at for every one about whom something is new.
    changed.patients = {patient for patient, stamp in charts.items() if seen.charts.get(patient) != stamp}
    return changed, Seen(marks[marks.index(floor):], _above(floor, viewer) if floor is not seen.floor else above, charts)


def _charts(floor: Mark, viewer: Viewer) -> Mapping[int, tuple[int, ...]]:
    """Patients about whom something may have been written since a mark, with the state of each one's record."""
    if not may(viewer, "trials.match"):
        return {}
    return door.stamps(door.changed_since(floor.charts, viewer), viewer)


def _above(floor: Mark, viewer: Viewer) -> Written:
    with acting(viewer):
        return tuple(set(table._default_manager.filter(**{f"{number}__gt": last - OVERLAP}).order_by()
                         .values_list(number, flat=True))
                     for (table, number), last in zip(_tables(), floor.rows, strict=True))


def _about(rows: Written, was: datetime, now: datetime) -> Changed:
    """Who and what some rows are about."""
    (tubes, identities, registrations, visits), (custody, *consent) = rows[:4], rows[4:]
    found = Changed()
    found.tubes |= _values("SpecimenEvent", "pgh_obj_id", pgh_id__in=tubes)
    found.tubes |= set(CustodyEvent.objects.filter(pk__in=custody).values_list("specimen_id", flat=True))
    of = Specimen.objects.without_tree_fields().order_by().values_list("pk", flat=True)
    found.tubes |= set(of.filter(collection__in=_values("CollectionEvent", "pgh_obj_id", pgh_id__in=visits)))
    found.tubes |= set(of.filter(collection__registration__in=_values("RegistrationEvent", "pgh_obj_id",
                                                                      pgh_id__in=registrations)))
    # Whoever stood behind a code before is asked again too.
    links = _values("DonorIdentityEvent", "pgh_obj_id", pgh_id__in=identities)
    found.donors |= _values("DonorIdentityEvent", "donor_id", pgh_obj_id__in=links)
    found.donors |= allowing.turned(consent, was, now)
    return found


def _values(trail: str, column: str, **where: Collection[int]) -> set[int]:
    return set(apps.get_model("biobank", trail).objects.filter(**where).order_by().values_list(column, flat=True))
