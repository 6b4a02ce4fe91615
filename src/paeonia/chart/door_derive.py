"""Derived facts laid out beside the recorded ones, so that everybody can be asked without deriving everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from paeonia.criteria.derive import derive
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.dates import days
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact

from . import door_terms
from .door_read import current, known
from .models import DerivedRow, FactRow, Patient
from .rows import fact as fact_of

TOGETHER = 500  # patients in one transaction when everybody is derived again


def derive_for(patient_ids: set[int], dictionary: Dictionary) -> None:
    """Make the derived facts of some patients again; call inside `acting`."""
    if not patient_ids or not dictionary.derivations:
        return
    inputs = {name for rule in dictionary.derivations for name in (*rule.inputs, rule.variable)}
    inputs |= {"birth_date", "sex"}
    term = door_terms.numbers(inputs)
    word = {number: text for text, number in term.items()}
    facts: dict[int, list[Fact]] = {pk: [] for pk in patient_ids}
    hospital: dict[int, int] = {}
    rows = current(FactRow.objects.filter(patient_id__in=patient_ids, variable_id__in=word)).order_by("id")
    for pk, place, variable, fields, on_text, source in rows.values_list(
        "patient_id", "hospital_id", "variable_id", "fields", "on_text", "source"
    ):
        facts[pk].append(fact_of(word[variable], fields, on_text, source))
        hospital[pk] = place
    made = {
        pk: [
            fact
            for fact in derive(known(facts[pk], dictionary), dictionary)
            if fact.source.startswith("derived:")
        ]
        for pk in patient_ids
    }
    codes = door_terms.numbers(str(fact.value) for found in made.values() for fact in found if _is_code(fact))
    DerivedRow.objects.filter(patient_id__in=patient_ids).delete()
    DerivedRow.objects.bulk_create(_laid_out(made, hospital, term, codes))
    Patient.objects.filter(pk__in=patient_ids).update(derived_by=dictionary.version)


def _laid_out(
    made: dict[int, list[Fact]], hospital: dict[int, int], term: dict[str, int], codes: dict[str, int]
) -> Iterable[DerivedRow]:
    for pk, found in made.items():
        for fact in found:
            coded = _is_code(fact)
            yield DerivedRow(
                patient_id=pk,
                hospital_id=hospital[pk],
                variable_id=term[fact.variable],
                code=codes[str(fact.value)] if coded else 0,
                number=float("nan") if coded else float(fact.value),
                first_day=days(fact.on or "").first,
                source=fact.source,
            )


def _is_code(fact: Fact) -> bool:
    return isinstance(fact.value, str)


def rederive(viewer: Viewer, dictionary: Dictionary, progress: Callable[[int], None] | None) -> int:
    """Derive again for patients last derived by another dictionary; can be stopped and continued at any time."""
    done = 0
    while True:
        with acting(viewer):
            stale = Patient.objects.filter(hospital_id__in=viewer.hospital_ids).exclude(
                derived_by=dictionary.version
            )
            ids = set(stale.order_by("id").values_list("id", flat=True)[:TOGETHER])
            derive_for(ids, dictionary)
        if not ids or not dictionary.derivations:
            return done
        done += len(ids)
        if progress:
            progress(done)
