"""Rows of a file against the bank: what can be kept, in an order in which parents come first, and why the rest cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from paeonia.record.problems import Problem, Refused

from ..amounts import converted
from ..choices import Stage, Status
from ..incoming import Change
from ..models import Edition, Protocol, Specimen
from ..refusing import told
from ..vocabulary import Vocabulary
from .differing import fixed, held_of, of_samples
from .reading.rows import Row

Changed = tuple[tuple[Row, tuple[Change, ...]], ...]
CHUNK = 5_000


@dataclass(frozen=True)
class Held:
    """A sample that is in the bank already."""

    id: int
    label: str
    made_at: datetime | None
    available: Decimal | None
    unit: str
    there: bool


@dataclass(frozen=True)
class Plan:
    """Rows to keep, parents first; rows that cannot be kept; how many are there already; what else was looked up."""

    good: tuple[Row, ...]
    bad: tuple[Row, ...]
    already: int
    held: dict[str, Held]
    protocols: dict[str, tuple[Protocol, Edition]]
    counted: frozenset[str]         # labels of samples whose quantity left the file says itself
    changed: Changed = ()           # of the good rows, those that say something else than the bank, and what


def plan(rows: Sequence[Row], hospital_id: int, words: Vocabulary) -> Plan:
    """Plan new samples; call inside `acting`."""
    held = _held({name for row in rows for name in (row.get("label"), row.get("parent")) if name}, hospital_id)
    protocols = _protocols(hospital_id)
    fresh = [row for row in rows if row.problems or row.get("label") not in held]
    taken = _barcodes({row.get("barcode") for row in fresh if row.get("barcode")}, hospital_id)
    here = {row.get("label"): row for row in fresh if not row.problems}
    named = {row.get("label") for row in fresh} | held.keys()
    judged = [_judged(row, here, held, named, protocols, taken) for row in fresh]
    judged = _overdrawn(judged, held, words)
    good, bad = _ordered(judged, held)
    return Plan(tuple(good), tuple(bad), len(rows) - len(fresh), held, protocols,
                frozenset(row.get("label") for row in rows if row.get("available") is not None))


def changes(rows: Sequence[Row], hospital_id: int, words: Vocabulary) -> Plan:
    """Plan changes of samples that are there; what no file changes is refused where the row says it differently."""
    labels = {row.get("label") for row in rows if row.get("label")}
    held, said = _held(labels, hospital_id), held_of(labels, hospital_id)
    taken = _barcodes({row.get("barcode") for row in rows if row.get("barcode")}, hospital_id)
    good, bad, changed = [], [], []
    for row in rows:
        label, barcode = row.get("label"), row.get("barcode")
        if not row.problems and label not in held:
            row = row.with_problem(Problem("bankx-not-there", "", {"row": row.number, "value": label}))
        elif barcode in taken and taken[barcode] != label:
            row = row.with_problem(_barcode(row, taken))
        if label in said:
            row = row.with_problem(*fixed(row, said[label], words))
        (bad if row.problems else good).append(row)
        found = () if row.problems else of_samples(row, said[label], words)
        if found:
            changed.append((row, found))
    return Plan(tuple(good), tuple(bad), len(good) - len(changed), held, {}, frozenset(), tuple(changed))


def _held(labels: set[str], hospital_id: int) -> dict[str, Held]:
    found: dict[str, Held] = {}
    wanted = sorted(labels)
    for start in range(0, len(wanted), CHUNK):
        for row in Specimen.objects.filter(hospital_id=hospital_id, label__in=wanted[start:start + CHUNK]).order_by()\
                .values_list("pk", "label", "made_at", "available", "unit", "status"):
            found[row[1]] = Held(*row[:5], there=row[5] == Status.COLLECTED)
    return found


def _barcodes(codes: set[str], hospital_id: int) -> dict[str, str]:
    found: dict[str, str] = {}
    wanted = sorted(codes)
    for start in range(0, len(wanted), CHUNK):
        found.update(Specimen.objects.filter(hospital_id=hospital_id, barcode__in=wanted[start:start + CHUNK]).order_by()
                     .values_list("barcode", "label"))
    return found


def _protocols(hospital_id: int) -> dict[str, tuple[Protocol, Edition]]:
    """Protocols with their newest published edition, by code."""
    editions = Edition.objects.filter(hospital_id=hospital_id, stage=Stage.PUBLISHED).select_related("protocol")
    return {one.protocol.code: (one.protocol, one) for one in editions.order_by("number")}


def _barcode(row: Row, taken: dict[str, str]) -> Problem:
    code = row.get("barcode")
    return Problem("bankx-barcode", "", {"row": row.number, "value": code, "other": taken[code]})


def _judged(row: Row, here: dict[str, Row], held: dict[str, Held], named: set[str | None],
            protocols: dict[str, tuple[Protocol, Edition]], taken: dict[str, str]) -> Row:
    if row.problems:
        return row
    wrong = []
    parent = row.get("parent")
    if parent is None and row.get("protocol") not in protocols:
        wrong.append(Problem("bankx-protocol", "", {"row": row.number, "value": row.get("protocol") or ""}))
    if parent is not None:
        above = here.get(parent)
        made = above.get("made") if above else held[parent].made_at if parent in held else None
        if parent not in named:
            wrong.append(Problem("bankx-parent", "", {"row": row.number, "value": parent}))
        elif made is not None and row.get("made") < made:
            wrong.append(Problem("bankx-older", "", {
                "row": row.number, "value": told(row.get("made")), "other": told(made)}))
    if row.get("barcode") in taken:
        wrong.append(_barcode(row, taken))
    return row.with_problem(*wrong)


def _overdrawn(rows: list[Row], held: dict[str, Held], words: Vocabulary) -> list[Row]:
    """Aliquots together take no more than is there; another unit is converted first."""
    here = {row.get("label"): row for row in rows if not row.problems}
    wanted: dict[str, Decimal] = defaultdict(Decimal)
    out, last = [], dict[str, int]()
    for place, row in enumerate(rows):
        parent = row.get("parent")
        if not row.problems and row.get("lineage") == "aliquot" and row.get("quantity") is not None:
            unit, _left = _left_of(parent, here, held)
            try:
                wanted[parent] += converted(row.get("quantity"), row.get("unit"), unit or row.get("unit"), parent)
                last[parent] = place
            except Refused:
                kind = row.get("kind")
                row = row.with_problem(Problem("bankx-unit", "", {
                    "row": row.number, "value": row.get("unit"), "usual": unit, "kind": words.types.words(kind),
                    "kind_zh": words.types.words(kind, "zh")}))
        out.append(row)
    for parent, total in wanted.items():
        unit, left = _left_of(parent, here, held)
        if left is not None and total > left:
            place = last[parent]
            out[place] = out[place].with_problem(Problem("bankx-overdrawn", "", {
                "row": out[place].number, "wanted": f"{total.normalize():f}", "left": f"{left.normalize():f}",
                "unit": unit}))
    return out


def _left_of(parent: str, here: dict[str, Row], held: dict[str, Held]) -> tuple[str, Decimal | None]:
    """What aliquots may take; nothing is said against it where the file itself says what is left."""
    above = here.get(parent)
    if above is not None:
        return above.get("unit") or "", None if above.get("available") is not None else above.get("quantity")
    one = held.get(parent)
    return (one.unit, one.available) if one else ("", None)


def _ordered(rows: list[Row], held: dict[str, Held]) -> tuple[list[Row], list[Row]]:
    """Parents before children, level by level; what stands below a row that cannot be kept cannot be kept either."""
    fine = [row for row in rows if not row.problems]
    here, bad = {row.get("label") for row in fine}, [row for row in rows if row.problems]
    at_fault = {row.get("label"): row.number for row in bad if row.get("label") and row.get("label") not in here}
    below: dict[str | None, list[Row]] = defaultdict(list)
    for row in fine:
        above = row.get("parent")
        below[above if above in here or above in at_fault else None].append(row)
    good = _under(None, below)
    for label, number in at_fault.items():
        above = {label: number}
        for row in _under(label, below):
            bad.append(row.with_problem(Problem("bankx-parent-bad", "", {
                "row": row.number, "value": row.get("parent"), "other": above.get(row.get("parent"), number)})))
            above[row.get("label")] = row.number
    told = {row.number for row in (*good, *bad)}
    bad += [row.with_problem(Problem("bankx-circle", "", {"row": row.number, "value": row.get("label")}))
            for row in fine if row.number not in told]
    return good, sorted(bad, key=lambda row: row.number)


def _under(label: str | None, below: dict[str | None, list[Row]]) -> list[Row]:
    """Everything below a row, the nearest first."""
    found, level = [], below[label]
    while level:
        found += level
        level = [child for row in level for child in below.get(row.get("label"), ())]
    return found
