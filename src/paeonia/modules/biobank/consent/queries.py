"""Questions about consent, as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .. import mixing, whereabouts
from ..choices import Status
from ..models import Donor, Registration, Specimen
from ..whereabouts import PLACE, SENT
from .asking import histories
from .choices import Purpose
from .deciding import Reason, allows
from .models import ConsentForm, ConsentGiven, Withdrawal, WorkItem

LARGEST = 2**63 - 1


class NotHere(LookupError):
    """There is no such thing, or none this viewer may know of: the two are not told apart."""


@dataclass(frozen=True)
class Signed:
    """A signed form, and whether a later entry corrects it."""

    row: ConsentGiven
    corrected: bool


@dataclass(frozen=True)
class Taken:
    """A withdrawal, and whether it was entered by mistake."""

    row: Withdrawal
    cancelled: bool


@dataclass(frozen=True)
class Panel:
    """A donor's consent: an answer for each purpose, what it rests on, and everything signed and taken back."""

    donor: Donor
    codes: tuple[str, ...]                       # her codes in the protocols
    registrations: tuple[Registration, ...]
    reasons: tuple[Reason, ...]
    given: tuple[Signed, ...]
    withdrawn: tuple[Taken, ...]
    tubes: int

    @property
    def stands(self) -> Withdrawal | None:
        """The withdrawal of the whole that holds now."""
        held = any(one.because == "withdrawn" for one in self.reasons if one.purpose == Purpose.RESEARCH)
        whole = (one.row for one in self.withdrawn if one.row.whole and not one.cancelled)
        return next(whole, None) if held else None


@dataclass(frozen=True)
class Open:
    """A withdrawal with how much of its worklist is done."""

    row: Withdrawal
    items: int
    closed: int


@dataclass(frozen=True)
class Worklist:
    """A withdrawal with its specimens; `late`: entered since, and not on the list yet.

    `moved`: where specimens still to be done lie now, when that is no longer the place the list was made with.
    """

    row: Withdrawal
    items: tuple[WorkItem, ...]
    late: int
    cancelled: Withdrawal | None
    signed_again: bool
    moved: Mapping[int, str]

    @property
    def closed(self) -> int:
        """How many are done."""
        return sum(one.closed_at is not None for one in self.items)


def forms(viewer: Viewer) -> tuple[ConsentForm, ...]:
    """Every version of the forms of my hospitals, the newest of each first."""
    with acting(viewer):
        return tuple(ConsentForm.objects.filter(hospital_id__in=viewer.hospital_ids).order_by("code", "-valid_from"))


def forms_for(donor: Donor, viewer: Viewer) -> tuple[ConsentForm, ...]:
    """The forms a donor can have signed."""
    return tuple(one for one in forms(viewer) if one.hospital_id == donor.hospital_id)


def donor(pk: int, viewer: Viewer, verb: str = "bank.see") -> Donor:
    """A donor the viewer may do this to."""
    with acting(viewer):
        row = Donor.objects.filter(pk=_whole(pk), hospital_id__in=viewer.hospital_ids).first()
    if row is None or not may(viewer, verb, row):
        raise NotHere(pk)
    return row


def by_code(code: str, viewer: Viewer) -> int | None:
    """The donor with this code, be it hers in the bank or in a protocol."""
    said = code.replace("\0", "").strip()[:80]
    with acting(viewer):
        mine = Registration.objects.filter(hospital_id__in=viewer.hospital_ids)
        return mine.filter(Q(code=said) | Q(donor__code=said)).values_list("donor_id", flat=True).first() if said else None


def panel(pk: int, viewer: Viewer, now: datetime) -> Panel:
    """A donor's consent as it stands."""
    found = donor(pk, viewer)
    with acting(viewer):
        rows = tuple(Registration.objects.filter(donor=found).select_related("protocol"))
        given, back = histories([found.pk])[found.pk]
        held = Withdrawal.objects.filter(donor=found, cancels__isnull=True).select_related("cancelled_by")
        signed = ConsentGiven.objects.filter(donor=found).select_related("form", "written_by", "corrected_by")
        return Panel(found, tuple(one.code for one in rows), rows, allows(given, back, Purpose.values, now).reasons,
                     tuple(Signed(one, hasattr(one, "corrected_by")) for one in signed),
                     tuple(Taken(one, hasattr(one, "cancelled_by")) for one in held), Specimen.objects.filter(
                         pk__in=mixing.holding(found.pk), status=Status.COLLECTED).count())


def signature(pk: int, found: Donor, viewer: Viewer) -> ConsentGiven:
    """A signed form of a donor that was not corrected yet."""
    with acting(viewer):
        row = ConsentGiven.objects.filter(pk=_whole(pk), donor=found, corrected_by__isnull=True).first()
    if row is None:
        raise NotHere(pk)
    return row


def withdrawals(viewer: Viewer) -> tuple[Open, ...]:
    """Withdrawals of my hospitals that were not cancelled, those with work left first."""
    with acting(viewer):
        mine = Withdrawal.objects.filter(hospital_id__in=viewer.hospital_ids)
        counted = mine.filter(cancels__isnull=True, cancelled_by__isnull=True).select_related("donor").annotate(
            of_list=Count("items"), done=Count("items", filter=Q(items__closed_at__isnull=False)))
        found = [Open(one, one.of_list, one.done) for one in counted[:500]]
    return tuple(sorted(found, key=lambda one: (one.closed == one.items, -one.row.pk)))


def withdrawal(pk: int, viewer: Viewer, verb: str = "bank.see") -> Withdrawal:
    """A withdrawal the viewer may do this to."""
    with acting(viewer):
        row = Withdrawal.objects.filter(pk=_whole(pk), hospital_id__in=viewer.hospital_ids, cancels__isnull=True)\
            .select_related("donor", "written_by").first()
    if row is None or not may(viewer, verb, row):
        raise NotHere(pk)
    return row


def worklist(row: Withdrawal, viewer: Viewer, now: datetime) -> Worklist:
    """The worklist of a withdrawal."""
    with acting(viewer):
        items = tuple(WorkItem.objects.filter(withdrawal=row).select_related("specimen", "first", "second", "withdrawal"))
        known = {one.specimen_id for one in items}
        late = Specimen.objects.filter(pk__in=mixing.holding(row.donor_id), status=Status.COLLECTED).exclude(
            pk__in=known).count() if row.whole else 0
        given, back = histories([row.donor_id])[row.donor_id]
        again = allows(given, back, row.purposes, now).answer == "yes"
        return Worklist(row, items, late, Withdrawal.objects.filter(cancels=row).first(), again, _moved(items))


def _moved(items: tuple[WorkItem, ...]) -> dict[int, str]:
    now = whereabouts.of([one.specimen for one in items if one.closed_at is None])
    lies = {one.pk: [place.text for place in now.get(one.specimen_id, ()) if place.kind in (PLACE, SENT)] for one in items}
    return {one.pk: " · ".join(lies[one.pk]) for one in items if any(text not in one.where for text in lies[one.pk])}


def item(pk: int, viewer: Viewer, verb: str = "bank.work") -> WorkItem:
    """One item of a worklist."""
    with acting(viewer):
        row = WorkItem.objects.filter(pk=_whole(pk), hospital_id__in=viewer.hospital_ids).select_related(
            "specimen", "withdrawal__donor", "first").first()
    if row is None or not may(viewer, verb, row):
        raise NotHere(pk)
    return row


def waiting_for(row: Withdrawal, viewer: Viewer) -> int:
    """How many items this viewer may sign as the second person."""
    with acting(viewer):
        return to_sign(row, viewer).count()


def to_sign(row: Withdrawal, viewer: Viewer) -> QuerySet[WorkItem]:
    """The items somebody else carried out and nobody has signed yet."""
    return WorkItem.objects.filter(withdrawal=row, closed_at__isnull=True, first__isnull=False).exclude(
        first_id=viewer.user_id).order_by("pk")


def alike(one: WorkItem) -> QuerySet[WorkItem]:
    """The items of its list that were found as it was and nobody has done yet, itself among them."""
    return WorkItem.objects.filter(Q(done="") | Q(pk=one.pk), withdrawal=one.withdrawal_id, found=one.found,
                                   closed_at__isnull=True).order_by("pk")


def how_many_alike(one: WorkItem, viewer: Viewer) -> int:
    """How many items may be carried out together with this one."""
    with acting(viewer):
        return alike(one).count()


def _whole(pk: int) -> int:
    return pk if 0 < pk < LARGEST else 0
