"""The decision about consent: unknown is never yes, the newest counts, and what was taken back is taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from paeonia.modules.biobank.consent.deciding import Given, Withdrawn, allows

DAY = datetime(2026, 5, 1, tzinfo=UTC)


def on(day):
    return DAY + timedelta(days=day)


def signed(day, form="BANK", version="1", again=None, **answers):
    return Given(day, form, version, on(day), answers, None if again is None else on(again))


OLD, NEW = signed(0, research="yes", genetic="yes"), signed(10, research="yes", genetic="no")
CASES = {
    "nothing signed is unknown": ([], [], ["research"], "unknown", {"none"}),
    "signed later does not count yet": ([signed(30, research="yes")], [], ["research"], "unknown", {"none"}),
    "yes": ([OLD], [], ["research", "genetic"], "yes", {"yes"}),
    "what was not asked is unknown": ([OLD], [], ["commercial"], "unknown", {"yes", "unasked"}),
    "not asked is said on the form": ([signed(0, research="yes", commercial="not_asked")], [], ["commercial"], "unknown",
                                      {"yes", "unasked"}),
    "the newest counts": ([NEW, OLD], [], ["genetic"], "no", {"yes", "no"}),
    "a newer form that leaves it out replaces the older": ([OLD, signed(10, research="yes")], [], ["genetic"], "unknown",
                                                           {"yes", "unasked"}),
    "another form adds to it": ([OLD, signed(10, form="ADD", recontact="yes")], [], ["genetic", "recontact"],
                                "yes", {"yes"}),
    "research is always asked": ([signed(0, research="no", genetic="yes")], [], ["genetic"], "no", {"no", "yes"}),
    "withdrawn as a whole": ([OLD], [Withdrawn(on(5))], ["genetic"], "no", {"withdrawn"}),
    "withdrawn later than asked": ([OLD], [Withdrawn(on(25))], ["genetic"], "yes", {"yes"}),
    "withdrawn for one purpose": ([OLD], [Withdrawn(on(5), frozenset({"genetic"}))], ["research"], "yes", {"yes"}),
    "withdrawn for that purpose": ([OLD], [Withdrawn(on(5), frozenset({"genetic"}))], ["genetic"], "no",
                                   {"yes", "withdrawn"}),
    "signed anew after it": ([OLD, signed(8, research="yes")], [Withdrawn(on(5))], ["research"], "yes", {"yes"}),
    "an addendum does not bring research back": ([OLD, signed(8, form="ADD", recontact="yes")], [Withdrawn(on(5))],
                                                 ["research"], "no", {"withdrawn"}),
    "withdrawn without a consent": ([], [Withdrawn(on(5))], [], "no", {"withdrawn"}),
    "to be signed anew": ([signed(0, research="yes", again=15)], [], [], "unknown", {"again"}),
    "to be signed anew, but not yet": ([signed(0, research="yes", again=25)], [], [], "yes", {"yes"}),
    "a no outweighs what is unknown": ([signed(0, research="yes", genetic="no")], [], ["genetic", "commercial"], "no",
                                       {"yes", "no", "unasked"}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_donor_allows_on_day_twenty(case):
    given, back, purposes, answer, why = CASES[case]
    said = allows(given, back, purposes, on(20))
    assert said.answer == answer
    assert {one.because for one in said.reasons} == why


def test_order_of_entry_decides_between_two_of_one_moment():
    first, second = Given(1, "B", "1", DAY, {"research": "yes"}), Given(2, "B", "1", DAY, {"research": "no"})
    for given in ([first, second], [second, first]):
        assert allows(given, [], [], on(1)).answer == "no"
