"""What the desk's pages read: categories and what is left of them, registrations with their accounts, doors and counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from paeonia.modules.academy import queries as held
from paeonia.modules.academy.choices import HERE, Standing
from paeonia.modules.academy.models import Activity, Session
from paeonia.modules.academy.queries import NotHere
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer, system_viewer

from . import codes, entry
from .fees import Account
from .models import Category, PayTo, Quota
from .models_door import CheckIn, Door
from .models_person import Badge, Payment, Registration

HERS = ("name_en", "proof", "invoice_title", "tax_number", "diet", "mobility", "companions", "nights")
MOST_FOUND = 12


@dataclass(frozen=True)
class Choice:
    """A category as one may choose it."""

    category: Category
    left: int | None        # None: no limit
    is_open: bool
    is_for_her: bool


@dataclass(frozen=True)
class Held:
    """A registration with its account and how often its badge was printed."""

    row: Registration
    account: Account
    badges: int = 0

    @property
    def name(self) -> str:
        """As she wants to be called."""
        return self.row.enrolment.name

    @property
    def is_coming(self) -> bool:
        """Whether she has a place."""
        return bool(self.row.enrolment.standing == Standing.ENROLLED)


def categories(activity: Activity) -> list[Category]:
    """As what one may register."""
    return list(Category.objects.filter(activity=activity))


def choices(activity: Activity, viewer: Viewer) -> list[Choice]:
    """What the viewer is offered, with the places left in each."""
    found, taken = categories(activity), _taken(activity)
    shared = quotas(activity)

    def left(category: Category) -> int | None:
        limits = [] if category.places is None else [category.places - taken[category.pk]]
        limits += [quota.places - sum(taken[one.pk] for one in quota.categories.all()) for quota in shared
                   if category in quota.categories.all()]
        limits += [] if activity.seats is None else [activity.seats - held.taken(activity)]
        return max(min(limits), 0) if limits else None

    return [Choice(one, left(one), entry.is_open(one), entry.is_for(one, viewer)) for one in found]


def _taken(activity: Activity) -> Counter[int]:
    with acting(system_viewer("places taken in categories", (activity.host_id,))):
        return Counter(Registration.objects.filter(
            enrolment__activity=activity, enrolment__standing=Standing.ENROLLED).values_list("category_id", flat=True))


def mine(activity: Activity, viewer: Viewer) -> Held | None:
    """The viewer's own registration."""
    with acting(viewer):
        return next(iter(_held(_rows(activity).filter(enrolment__user_id=viewer.user_id))), None)


def everybody(activity: Activity, viewer: Viewer) -> list[Held]:
    """All registrations of an activity this viewer runs."""
    with acting(viewer):
        return _held(_rows(activity))


def one(number: int, activity: Activity, viewer: Viewer) -> Held:
    """One registration of this activity that the viewer may see; raises NotHere."""
    with acting(viewer):
        found = _held(_rows(activity).filter(pk=min(number, 2**63 - 1)))
    if not found:
        raise NotHere(number)
    return found[0]


def quotas(activity: Activity) -> list[Quota]:
    """Places that categories share."""
    return list(Quota.objects.filter(activity=activity).prefetch_related("categories"))


def pay_to(activity: Activity) -> PayTo | None:
    """How a fee is paid, where the desk has said it."""
    return PayTo.objects.filter(activity=activity).first()


def payment(number: int, row: Registration, viewer: Viewer) -> Payment:
    """One entry of this registration; raises NotHere."""
    with acting(viewer):
        found = Payment.objects.filter(pk=min(number, 2**63 - 1), registration=row).first()
    if found is None:
        raise NotHere(number)
    found.registration = row
    return found


def by_reference(activity: Activity, viewer: Viewer) -> dict[str, Registration]:
    """Registrations by what stands on a transfer; the withdrawn too, because their money comes all the same."""
    with acting(viewer):
        return {row.reference: row for row in _rows(activity)}


def doors(activity: Activity) -> list[Door]:
    """The lists of an activity, by day."""
    return list(Door.objects.filter(activity=activity).prefetch_related("categories", "sessions"))


def door(number: int, activity: Activity) -> Door:
    """One list of this activity; raises NotHere."""
    found = Door.objects.filter(pk=min(number, 2**63 - 1), activity=activity).select_related("activity").first()
    if found is None:
        raise NotHere(number)
    return found


def behind(found: Door) -> list[Session]:
    """The sessions one attends by coming in, those that were held."""
    return list(found.sessions.filter(called_off=""))


def to_attend(found: Door, viewer: Viewer) -> list[int]:
    """Enrolments of those who came in and have a place."""
    with acting(viewer):
        return list(CheckIn.objects.filter(
            door=found, undone_at=None, registration__enrolment__standing=Standing.ENROLLED,
        ).values_list("registration__enrolment_id", flat=True))


def counts(found: Door, viewer: Viewer) -> list[tuple[Category, int, int]]:
    """Of each category that may enter: how many came, and how many are expected."""
    with acting(viewer):
        inside = CheckIn.objects.filter(door=found, undone_at=None)
        came = Counter(inside.values_list("registration__category_id", flat=True))
        due = _taken(found.activity)
    allowed = {category.pk for category in found.categories.all()}
    return [(one, came[one.pk], due[one.pk]) for one in categories(found.activity)
            if not allowed or one.pk in allowed or came[one.pk]]


def check_ins(found: Door, viewer: Viewer, most: int | None = None) -> list[CheckIn]:
    """Who came in, the latest first, with what was undone."""
    with acting(viewer):
        rows = CheckIn.objects.filter(door=found).select_related("registration__enrolment", "registration__category", "by")
        return list(rows[:most] if most else rows)


def check_in(number: int, found: Door, viewer: Viewer) -> CheckIn:
    """One check-in of this list; raises NotHere."""
    with acting(viewer):
        row = CheckIn.objects.filter(pk=min(number, 2**63 - 1), door=found).select_related("door__activity").first()
    if row is None:
        raise NotHere(number)
    return row


def inside(found: Door, row: Registration, viewer: Viewer) -> CheckIn | None:
    """Her check-in at this list that counts."""
    with acting(viewer):
        return CheckIn.objects.filter(door=found, registration=row, undone_at=None).first()


def by_badge(code: str, activity: Activity, viewer: Viewer) -> Held | None:
    """Whose badge this is, in this activity."""
    with acting(viewer):
        return next(iter(_held(_rows(activity).filter(badge=code))), None)


def by_name(text: str, activity: Activity, viewer: Viewer) -> list[Held]:
    """People of this activity whose name or reference holds the text."""
    text = text.replace("\0", "").strip()
    if not text:
        return []
    asked = Q(enrolment__name__icontains=text) | Q(name_en__icontains=text) | Q(reference__in=codes.references(text))
    with acting(viewer):
        return _held(_rows(activity).filter(asked, enrolment__standing__in=HERE).order_by("enrolment__name")[:MOST_FOUND])


def to_print(activity: Activity, viewer: Viewer, category: int | None = None, *, again: bool = False) -> list[Held]:
    """Those with a place whose badge is to be printed: all of a category, or (not `again`) those without one yet."""
    return [row for row in everybody(activity, viewer) if row.is_coming
            and (category is None or row.row.category_id == category) and (again or not row.badges)]


def _rows(activity: Activity):     # type: ignore[no-untyped-def]
    return Registration.objects.filter(enrolment__activity=activity).select_related(
        "enrolment__activity__host", "category").order_by("enrolment__asked_at", "id")


def _held(rows: Iterable[Registration]) -> list[Held]:
    found = list(rows)
    paid: dict[int, list[Payment]] = defaultdict(list)
    for one in Payment.objects.filter(registration__in=found).select_related("by"):
        paid[one.registration_id].append(one)
    printed = Counter(Badge.objects.filter(registration__in=found).values_list("registration_id", flat=True))
    return [Held(row, Account(row.due, row.enrolment.standing, tuple(paid[row.pk])), printed[row.pk]) for row in found]
