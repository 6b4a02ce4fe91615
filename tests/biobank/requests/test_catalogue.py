"""Counts without identities: no total, and no row, gives a small number away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paeonia.modules.biobank.requests import queries
from paeonia.modules.biobank.requests.catalogue import SMALL, Cell, told

CELLS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60)), max_size=7)


def cells(pairs):
    return [Cell(str(place), donors, donors + more if donors else 0, donors) for place, (donors, more) in enumerate(pairs)]


def whole(rows):
    return Cell("", sum(one.donors for one in rows), sum(one.specimens for one in rows), sum(one.free for one in rows))


@given(CELLS)
def test_no_small_row_is_shown_and_no_total_leaves_one_alone(pairs):
    true = cells(pairs)
    table = told(true, whole(true))
    by_key = {one.key: one for one in true}
    back = [by_key[row.key] for row in table.rows if row.donors is None]
    for row in table.rows:
        if row.donors is not None:
            assert by_key[row.key].donors >= SMALL
            assert row.donors <= by_key[row.key].donors and row.donors % SMALL == 0
    if back and table.total.specimens is not None:
        assert len(back) > 1 and sum(one.donors for one in back) >= SMALL
    if table.total.donors is not None:
        assert whole(true).donors == 0 or whole(true).donors >= SMALL


def test_the_next_smallest_row_goes_with_a_lonely_small_one():
    true = [Cell("plasma", 30, 90, 80), Cell("serum", 12, 20, 20), Cell("csf", 2, 3, 3)]
    table = told(true, whole(true))
    assert [(row.key, row.donors) for row in table.rows] == [("plasma", 30), ("serum", None), ("csf", None)]
    assert table.total.donors == 40


def test_where_nothing_can_go_with_it_the_total_goes():
    table = told([Cell("csf", 2, 9, 9)], Cell("", 2, 9, 9))
    assert table.rows[0].specimens is None and table.total.specimens is None


@pytest.mark.django_db
def test_a_requester_counts_tubes_she_may_not_see(protocol, manager, requester, viewer, here, two_hospitals):
    from biobank.bankers import a_visit, blood

    from paeonia.modules.biobank.models import Specimen
    from paeonia.people.context import acting

    for _ in range(6):
        blood(a_visit(protocol, manager), manager)
    with acting(requester):
        assert not Specimen.objects.exists()
    table = queries.catalogue(requester, "kind", {})
    assert [(row.key, row.donors, row.specimens) for row in table.rows] == [("whole_blood", 5, 5)]
    assert not queries.catalogue(viewer("partner_physician", two_hospitals[1]), "kind", {}).rows
    assert not queries.catalogue(viewer("nurse", here), "kind", {}).rows
    assert not queries.catalogue(requester, "kind", {"kind": "plasma"}).rows
