"""How full it becomes: the curve counts tubes lying there, and the forecast says what it rests on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from biobank.bankers import THEN, later

from paeonia.modules.biobank.storage import actions
from paeonia.modules.biobank.storage.filling import extrapolated, forecast
from paeonia.people.context import acting

TODAY = date(2026, 6, 30)


def curve(*days_and_counts):
    return [(TODAY - timedelta(days=days), many) for days, many in days_and_counts]


def test_the_average_of_the_last_days_is_drawn_on():
    found = extrapolated(56, 100, curve((60, 0), (28, 28), (1, 56)), TODAY)
    assert (found.days, found.a_day, found.full_on) == (28, Decimal("1.0"), TODAY + timedelta(days=44))


def test_too_little_to_go_by_says_nothing():
    for found in (extrapolated(5, 100, curve((6, 5)), TODAY), extrapolated(0, 100, [], TODAY)):
        assert (found.a_day, found.full_on) == (None, None)


@pytest.mark.parametrize(("taken", "room", "rows", "full_on"), [
    (10, 100, ((40, 20), (1, 10)), None), (10, 100, ((40, 10),), None), (10, None, ((40, 0), (1, 10)), None),
    (100, 100, ((40, 0), (1, 100)), TODAY), (1, 10**6, ((28, 0), (1, 1)), None),
])
def test_what_empties_rests_or_has_no_known_room_is_not_forecast(taken, room, rows, full_on):
    assert extrapolated(taken, room, curve(*rows), TODAY).full_on == full_on


@pytest.mark.django_db
def test_the_curve_counts_what_lies_there_at_the_end_of_a_day(technician, freezer, box, other, tubes):
    actions.store(tubes[:4], box, later(40), technician)
    actions.store(tubes[:1], other, later(24 * 60), technician, moving=True)
    actions.take_out(tubes[1:2], "", later(48 * 60), technician)
    with acting(technician):
        found = forecast(freezer.pk, THEN.date() + timedelta(days=10))
    assert found.curve == ((THEN.date(), 4), (THEN.date() + timedelta(days=1), 4), (THEN.date() + timedelta(days=2), 3))
    assert (found.taken, found.room, found.a_day) == (3, 18, Decimal("0.3"))
