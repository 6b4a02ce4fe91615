"""Partial dates, calendar spans, and the latest of several facts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paeonia.record.dates import FAR, LONG_AGO, Span, days, iso, months_before, span


@pytest.mark.parametrize("text, first, last", [
    ("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2023-02", "2023-02-01", "2023-02-28"),
    ("2024-02-29", "2024-02-29", "2024-02-29"), (" 2024-5-1 ", "2024-05-01", "2024-05-01"),
    ("2024-05-01T09:30:00+08:00", "2024-05-01", "2024-05-01"), ("2024-05-01 09:30", "2024-05-01", "2024-05-01"),
])
def test_partial_days(text: str, first: str, last: str) -> None:
    meant = days(text)
    assert (iso(meant.first), iso(meant.last)) == (first, last)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-00-01", "2023-02-29",
                                  "2024/05/01", "05-2024", "0000", "20240501",
                                  "2024-05-01x", "2024-05-", "today", "２０２４年"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        days(text)


@pytest.mark.parametrize("day, months, there", [
    ("2026-03-31", 1, "2026-02-28"), ("2024-03-31", 1, "2024-02-29"), ("2026-02-28", 1, "2026-01-28"),
    ("2024-02-29", 12, "2023-02-28"), ("2026-01-15", 1, "2025-12-15"), ("2026-02-28", 0, "2026-02-28"),
    ("2026-02-28", 999_999, "0001-01-01"),
])
def test_calendar_months(day: str, months: int, there: str) -> None:
    assert iso(months_before(days(day).first, months)) == there


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_months_go_back_to_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    there = date.fromordinal(months_before(day.toordinal(), months))
    assert (day.year - there.year) * 12 + day.month - there.month == months
    assert there.day == day.day or (there.day < day.day and (there + timedelta(1)).day == 1)


def test_spans() -> None:
    assert span("28 days") == Span(28, "day") and span(" 1 Week ") == Span(1, "week")
    assert Span(3, "week").before(1000) == 979
    assert Span(2, "year").before(days("2026-02-28").first) == days("2024-02-28").first
    for text in ("28", "days", "1.5 weeks", "-1 days", "two weeks", "1 fortnight", "9" * 5000 + " days"):
        with pytest.raises(ValueError):
            span(text)


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_no_span_reaches_what_has_no_day(unit: str) -> None:
    assert Span(10 ** 15, unit).before(739_000) == 1
    assert Span(5, unit).before(LONG_AGO) == LONG_AGO and Span(5, unit).before(FAR) == FAR
