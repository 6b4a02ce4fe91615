"""The lint against a small bank that is counted through: no warning means no label twice, a warning means one is."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paeonia.modules.biobank.labels.lint import lint
from paeonia.modules.biobank.labels.tokens import parse, render
from paeonia.modules.biobank.labels.vocabulary import TOKENS

UNIQUE = {"label-no-number", "label-twice"}
TEXTS = ["CP_CODE", "PPI", "SP_TYPE", "YR_OF_COLL", "EVENT_CODE"]
NUMBERS = ["CP_UID", "SYS_UID", "PPI_UID", "PPI_SPEC_TYPE_UID", "PPI_YOC_UID"]


def bank(level):
    """Two protocols, two donors each, two years, two types, several of each; children of two parents over both years."""
    counted = Counter()
    for protocol, donor, year in product(("A", "B"), (1, 2), ("2025", "2026")):
        known = {"CP_CODE": protocol, "PPI": f"{protocol}-{donor}", "YR_OF_COLL": year, "EVENT_CODE": "PD"}
        for parent, kind, _ in product((1, 2), ("WB", "PL"), range(6)):
            one = known | {"SP_TYPE": kind, "PSPEC_LABEL": f"{known['PPI']}.{parent}"}
            numbers = {}
            for name, token in TOKENS.items():
                if token.counts and level in token.levels:
                    key = (name, *(one[within] for within in token.within))
                    counted[key] += 1
                    numbers[name] = counted[key]
            yield one, numbers


def given_twice(text, level):
    form = parse(text, level)
    labels = [render(form, known, lambda token, n=numbers: n[token.name]) for known, numbers in bank(level)]
    return len(set(labels)) < len(labels)


def formats(level, most_numbers):
    child = level != "primary"
    texts = st.lists(st.sampled_from(TEXTS + ["PSPEC_LABEL"] * child), max_size=4, unique=True)
    numbers = st.lists(st.sampled_from(NUMBERS + ["PSPEC_UID"] * child), max_size=most_numbers, unique=True)
    names = st.tuples(texts, numbers).flatmap(lambda pair: st.permutations(pair[0] + pair[1])).filter(bool)
    signs = st.lists(st.sampled_from(["", ".", "-", "1", "x"]), min_size=8, max_size=8)
    return st.tuples(names, signs).map(
        lambda pair: "".join(f"{sign}%{name}%" for name, sign in zip(pair[0], pair[1], strict=False)))


@pytest.mark.parametrize("level", ["primary", "derived"])
def test_a_format_without_a_warning_never_gives_a_label_twice(level):
    @settings(max_examples=150, deadline=None)
    @given(formats(level, 2))
    def clean(text):
        if not lint(parse(text, level)):
            assert not given_twice(text, level)

    clean()


@pytest.mark.parametrize("level", ["primary", "derived"])
def test_a_format_warned_about_does_give_a_label_twice(level):
    @settings(max_examples=150, deadline=None)
    @given(formats(level, 1))
    def warned(text):
        if any(problem.code in UNIQUE for problem in lint(parse(text, level))):
            assert given_twice(text, level)

    warned()


def codes(text, level):
    return [problem.code for problem in lint(parse(text, level))]


def test_the_known_trap_is_warned_about_with_the_way_out():
    problem, = lint(parse("%PPI%.%SP_TYPE%%PSPEC_UID%", "derived"))
    assert problem.code == "label-twice"
    assert "Add %PSPEC_LABEL%." in problem.text("en")
    assert "母样本标签" in problem.text("zh")
    assert codes("%PSPEC_LABEL%.%SP_TYPE%%PSPEC_UID%", "derived") == []


@pytest.mark.parametrize(("text", "level", "expected"), [
    ("%CP_CODE%-%CP_UID(4)%", "donor", []),
    ("%CP_UID(4)%", "donor", ["label-twice"]),
    ("%PPI%.%SP_TYPE%%PPI_UID%", "primary", []),
    ("%PPI%.%PPI_SPEC_TYPE_UID%", "primary", ["label-twice"]),
    ("%PPI%.%SP_TYPE%", "primary", ["label-no-number"]),
    ("", "primary", ["label-no-number"]),
    ("%PPI%%PPI_UID%", "primary", ["label-runs-together"]),
    ("%PPI%1%PPI_UID%", "primary", ["label-runs-together"]),
    ("%PPI%%PPI_UID(3)%", "primary", []),
    ("%PPI_UID%%PPI%", "primary", ["label-runs-together"]),
    ("%YR_OF_COLL%%SYS_UID%", "primary", []),
    ("乳腺-%SYS_UID%", "primary", ["label-not-ascii"]),
    (" %SYS_UID%", "primary", ["label-edge-space"]),
])
def test_each_warning_has_its_cause(text, level, expected):
    assert codes(text, level) == expected
    for problem in lint(parse(text, level)):
        assert "{" not in problem.text("en") + problem.text("zh")


def test_numbers_that_run_together_do_give_a_label_twice():
    form = parse("%PPI%%PPI_UID%", "primary")
    assert render(form, {"PPI": "A1"}, lambda token: 1) == render(form, {"PPI": "A"}, lambda token: 11)
