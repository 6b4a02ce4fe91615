"""Writes of this room: a file handed in, its rows in batches, each batch whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import F
from django.utils import timezone

from paeonia.chart import uploads
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

from .. import gates
from ..actions import allowed, numbers
from ..amounts import converted
from ..choices import Deed, Lineage, Status, VisitStatus
from ..models import Collection, CustodyEvent, Donor, Registration, Specimen, TimePoint
from ..vocabulary import vocabulary
from . import others
from .differing import CHANGEABLE, left_aside, of_samples, report
from .models import BadRow, ChangedRow, Import, Mode, State
from .planning import Changed, Plan, changes, plan
from .reading import others as other_rows
from .reading import rows as sample_rows
from .reading.ahead import is_workbook, quick, rows_ahead
from .reading.columns import COLUMNS
from .reading.rows import Row
from .seen import READ, WEIGH, Count, counting, forget, nobody
from .sources import rows_of

BATCH = 1_000
FEW = 200           # rows of other sorts at a time: each takes its room some milliseconds, and progress is to be seen
ABOVE = 30          # rows that may stand above the first: titles and the headings
Visits = dict[tuple[str, str, str], Collection]     # by protocol, donor and visit
PER_ROW = ("barcode", "container", "tissue", "site", "side", "note")


def hand_in(upload: Any, mode: str, days: str, protocol: str, hospital_id: int, viewer: Viewer, wait: bool = True) -> Import:
    """Keep a file privately and look at all of it; nothing of the bank is changed. Raises Refused, and forgets the file.

    Without `wait` a long file is left to `look_at`, and its run says that it is being looked at.
    """
    run = Import(hospital_id=hospital_id, name=Path(str(upload.name)).name[-120:], mode=mode, days=days, protocol=protocol,
                 by_id=viewer.user_id)
    allowed(viewer, "bank.manage", run)
    run.stored = uploads.keep(upload)
    try:
        path, source = uploads.path_of(run.stored), sample_rows if run.of_samples else other_rows
        ahead = rows_ahead(path, source.MOST + ABOVE)
        if ahead is not None and ahead > source.MOST + ABOVE and is_workbook(path):
            raise source.too_many()
        with acting(viewer):
            if wait or quick(path, run.of_samples):
                _looked_at(run, viewer)
            else:
                run.state, run.total = State.LOOKING, ahead or 0
                run.save()
    except BaseException:       # whatever stopped it: nothing of it is kept, so the file is not either
        forget(run.stored)
        raise
    return run


def look_at(run: Import, viewer: Viewer) -> None:
    """Look at a long file; killed at any point nothing is written, and the next call begins again."""
    try:
        with acting(viewer):
            held = Import.objects.select_for_update().get(pk=run.pk)
            if held.state != State.LOOKING:
                return
            held.state = State.LOOKED
            count = counting(held.stored)
            count(READ, 0)
            _looked_at(held, viewer, count)
    except Exception as why:        # a page that says "under way" for ever would be a lie
        told = (" ".join(one.text(viewer.language) for one in why.problems) if isinstance(why, Refused)
                else type(why).__name__)
        with acting(viewer):
            Import.objects.filter(pk=run.pk, state=State.LOOKING).update(
                state=State.REFUSED, trouble=told[:1000], total=0, ended_at=timezone.now())
        forget(run.stored)
        if not isinstance(why, Refused):
            raise


def _looked_at(run: Import, viewer: Viewer, count: Count = nobody) -> None:
    if run.of_samples:
        rows, left = read(run, count)
        count(WEIGH, 0)
        found = planned(run, rows)
        run.good, run.bad, run.already = len(found.good), len(found.bad), found.already
        bad, changed = found.bad, found.changed
        left = left + (left_aside(rows) if run.mode == Mode.UPDATE else [])
    else:
        rows, left = others.read(run, count)
        seen = others.looked_at(run, rows, viewer, count)
        run.good, run.bad, run.already = len(rows) - len(seen.bad), len(seen.bad), seen.already
        bad, changed = seen.bad, seen.changed
    run.total, run.left_out = len(rows), left[:40]
    run.save()
    BadRow.objects.bulk_create((_bad(run, row) for row in bad), batch_size=5_000)
    _report(run, changed, kept=False)


def _report(run: Import, changed: Changed, kept: bool) -> None:
    columns = COLUMNS if run.of_samples else others.sort_of(run).columns
    named = "label" if run.of_samples else columns[0].name
    ChangedRow.objects.bulk_create((
        ChangedRow(hospital_id=run.hospital_id, run=run, number=row.number, name=row.cells.get(named, "")[:120],
                   changes=report(changes, columns), kept=kept) for row, changes in changed), batch_size=5_000)


def read(run: Import, count: Count = nobody) -> tuple[list[Row], list[str]]:
    """The rows of a run's file."""
    return rows_of(uploads.path_of(run.stored), run.name, vocabulary(), timezone.now(), run.days, run.protocol,
                   run.mode == Mode.UPDATE, lambda number: count(READ, number))


def planned(run: Import, rows: Sequence[Row]) -> Plan:
    """What can be kept of them, as the bank is now."""
    return (changes if run.mode == Mode.UPDATE else plan)(rows, run.hospital_id, vocabulary())


def begin(run: Import, viewer: Viewer) -> bool:
    """Mark it as under way; False when somebody else already did."""
    allowed(viewer, "bank.manage", run)
    with acting(viewer):
        return bool(Import.objects.filter(pk=run.pk, state__in=(State.LOOKED, State.FAILED)).update(state=State.RUNNING))


def carry_on(run: Import, viewer: Viewer) -> bool:
    """Keep the next rows, in one transaction with the count of them; False when there are none left."""
    with acting(viewer):
        held = Import.objects.select_for_update().get(pk=run.pk)
        if not held.of_samples:
            return _carried_on(held, viewer)
        todo = _todo(held)
        batch = todo.good[:BATCH] if held.mode == Mode.NEW else todo.good[held.done:held.done + BATCH]
        if not batch:
            held.state, held.ended_at, held.trouble = State.DONE, timezone.now(), ""
            held.save()
            return False
        if held.mode == Mode.NEW:
            made = _made(held, batch, todo, viewer)
            held.made = F("made") + made
        else:
            changed = _changed(batch, todo, viewer)
            held.changed = F("changed") + len(changed)
            _report(held, changed, kept=True)
        held.done = F("done") + len(batch)
        held.save()
    return True


def _carried_on(held: Import, viewer: Viewer) -> bool:
    """The next rows of what is no sample: a row that could be kept when it was looked at and cannot now is told."""
    told = set(BadRow.objects.filter(run=held).values_list("number", flat=True))
    fine = [row for row in others.read(held)[0] if row.number not in told]
    since = held.done - (held.bad - _bad_at_first(held))
    batch = fine[since:since + min(BATCH, FEW)]
    if not batch:
        held.state, held.ended_at, held.trouble = State.DONE, timezone.now(), ""
        held.save()
        return False
    seen = others.tried(held, batch, viewer)
    BadRow.objects.bulk_create(_bad(held, row) for row in seen.bad)
    if others.sort_of(held).changes:
        held.changed += seen.kept
        _report(held, seen.changed, kept=True)
    else:
        held.made += seen.kept
    held.done, held.bad = held.done + len(batch), held.bad + len(seen.bad)
    held.save()
    return True


def _bad_at_first(held: Import) -> int:
    """How many rows could not be taken when the file was looked at."""
    return held.total - held.good


def failed(run: Import, said: str, viewer: Viewer) -> None:
    """Say why it stopped; the next attempt goes on behind the rows that are kept."""
    with acting(viewer):
        Import.objects.filter(pk=run.pk).update(state=State.FAILED, trouble=said[:1000])


_PLANS: dict[int, tuple[int, Plan]] = {}       # of the run under way in this process: planning costs more than a batch


def _todo(run: Import) -> Plan:
    held = _PLANS.get(run.pk)
    if held is None or held[0] != run.done:
        rows, _left = read(run)
        held = run.done, planned(run, rows)
    found = held[1]
    # The rest, for the next call; changes are planned anew as a whole, so their place in the file is the cursor itself.
    rest, ahead = found, len(found.good[run.done:run.done + BATCH])
    if run.mode == Mode.NEW:
        rest, ahead = Plan(found.good[BATCH:], (), 0, found.held, found.protocols, found.counted), len(found.good[:BATCH])
    _PLANS.clear()
    _PLANS[run.pk] = run.done + ahead, rest
    return found


def _bad(run: Import, row: Row) -> BadRow:
    return BadRow(hospital_id=run.hospital_id, run=run, number=row.number, cells=dict(row.cells),
                  why=[{"en": one.text("en"), "zh": one.text("zh")} for one in row.problems])


def _made(run: Import, rows: Sequence[Row], todo: Plan, viewer: Viewer) -> int:
    visits = _visits(run, [row for row in rows if not row.get("parent")], todo, viewer)
    parents = _parents(run, rows)
    waiting, count = list(rows), 0
    while waiting:      # a parent of this very batch has its number only once it is kept
        ready = [row for row in waiting if not row.get("parent") or row.get("parent") in parents]
        assert ready, "a parent stands neither in the bank nor before its child"
        made = [_specimen(run, row, visits, parents) for row in ready]
        Specimen.objects.bulk_create(made)
        parents |= {one.label: one for one in made}
        count += len(made)
        waiting = [row for row in waiting if row.get("label") not in parents]
    _take(rows, parents, todo)
    _tell(run, rows, parents, viewer)
    return count


def _specimen(run: Import, row: Row, visits: Visits, parents: dict[str, Specimen]) -> Specimen:
    above = parents.get(row.get("parent") or "")
    more = {name: row.get(name) or (getattr(above, name) if above and name in ("tissue", "site", "side") else "")
            for name in PER_ROW}
    quantity, left = row.get("quantity"), row.get("available")
    return Specimen(
        hospital_id=run.hospital_id, collection_id=above.collection_id if above else visits[_visit_of(row)].pk,
        parent=above, lineage=row.get("lineage"), kind=row.get("kind"), label=row.get("label"), status=Status.COLLECTED,
        initial=quantity, available=quantity if left is None else left, unit=row.get("unit") if quantity is not None else "",
        made_at=row.get("made"), **more)


def _visit_of(row: Row) -> tuple[str, str, str]:
    when: datetime = row.get("visited") or row.get("made")
    return row.get("protocol"), row.get("donor"), row.get("visit") or f"{timezone.localtime(when):%Y-%m-%d}"


def _visits(run: Import, rows: Sequence[Row], todo: Plan, viewer: Viewer) -> Visits:
    """The visits of primary samples; donors nobody knows are registered, past the gates of registering."""
    wanted = {_visit_of(row): row for row in rows}
    donors = {key[:2] for key in wanted}
    known: dict[tuple[str, str], Registration] = {}
    for one in Registration.objects.filter(hospital_id=run.hospital_id, code__in={code for _p, code in donors})\
            .select_related("protocol"):
        known[one.protocol.code, one.code] = one
    fresh = sorted(donors - known.keys())
    for code in {protocol for protocol, _donor in fresh}:
        gates.passed([], [], gates.About(gates.REGISTER, timezone.localdate(), protocol_id=todo.protocols[code][0].pk,
                                         hospital_id=run.hospital_id))
    made = Donor.objects.bulk_create(Donor(hospital_id=run.hospital_id, code=f"D{number:06d}")
                                     for number in (numbers(run.hospital_id, "donor", len(fresh)) if fresh else ()))
    first = {key: min((r.get("visited") or r.get("made") for k, r in wanted.items() if k[:2] == key)) for key in fresh}
    registered = Registration.objects.bulk_create(Registration(
        hospital_id=run.hospital_id, donor=donor, protocol=todo.protocols[key[0]][0], edition=todo.protocols[key[0]][1],
        code=key[1][:60], on_day=timezone.localdate(first[key])) for key, donor in zip(fresh, made, strict=True))
    known |= dict(zip(fresh, registered, strict=True))
    points = {(one.edition_id, one.code): one for one in TimePoint.objects.filter(
        edition__in={edition.pk for _protocol, edition in todo.protocols.values()})}
    names = {key: f"{key[1]}-{key[2]}"[:80] for key in wanted}
    found = {(one.registration_id, one.name): one for one in Collection.objects.filter(
        registration__in=known.values(), name__in=set(names.values()))}
    out, missing = {}, []
    for key, row in wanted.items():
        registration = known[key[:2]]
        held = found.get((registration.pk, names[key]))
        if held is None:
            held = Collection(hospital_id=run.hospital_id, registration=registration, name=names[key], by_id=viewer.user_id,
                              time_point=points.get((registration.edition_id, key[2])), status=VisitStatus.COMPLETE,
                              at=row.get("visited") or row.get("made"), diagnosis=(row.get("diagnosis") or "")[:120],
                              pathology_number=(row.get("pathology") or "")[:40])
            missing.append(held)
        out[key] = held
    Collection.objects.bulk_create(missing)
    return out


def _parents(run: Import, rows: Sequence[Row]) -> dict[str, Specimen]:
    wanted = {row.get("parent") for row in rows if row.get("parent")}
    held = Specimen.objects.without_tree_fields().select_for_update(of=("self",)).filter(
        hospital_id=run.hospital_id, label__in=wanted).order_by("pk")
    return {one.label: one for one in held}


def _take(rows: Sequence[Row], parents: dict[str, Specimen], todo: Plan) -> None:
    """Aliquots leave their parents, unless the file itself says what is left there."""
    touched = {}
    for row in rows:
        above = parents.get(row.get("parent") or "")
        if above is None or row.get("lineage") != Lineage.ALIQUOT or row.get("quantity") is None or above.available is None \
                or above.label in todo.counted:
            continue
        above.available -= converted(row.get("quantity"), row.get("unit"), above.unit, above.label)
        touched[above.pk] = above
    Specimen.objects.bulk_update(touched.values(), ["available"])


def _tell(run: Import, rows: Sequence[Row], made: dict[str, Specimen], viewer: Viewer) -> None:
    now = timezone.now()
    deeds = {"primary": Deed.COLLECTED, "derived": Deed.DERIVED, "aliquot": Deed.ALIQUOTED}
    below: dict[tuple[str, str], list[Row]] = {}
    events = []
    for row in rows:
        one, parent = made[row.get("label")], row.get("parent")
        events.append(CustodyEvent(
            hospital_id=run.hospital_id, specimen=one, deed=deeds[one.lineage], at=row.get("made"), by_id=viewer.user_id,
            written_at=now, fields={"import": run.pk} | ({"parent": parent} if parent else {})))
        if parent:
            below.setdefault((parent, one.lineage), []).append(row)
    for (parent, lineage), children in below.items():
        events.append(CustodyEvent(
            hospital_id=run.hospital_id, specimen=made[parent], deed=deeds[lineage], written_at=now, by_id=viewer.user_id,
            at=min(row.get("made") for row in children),
            fields={"import": run.pk, "children": [row.get("label") for row in children]}))
    CustodyEvent.objects.bulk_create(events)


def _changed(rows: Sequence[Row], todo: Plan, viewer: Viewer) -> Changed:
    """Change what may be changed where it differs; what the file leaves empty stays as it is."""
    ids = {todo.held[row.get("label")].id: row for row in rows}
    touched, out, words = [], [], vocabulary()
    for one in Specimen.objects.without_tree_fields().select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"):
        allowed(viewer, "bank.work", one)
        row = ids[one.pk]
        found = of_samples(row, {name: getattr(one, name) for name in CHANGEABLE}, words)
        for change in found:
            setattr(one, change.column, row.said[change.column])
        if found:
            touched.append(one)
            out.append((row, found))
    Specimen.objects.bulk_update(touched, list(PER_ROW))
    return tuple(out)
