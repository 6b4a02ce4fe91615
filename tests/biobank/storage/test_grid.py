"""Names and orders of places: both ways, past Z, in all eight orders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paeonia.modules.biobank.storage import labels
from paeonia.modules.biobank.storage.grid import ORDERS, Grid

ROWS = st.integers(1, 60)


@st.composite
def grids(draw, most=40):
    return Grid(draw(st.integers(1, most)), draw(st.integers(1, most)), draw(st.sampled_from(labels.SCHEMES)),
                draw(st.sampled_from(labels.SCHEMES)), draw(st.sampled_from(ORDERS)))


@given(st.integers(1, labels.MOST), st.sampled_from(labels.SCHEMES))
def test_a_name_is_read_as_it_was_written(number, scheme):
    assert labels.read(labels.written(number, scheme), scheme) == number


@pytest.mark.parametrize(("number", "scheme", "name"), [
    (26, "upper", "Z"), (27, "upper", "AA"), (28, "upper", "AB"), (52, "upper", "AZ"), (53, "upper", "BA"),
    (702, "upper", "ZZ"), (703, "upper", "AAA"), (27, "lower", "aa"), (4, "roman", "IV"), (1994, "roman", "MCMXCIV"),
    (9, "roman_lower", "ix"), (12, "numbers", "12"),
])
def test_rows_past_z_and_roman_numbers(number, scheme, name):
    assert labels.written(number, scheme) == name
    assert labels.read(f" {name.swapcase()} ", scheme) == number


@given(st.integers(1, 800))
def test_letters_follow_one_another_as_columns_of_a_spreadsheet(number):
    from openpyxl.utils import get_column_letter

    assert labels.written(number, "upper") == get_column_letter(number)


@pytest.mark.parametrize(("name", "scheme"), [
    ("IIII", "roman"), ("VX", "roman"), ("", "roman"), ("", "upper"), ("A1", "upper"), ("é", "upper"), ("0", "numbers"),
    ("٣", "numbers"), ("-1", "numbers"), ("1e3", "numbers"), ("ZZZZZZZZ", "upper"), ("MMMM", "roman"),
])
def test_what_is_no_name_is_refused(name, scheme):
    with pytest.raises(ValueError):
        labels.read(name, scheme)


@given(grids(), st.data())
def test_a_place_is_found_by_its_name(grid, data):
    spot = data.draw(st.tuples(st.integers(1, grid.rows), st.integers(1, grid.columns)))
    assert grid.spot(grid.name(spot)) == spot


@given(grids(12))
def test_an_order_of_filling_goes_once_through_every_place(grid):
    spots = list(grid.spots())
    assert sorted(spots) == [(row, column) for row in range(1, grid.rows + 1) for column in range(1, grid.columns + 1)]
    assert [grid.index(spot) for spot in spots] == list(range(grid.capacity))


def test_the_eight_orders_of_a_small_box():
    assert {order: "".join(f"{row}{column} " for row, column in Grid(2, 3, order=order).spots()).strip()
            for order in ORDERS} == {
        "across_down_right": "11 12 13 21 22 23", "across_down_left": "13 12 11 23 22 21",
        "across_up_right": "21 22 23 11 12 13", "across_up_left": "23 22 21 13 12 11",
        "along_down_right": "11 21 12 22 13 23", "along_down_left": "13 23 12 22 11 21",
        "along_up_right": "21 11 22 12 23 13", "along_up_left": "23 13 22 12 21 11"}


@given(grids(12), st.data())
def test_what_is_free_is_everything_else_in_order(grid, data):
    taken = data.draw(st.sets(st.sampled_from(sorted(grid.spots()))))
    assert list(grid.free(taken)) == [spot for spot in grid.spots() if spot not in taken]


def test_names_as_people_write_them():
    box = Grid(8, 12)
    assert [box.spot(name) for name in ("A1", "a01", "A-1", " H12 ", "B 3", "1", "13")] == [
        (1, 1), (1, 1), (1, 1), (8, 12), (2, 3), (1, 1), (2, 1)]
    for name in ("I1", "A13", "0", "97", "99999999999"):
        with pytest.raises(IndexError):
            box.spot(name)
    for name in ("", "A", "1A1", "A0", "A1B", "甲1", "²"):
        with pytest.raises((ValueError, IndexError)):
            box.spot(name)


def test_two_words_and_two_numbers_keep_a_dash():
    assert Grid(9, 9, "numbers", "numbers").name((1, 2)) == "1-2"
    assert Grid(9, 9, "upper", "lower").name((1, 2)) == "A-b"
    assert Grid(9, 9, "numbers", "upper").name((1, 2)) == "1B"
