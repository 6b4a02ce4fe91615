"""Questions to the bank: what pages of protocols, donors, visits and tubes show, always of the viewer's hospitals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    TextField,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from paeonia.chart import door
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .choices import Availability, Deed, Stage, Status, VisitStatus
from .families import family, samples, struck
from .models import (
    Collection,
    CustodyEvent,
    DonorIdentity,
    Edition,
    Protocol,
    Registration,
    Requirement,
    Specimen,
    TimePoint,
)
from .preanalytics.events import Sample
from .refusing import refuse

LARGEST = 2**31
SHOWN_DUE = 20
STILL_FRESH = timedelta(days=14)    # what was forgotten for longer is told by its limits, tube by tube
PROCESSED = (Deed.SPUN, Deed.FIXED, Deed.FROZEN, Deed.STORED, Deed.DERIVED, Deed.ALIQUOTED, Deed.POOLED)


class NotHere(LookupError):
    """There is no such row, or none this viewer may know of: the two are not told apart."""


@dataclass(frozen=True)
class InStock:
    """How many specimens of one type are there, and how many of them may be had."""

    kind: str
    there: int
    free: int


@dataclass(frozen=True)
class Due:
    """A visit that a donor's protocol expects and nobody has made ready."""

    registration: Registration
    point: TimePoint
    day: date
    late: bool


@dataclass(frozen=True)
class Node:
    """A row of a tree with its depth; `row` is a requirement or a specimen."""

    row: Specimen | Requirement
    depth: int


@dataclass(frozen=True)
class Tube:
    """One specimen with its whole family and everything that happened to it, the first first."""

    specimen: Specimen
    family: tuple[Node, ...]
    custody: tuple[CustodyEvent, ...]
    inherited: tuple[CustodyEvent, ...]
    struck: frozenset[str]              # entries of both that were corrected
    mixed: tuple[Specimen, ...]         # tubes of other visits that went into it or into what it comes from
    sample: Sample                      # as pre-analytics reads it, below all its parents
    firsts: Mapping[str, User]          # who carried out what another person signed, by the entry's number


Points = tuple[tuple[TimePoint, tuple[Node, ...]], ...]


def protocols(viewer: Viewer) -> tuple[tuple[Protocol, int, int], ...]:
    """Protocols of the viewer's hospitals with the number of their donors and specimens."""
    with acting(viewer):
        found = Protocol.objects.filter(hospital_id__in=viewer.hospital_ids).select_related("principal", "hospital")
        donors = dict(Registration.objects.values_list("protocol_id").annotate(many=Count("id")))
        tubes = dict(Specimen.objects.filter(status=Status.COLLECTED).values_list("collection__registration__protocol_id")
                     .annotate(many=Count("id")))
        return tuple((one, donors.get(one.pk, 0), tubes.get(one.pk, 0)) for one in found)


def stock(viewer: Viewer) -> tuple[InStock, ...]:
    """What is in the bank by type, the most first."""
    with acting(viewer):
        rows = Specimen.objects.filter(hospital_id__in=viewer.hospital_ids, status=Status.COLLECTED).values_list("kind")\
            .annotate(there=Count("id"), free=Count("id", filter=Q(availability=Availability.AVAILABLE)))
        return tuple(InStock(*row) for row in sorted(rows, key=lambda row: (-row[1], row[0])))


def found(model: type, pk: int, viewer: Viewer, *related: str) -> object:
    """One row of the viewer's hospitals; raises NotHere."""
    with acting(viewer):
        row = model.objects.select_related(*related).filter(  # type: ignore[attr-defined]
            pk=pk if 0 < pk < LARGEST else 0, hospital_id__in=viewer.hospital_ids).first()
    if row is None or not may(viewer, "bank.see", row):
        raise NotHere(pk)
    return row


def written(text: str) -> Q:
    """Specimens whose label holds this, or whose barcode or donor it is."""
    return Q(label__icontains=text) | Q(barcode__iexact=text) | Q(collection__registration__donor__code__iexact=text)


def by_code(code: str, viewer: Viewer) -> Specimen | None:
    """The specimen whose barcode or label was scanned."""
    said = code.strip().replace("\0", "")[:120]
    with acting(viewer):
        mine = Specimen.objects.filter(hospital_id__in=viewer.hospital_ids)
        return mine.filter(barcode=said).first() or mine.filter(label=said).first() if said else None


def called(code: str, viewer: Viewer) -> Specimen:
    """The specimen whose barcode or label was scanned; raises Refused."""
    found = by_code(code, viewer)
    if found is None:
        raise refuse("bank-unknown-code", code=code[:60])
    return found


def editions(protocol: Protocol, viewer: Viewer) -> tuple[tuple[Edition, Points], ...]:
    """Every edition with its time points and what each asks for, the newest first."""
    with acting(viewer):
        points = TimePoint.objects.filter(edition__protocol=protocol).order_by("day", "id")
        wanted: dict[int, list[Requirement]] = {}
        for row in Requirement.objects.filter(time_point__edition__protocol=protocol).order_by("id"):
            wanted.setdefault(row.time_point_id, []).append(row)
        return tuple((edition, tuple((point, tree(wanted.get(point.pk, ()))) for point in points
                                     if point.edition_id == edition.pk))
                     for edition in Edition.objects.filter(protocol=protocol).order_by("-number"))


def tree(rows: Iterable[Specimen | Requirement]) -> tuple[Node, ...]:
    """Rows with children below their parents."""
    below: dict[int | None, list[Specimen | Requirement]] = {}
    held = list(rows)
    there = {row.pk for row in held}
    for row in held:
        below.setdefault(row.parent_id if row.parent_id in there else None, []).append(row)
    told: list[Node] = []

    def go(parent: int | None, depth: int) -> None:
        for row in below.get(parent, ()):
            told.append(Node(row, depth))
            go(row.pk, depth + 1)

    go(None, 0)
    return tuple(told)


def donor(registration: Registration, viewer: Viewer) -> tuple[tuple[Collection, tuple[Node, ...]], ...]:
    """Every visit of a donor in a protocol with its specimens."""
    with acting(viewer):
        rows: dict[int, list[Specimen]] = {}
        for one in Specimen.objects.filter(collection__registration=registration).order_by("id"):
            rows.setdefault(one.collection_id, []).append(one)
        visits = Collection.objects.filter(registration=registration).select_related("time_point", "by")
        return tuple((visit, tree(rows.get(visit.pk, ()))) for visit in visits.order_by("at", "id"))


def of_visit(visit: Collection, viewer: Viewer) -> tuple[Node, ...]:
    """The specimens of one visit as trees."""
    with acting(viewer):
        return tree(Specimen.objects.filter(collection=visit).order_by("id"))


def still_planned(visit: Collection, viewer: Viewer) -> tuple[Specimen, ...]:
    """The tubes of a visit that wait to be filled from the donor."""
    with acting(viewer):
        return tuple(Specimen.objects.filter(collection=visit, status=Status.PLANNED, lineage="primary").order_by("id"))


def points_left(registration: Registration, viewer: Viewer) -> tuple[TimePoint, ...]:
    """The time points of the donor's edition, those without a visit first."""
    with acting(viewer):
        had = set(Collection.objects.filter(registration=registration).values_list("time_point_id", flat=True))
        points = TimePoint.objects.filter(edition=registration.edition_id).order_by("day", "id")
        return tuple(sorted(points, key=lambda one: one.pk in had))


def due(viewer: Viewer, today: date, ahead: int = 14) -> tuple[tuple[Due, ...], int]:
    """The first visits expected until some days ahead that nobody has made ready, and how many there are of them."""
    made = Collection.objects.filter(registration=OuterRef("pk"), time_point=OuterRef("point_id")).exclude(
        status=VisitStatus.PLANNED)
    # Day 1 is the day of registration and day -1 the day before it; the database adds whole days to a day.
    count = F("edition__time_points__day") - Case(When(edition__time_points__day__gt=0, then=1), default=0)
    with acting(viewer):
        # All is said of one join: a filter on the points themselves would join them once more.
        rows = Registration.objects.annotate(
            point_id=F("edition__time_points"), day=ExpressionWrapper(F("on_day") + count, output_field=DateField()),
        ).filter(
            ~Exists(made), hospital_id__in=viewer.hospital_ids, ended_on__isnull=True, edition__stage=Stage.PUBLISHED,
            day__lte=today + timedelta(days=ahead)).order_by("day", "code")
        first = list(rows.select_related("protocol")[:SHOWN_DUE])
        points = TimePoint.objects.in_bulk({one.point_id for one in first})
        told = tuple(Due(one, points[one.point_id], one.day, one.day < today) for one in first)
        return told, len(told) if len(told) < SHOWN_DUE else rows.count()


@dataclass(frozen=True)
class Waiting:
    """A specimen whose protocol wants it processed by a moment, and nothing was done with it yet."""

    specimen: Specimen
    by: datetime
    late: bool


def to_be_processed(viewer: Viewer, now: datetime) -> tuple[tuple[Waiting, ...], int]:
    """What waits at the bench, the most urgent first, and how many of those are late; of the last two weeks."""
    wrong = CustodyEvent.objects.alias(entry=KeyTextTransform("event", "fields")).filter(
        specimen=OuterRef("specimen"), deed=Deed.CORRECTED, entry=Cast(OuterRef("pk"), TextField()))
    done = CustodyEvent.objects.filter(~Exists(wrong), specimen=OuterRef("pk"), deed__in=PROCESSED)
    made = Specimen.objects.filter(parent=OuterRef("pk"), status__in=(Status.COLLECTED, Status.CLOSED))
    with acting(viewer):
        rows = Specimen.objects.without_tree_fields().filter(
            hospital_id__in=viewer.hospital_ids, status=Status.COLLECTED, made_at__gte=now - STILL_FRESH,
            requirement__process_within__isnull=False).filter(~Exists(done), ~Exists(made)).select_related("requirement")
        told = sorted((Waiting(one, by, by < now) for one in rows if one.made_at and one.requirement
                       for by in [one.made_at + timedelta(minutes=one.requirement.process_within or 0)]),
                      key=lambda one: one.by)
        return tuple(told[:SHOWN_DUE]), sum(one.late for one in told)


def tube(specimen: Specimen, viewer: Viewer) -> Tube:
    """A specimen as its page shows it; of a pool, with what happened to every member before it was poured."""
    with acting(viewer):
        nodes = tree(Specimen.objects.filter(collection=specimen.collection_id).order_by("id"))
        known = family([specimen.pk])
        above = known.above(specimen.pk)
        events = list(CustodyEvent.objects.filter(specimen__in=[*above, specimen.pk]).select_related("by", "specimen")
                      .order_by("at", "id"))
        there = {node.row.pk for node in nodes}
        mixed = tuple(Specimen.objects.without_tree_fields().filter(pk__in=set(above) - there).order_by("id"))
        custody: dict[int, list[CustodyEvent]] = {}
        for event in events:
            custody.setdefault(event.specimen_id, []).append(event)
        sample = samples([specimen.pk], known, custody)[specimen.pk]
        firsts = _firsts(events)
    root = min(there & {*above, specimen.pk}, key=lambda pk: next(n.depth for n in nodes if n.row.pk == pk))
    events.sort(key=_to_the_minute)
    return Tube(specimen, _under(nodes, root), tuple(one for one in events if one.specimen_id == specimen.pk),
                tuple(one for one in events if one.specimen_id != specimen.pk
                      and (specimen.made_at is None or one.at <= specimen.made_at)), struck(events), mixed, sample, firsts)


def _firsts(events: Sequence[CustodyEvent]) -> dict[str, User]:
    """An entry is written by the second person; its fields name the first."""
    said = {str(one.pk): one.fields["first_id"] for one in events if one.fields and one.fields.get("first_id")}
    people = User.objects.in_bulk(set(said.values())) if said else {}
    return {entry: people[pk] for entry, pk in said.items() if pk in people}


def _to_the_minute(event: CustodyEvent) -> tuple[datetime, int]:
    """People enter minutes, the house seconds: within a minute, what was written first came first."""
    return event.at.replace(second=0, microsecond=0), event.pk


def _under(nodes: tuple[Node, ...], root: int) -> tuple[Node, ...]:
    start = next(i for i, node in enumerate(nodes) if node.row.pk == root)
    base, told = nodes[start].depth, [Node(nodes[start].row, 0)]
    for node in nodes[start + 1:]:
        if node.depth <= base:
            break
        told.append(Node(node.row, node.depth - base))
    return tuple(told)


def who(registration: Registration, viewer: Viewer) -> door.Person | None:
    """The patient behind a code, for those who may ask; the chart's own policy decides once more."""
    if not may(viewer, "bank.identify", registration):
        return None
    with acting(viewer):
        row = DonorIdentity.objects.filter(donor=registration.donor_id).first()
    if row is None:
        return None
    try:
        return door.person(row.patient_id, viewer)
    except door.NotHere:
        return None


def of_patient(patient_id: int, viewer: Viewer) -> tuple[Specimen, ...]:
    """What a patient gave, in whatever protocol; nothing for whoever may not know whose a code is."""
    with acting(viewer):
        donors = list(DonorIdentity.objects.filter(patient=patient_id, hospital_id__in=viewer.hospital_ids)
                      .values_list("donor_id", flat=True))
        if not donors:
            return ()
        return tuple(Specimen.objects.without_tree_fields().filter(collection__registration__donor__in=donors)
                     .exclude(status__in=(Status.PLANNED, Status.MISSED, Status.NOT_COLLECTED))
                     .select_related("collection__registration").order_by("made_at", "id"))


def share(available: Decimal | None, initial: Decimal | None) -> int | None:
    """How much is left in percent; none where no quantity was entered."""
    return None if available is None or not initial else round(100 * available / initial)
