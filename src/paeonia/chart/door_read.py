"""The way out for one patient: who she is, her facts, her timeline; every opening is written down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from paeonia.criteria.derive import derive
from paeonia.people.audit import record_read, record_reads
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.dates import days
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

from . import door_terms, kept, names
from .cards import Kept, Listing, Looked, Person, Visit
from .models import Appointment, CareRelation, FactRow, Patient, PatientWord, Reviewed
from .rows import fact as fact_of

PAGE = 50
_COLUMNS = ("id", "variable_id", "fields", "on_text", "source")


class NotHere(LookupError):
    """There is no such patient, or none this viewer may know of: the two are not told apart."""


def person(patient_id: int, viewer: Viewer, verb: str = "chart.read") -> Person:
    """Who a patient is, to a viewer who may do `verb` to her; raises NotHere otherwise. Call inside `acting`."""
    row = Patient.objects.filter(pk=patient_id).first()
    found = card(row, _shares([patient_id])) if row else None
    if found is None or not may(viewer, verb, found):
        raise NotHere(patient_id)
    return found


def card(row: Patient, shares: dict[int, tuple[int, ...]] | None = None) -> Person:
    """The frozen identity of a row."""
    return Person(
        row.pk,
        row.hospital_id,
        row.mrn,
        row.family_name,
        row.given_name,
        row.latin_name,
        row.phone,
        row.birth_date,
        row.sex,
        row.user_id,
        (shares or {}).get(row.pk, ()),
    )


def _shares(patient_ids: list[int]) -> dict[int, tuple[int, ...]]:
    today = date.today()  # noqa: DTZ011  the same CURRENT_DATE the database's own policy reads
    rows = CareRelation.objects.filter(
        Q(until_day__isnull=True) | Q(until_day__gte=today), patient_id__in=patient_ids, from_day__lte=today
    )
    shares: dict[int, tuple[int, ...]] = {}
    for patient_id, hospital_id in rows.values_list("patient_id", "hospital_id"):
        shares[patient_id] = (*shares.get(patient_id, ()), hospital_id)
    return shares


def timeline(
    patient_id: int, viewer: Viewer, dictionary: Dictionary, as_of: int, why: str, route: str
) -> Timeline:
    """One patient's facts as a timeline; the reading is audited in the same transaction."""
    with acting(viewer):
        person(patient_id, viewer)
        record_read(viewer, patient_id, why, route)
        return timelines([patient_id], dictionary, as_of)[patient_id]


def timelines(patient_ids: Iterable[int], dictionary: Dictionary, as_of: int) -> dict[int, Timeline]:
    """Timelines of several patients in a few queries, whoever was read lately from memory; call inside `acting`."""
    return kept.timelines(
        list(patient_ids), as_of, dictionary.version, lambda ids: _timelines(ids, dictionary, as_of)
    )


def _timelines(ids: list[int], dictionary: Dictionary, as_of: int) -> dict[int, Timeline]:
    word = door_terms.texts()
    facts: dict[int, list[Fact]] = {pk: [] for pk in ids}
    rows = current(FactRow.objects.filter(patient_id__in=ids)).order_by("patient_id", "id")
    for patient_id, _, variable, fields, on_text, source in rows.values_list("patient_id", *_COLUMNS):
        facts[patient_id].append(fact_of(word[variable], fields, on_text, source))
    reviewed: dict[int, dict[str, str]] = {pk: {} for pk in ids}
    for patient_id, key, day in (
        Reviewed.objects.filter(patient_id__in=ids)
        .order_by("on_day")
        .values_list("patient_id", "key", "on_day")
    ):
        if days(day).first <= as_of:
            reviewed[patient_id][key] = day
    return {
        pk: Timeline(derive(known(facts[pk], dictionary), dictionary, as_of), dictionary, as_of, reviewed[pk])
        for pk in ids
    }


def known(facts: Iterable[Fact], dictionary: Dictionary) -> tuple[Fact, ...]:
    """The facts today's dictionary still has a word for; the others stay on record and wait for theirs."""
    return tuple(f for f in facts if f.variable in dictionary or f.variable == "ask")


def several(
    patient_ids: list[int],
    viewer: Viewer,
    dictionary: Dictionary,
    as_of: int,
    why: str,
) -> dict[int, Timeline]:
    """Timelines of those patients the viewer may read, each reading audited."""
    with acting(viewer):
        rows = list(Patient.objects.filter(pk__in=patient_ids))
        shares = _shares([row.pk for row in rows])
        ids = [row.pk for row in rows if may(viewer, "chart.read", card(row, shares))]
        record_reads(viewer, ids, why)
        return timelines(ids, dictionary, as_of)


def told(variables: Iterable[str], patient_ids: Iterable[int], dictionary: Dictionary) -> dict[int, tuple[Fact, ...]]:
    """What was recorded of some variables, by patient, the first first; call inside `acting`."""
    word = door_terms.texts()
    rows = current(FactRow.objects.filter(patient_id__in=list(patient_ids), variable__text__in=list(variables)))
    found: dict[int, list[Fact]] = {}
    for patient_id, _, variable, fields, on_text, source in rows.order_by("patient_id", "id").values_list(
        "patient_id", *_COLUMNS
    ):
        found.setdefault(patient_id, []).append(fact_of(word[variable], fields, on_text, source))
    return {pk: known(facts, dictionary) for pk, facts in found.items()}


def people(patient_ids: list[int], viewer: Viewer, why: str = "") -> dict[int, Person]:
    """Identities of several patients in two queries; with `why` each is written down as read."""
    with acting(viewer):
        rows = list(Patient.objects.filter(pk__in=patient_ids))
        shares = _shares([row.pk for row in rows])
        cards = {row.pk: card(row, shares) for row in rows}
        found = {pk: who for pk, who in cards.items() if may(viewer, "chart.read", who)}
        if why:
            record_reads(viewer, found, why)
    return found


def by_number(viewer: Viewer, mrn: str) -> Person:
    """The patient with a record number in one of the viewer's hospitals; raises NotHere for none or several."""
    with acting(viewer):
        rows = list(Patient.objects.filter(mrn=mrn)[:2])
        if len(rows) != 1:
            raise NotHere(mrn)
        return person(rows[0].pk, viewer)


def current(rows):  # type: ignore[no-untyped-def]  # a queryset in, the same queryset out
    """Facts that stand: not void, and not superseded by a later row."""
    return rows.filter(~Exists(FactRow.objects.filter(supersedes_id=OuterRef("pk"))), void=False)


def history(
    patient_id: int, viewer: Viewer, variable: str | None = None, *, standing: bool = False
) -> tuple[Kept, ...]:
    """Every row ever said about a patient, newest first, the superseded ones marked; or only those that stand."""
    with acting(viewer):
        person(patient_id, viewer)
        word = door_terms.texts()
        rows = FactRow.objects.filter(patient_id=patient_id).order_by("-id")
        if variable:
            rows = rows.filter(variable__text=variable)
        rows = current(rows) if standing else rows
        found = list(rows.select_related("recorded_by", "intake"))
    gone = {row.supersedes_id for row in found}
    return tuple(_kept(row, word[row.variable_id], row.pk in gone, viewer.language) for row in found)


def _kept(row: FactRow, variable: str, superseded: bool, language: str) -> Kept:
    return Kept(
        row.pk,
        fact_of(variable, row.fields, row.on_text, row.source),
        row.recorded_at,
        row.recorded_by_id,
        row.place,
        row.supersedes_id,
        superseded,
        row.void,
        row.recorded_by.name(language) if row.recorded_by else "",
        row.intake_id,
        row.intake.name if row.intake else "",
    )


def reviews(patient_id: int, viewer: Viewer) -> tuple[Looked, ...]:
    """Lists recorded as complete, the latest day first."""
    with acting(viewer):
        person(patient_id, viewer)
        rows = Reviewed.objects.filter(patient_id=patient_id).select_related("recorded_by")
        found = list(rows.order_by("-on_day", "-id"))
    return tuple(
        Looked(row.key, row.on_day, row.recorded_by.name(viewer.language) if row.recorded_by else "",
               row.source, row.recorded_at)
        for row in found
    )  # fmt: skip


def patients(viewer: Viewer, text: str, page: int) -> Listing:
    """Patients whose name, pinyin or number begins with the words of `text`, in the order of their names."""
    if not may(viewer, "chart.read"):
        return Listing((), 1, None)
    page = max(1, page)
    with acting(viewer):
        rows = Patient.objects.order_by("sort_key", "id")
        if viewer.role == "patient":
            rows = rows.filter(user_id=viewer.user_id or 0)
        for word in text.replace("\0", " ").split():
            said = word.casefold()
            rows = rows.filter(
                pk__in=PatientWord.objects.filter(word__gte=said, word__lt=names.after(said)).values(
                    "patient_id"
                )
            )
        found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
        shares = _shares([row.pk for row in found])
    items = tuple(item for row in found[:PAGE] if may(viewer, "chart.read", item := card(row, shares)))
    return Listing(items, page, page + 1 if len(found) > PAGE else None)


def visits(viewer: Viewer, day: date, clinic: str = "") -> tuple[Visit, ...]:
    """Patients expected on a day, by time and name."""
    if not may(viewer, "chart.read"):
        return ()
    with acting(viewer):
        rows = (
            Appointment.objects.filter(on_day=day)
            .select_related("patient")
            .order_by("time", "patient__sort_key")
        )
        found = list(rows.filter(clinic=clinic) if clinic else rows)
        shares = _shares([row.patient_id for row in found])
    return tuple(
        Visit(row.pk, who, row.on_day, row.time, row.clinic, row.clinician_id)
        for row in found
        if may(viewer, "chart.read", who := card(row.patient, shares))
    )
