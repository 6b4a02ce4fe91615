"""Whatever the text, every line of it comes out once, in order, and what is drafted is good language."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from paeonia.criteria.lint import lint
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.drafting.draft import draft
from paeonia.modules.trials.drafting.guard_sentences import only_guards

SOUP = """
age ≥ 18 years women men ECOG 0-1 ANC 1,500/mm^3 platelets bilirubin <= 2.5 x ULN AST and/or ALT
HER2 positive negative ER PR + - IHC 3+ stage II-III T2 N1 M0 metastatic locally advanced brain
metastases no prior chemotherapy trastuzumab taxane or within 4 weeks of randomization since
radiotherapy except unless ( ) [ ] , ; . : / % pregnant lactating contraception infection active
uncontrolled hypertension heart failure NYHA class III grade 2 neuropathy malignancy in situ cervix
skin cancer allergy to allowed if liver must not may have received at least one lines regimen for
disease measurable Inclusion Exclusion criteria: 1 of the following 年龄 岁 患者 既往 接受过 化疗 阳性 阴性 妊娠 或 和 ≤
倍正常值上限 4周内 除外 转移 未控制的 以上 ② Ⅲ期 ＞ ™ ﬁ ß İ \u200b e.g. i.e. other
"""
WORDS = SOUP.split()
OUTCOMES = {"drafted", "ask", "heading", "remark", "not_understood"}
soup = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
lines = st.lists(st.one_of(soup, st.text(max_size=40).map(lambda text: text.replace("\n", " "))), max_size=8)


@settings(max_examples=150, deadline=None)
@given(lines)
def test_every_line_comes_out_once_and_its_spans_lie_within_it(given_lines):
    text = "\n".join(given_lines)
    found = draft(text, dictionary())
    assert [line.text for line in found] == text.split("\n")
    assert [line.number for line in found] == list(range(len(found)))
    for line in found:
        assert text[line.start:line.end] == line.text
        assert line.outcome in OUTCOMES
        assert all(line.start <= mark.start < mark.end <= line.end for mark in line.highlights)
        assert (line.outcome == "drafted") == (line.sentence is not None) == (line.node is not None) == bool(line.highlights)
        if line.outcome == "ask" or line.part:
            assert line.question and line.question.en and line.question.zh


@settings(max_examples=150, deadline=None)
@given(lines)
def test_what_is_drafted_passes_the_parser_and_the_lint(given_lines):
    for line in draft(given_lines, dictionary()):
        if line.sentence is not None:
            assert sentence(json.loads(json.dumps(line.sentence)), dictionary()) == line.node
            assert lint(line.node, dictionary()) == []


def test_the_reader_gives_the_same_twice():
    text = "Age 18-70\nExclusion criteria\nPrior taxane"
    assert draft(text, dictionary()) == draft(text, dictionary())


def test_highlights_are_the_words_the_sentence_came_from():
    text = "Inclusion criteria:\n  Patients with ANC ≥ 1.5×10⁹/L and HER2-positive disease"
    line = draft(text, dictionary())[1]
    assert [text[mark.start:mark.end] for mark in line.highlights] == ["ANC ≥ 1.5×10⁹/L", "HER2-positive disease"]


def test_a_long_text_and_a_long_line_end_in_bounded_work():
    # Counted in steps rather than seconds: a rule that tries everything twice would never come back here.
    long_line = "No prior chemotherapy, or radiotherapy and (HER2-positive, ER+ " * 800
    many = "\n".join("ANC >= 1,500/mm^3, platelets >= 100,000/mm^3 or, and, or, and skin cancer" for _ in range(700))
    assert len(long_line) > 50_000 and len(many) > 50_000
    assert draft(long_line, dictionary())[0].outcome == "ask"
    assert len(draft(many, dictionary())) == 700


def test_headings_set_the_side_and_the_topic():
    found = draft(["DISEASE CHARACTERISTICS:", "Stage II", "PATIENT CHARACTERISTICS:", "Age:", "Not specified",
                   "Exclusion Criteria", "Stage IV", "排除标准：", "妊娠"], dictionary())
    assert [line.outcome for line in found] == [
        "heading", "drafted", "heading", "heading", "remark", "heading", "drafted", "heading", "drafted"]
    assert [line.side for line in found][::5] == ["inclusion", "exclusion"]
    assert found[4].topic == "age"


def test_alternatives_are_not_drafted_as_demands():
    found = draft(["Inclusion Criteria:", "Any of the following:", "Stage II", "Bone metastases", "ECOG 0-1"], dictionary())
    assert [line.outcome for line in found] == ["heading", "heading", "ask", "ask", "drafted"]


def test_what_the_next_line_allows_is_not_forbidden():
    found = draft(["No concurrent endocrine therapy", "Tamoxifen allowed"], dictionary())
    assert [line.outcome for line in found] == ["ask", "remark"]


def test_what_stands_below_none_of_the_following_is_forbidden():
    found = draft(["Inclusion criteria:", "None of the following illnesses:", "Diabetes", "Cirrhosis", "ECOG 0-1",
                   "Cirrhosis"], dictionary())
    assert [line.sentence for line in found] == [
        None, None, {"none": [{"condition": {"group": "diabetes"}}]}, {"none": [{"condition": {"group": "cirrhosis"}}]},
        {"ecog": {"at most": 1}}, None]


def test_a_heading_that_shuts_out_makes_exclusions_of_the_lines_below():
    found = draft(["Inclusion criteria:", "Women with any of the following are not eligible:", "Cirrhosis"], dictionary())
    assert found[2].sentence == {"none": [{"condition": {"group": "cirrhosis"}}]}


def test_an_exception_on_the_next_line_takes_the_draft_back():
    found = draft(["Exclusion criteria:", "Brain metastases", "Exception: those treated a year ago"], dictionary())
    assert [line.outcome for line in found][1] in ("ask", "not_understood")


def test_an_exception_for_what_is_stable_leaves_what_is_active_forbidden():
    found = draft(["Exclusion criteria:", "Brain metastases", "Exception: those that are stable"], dictionary())[1]
    assert found.sentence == {"none": [{"metastasis": {"site": "brain", "status": "active"}}]} and found.part


def test_the_window_of_a_heading_is_meant_for_what_stands_below_it():
    found = draft(["Exclusion criteria:", "Any of the following within 7 months:", "Angina", "Cardiomyopathy"], dictionary())
    assert [line.sentence["none"][0] for line in found[2:]] == [
        {"condition": {"group": "angina", "started within": "7 months"}},
        {"condition": {"group": "cardiomyopathy", "within": "7 months"}}]


def test_a_drug_below_a_heading_is_left_to_a_person():
    found = draft(["Exclusion criteria:", "Hypersensitivity to:", "Docetaxel"], dictionary())
    assert found[2].outcome in ("ask", "not_understood")


def test_a_permission_about_something_else_leaves_the_draft_alone():
    found = draft(["Exclusion criteria:", "Cirrhosis. Vitamins are allowed if the ward agrees."], dictionary())[1]
    assert found.sentence == {"none": [{"condition": {"group": "cirrhosis"}}]} and found.part
    found = draft(["Exclusion criteria:", "Cirrhosis. Patients with cirrhosis of grade A are eligible."], dictionary())[1]
    assert only_guards(found.sentence) == found.sentence    # nobody is kept out before a person has said so
