"""What is missing before material, people or information may go: each rule on its own, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from paeonia.modules.biobank.hgr.counting import count, dues
from paeonia.modules.biobank.hgr.judging import (
    Item,
    Journey,
    People,
    Permit,
    informing,
    keeping,
    leaving,
    registering,
)
from paeonia.modules.biobank.hgr.rules import read_rules, rules
from paeonia.record.located import read_yaml
from paeonia.record.problems import Refused

DAY = date(2026, 6, 1)
ITEMS = [Item("T1", 1, "plasma"), Item("T2", 2, "serum")]


def permit(kind, pk=1, **more):
    return Permit(pk, kind, f"{kind}-{pk}", True, date(2026, 1, 1), **{
        "valid_until": date(2026, 12, 31), "protocols": frozenset({1, 2}), "partners": frozenset({"Acme  Labs"}), **more})


ALL = [permit("cooperation"), permit("export", 2), permit("exit_certificate", 3)]


def codes(found):
    return {one.code.removeprefix("hgr-") for one in found}


@pytest.mark.parametrize(("permits", "go", "missing"), [
    ([], ("CN", "Fudan", False, ""), set()),
    ([], ("", "Fudan", False, ""), {"country"}),
    ([], ("CN", "Fudan", None, ""), {"foreign"}),
    ([], ("", "", None, ""), {"country", "foreign"}),
    ([], ("CN", "Acme Labs", True, ""), {"cooperation"}),
    (ALL, ("CN", "acme labs", True, ""), set()),
    (ALL, ("CN", "Other", True, ""), {"cooperation"}),
    ([permit("trial_filing")], ("CN", "Acme Labs", True, ""), set()),
    ([], ("US", "Acme Labs", False, ""), {"export", "exit"}),
    ([], ("HK", "Acme Labs", False, ""), {"export", "exit"}),
    (ALL, ("US", "Acme Labs", True, ""), {"exit"}),
    (ALL, ("US", "Acme Labs", True, "exit_certificate-9"), {"exit"}),
    (ALL, ("US", "Acme Labs", True, "export-2"), {"exit"}),
    (ALL, ("US", "Acme Labs", True, "exit_certificate-3"), set()),
    (ALL[::2], ("US", "Acme Labs", True, "exit_certificate-3"), {"export"}),
    ([permit("cooperation", includes_export=True), ALL[2]], ("US", "Acme Labs", True, "exit_certificate-3"), set()),
    ([*ALL[:2], replace(ALL[2], valid_until=date(2026, 5, 31))], ("US", "Acme Labs", True, "exit_certificate-3"), {"exit"}),
    ([replace(ALL[0], granted=False), *ALL[1:]], ("US", "Acme Labs", True, "exit_certificate-3"), {"cooperation"}),
    ([replace(ALL[0], valid_from=date(2026, 6, 2)), *ALL[1:]], ("US", "Acme Labs", True, "exit_certificate-3"),
     {"cooperation"}),
])
def test_what_material_needs_to_leave(permits, go, missing):
    found = leaving(permits, ITEMS, Journey(DAY, *go), rules())
    assert codes(found) == missing
    assert all(one.hard and one.labels == ("T1", "T2") for one in found)


def test_only_what_is_not_covered_is_named():
    go = Journey(DAY, "CN", "Acme Labs", True)
    found, = leaving([permit("cooperation", protocols=frozenset({1}))], ITEMS, go, rules())
    assert found.labels == ("T2",)
    found, = leaving([permit("cooperation", kinds=frozenset({"serum"}))], ITEMS, go, rules())
    assert found.labels == ("T1",)


def test_an_approval_that_names_no_protocol_covers_none_unless_it_is_about_keeping():
    assert codes(leaving([permit("cooperation", protocols=frozenset())], ITEMS, Journey(DAY, "CN", "Acme Labs", True),
                         rules())) == {"cooperation"}
    assert keeping([permit("preservation", protocols=frozenset())], ITEMS, DAY, rules()) == []
    warning, = keeping([], ITEMS, DAY, rules())
    assert not warning.hard
    assert "approval to preserve" in warning.missing["en"]


@pytest.mark.parametrize(("permits", "people", "missing"), [
    ([], People(3000), set()), ([], People(3001), {"collection"}),
    ([permit("collection")], People(9000), set()),
    ([permit("collection", headcount=50)], People(50, {1: 50}), set()),
    ([permit("collection", headcount=50)], People(51, {1: 51}), {"headcount"}),
    ([permit("collection", headcount=50), permit("collection", 2, headcount=60)], People(51, {1: 51, 2: 51}), set()),
    ([permit("collection", protocols=frozenset({2}))], People(3001), {"collection"}),
])
def test_heads(permits, people, missing):
    assert codes(registering(permits, 1, people, DAY, rules())) == missing


REPORT, REVIEW = permit("information", backup_receipt="B-1"), permit("security_review", 2)


@pytest.mark.parametrize(("permits", "go", "genomes", "missing"), [
    ([], ("CN", "Fudan", False), 9999, set()), ([], ("", "Fudan", None), 0, {"country", "foreign"}),
    ([], ("CN", "Acme Labs", True), 0, {"information"}), ([], ("US", "Acme Labs", False), 0, {"information"}),
    ([REPORT], ("CN", "Acme Labs", True), 500, set()), ([REPORT], ("CN", "Acme Labs", True), 501, {"security"}),
    ([permit("information")], ("CN", "Acme Labs", True), 0, {"backup"}),
    ([REPORT, REVIEW], ("CN", "Acme Labs", True), 501, set()),
    ([REPORT, REVIEW], ("CN", "Other", True), 501, {"information", "security"}),
])
def test_information(permits, go, genomes, missing):
    assert codes(informing(permits, Journey(DAY, *go), genomes, rules())) == missing


def test_what_was_not_checked_waits_for_a_clinician():
    found = informing([], Journey(DAY, "US", "X", True), 0, rules())
    assert {one.confidence for one in found} == {"medium"}


@pytest.mark.parametrize(("people", "level", "percent"), [
    (0, "fine", 0), (2399, "fine", 79), (2400, "watch", 80), (2700, "near", 90), (2999, "near", 99), (3000, "full", 100),
    (4000, "full", 133)])
def test_counters_warn_at_80_90_and_100(people, level, percent):
    one = count("collection", "PBC", people, 3000, rules(), "high")
    assert (one.level, one.percent) == (level, percent)


def ending(*permits, today=DAY, reported=None):
    return [(one.what, one.number, one.level, one.days_left, one.year) for one in
            dues(permits, reported or {}, today, rules())]


def test_what_ends_is_told_90_and_30_days_ahead_and_after():
    for days, level in ((91, None), (90, "quarter"), (31, "quarter"), (30, "month"), (0, "month"), (-1, "over")):
        found = ending(permit("export", valid_until=DAY + timedelta(days)))
        assert found == ([] if level is None else [("ends", "export-1", level, days, 0)])
    assert ending(permit("export", valid_until=None)) == []
    assert ending(replace(permit("export", valid_until=DAY), granted=False)) == []


def test_what_is_followed_by_another_is_not_told():
    old, new = permit("export", valid_until=DAY), permit("export", 2, valid_until=None)
    assert ending(old, new) == []
    assert ending(old, replace(new, protocols=frozenset({1}))), "the next one covers less"
    assert ending(old, replace(new, valid_from=DAY + timedelta(3))), "days between them"


def test_a_yearly_report_is_owed_for_each_year_of_an_approval_to_preserve():
    held = permit("preservation", valid_until=None)
    held = replace(held, valid_from=date(2024, 5, 1))
    owed = [("report", "preservation-1", "over", -486, 2024), ("report", "preservation-1", "over", -121, 2025)]
    assert ending(held) == owed
    assert ending(held, reported={1: frozenset({2024})}) == owed[1:]
    assert ending(held, today=date(2026, 11, 26), reported={1: frozenset({2024, 2025})}) == [
        ("report", "preservation-1", "quarter", 66, 2026)]
    assert ending(permit("collection", valid_until=None)) == []


@pytest.mark.parametrize(("change", "says"), [
    (("mode: hard", "mode: maybe"), "`mode`"), (("people: 3000", "people: many"), "`people`"),
    (("warn_days: [90, 30]", "warn_days: soon"), "whole numbers"), (("  security:", "  safety:"), "“security” is missing"),
    (("at_home: CN", "# nothing"), "“at_home” is missing"),
])
def test_a_broken_rule_is_named_with_its_line(change, says):
    from paeonia.knowledge.dictionary import root

    text = (root() / "biobank" / "hgr.yaml").read_text()
    assert change[0] in text
    with pytest.raises(Refused, match=says) as told:
        read_rules(read_yaml(text.replace(*change), "hgr.yaml"))
    assert told.value.problems[0].place.startswith("hgr.yaml")
