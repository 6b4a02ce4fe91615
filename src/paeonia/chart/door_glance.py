"""The one line beside each name of a list: subtype, extent of disease, performance; without loading whole charts."""

from __future__ import annotations

from collections.abc import Iterable

from paeonia.people.audit import record_reads
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.dictionary import Dictionary

from .door_read import current
from .models import DerivedRow, FactRow
from .models_facts import Term
from .said import Words, value_words

BESIDE = ("subtype", "disease_extent", "ecog")


def glance(patient_ids: Iterable[int], viewer: Viewer, dictionary: Dictionary, as_of: int) -> dict[int, tuple[Words, ...]]:
    """The latest of each as of a day, for those within the viewer's reach; the reading is written down."""
    ids = list(patient_ids)
    with acting(viewer):
        record_reads(viewer, ids, "list of patients")
        names = dict(Term.objects.filter(text__in=BESIDE).values_list("id", "text"))
        wanted = {"patient_id__in": ids, "variable_id__in": list(names), "first_day__lte": as_of}
        shape = ("patient_id", "variable_id", "first_day", "code", "number")
        rows = [*current(FactRow.objects.filter(**wanted)).order_by("id").values_list(*shape),
                *DerivedRow.objects.filter(**wanted).order_by("id").values_list(*shape)]  # fmt: skip
        texts = dict(Term.objects.filter(pk__in={row[3] for row in rows}).values_list("id", "text"))
    latest: dict[tuple[int, str], tuple[int, Words]] = {}
    for patient_id, variable_id, day, code, number in rows:
        name = names[variable_id]
        variable = dictionary.variables.get(name)
        value = texts.get(code) if code else number if number == number else None  # NaN stands for none
        if variable is None or value is None or latest.get((patient_id, name), (-1,))[0] > day:
            continue
        latest[patient_id, name] = (day, value_words(variable, value))
    return {pk: tuple(_brief(name, latest[pk, name][1]) for name in BESIDE if (pk, name) in latest) for pk in ids}


def _brief(name: str, said: Words) -> Words:
    """Performance is a bare number, which needs its name."""
    return {tongue: f"ECOG {text}" for tongue, text in said.items()} if name == "ecog" else said
