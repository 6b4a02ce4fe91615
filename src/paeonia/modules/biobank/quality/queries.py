"""Questions of this room: what waits, what went wrong, how an audit stands, how results run along time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median

from django.db.models import Model

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from ..choices import Deed
from ..models import CustodyEvent, Specimen
from ..queries import LARGEST, NotHere
from .choices import Cause, Check, Seen, Step
from .counting import Share
from .kinds import Kind, kinds
from .models import Disposal, Draw, Looked, Nonconformity

SHOWN = 100
POINTS = 120        # results in one run chart


@dataclass(frozen=True)
class Run:
    """Results of one kind from one device along time, with their median."""

    kind: Kind
    device: str
    points: tuple[tuple[CustodyEvent, float], ...]
    middle: float
    outside: int


@dataclass(frozen=True)
class Line:
    """One drawn sample and what was found at it last."""

    specimen: Specimen
    looked: Looked | None


@dataclass(frozen=True)
class Audit:
    """A draw with its lines and, for each check, the share that was right among those that could be seen."""

    row: Draw
    lines: tuple[Line, ...]
    shares: tuple[tuple[str, Share, int], ...]      # check, right of seen, not to be seen

    @property
    def done(self) -> int:
        """How many were looked at."""
        return sum(one.looked is not None for one in self.lines)


def found(model: type[Model], pk: int, viewer: Viewer, *related: str) -> Model:
    """A row of the viewer's hospitals; raises NotHere."""
    with acting(viewer):
        row = model.objects.select_related(*related).filter(  # type: ignore[attr-defined]
            pk=pk if 0 < pk < LARGEST else 0, hospital_id__in=viewer.hospital_ids).first()
    if row is None or not may(viewer, "bank.see", row):
        raise NotHere(pk)
    return row  # type: ignore[no-any-return]


def waiting(viewer: Viewer) -> tuple[Disposal, ...]:
    """Disposals that wait for the second person, the oldest first."""
    with acting(viewer):
        return tuple(Disposal.objects.filter(hospital_id__in=viewer.hospital_ids, second__isnull=True,
                                             taken_back_at__isnull=True).select_related("specimen", "first").order_by("id"))


def nonconformities(viewer: Viewer) -> tuple[Nonconformity, ...]:
    """What went wrong, those still open first, then the newest."""
    with acting(viewer):
        rows = Nonconformity.objects.filter(hospital_id__in=viewer.hospital_ids).select_related("by", "closed_by")
        return tuple(sorted(rows[:SHOWN * 5], key=lambda one: (one.state == Step.CLOSED, -one.pk))[:SHOWN])


def causes(viewer: Viewer) -> tuple[tuple[str, int], ...]:
    """How often each cause was found, the most frequent first; those without a cause yet count as such."""
    with acting(viewer):
        counted = Counter(Nonconformity.objects.filter(hospital_id__in=viewer.hospital_ids).values_list("cause", flat=True))
    order = list(Cause.values)
    return tuple(sorted(counted.items(), key=lambda pair: (pair[0] == "", -pair[1], order.index(pair[0]) if pair[0] else 0)))


def of_specimens(row: Nonconformity, viewer: Viewer) -> tuple[Specimen, ...]:
    """The samples it is about."""
    with acting(viewer):
        return tuple(Specimen.objects.without_tree_fields().filter(pk__in=row.specimens).order_by("label"))


def audits(viewer: Viewer) -> tuple[Draw, ...]:
    """Audits, the newest first."""
    with acting(viewer):
        return tuple(Draw.objects.filter(hospital_id__in=viewer.hospital_ids).select_related("by", "protocol")[:SHOWN])


def audit(row: Draw, viewer: Viewer) -> Audit:
    """One audit as it stands."""
    with acting(viewer):
        last = {one.specimen_id: one for one in Looked.objects.filter(draw=row).select_related("by").order_by("id")}
        rows = Specimen.objects.without_tree_fields().filter(pk__in=row.drawn).order_by("label")
        lines = tuple(Line(one, last.get(one.pk)) for one in rows)
    shares = []
    for check in Check.values:
        said = Counter(one.found.get(check) for one in last.values())
        shares.append((check, Share(said[Seen.YES], said[Seen.YES] + said[Seen.NO]), said[Seen.NOT_SEEN]))
    return Audit(row, lines, tuple(shares))


def runs(viewer: Viewer) -> tuple[Run, ...]:
    """Numbers of every kind and device along time, the latest of each."""
    with acting(viewer):
        rows = list(CustodyEvent.objects.filter(hospital_id__in=viewer.hospital_ids, deed=Deed.QUALITY)
                    .select_related("specimen").order_by("-at", "-id")[:SHOWN * POINTS])
    gathered: dict[tuple[str, str], list[tuple[CustodyEvent, float]]] = {}
    for event in reversed(rows):
        code, value = event.fields.get("kind"), event.fields.get("value")
        if code in kinds() and isinstance(value, (int, float)):
            gathered.setdefault((str(code), event.device), []).append((event, float(value)))
    made = []
    for (code, device), points in sorted(gathered.items()):
        kind, last = kinds()[code], points[-POINTS:]
        made.append(Run(kind, device, tuple(last), median(value for _event, value in last),
                        sum(kind.verdict(value) == "outside" for _event, value in last)))
    return tuple(made)
