"""The edges of a record: foreign parents, a shared chart, a sign-in given to the wrong person, a relation that ends."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from sayings import FULL, said

from paeonia.chart import door
from paeonia.chart.models import CareRelation, FactRow, Patient, Queued
from paeonia.people.context import acting
from paeonia.record.facts import Fact

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011  what the database calls CURRENT_DATE
LVEF = Fact("lvef", {"value": 61, "unit": "%"}, "2026-11-20", "form")


@pytest.fixture
def known(doctor):
    door.accept(said("A1", *FULL), doctor)
    return door.find(doctor, mrn="A1")


def refused(make):
    """The database's own words for refusing what `make` writes; None when it takes it."""
    try:
        with transaction.atomic():
            make()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError as why:
        return type(why.__cause__).__name__
    return None


def test_a_foreign_patient_is_no_parent_and_looks_like_none(known, stranger):
    door.accept(said("W1", *FULL), stranger)
    mine = door.find(stranger, mrn="W1")

    def queued(patient_id):
        return lambda: Queued.objects.create(
            hospital_id=mine.hospital_id, patient_id=patient_id, code="x", digest="00000000-0000-0000-0000-000000000001"
        )

    with acting(stranger):
        assert refused(queued(mine.id)) is None
    with acting(stranger):
        Queued.objects.all().delete()
        assert refused(queued(known.id)) == refused(queued(10**6)) == "ForeignKeyViolation"


def test_a_correction_stays_with_its_patient_and_tells_of_no_other(known, doctor, stranger):
    door.accept(said("W1", *FULL), stranger)
    with acting(doctor):
        foreign = FactRow.objects.filter(patient_id=known.id).first().pk

    def corrected(fact_id):
        def make():
            row = FactRow.objects.first()
            row.pk, row.digest, row.supersedes_id = None, "00000000-0000-0000-0000-000000000002", fact_id
            row.save(force_insert=True)

        return make

    with acting(stranger):
        own = FactRow.objects.first().pk
        assert refused(corrected(foreign)) == refused(corrected(10**7)) == "ForeignKeyViolation"
        assert refused(corrected(own)) is None


def test_who_takes_part_in_her_care_reads_and_does_not_write(known, doctor, stranger, two_hospitals):
    door.share(known.id, two_hospitals[1].pk, doctor, from_day=TODAY, purpose="second opinion")
    assert door.timeline(known.id, stranger).latest["er"].value == "positive"
    fact = door.history(known.id, stranger)[0].id
    for write in (
        lambda: door.record(known.id, [LVEF], stranger),
        lambda: door.correct(fact, None, stranger),
        lambda: door.review(known.id, "therapy", TODAY, stranger),
        lambda: door.expect(known.id, TODAY, stranger),
        lambda: door.share(known.id, two_hospitals[1].pk, stranger, from_day=TODAY, purpose="for ever"),
    ):
        with pytest.raises(door.NotHere):
            write()


def test_a_sign_in_is_given_to_a_patient_of_the_same_hospital_alone(known, person, viewer, two_hospitals):
    admin = viewer("programme_admin", two_hospitals[0])
    for wrong in (person("nurse", two_hospitals[0]), person("patient", two_hospitals[1]), person(None)):
        with pytest.raises(PermissionDenied):
            door.give_account(known.id, wrong.pk, admin)
    herself = person("patient", two_hospitals[0])
    door.give_account(known.id, herself.pk, admin)
    with acting(admin):
        assert Patient.objects.get(pk=known.id).user_id == herself.pk
    with pytest.raises(door.NotHere):
        door.give_account(known.id, herself.pk, viewer("programme_admin", two_hospitals[1]))
    with pytest.raises(PermissionDenied):
        door.give_account(known.id, herself.pk, viewer("nurse", two_hospitals[0]))


def test_the_database_itself_shows_a_patient_her_own_rows_alone(known, doctor, viewer, two_hospitals):
    door.accept(said("A2", *FULL), doctor)
    herself = viewer("patient", two_hospitals[0])
    with acting(doctor):
        Patient.objects.filter(pk=known.id).update(user_id=herself.user_id)
    with acting(herself):
        assert list(Patient.objects.values_list("mrn", flat=True)) == ["A1"]
        assert set(FactRow.objects.values_list("patient_id", flat=True)) == {known.id}
    for role in ("educator", "biobank_technician"):
        with acting(viewer(role, two_hospitals[0])):
            assert not Patient.objects.exists() and not FactRow.objects.exists()


def test_a_relation_that_ends_takes_her_out_of_what_is_held(known, doctor, stranger, two_hospitals):
    door.share(known.id, two_hospitals[1].pk, doctor, from_day=TODAY - timedelta(3), purpose="second opinion")
    held, state = door.columns(stranger), door.stamp(stranger)
    assert known.id in held.ids
    with acting(doctor):
        CareRelation.objects.update(until_day=TODAY - timedelta(1))
    assert door.stamp(stranger) != state
    changed = door.changed_since(state, stranger)
    assert known.id in changed
    assert known.id not in door.refresh(held, changed, stranger).ids


def test_only_who_may_import_moves_a_run(doctor, viewer, two_hospitals):
    from paeonia.chart.cards import Source

    run = door.begin(Source("r.csv", "register", "1" * 64), doctor, two_hospitals[0].pk)
    nurse = viewer("nurse", two_hospitals[0])
    for move in (lambda: door.advance(run.id, nurse, 50), lambda: door.finish(run.id, nurse)):
        with pytest.raises(PermissionDenied):
            move()
