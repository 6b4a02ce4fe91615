"""The manual holds: every worked case is answered as written by both engines, and the page shows these cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from paeonia.criteria.build import columns_of
from paeonia.criteria.derive import derive
from paeonia.criteria.kleene import Answer
from paeonia.criteria.manual import Case, Patient, chapters
from paeonia.criteria.nodes import All, AnyOf, AtLeast, Node, Not, children
from paeonia.criteria.person import answer, explain
from paeonia.criteria.population import Matcher
from paeonia.criteria.quick import Quick
from paeonia.knowledge.dictionary import load
from paeonia.knowledge.manual import PAGE, page
from paeonia.record.problems import Refused
from paeonia.record.timeline import Timeline

HERE = Path(__file__).parent
WORDS, PROBLEMS = load(HERE / "dictionary")
CASES = [case for chapter in chapters(HERE / "chapters") for case in chapter.cases]
ROWS = [(case, patient) for case in CASES for patient in case.patients]


def line_of(case: Case, patient: Patient) -> Timeline:
    line = patient.timeline(WORDS)
    if not case.derive:
        return line
    return Timeline(derive(line.facts, WORDS, line.as_of), WORDS, line.as_of, line.reviewed)


def test_the_small_dictionary_is_sound() -> None:
    assert [str(problem) for problem in PROBLEMS] == []


@pytest.mark.parametrize("case, patient", ROWS, ids=lambda part: getattr(part, "place", ""))
def test_the_person_engine_answers_as_written(case: Case, patient: Patient) -> None:
    node, line = case.node(WORDS), line_of(case, patient)
    assert answer(node, line).word == patient.answer
    assert explain(node, line).answer.word == patient.answer
    assert Quick([node]).ask(line)[0].word == patient.answer


@pytest.mark.parametrize("case", [case for case in CASES if case.patients], ids=lambda case: case.place)
def test_the_population_engine_answers_as_written(case: Case) -> None:
    matcher, got = Matcher([case.node(WORDS)]), []
    for patient in case.patients:       # each stands on a day of its own
        got.append(matcher.match(columns_of([line_of(case, patient)], WORDS)).answer(0, 0).word)
    assert got == [patient.answer for patient in case.patients]
    day = case.patients[0].as_of
    together = [patient for patient in case.patients if patient.as_of == day]
    verdicts = matcher.match(columns_of([line_of(case, patient) for patient in together], WORDS))
    assert [Answer(int(a)).word for a in verdicts.answers(0)] == [patient.answer for patient in together]


@pytest.mark.parametrize("case", [case for case in CASES if case.refused], ids=lambda case: case.place)
def test_wrong_sentences_are_refused_with_their_line(case: Case) -> None:
    with pytest.raises(Refused) as caught:
        case.node(WORDS)
    assert tuple(problem.code for problem in caught.value.problems) == case.refused
    for problem in caught.value.problems:
        assert problem.place.startswith("sentence.yaml:")
        assert "{" not in problem.text("en").replace("{en", "").replace("{is", "").replace("{from", "").replace(
            "{at least", "").replace("{within", ""), problem.text("en")


def test_every_construct_of_the_language_has_a_case_with_each_answer() -> None:
    seen: dict[str, set[str]] = {}

    def note(node: Node, said: str) -> None:
        if not isinstance(node, (All, AnyOf, AtLeast, Not)):
            seen.setdefault(type(node).__name__, set()).add(said)
        for child in children(node):
            note(child, said)

    for case, patient in ROWS:
        node = case.node(WORDS)
        seen.setdefault(type(node).__name__, set()).add(patient.answer)
        note(node, patient.answer)
    missing = {name: {"yes", "no", "unknown"} - seen.get(name, set()) for name in (
        "All", "AnyOf", "AtLeast", "Not", "Is", "Compare", "Aged", "Since", "Event")}
    assert not any(missing.values()), missing
    assert seen["Ask"] == {"yes", "no", "unknown"}


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m paeonia.knowledge.manual`"
