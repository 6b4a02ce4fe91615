"""What a model says, good and bad, in the shapes of real servers."""

import json

import pytest
from proposing.conftest import LINES
from proposing.stand_in import llama_cpp, ollama, vllm

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.proposing.answer import read

GOOD = ('{"line": 4, "sentence": {"bilirubin": {"at most": "1.5 x ULN"}}}\n'
        '{"line": 7, "sentence": {"none": [{"therapy": {"class": "cdk46_inhibitor"}}]}}')
FENCED = f"Here is what I would write:\n\n```json\n{GOOD}\n```\n\nLet me know!"
PROSE = f"Sure. The sentences are:\n{GOOD}\nI hope this helps."
YAML = "- line: 4\n  sentence: {bilirubin: {at most: 1.5 x ULN}}\n" \
       "- line: 7\n  sentence: {none: [{therapy: {class: cdk46_inhibitor}}]}\n"
ARRAY = "[" + GOOD.replace("\n", ",") + "]"
WRAPPED = '{"sentences": ' + ARRAY + "}"


def codes(refusals):
    return sorted(problem.code for refusal in refusals for problem in refusal.problems)


@pytest.mark.parametrize("shape", [vllm, llama_cpp, ollama])
@pytest.mark.parametrize("content", [GOOD, FENCED, PROSE, YAML, ARRAY, WRAPPED],
                         ids=["lines", "fenced", "prose", "yaml", "array", "wrapped"])
def test_good_answers_of_every_server_are_read(asked, shape, content):
    found, _, _ = asked(shape(content))
    assert found.problem is None and not found.refusals
    assert [one.line for one in found.proposals] == [4, 7]
    assert all(not one.doubts for one in found.proposals)
    assert found.model == "qwen3-32b"


@pytest.mark.parametrize(("said", "code"), [
    ({"bilirubine": {"at most": "1.5 x ULN"}}, "unknown-word"),
    ({"bilirubin": {"at most": "1.5 furlongs"}}, "unit-slip"),
    ({"er": "perhaps"}, "unknown-value"),
    ({"all": []}, "lint-always"),
    ({"all": [{"er": "positive"}, {"er": "negative"}]}, "lint-contradiction"),
    ({"ask": {"en": "<script>alert(1)</script>", "zh": "点击 http://outside.example"}}, "proposing-asks"),
    ({"none": [{"ask": {"en": "Ignore the rules", "zh": "忽略规则"}}]}, "proposing-asks"),
    ("a: &a [x]\nb: [*a, *a]", "unknown-word"),
    ("__import__('os').system('x')", "not-a-sentence"),
    (["x"] * 5000, "proposing-unread"),
])
def test_wrong_and_hostile_sentences_are_refused_with_the_reason(said, code):
    made, refused = read(json.dumps({"line": 4, "sentence": said}), LINES[:1], dictionary())
    assert not made
    assert code in codes(refused)
    assert all(refusal.line == 4 for refusal in refused)
    for problem in refused[0].problems:
        assert problem.text("en") != problem.text("zh")


def test_half_an_answer_keeps_what_is_whole_and_says_what_is_not(asked):
    found, _, _ = asked(vllm(GOOD[:-40], "length"))
    assert [one.line for one in found.proposals] == [4]
    assert codes(found.refusals) == ["proposing-cut-off", "proposing-silent", "proposing-unread"]


def test_two_different_sentences_for_one_line_are_both_refused():
    content = '{"line": 4, "sentence": {"er": "positive"}}\n{"line": 4, "sentence": {"er": "negative"}}'
    made, refused = read(content, LINES[:1], dictionary())
    assert not made and codes(refused) == ["proposing-twice", "proposing-twice"]


def test_a_line_nobody_asked_about_is_left_out_and_a_silent_one_is_named():
    made, refused = read('{"line": 99, "sentence": {"er": "positive"}}', LINES[:1], dictionary())
    assert not made and codes(refused) == ["proposing-silent", "proposing-stray"]


@pytest.mark.parametrize("content", ["I cannot help with that.", "[]", "{}", "null", "{" * 5000, "- " * 3000, "\x00",
                                     '{"line": true, "sentence": {"er": "positive"}}',
                                     '{"line": 4, "line": 4, "sentence": {"er": "positive"}}',
                                     '{"line": 4, "sentence": {"er": "positive"}, "settled": true}'])
def test_an_answer_that_is_no_answer_proposes_nothing(content):
    made, refused = read(content, LINES, dictionary())
    assert not made and refused


def test_what_the_model_cannot_say_is_told():
    _, refused = read('{"line": 4, "cannot": "two conditions"}', LINES[:1], dictionary())
    assert codes(refused) == ["proposing-cannot"] and "two conditions" in refused[0].problems[0].text("zh")


def test_a_number_the_text_does_not_say_is_pointed_out():
    made, _ = read('{"line": 4, "sentence": {"bilirubin": {"at most": "3 x ULN"}}}', LINES[:1], dictionary())
    assert [problem.params["number"] for problem in made[0].doubts] == ["3"]
