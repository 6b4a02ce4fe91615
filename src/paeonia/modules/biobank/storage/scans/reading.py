"""A scanner's file against the bank: what each row would do, and why not; nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, Refused

from ...choices import Status
from ...models import Specimen
from ...refusing import both, refuse, told
from ..admitting import not_admitted
from ..choices import Holds, State
from ..files import Line, lines_of
from ..grid import Spot
from ..keeping import why_not
from ..locking import no_such_place, taken, taken_in, where
from ..models import Container, Place
from ..tree import Ruled, ruled

COLUMNS = {
    "rack": ("rack id", "rackid", "rack barcode", "plate", "box", "box barcode", "container", "架号", "盒号", "冻存盒",
             "板号", "盒条码"),
    "position": ("well", "tube position", "well position", "pos", "place", "location", "cell", "位置", "孔位", "孔号"),
    "code": ("tube", "tube id", "tube code", "tube barcode", "barcode", "2d barcode", "sample", "label", "管码", "管号",
             "条码", "样本编号", "标签", "二维码"),
}
BARE = (("rack", "position", "code"), ("position", "code"))
NO_TUBE = {"", "notube", "no tube", "no_tube", "empty", "none", "空", "无管"}


@dataclass(frozen=True)
class Going:
    """A row that can be done: this tube into this place."""

    number: int
    specimen: Specimen
    box: Container
    spot: Spot
    place: str


@dataclass(frozen=True)
class Report:
    """What a file would do: rows that can be done, rows already so, rows without a tube, and what is wrong with others."""

    going: tuple[Going, ...]
    already: int
    empty: int
    wrong: tuple[Problem, ...]
    total: int


@dataclass
class _Known:
    """What is looked up once for a whole file."""

    boxes: dict[str, Container | Refused] = field(default_factory=dict)
    rules: dict[int, Ruled] = field(default_factory=dict)
    full: dict[int, dict[Spot, Place]] = field(default_factory=dict)
    tubes: dict[str, Specimen] = field(default_factory=dict)
    lies: dict[int, Place] = field(default_factory=dict)
    unkept: dict[str, Problem] = field(default_factory=dict)     # labels of tubes that may not be kept, and why


def lines(data: bytes) -> list[Line]:
    """The rows of a scanner's file; raises Refused."""
    return lines_of(data, COLUMNS, BARE)


def looked_at(rows: Sequence[Line], viewer: Viewer, at: datetime, *, box: Container | None = None,
              moving: bool = False, asking: bool = True) -> Report:
    """What each row would do, given what lies where now; a box given stands for rows that name no rack.

    Without `asking`, the gates are not asked yet whether each tube may be kept.
    """
    known = _known(rows, viewer, box)
    if asking:
        known.unkept = why_not([one for one in {each.pk: each for each in known.tubes.values()}.values()
                                if one.pk not in known.lies])
    moves = {one.pk for one in known.tubes.values()} if moving else set()
    while True:     # a tube whose own row is wrong stays, and so does its place: look again without it
        report = _looked(rows, known, viewer, at, box, moving, moves)
        staying = moves - {one.specimen.pk for one in report.going}
        if not staying:
            return report
        moves -= staying


def _looked(rows: Sequence[Line], known: _Known, viewer: Viewer, at: datetime, box: Container | None, moving: bool,
            moves: set[int]) -> Report:
    going, wrong, already, empty = [], [], 0, 0
    tubes_seen: set[int] = set()
    spots_seen: set[tuple[int, Spot]] = set()
    for row in rows:
        if row.cells.get("code", "").casefold() in NO_TUBE:
            empty += 1
            continue
        try:
            one = _judged(row, known, viewer, at, box, moving, moves)
            if one.specimen.pk in tubes_seen:
                raise refuse("store-tube-twice", label=one.specimen.label)
            if (one.box.pk, one.spot) in spots_seen:
                raise refuse("store-place-twice", box=one.box.name, spot=one.place)
        except Refused as no:
            wrong += [Problem(each.code, f"row {row.number}", each.params) for each in no.problems]
            continue
        tubes_seen.add(one.specimen.pk)
        spots_seen.add((one.box.pk, one.spot))
        lies = known.lies.get(one.specimen.pk)
        if lies and (lies.container_id, lies.row, lies.column) == (one.box.pk, *one.spot):
            already += 1
        else:
            going.append(one)
    return Report(tuple(going), already, empty, tuple(wrong), len(rows))


def _judged(row: Line, known: _Known, viewer: Viewer, at: datetime, given: Container | None, moving: bool,
            moves: set[int]) -> Going:
    box = _box(row.cells.get("rack", ""), known, given)
    spot, place = _spot(box, row)
    tube = _tube(row.cells.get("code", ""), known, at)
    no = not_admitted(tube, box.name, known.rules[box.pk])
    if no:
        raise no
    if tube.label in known.unkept:
        raise Refused([known.unkept[tube.label]])
    lies, there = known.lies.get(tube.pk), known.full[box.pk].get(spot)
    elsewhere = lies and (lies.container_id, lies.row, lies.column) != (box.pk, *spot)
    if lies and elsewhere and (lies.state == State.OUT or not moving):
        raise refuse("store-elsewhere", label=tube.label, where=where(lies))
    if there and there.specimen_id != tube.pk and not (there.specimen_id in moves and there.state == State.HELD):
        blocked = taken(box, there, viewer)
        if blocked:
            raise blocked
    return Going(row.number, tube, box, spot, place)


def _tube(code: str, known: _Known, at: datetime) -> Specimen:
    tube = known.tubes.get(code)
    if tube is None:
        raise refuse("bank-unknown-code", code=code[:60])
    if tube.status != Status.COLLECTED:
        raise refuse("bank-not-collected", label=tube.label, status=both(tube.get_status_display()))
    if tube.made_at and at < tube.made_at:
        raise refuse("store-before-made", label=tube.label, made=told(tube.made_at), at=told(at))
    return tube


def _spot(box: Container, row: Line) -> tuple[Spot, str]:
    name, grid = row.cells.get("position", ""), box.grid
    if not name:
        raise refuse("store-no-place-said", code=row.cells.get("code", "")[:60])
    if grid is None:
        raise refuse("store-no-grid", box=box.name)
    try:
        spot = grid.spot(name)
    except (ValueError, IndexError):
        raise no_such_place(box, grid, name) from None
    return spot, grid.name(spot)


def _box(rack: str, known: _Known, given: Container | None) -> Container:
    box = known.boxes.get(rack) if rack else given
    if box is None:
        raise refuse("store-no-box", code=rack[:60])
    if isinstance(box, Refused):
        raise box
    rules = known.rules[box.pk]
    if box.holds != Holds.SPECIMENS:
        raise refuse("store-holds-containers", box=box.name)
    if rules.resting:
        raise refuse("store-resting", box=box.name, by=rules.resting)
    return box


def _known(rows: Sequence[Line], viewer: Viewer, given: Container | None) -> _Known:
    known = _Known()
    racks = {row.cells.get("rack", "") for row in rows} - {""}
    seen = Container.objects.without_tree_fields().filter(hospital_id__in=viewer.hospital_ids, archived=False)
    by_code: dict[str, list[Container]] = {}
    for one in seen.filter(Q(barcode__in=racks) | Q(name__in=racks)):
        if one.barcode in racks:
            by_code[one.barcode] = [one]
    for one in seen.filter(name__in=racks - by_code.keys()):
        by_code.setdefault(one.name, []).append(one)
    for code, found in by_code.items():
        known.boxes[code] = found[0] if len(found) == 1 else refuse("store-several-boxes", code=code, count=len(found))
    boxes = {one.pk: one for one in (*known.boxes.values(), given) if isinstance(one, Container)}
    known.rules = ruled(boxes)
    known.full = {pk: taken_in(box) for pk, box in boxes.items()}
    codes = list({row.cells.get("code", "") for row in rows} - {""})
    tubes = Specimen.objects.without_tree_fields().filter(hospital_id__in=viewer.hospital_ids).select_related(
        "collection__registration__protocol")
    known.tubes = {one.label: one for one in tubes.filter(label__in=codes)} | {
        one.barcode: one for one in tubes.filter(barcode__in=codes)}
    ids = [one.pk for one in known.tubes.values()]
    known.lies = {one.specimen_id: one for one in Place.objects.filter(specimen_id__in=ids).select_related(
        "container", "by") if one.specimen_id}
    return known
