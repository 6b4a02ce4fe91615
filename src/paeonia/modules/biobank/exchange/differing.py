"""What a file changes: samples against what is held of them, and every change in the words of its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from paeonia.record.problems import Problem, Refused
from paeonia.ui.words import both

from ..amounts import converted
from ..choices import Lineage, Side, Tissue
from ..incoming import Change, Column
from ..models import Specimen
from ..refusing import told
from ..vocabulary import Vocabulary
from .reading.columns import BY_NAME, COLUMNS
from .reading.rows import Row
from .reading.values import trouble

CHUNK = 5_000
CHANGEABLE = tuple(one.name for one in COLUMNS if one.update)
OF_VISIT = ("protocol", "visit", "visited", "diagnosis", "pathology")   # not looked at where samples are changed
_HELD = {"donor": "collection__registration__code", "parent": "parent__label", "made": "made_at", "quantity": "initial"}
_FIXED = ("donor", "kind", "lineage", "parent", "quantity", "available", "made")
_LISTS = {"side": Side, "tissue": Tissue, "lineage": Lineage}
Held = Mapping[str, Any]


def held_of(labels: set[str], hospital_id: int) -> dict[str, Held]:
    """What the bank says of samples, by the columns of the file; call inside `acting`."""
    wanted, found = sorted(labels), dict[str, Held]()
    fields = ("label", "unit", *(_HELD.get(name, name) for name in (*_FIXED, *CHANGEABLE)))
    for start in range(0, len(wanted), CHUNK):
        for one in Specimen.objects.filter(hospital_id=hospital_id, label__in=wanted[start:start + CHUNK]).order_by()\
                .values(*fields):
            found[one["label"]] = {**one, **{name: one[field] for name, field in _HELD.items()}}
    return found


def fixed(row: Row, held: Held, words: Vocabulary) -> list[Problem]:
    """Where a row says something else of what no file changes: told, because leaving it out would look like taking it."""
    out = []
    for name in _FIXED:
        if name in row.said and not _same(name, row, held):
            old = worded(of_sample(name, held[name], words))
            out.append(trouble("bankx-fixed", row.number, name, row.cells.get(name, ""),
                               old=old["en"] or "–", old_zh=old["zh"] or "–"))
    return out


def _same(name: str, row: Row, held: Held) -> bool:
    said, old = row.said[name], held[name]
    if old is None or isinstance(said, str):
        return bool(said == (old or ""))
    if isinstance(said, datetime):
        return abs(said - old) < timedelta(minutes=1)       # files say minutes, devices seconds
    try:
        return converted(said, row.get("unit") or held["unit"], held["unit"], held["label"]) == old
    except Refused:
        return False


def of_samples(row: Row, held: Held, words: Vocabulary) -> tuple[Change, ...]:
    """What a row changes of its sample; what it leaves empty stays."""
    return tuple(Change(name, of_sample(name, held[name], words), of_sample(name, row.said[name], words))
                 for name in CHANGEABLE if name in row.said and row.said[name] != held[name])


def of_sample(name: str, value: Any, words: Vocabulary) -> Any:
    """A value of a sample in words, where it is a code."""
    if not value:
        return ""
    if name in _LISTS:
        return both(_LISTS[name](value).label)
    listed = {"kind": words.types, "container": words.containers, "site": words.sites}.get(name)
    return {tag: listed.words(value, tag) for tag in ("en", "zh")} if listed else value


def report(changes: Sequence[Change], columns: Sequence[Column]) -> list[dict[str, dict[str, str]]]:
    """Changes as they are kept for the report: the column, the old and the new, each in both languages."""
    by_name = {one.name: one for one in columns}
    return [{"column": by_name[one.column].words, "old": worded(one.old), "new": worded(one.new)} for one in changes]


def worded(value: Any) -> dict[str, str]:
    """A value in both languages; nothing is an empty text."""
    if isinstance(value, dict):
        return value
    if value is None:
        text = ""
    elif isinstance(value, datetime):
        text = told(value)
    elif isinstance(value, Decimal | float):
        text = f"{Decimal(str(value)).normalize():f}"
    else:
        text = str(value)
    return {"en": text, "zh": text}


def left_aside(rows: Sequence[Row]) -> list[str]:
    """Headings a file of changes fills that are not looked at: they belong to the visit."""
    return [f"{BY_NAME[name].en} {BY_NAME[name].zh}" for name in OF_VISIT if any(name in row.cells for row in rows)]
