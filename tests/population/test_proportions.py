"""Twenty thousand patients look like a clinic: each share lies in the band that published series leave."""

import numpy as np
import pytest

from paeonia.chart.population.columns import columns


@pytest.fixture(scope="module")
def asked(people, words):
    return columns(people, words)


def share(column, *codes, among=None):
    """The share of some codes among those of whom it is known."""
    held = column.codes >= 0 if among is None else (column.codes >= 0) & among
    return np.isin(column.codes[held], [column.names.index(code) for code in codes]).mean()


@pytest.mark.parametrize(
    ("codes", "low", "high"),
    [
        (("hr_positive_her2_negative",), 0.57, 0.67),
        (("her2_positive", "hr_positive_her2_positive", "hr_negative_her2_positive"), 0.20, 0.25),
        (("triple_negative",), 0.12, 0.17),
    ],
)
def test_subtypes(asked, codes, low, high):
    assert low < share(asked.by_name["subtype"], *codes) < high


def test_half_of_her2_negative_is_her2_low(asked, people):
    assert 0.45 < share(asked.by_name["her2"], "low", among=~people.her2) < 0.58


def test_age_and_sex(people):
    assert 47 < np.median(people.age) < 52
    assert ((people.age > 45) & (people.age < 55)).mean() > 0.32
    assert 0.006 < people.male.mean() < 0.014


def test_stage_and_course(asked, people):
    assert 0.06 < share(asked.by_name["stage_anatomic"], "IV") < 0.085
    assert 0.42 < people.advanced.mean() < 0.48
    assert 0.35 < (people.lines[people.advanced] == 1).mean() < 0.6
    assert (people.lines[people.advanced] >= 8).mean() < 0.05


@pytest.mark.parametrize(("gene", "low", "high"), [("PIK3CA", 0.35, 0.46), ("TP53", 0.28, 0.45)])
def test_somatic_variants_of_hormone_receptor_positive_disease(asked, people, gene, low, high):
    block = asked.by_name["variant"].blocks[0]
    number = asked.by_name["variant"].names["gene"].index(gene)
    has = np.isin(np.arange(people.n), block.patient[block.codes["gene"] == number])
    tested = (asked.reviewed["variant"] <= people.as_of) & people.hr
    assert low < has[tested].mean() < high


def test_carriers(people):
    assert 0.04 < (people.brca > 0).mean() < 0.065
    assert 0.10 < (people.brca[people.subtype == 3] > 0).mean() < 0.15


def test_lists_are_reviewed_in_most_and_never_in_all(asked, people):
    for key in ("therapy", "condition", "metastasis"):
        assert 0.6 < (asked.reviewed[key] <= people.as_of).mean() < 0.78


def test_what_is_missing_is_missing_in_a_believable_part(asked):
    for name, low, high in (
        ("lvef", 0.2, 0.45),
        ("alt", 0.05, 0.18),
        ("her2", 0.01, 0.06),
        ("pdl1_cps", 0.9, 0.97),
    ):
        column = asked.by_name[name]
        missing = (column.codes < 0).mean() if name == "her2" else np.isnan(column.low).mean()
        assert low < missing < high, name
    old = people_window(asked, "lvef", 28)
    assert old > 0.3, "many ejection fractions are too old for a trial"


def people_window(asked, name, days):
    """Share of recorded values older than a window."""
    day = asked.by_name[name].day
    return (day[day > 0] < asked.as_of - days).mean()


def test_metastases_follow_the_subtype(people):
    bone, brain = people.sites["bone"], people.sites["brain"]
    for_hr, for_tnbc = people.advanced & (people.subtype == 0), people.advanced & (people.subtype == 3)
    her2 = people.advanced & people.her2
    assert bone[for_hr].mean() > 0.6 > 0.45 > bone[for_tnbc].mean()
    assert brain[her2].mean() > 2 * brain[for_hr].mean()


def test_treatment_follows_the_subtype(people):
    assert not people.ever("palbociclib", "dalpiciclib", "ribociclib")[people.subtype == 3].any()
    assert people.ever("trastuzumab", "pyrotinib")[people.her2 & people.advanced].mean() > 0.8
    assert not people.ever("trastuzumab", "pertuzumab")[~people.her2].any()
    first = people.advanced & (people.subtype == 0) & (people.lines >= 2)
    assert 0.5 < people.ever("palbociclib", "dalpiciclib", "ribociclib", "abemaciclib")[first].mean() < 0.95
