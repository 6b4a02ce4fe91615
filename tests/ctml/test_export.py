"""Sentences as CTML and back: the same answers, and wider only by what is reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paeonia.criteria.ctml import export_ctml, import_ctml
from paeonia.criteria.kleene import YES
from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary as breast
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

AS_OF = 739_000     # 2024-04-29
SAYABLE = [
    {"age": {"from": 18, "to": 75}}, {"age": {"less than": 50}}, {"sex": "female"}, {"er": "positive"},
    {"her2": ["positive", "negative"]}, {"tmb": {"at least": 10, "less than": 40}}, {"histology": "lobular"},
    {"variant": {"gene": "PIK3CA", "kind": "mutation", "change": "H1047R"}}, {"variant": {"gene": "brca"}},
    {"variant": {"gene": "ERBB2", "kind": "amplification"}}, {"variant": {"kind": ["fusion", "rearrangement"]}},
    {"msi": "high"}, {"therapy": {"drug": "palbociclib"}}, {"disease_extent": "metastatic"}, {"inflammatory": "yes"},
]
UNSAYABLE = [{"ecog": {"at most": 1}}, {"therapy": {"drug": "palbociclib", "setting": "advanced"}}, {"her2": "low"},
             {"er": {"is": "positive", "within": "6 months"}}, {"ask": {"en": "Can swallow", "zh": "能吞咽"}}]
FACTS = [
    ("birth_date", ["1940-01-01", "1980-06-01", "2010-01-01"]), ("sex", ["female", "male"]),
    ("er", ["positive", "negative"]),
    ("her2", ["positive", "low"]), ("tmb", [5, 20, 60]), ("histology", ["lobular", "ductal"]), ("msi", ["high", "stable"]),
    ("disease_extent", ["metastatic", "early"]), ("inflammatory", ["yes", "no"]), ("ecog", ["0", "2"]),
]
VARIANTS = [{"gene": "PIK3CA", "kind": "missense", "change": "H1047R"}, {"gene": "BRCA2", "kind": "frameshift"},
            {"gene": "ERBB2", "kind": "amplification"}, {"gene": "ALK", "kind": "fusion"}]
states = st.tuples(*(st.sampled_from([None, *values]) for _, values in FACTS))
patients = st.builds(
    lambda said, variants, looked: Timeline(
        [*(Fact(name, {"value": value}) for (name, _), value in zip(FACTS, said, strict=True) if value is not None),
         *(Fact("variant", fields) for fields in variants)],
        breast(), AS_OF, {"variant": "2020-01-01", "therapy": "2020-01-01"} if looked else {}),
    states, st.lists(st.sampled_from(VARIANTS), max_size=2), st.booleans())


def sentences(leaves):
    return st.recursive(leaves, lambda inner: st.one_of(
        st.builds(lambda of: {"all": of}, st.lists(inner, max_size=3)),
        st.builds(lambda of: {"any": of}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda of: {"none": of}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda of: {"not": of}, inner),
        st.builds(lambda of: {"at least 2 of": of}, st.lists(inner, min_size=2, max_size=3))), max_leaves=8)


def again(structure):
    """Out to CTML and in again."""
    match, left_out = export_ctml(structure, breast())
    back = import_ctml({"match": match}, breast())
    assert {problem.code for problem in back.not_expressed} <= {"ctml-age-wider"}
    return sentence(back.parts[0].sentence, breast()), left_out


@pytest.mark.parametrize("said", SAYABLE)
def test_each_sayable_criterion_says_itself(said):
    assert again({"all": [said]})[1] == []
    assert again({"not": said})[1] == []


@given(sentences(st.sampled_from(SAYABLE)), patients)
def test_there_and_back_gives_the_same_answer(structure, line):
    back, left_out = again(structure)
    assert left_out == []
    assert answer(back, line) == answer(sentence(structure, breast()), line)


@given(sentences(st.sampled_from([*SAYABLE, *UNSAYABLE])), patients)
def test_what_is_left_out_only_makes_it_wider(structure, line):
    back, _ = again(structure)
    if answer(sentence(structure, breast()), line) == YES:
        assert answer(back, line) == YES


@pytest.mark.parametrize("said", UNSAYABLE)
def test_what_ctml_cannot_say_is_reported_in_both_languages(said):
    match, left_out = export_ctml({"all": [said, {"sex": "female"}]}, breast())
    assert match == [{"clinical": {"gender": "Female"}}]
    assert [problem.code for problem in left_out] == ["ctml-not-sayable"]
    assert "CTML cannot say" in left_out[0].text("en") and "CTML 无法表达" in left_out[0].text("zh")


def test_the_shape_is_ctmls():
    match, _ = export_ctml({"all": [{"age": {"from": 18}}, {"any": [
        {"variant": {"gene": "PIK3CA", "kind": "mutation"}},
        {"not": {"variant": {"gene": "TP53", "kind": "mutation"}}}]}]}, breast())
    assert match == [
        {"clinical": {"age_numerical": ">=18"}},
        {"or": [{"genomic": {"hugo_symbol": "PIK3CA", "variant_category": "Mutation"}},
                {"genomic": {"hugo_symbol": "TP53", "variant_category": "!Mutation"}}]}]
