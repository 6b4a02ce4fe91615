"""Questions to the requests: what pages show, always as the database lets this viewer see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Membership, User
from paeonia.people.policy import VERBS, may
from paeonia.people.viewer import Viewer, system_viewer

from ..bench.judging import outside
from ..choices import Availability, Status
from ..gates import Hindrance
from ..models import Specimen
from ..preanalytics.judging import Flag
from ..queries import LARGEST, NotHere, written
from ..whereabouts import PLACE, REQUEST, SENT, Whereabouts, of
from .catalogue import Cell, Table, told
from .choices import PickState, Purpose, State
from .committee.counting import Count as Votes
from .committee.counting import count, quorum
from .models import CommitteeMember, Item, Line, Pick, Request, Shipment, Vote
from .picking.asking import hindrances

DIMENSIONS = ("kind", "tissue", "site", "container")
OPEN = (PickState.LISTED, PickState.CONFIRMED)
MOST = 60
PAGE = 30


@dataclass(frozen=True)
class Sheet:
    """A request with everything its page shows."""

    request: Request
    wanted: tuple[tuple[Any, int], ...]     # a line with how many of its type were given
    steps: tuple[Any, ...]
    votes: tuple[Vote, ...]
    count: Votes
    picks: tuple[Pick, ...]
    orders: tuple[tuple[Any, tuple[Line, ...]], ...]
    shipments: tuple[Shipment, ...]
    files: tuple[Any, ...]
    results: tuple[Any, ...]
    publications: tuple[Any, ...]

    @property
    def purposes(self) -> list[str]:
        """What it is for, in the reader's language."""
        return [str(Purpose(one).label) for one in self.request.purposes]


@dataclass(frozen=True)
class Candidate:
    """A specimen that could be put aside, with what stands in its way."""

    specimen: Specimen
    hindrances: tuple[Hindrance, ...]
    flags: tuple[Flag, ...] = ()        # what its limits say, where that is not within

    @property
    def hard(self) -> bool:
        """Whether it may not be put aside."""
        return any(one.hard for one in self.hindrances)


@dataclass(frozen=True)
class Offer:
    """A page of what could be put aside, the types that are wanted, and how much there is in all."""

    rows: tuple[Candidate, ...] = ()
    kinds: tuple[str, ...] = ()
    total: int = 0
    number: int = 1
    pages: int = 1


def catalogue(viewer: Viewer, by: str, chosen: Mapping[str, str]) -> Table:
    """Counts of the viewer's hospitals by one word, within what was chosen.

    Read with the bank's own eyes: those who ask here may see counts and no tube; what is told is held back accordingly.
    """
    if not may(viewer, "bank.catalogue") or by not in DIMENSIONS:
        return told([], Cell("", 0, 0, 0))
    within = {name: value for name, value in chosen.items() if name in DIMENSIONS and value}
    with acting(system_viewer("catalogue of the bank", viewer.hospital_ids)):
        rows = Specimen.objects.filter(hospital_id__in=viewer.hospital_ids, status=Status.COLLECTED, **within)
        counts = {"donors": Count("collection__registration__donor", distinct=True), "specimens": Count("id"),
                  "free": Count("id", filter=Q(availability=Availability.AVAILABLE))}
        cells = [Cell(row[by], row["donors"], row["specimens"], row["free"])
                 for row in rows.order_by().values(by).annotate(**counts)]
        total = Cell("", **rows.aggregate(**counts))
    cells.sort(key=lambda one: (-one.specimens, one.key))
    return told(cells, total)


@dataclass(frozen=True)
class Listed:
    """One page of requests, the newest first; `by_state` counts all that this viewer sees, whatever was chosen."""

    rows: tuple[Request, ...]
    total: int
    number: int
    pages: int
    by_state: Mapping[str, int]


def listing(viewer: Viewer, state: str = "", text: str = "", number: int = 1) -> Listed:
    """Requests this viewer sees, of one state, with a text in number, title, recipient or the requester's name."""
    with acting(viewer):
        seen = _seen(viewer)
        by_state = dict(seen.order_by().values_list("state").annotate(Count("id")))
        if state:
            seen = seen.filter(state=state)
        for word in text.split():
            seen = seen.filter(Q(number__icontains=word) | Q(title_zh__icontains=word) | Q(title_en__icontains=word)
                               | Q(recipient__icontains=word) | Q(requester__name_zh__icontains=word)
                               | Q(requester__name_en__icontains=word))
        page = Paginator(seen.select_related("requester"), PAGE).get_page(number)
        return Listed(tuple(page), page.paginator.count, page.number, page.paginator.num_pages, by_state)


def waiting(viewer: Viewer) -> tuple[Request, ...]:
    """Every request under review, the newest first."""
    with acting(viewer):
        return tuple(_seen(viewer).filter(state=State.REVIEW).select_related("requester"))


def _seen(viewer: Viewer) -> QuerySet[Request]:
    """A draft is its requester's alone."""
    return Request.objects.filter(hospital_id__in=viewer.hospital_ids).exclude(
        ~Q(requester_id=viewer.user_id), state=State.DRAFT)


def found(model: type[Model], pk: int, viewer: Viewer, *related: str) -> Any:
    """One row of a request the viewer sees; raises NotHere."""
    with acting(viewer):
        row = model._default_manager.select_related(*related).filter(
            pk=pk if 0 < pk < LARGEST else 0, hospital_id__in=viewer.hospital_ids).first()
    if row is None:
        raise NotHere(pk)
    return row


def sheet(request: Request, viewer: Viewer) -> Sheet:
    """A request as its page shows it."""
    with acting(viewer):
        orders = list(request.orders.select_related("by"))
        lines: dict[int, list[Line]] = {}
        given: dict[str, int] = {}
        for line in Line.objects.filter(order__request=request).select_related("back", "item").order_by("id"):
            lines.setdefault(line.order_id, []).append(line)
            if not line.came_back:
                given[line.kind] = given.get(line.kind, 0) + 1
        return Sheet(request, tuple((one, given.get(one.kind, 0)) for one in request.wanted.all()),
                     tuple(request.steps.select_related("by")), tuple(request.votes.select_related("by")), count(request),
                     tuple(request.picks.filter(state__in=OPEN).select_related("scanned_by")),
                     tuple((one, tuple(lines.get(one.pk, ()))) for one in orders), tuple(request.shipments.all()),
                     tuple(request.files.select_related("by")), tuple(request.results.all()[:500]),
                     tuple(request.publications.all()))


def candidates(request: Request, viewer: Viewer, said: Mapping[str, str], number: int = 1) -> Offer:
    """Available specimens of the types that are wanted, the oldest first, each with its hindrances and its limits.

    `said` narrows them: `kind` to one of the types, `q` to a part of a label, a barcode or the code of a donor.
    """
    with acting(viewer):
        kinds = tuple(dict.fromkeys(request.wanted.order_by("id").values_list("kind", flat=True)))
        rows = Specimen.objects.without_tree_fields().filter(
            hospital_id=request.hospital_id, status=Status.COLLECTED, availability=Availability.AVAILABLE,
            kind__in=[one for one in kinds if said.get("kind") in (one, None)])
        if text := said.get("q"):
            rows = rows.filter(written(text))
        leaf = Paginator(rows.order_by("made_at", "id"), MOST).get_page(number)
        held = list(leaf.object_list)
        why = hindrances(request, held, timezone.localdate()) if held else {}
    flags = outside(held, timezone.now(), viewer)
    return Offer(tuple(Candidate(one, tuple(why.get(one.label, ())), flags.get(one.pk, ())) for one in held),
                 kinds, leaf.paginator.count, leaf.number, leaf.paginator.num_pages)


def places(picks: Sequence[Pick], viewer: Viewer) -> dict[int, str]:
    """Where each tube of a list lies, so that the list can be walked; nothing is said of one that lies nowhere."""
    with acting(viewer):
        known = of(list(Specimen.objects.filter(pk__in=[one.specimen_id for one in picks])))
    return {pk: " · ".join(one.text for one in said if one.kind == PLACE) for pk, said in known.items()}


def tubes(request: Request, ids: Sequence[int], viewer: Viewer) -> list[Specimen]:
    """The specimens that were ticked, of this bank alone."""
    with acting(viewer):
        return list(Specimen.objects.filter(pk__in=ids, hospital_id=request.hospital_id))


def parcel(shipment: Shipment, viewer: Viewer) -> tuple[tuple[Item, ...], tuple[Any, ...]]:
    """The manifest of a shipment, and what did not match."""
    with acting(viewer):
        return (tuple(Item.objects.filter(shipment=shipment).select_related("line")),
                tuple(shipment.differences.select_related("settled_by")))


def committee(viewer: Viewer) -> tuple[tuple[CommitteeMember, ...], int, tuple[User, ...]]:
    """Who sits on the committee, its quorum, and who could be asked to."""
    with acting(viewer):
        members = tuple(CommitteeMember.objects.filter(hospital_id__in=viewer.hospital_ids, left_on__isnull=True)
                        .select_related("user"))
        roles = [str(role) for role in VERBS["bank.review"]]
        could = Membership.objects.filter(hospital_id__in=viewer.hospital_ids, role__in=roles).values("user_id")
        free = User.objects.filter(pk__in=could, is_active=True).exclude(pk__in=[one.user_id for one in members])
        return members, quorum(viewer.hospital_ids[0]) if viewer.hospital_ids else 0, tuple(free.order_by("username"))


def is_member(request: Request, viewer: Viewer) -> bool:
    """Whether this viewer votes on a request."""
    with acting(viewer):
        return request.requester_id != viewer.user_id and CommitteeMember.objects.filter(
            hospital_id=request.hospital_id, user_id=viewer.user_id, left_on__isnull=True).exists()


def whereabouts(ids: Sequence[int]) -> dict[int, list[Whereabouts]]:
    """What requests hold of specimens: a place on a list, or to whom they went."""
    known: dict[int, list[Whereabouts]] = {}
    for pk, number in Pick.objects.filter(specimen_id__in=ids, state__in=OPEN).values_list(
            "specimen_id", "request__number"):
        known.setdefault(pk, []).append(Whereabouts(REQUEST, number))
    for pk, number, where in Line.objects.filter(specimen_id__in=ids, back__isnull=True, closed=True).values_list(
            "specimen_id", "order__request__number", "order__request__recipient"):
        known.setdefault(pk, []).append(Whereabouts(SENT, f"{where} · {number}"))
    return known
