"""Which visits are expected: counted from the first day, none twice, none of a donor who left."""

from datetime import date, timedelta

import pytest
from biobank.bankers import LONG_AGO, THEN, a_protocol

from paeonia.modules.biobank import queries
from paeonia.modules.biobank.donors import actions as donors
from paeonia.modules.biobank.models import Edition, Registration, TimePoint
from paeonia.modules.biobank.protocols import actions as protocols
from paeonia.people.context import acting

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
