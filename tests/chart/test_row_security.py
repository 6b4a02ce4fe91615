"""The database itself decides who sees a patient, whatever the code above forgets."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from sayings import FULL, said

from paeonia.chart import door
from paeonia.chart.models import CareRelation, FactRow, Patient, PatientWord, Reviewed
from paeonia.people.context import acting
from paeonia.people.models import ChartRead

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011  what the database calls CURRENT_DATE
TABLES = (
    "patient",
    "factrow",
    "derivedrow",
    "reviewed",
    "appointment",
    "patientidentifier",
    "patientword",
    "carerelation",
    "intake",
    "queued",
    "patientevent",
    "carerelationevent",
    "appointmentevent",
)


@pytest.fixture
def known(doctor):
    """A patient of the east hospital with facts, a review, a number and an appointment."""
    door.accept(
        said(
            "A1",
            *FULL,
            ("lvef", {"value": 600}, "2026-11-01"),
            numbers=[("id", "7")],
            reviews=[("therapy", "2026-11-01")],
        ),
        doctor,
    )
    (who,) = door.patients(doctor).items
    door.expect(who.id, TODAY, doctor, clinic="breast")
    return who


def counts():
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM chart_{table}")
            found[table] = cursor.fetchone()[0]
        return found


def test_every_patient_table_is_forced_and_every_new_one_must_be():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'chart\\_%'"
            " AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        assert [row[0] for row in cursor] == ["chart_term"]


def test_without_a_viewer_there_are_no_rows(known, doctor):
    assert set(counts().values()) == {0}
    with acting(doctor):
        seen = counts()
    assert all(seen[t] for t in TABLES if t not in ("carerelation", "carerelationevent", "intake")), seen


def test_another_hospital_sees_nothing_and_cannot_tell_existence(known, stranger):
    with acting(stranger):
        assert set(counts().values()) == {0}
    for call in (door.person, door.timeline, door.history):
        with pytest.raises(door.NotHere):
            call(known.id, stranger)
        with pytest.raises(door.NotHere):
            call(10**6, stranger)


def test_a_care_relation_opens_the_chart_for_reading_and_only_while_it_lasts(
    known, doctor, stranger, two_hospitals
):
    west = two_hospitals[1].pk
    door.share(
        known.id, west, doctor, from_day=TODAY - timedelta(9), until_day=TODAY - timedelta(1), purpose="x"
    )
    with pytest.raises(door.NotHere):
        door.timeline(known.id, stranger)
    door.share(known.id, west, doctor, from_day=TODAY, until_day=TODAY, purpose="second opinion")
    assert door.timeline(known.id, stranger).latest["er"].value == "positive"
    assert [p.mrn for p in door.patients(stranger, "wang").items] == ["A1"]
    with acting(stranger):
        row = FactRow.objects.first()
        with pytest.raises(DatabaseError), transaction.atomic():
            row.pk, row.digest = None, "00000000-0000-0000-0000-000000000000"
            row.save(force_insert=True)
        with pytest.raises(DatabaseError), transaction.atomic():
            CareRelation.objects.create(
                patient_id=known.id,
                owner_id=west,
                hospital_id=west,
                from_day=TODAY,
                purpose="let me in for ever",
            )
        assert Patient.objects.filter(pk=known.id).update(phone="1") == 0


def test_a_row_cannot_claim_another_hospital_than_its_patient(known, stranger, two_hospitals):
    with acting(stranger), pytest.raises(DatabaseError), transaction.atomic():
        PatientWord.objects.create(patient_id=known.id, hospital_id=two_hospitals[1].pk, word="mine")


def test_a_patient_reads_her_own_chart_and_no_other(known, doctor, viewer, two_hospitals):
    door.accept(said("B2", ("er", {"value": "negative"}, "2026-01-01")), doctor)
    herself = viewer("patient", two_hospitals[0])
    with acting(doctor):
        Patient.objects.filter(pk=known.id).update(user_id=herself.user_id)
    assert [p.mrn for p in door.patients(herself).items] == ["A1"]
    assert door.timeline(known.id, herself).latest["er"].value == "positive"
    with acting(doctor):
        other = Patient.objects.get(mrn="B2").pk
    with pytest.raises(door.NotHere):
        door.timeline(other, herself)


@pytest.mark.parametrize("model", [FactRow, Reviewed])
def test_what_was_said_is_never_changed_or_removed(known, doctor, model):
    with acting(doctor):
        for attempt in (
            lambda: model.objects.update(source="x"),
            lambda: model.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()


def test_each_opening_of_a_chart_is_written_down(known, doctor):
    door.timeline(known.id, doctor, why="tumour board")
    with acting(doctor):
        read = ChartRead.objects.latest("id")
    assert (read.who_id, read.patient_id, read.why) == (doctor.user_id, known.id, "tumour board")


def test_changes_of_identity_are_audited_with_their_author(known, doctor):
    with acting(doctor):
        Patient.objects.filter(pk=known.id).update(phone="123")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.phone, c.metadata->>'viewer' FROM chart_patientevent e"
                " JOIN pghistory_context c ON c.id = e.pgh_context_id WHERE pgh_label = 'update'"
            )
            assert ("123", str(doctor.user_id)) in cursor.fetchall()
