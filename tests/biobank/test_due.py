"""Which visits are expected: counted from the first day, none twice, none of a donor who left."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from biobank.bankers import LONG_AGO, THEN, a_protocol, a_visit, blood
from django.utils import timezone

from paeonia.modules.biobank import queries
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.donors import actions as donors
from paeonia.modules.biobank.models import Edition, Registration, TimePoint
from paeonia.modules.biobank.protocols import actions as protocols
from paeonia.people.context import acting
from paeonia.people.models import User

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 2)


@pytest.fixture
def manager(viewer, two_hospitals):
    return viewer("biobank_manager", two_hospitals[0])


@pytest.fixture
def donor(manager, two_hospitals):
    """Registered on 2 March under an edition with visits on day -3, 1 and 22, and one without a day."""
    protocol = a_protocol(manager, two_hospitals[0])
    second = protocols.next_edition(protocol, manager)
    for code, day in (("SCR", -3), ("C2D1", 22), ("PD", None)):
        point = protocols.time_point(second, {"code": code, "name_zh": code, "name_en": code, "day": day}, manager)
        protocols.requirement(point, None, {"code": "WB", "lineage": "primary", "kind": "whole_blood"}, manager)
    protocols.publish(second, LONG_AGO + timedelta(days=1), "", manager)
    return donors.register(protocol, FIRST, manager)


def expected(viewer, today):
    told, many = queries.due(viewer, today)
    assert many == len(told)
    return [(one.point.code, one.day.isoformat(), one.late) for one in told]


def test_days_are_counted_from_registration_which_is_day_one(donor, manager):
    assert expected(manager, date(2026, 3, 10)) == [
        ("SCR", "2026-02-27", True), ("C1D1", "2026-03-02", True), ("C2D1", "2026-03-23", False)]
    assert expected(manager, date(2026, 3, 8)) == [("SCR", "2026-02-27", True), ("C1D1", "2026-03-02", True)]


def test_a_visit_made_is_expected_no_more_and_one_made_ready_still_is(donor, manager):
    with acting(manager):
        points = {one.code: one for one in TimePoint.objects.filter(edition=Edition.objects.get(pk=donor.edition_id))}
    donors.completed(donors.plan(donor, points["C1D1"], manager), THEN, manager)
    donors.plan(donor, points["C2D1"], manager)
    assert [code for code, *_ in expected(manager, date(2026, 3, 10))] == ["SCR", "C2D1"]


def test_a_donor_who_left_and_another_hospital_expect_nothing(donor, manager, viewer, two_hospitals):
    assert expected(viewer("biobank_manager", two_hospitals[1]), date(2026, 3, 10)) == []
    with acting(manager):
        Registration.objects.filter(pk=donor.pk).update(ended_on=date(2026, 3, 5))
    assert expected(manager, date(2026, 3, 10)) == []


def test_of_many_the_first_are_named_and_all_counted(donor, manager, monkeypatch):
    monkeypatch.setattr(queries, "SHOWN_DUE", 2)
    told, many = queries.due(manager, date(2026, 3, 10))
    assert [one.point.code for one in told] == ["SCR", "C1D1"] and many == 3


def test_what_waits_at_the_bench_is_told_until_something_is_done_with_it(manager, two_hospitals, client):
    now = timezone.now().replace(second=0, microsecond=0)
    with acting(manager):
        made = protocols.open_protocol({
            "code": "FAST", "title_zh": "快", "title_en": "Fast", "principal_id": manager.user_id,
            "opened_on": now.date() - timedelta(days=9)}, two_hospitals[0].pk, manager)
        edition = Edition.objects.get(protocol=made)
        point = protocols.time_point(edition, {"code": "C1D1", "name_zh": "首次", "name_en": "First", "day": 1}, manager)
        protocols.requirement(point, None, {"code": "WB", "lineage": "primary", "kind": "whole_blood", "unit": "mL",
                                            "quantity": Decimal(10), "process_within": 30}, manager)
        protocols.publish(edition, now.date() - timedelta(days=8), "", manager)
    late = blood(a_visit(made, manager, now - timedelta(minutes=40)), manager, now - timedelta(minutes=40))
    soon = blood(a_visit(made, manager, now - timedelta(minutes=10)), manager, now - timedelta(minutes=10))
    told, many = queries.to_be_processed(manager, now)
    assert [(one.specimen.pk, one.late) for one in told] == [(late.pk, True), (soon.pk, False)] and many == 1
    client.force_login(User.objects.get(pk=manager.user_id))
    assert late.label in client.get("/biobank/").content.decode()
    bench.happened([late], "spun", now - timedelta(minutes=5), manager)
    assert [one.specimen.pk for one in queries.to_be_processed(manager, now)[0]] == [soon.pk]
