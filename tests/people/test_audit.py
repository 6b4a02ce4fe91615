"""The trail: each write and each opened chart is kept, and the trail itself cannot be changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from paeonia.chart import door
from paeonia.people.audit import record_read
from paeonia.people.context import acting
from paeonia.people.models import ChartRead, Hospital, Membership, User
from paeonia.people.viewer import system_viewer
from paeonia.record.facts import Identity, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward(viewer, two_hospitals):
    """A nurse and her patient: the trail is seen and written only by those who may know of the patient."""
    who = viewer("nurse", two_hospitals[0])
    door.accept([Statement("T1", Identity("T1"))], who, verb="chart.write")
    with acting(who):
        yield who, door.find(who, mrn="T1").id


def test_an_opened_chart_is_written_down(ward):
    who, patient = ward
    record_read(who, patient, "care", route="chart/<int:patient>/")
    read = ChartRead.objects.get()
    assert (read.who_id, read.patient_id, read.why, read.route) == (
        who.user_id,
        patient,
        "care",
        "chart/<int:patient>/",
    )


def test_a_chart_is_not_opened_without_a_reason(viewer, two_hospitals):
    with pytest.raises(ValueError, match="say why"):
        record_read(viewer("nurse", two_hospitals[0]), 41, " ")


@pytest.mark.parametrize(
    "change", ["UPDATE people_chartread SET patient_id = 2", "DELETE FROM people_chartread"]
)
def test_nobody_changes_who_read_what(ward, owner_link, change):
    record_read(*ward, "care")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    with pytest.raises(Exception, match="never changed or removed"):
        owner_link.execute(change)  # not even the owner, short of dropping the trigger


def test_every_write_to_people_is_kept_even_in_bulk(viewer, two_hospitals):
    from django.apps import apps

    event = apps.get_model("people", "MembershipEvent")
    admin = viewer("programme_admin", two_hospitals[0])
    with acting(admin):
        Membership.objects.filter(user_id=admin.user_id).update(role="auditor")
        Membership.objects.filter(user_id=admin.user_id).delete()
    kept = event.objects.filter(user_id=admin.user_id).order_by("pgh_id")
    assert [(e.pgh_label, e.role) for e in kept] == [
        ("insert", "programme_admin"), ("update", "auditor"), ("delete", "auditor"),
    ]  # fmt: skip
    assert kept.last().pgh_context.metadata["viewer"] == admin.user_id


def test_the_trail_of_writes_cannot_be_changed():
    Hospital.objects.create(code="a", name_zh="甲", name_en="A")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_hospitalevent SET name_en = 'B'")


def test_passwords_stay_out_of_the_trail():
    User.objects.create_user("x", password="not for the trail")
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(e)::text FROM people_userevent e")
        assert "password" not in cursor.fetchone()[0]


def test_the_command_line_says_why(two_hospitals):
    with pytest.raises(ValueError, match="say why"):
        system_viewer("")
    assert system_viewer("nightly match").hospital_ids == tuple(sorted(h.pk for h in two_hospitals))


def test_the_trail_of_a_patient_is_seen_by_those_who_may_know_of_her(ward, acting_as, two_hospitals):
    who, patient = ward
    record_read(who, patient, "care")
    with acting_as("auditor", two_hospitals[0]):
        assert ChartRead.objects.count() == 1
    with acting_as("auditor", two_hospitals[1]) as stranger:
        assert not ChartRead.objects.exists()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            record_read(stranger, patient, "curious")
    with acting_as("educator", two_hospitals[0]):
        assert not ChartRead.objects.exists()


EVENTS = ("people_hospitalevent", "people_userevent", "people_membershipevent", "people_access", "people_chartread",
          "chart_patientevent", "chart_carerelationevent", "chart_appointmentevent", "chart_patientidentifierevent",
          "chart_intakeevent", "chart_queuedevent")  # fmt: skip


@pytest.mark.parametrize("table", EVENTS)
def test_the_application_cannot_change_the_trail_whatever_it_sets(table, db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s LIMIT 1", [table])
        column = cursor.fetchone()[0]
    changes = ("UPDATE {} SET {} = {}", "DELETE FROM {}", "ALTER TABLE {} DISABLE TRIGGER ALL", "DROP TABLE {}")
    for change in changes:
        refused = pytest.raises(DatabaseError, match="permission denied|must be owner")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL pgtrigger.ignore = '{pgtrigger_append_only_b336f}'")
            cursor.execute(change.format(table, column, column))


def test_no_setting_makes_the_trail_look_away():
    """The library lets any session switch its triggers off; a write must not pass unseen for that."""
    from django.apps import apps

    event = apps.get_model("people", "HospitalEvent")
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(tgname)::text FROM pg_trigger WHERE NOT tgisinternal")
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", cursor.fetchone())
    Hospital.objects.create(code="unseen", name_zh="甲", name_en="A")
    assert event.objects.filter(code="unseen").exists()


def test_each_write_stands_under_the_name_of_its_writer(viewer, two_hospitals):
    from django.apps import apps

    event = apps.get_model("people", "HospitalEvent")
    first, second = viewer("programme_admin", two_hospitals[0]), viewer("programme_admin", two_hospitals[1])
    with acting(first):
        Hospital.objects.create(code="before", name_zh="甲", name_en="A")
        with acting(second):
            Hospital.objects.create(code="within", name_zh="甲", name_en="A")
        Hospital.objects.create(code="after", name_zh="甲", name_en="A")
    signed = {e.code: e.pgh_context.metadata["viewer"] for e in event.objects.filter(code__in=("before", "within", "after"))}
    assert signed == {"before": first.user_id, "within": second.user_id, "after": first.user_id}


@pytest.mark.parametrize(
    "change", ["DELETE FROM pghistory_context", """UPDATE pghistory_context SET metadata = '{"viewer": 1}'"""]
)
def test_a_page_of_the_trail_keeps_its_name(viewer, two_hospitals, owner_link, change):
    with acting(viewer("programme_admin", two_hospitals[0])):
        Hospital.objects.create(code="signed", name_zh="甲", name_en="A")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
