"""Numbers and dates as they are typed."""

import pytest

from paeonia.chart.intake.safe_cell import safe_cell
from paeonia.chart.intake.texts import Number, Wrong, day, number


@pytest.mark.parametrize(("text", "read"), [
    ("1,200", Number("1200")), ("<0.1", Number("0.1", "<")), ("≥ 3", Number("3", ">=")), ("小于1.8", Number("1.8", "<")),
    ("5.2×10^9/L", Number("5.2", "", "×10^9/L")), ("９０％", Number("90", "", "%")),
    ("12.5 U/L", Number("12.5", "", "U/L"))])
def test_numbers(text, read):
    assert number(text) == read


@pytest.mark.parametrize(("text", "code"), [("10-20", "cell-range"), ("3～5", "cell-range"), ("1,5", "cell-comma"),
                                            ("abc", "cell-not-a-number"), ("1 2", "cell-not-a-number")])
def test_what_is_no_number(text, code):
    found = number(text)
    assert isinstance(found, Wrong) and found.code == code


@pytest.mark.parametrize(("text", "iso"), [
    ("2024/5/1", "2024-05-01"), ("2024年5月", "2024-05"), ("2024年5月1日", "2024-05-01"), ("2024.5.1", "2024-05-01"),
    ("20240501", "2024-05-01"), ("202405", "2024-05"), ("45413", "2024-05-01"), ("25/12/2024", "2024-12-25"),
    ("2024", "2024"), ("2024-05-01 00:00:00", "2024-05-01"), ("２０２４－０５－０１", "2024-05-01")])
def test_dates(text, iso):
    assert day(text, serial=True) == iso


@pytest.mark.parametrize(("text", "code"), [
    ("05/01/2024", "cell-ambiguous-date"), ("2024-02-30", "cell-not-a-date"), ("0024-01-01", "cell-not-a-date"),
    ("45413.x", "cell-not-a-date"), ("5月", "cell-not-a-date")])
def test_what_is_no_date(text, code):
    found = day(text, serial=True)
    assert isinstance(found, Wrong) and found.code == code


def test_five_digits_are_a_date_only_where_spreadsheets_count_days():
    assert isinstance(day("45413"), Wrong)


@pytest.mark.parametrize(("value", "safe"), [
    ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("@SUM(A1)", "'@SUM(A1)"), (" =x", "' =x"),
    ("\t=x", "'\t=x"), ("＝x", "'＝x"), ("-5", "-5"), ("-5x", "'-5x"), ("王芳", "王芳"), (3, 3), (None, None)])
def test_exported_cells_cannot_run(value, safe):
    assert safe_cell(value) == safe
