"""The lock on printing again."""

import pytest

from paeonia.modules.biobank.labels.printing import MOST_AT_ONCE, Printed, turn, turns
from paeonia.record.problems import Refused

ONCE = Printed("2026-03-02 08:10", "王芳")
TWICE = Printed("2026-03-05 09:00", "李静", "标签破损")


def refused(*args):
    with pytest.raises(Refused) as caught:
        turns(*args)
    for one in caught.value.problems:
        assert "{" not in one.text("en") + one.text("zh")
    return caught.value.problems


def test_the_first_print_is_free():
    assert turn("A1", ()).first
    assert turn("A1", (), "whatever").why == ""


def test_printing_again_needs_a_reason_and_is_counted():
    for reason in ("", "   ", "x", "\n\t"):
        problem, = refused([("A1", [ONCE])], reason)
        assert "2026-03-02 08:10" in problem.text("zh") and "王芳" in problem.text("en")
    again = turn("A1", [ONCE], "  标签 破损 ")
    assert (again.number, again.why, again.first) == (2, "标签 破损", False)
    assert turn("A1", [ONCE, TWICE], "掉落").number == 3
    problem, = refused([("A1", [ONCE, TWICE])], "")
    assert "2 times" in problem.text("en") and "李静" in problem.text("zh")


def test_many_are_printed_together_or_not_at_all():
    labels = [("A1", ()), ("A2", [ONCE]), ("A3", [ONCE, TWICE])]
    assert [problem.params["label"] for problem in refused(labels, "")] == ["A2", "A3"]
    assert [one.number for one in turns(labels, "换管")] == [1, 2, 3]
    assert refused([("A", ())] * (MOST_AT_ONCE + 1))[0].code == "print-most"
