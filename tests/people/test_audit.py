"""The trail: each write and each opened chart is kept, and the trail itself cannot be changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from paeonia.people.audit import record_read
from paeonia.people.context import acting
from paeonia.people.models import ChartRead, Hospital, Membership, User
from paeonia.people.viewer import system_viewer

pytestmark = pytest.mark.django_db


def test_an_opened_chart_is_written_down(viewer, two_hospitals):
    who = viewer("nurse", two_hospitals[0])
    record_read(who, 41, "care", route="chart/<int:patient>/")
    read = ChartRead.objects.get()
    assert (read.who_id, read.patient_id, read.why, read.route) == (
        who.user_id,
        41,
        "care",
        "chart/<int:patient>/",
    )


def test_a_chart_is_not_opened_without_a_reason(viewer, two_hospitals):
    with pytest.raises(ValueError, match="say why"):
        record_read(viewer("nurse", two_hospitals[0]), 41, " ")


@pytest.mark.parametrize(
    "change", ["UPDATE people_chartread SET patient_id = 2", "DELETE FROM people_chartread"]
)
def test_nobody_changes_who_read_what(viewer, two_hospitals, owner_link, change):
    record_read(viewer("nurse", two_hospitals[0]), 1, "care")
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
