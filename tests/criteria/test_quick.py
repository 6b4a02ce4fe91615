"""One patient asked lazily answers as the person engine does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.criteria.strategies import TODAY, WORDS, patients, sentence_texts
from tests.criteria.test_engines_agree import SLOW

from paeonia.criteria.person import answer
from paeonia.criteria.quick import Quick
from paeonia.criteria.read import sentence
from paeonia.record.timeline import Timeline


@SLOW
@given(st.lists(sentence_texts(), min_size=1, max_size=6), patients())
def test_quick_answers_as_the_person_engine(texts: list[object], person: tuple) -> None:
    nodes = [sentence(text, WORDS) for text in texts]
    line = Timeline(person[0], WORDS, TODAY, person[1])
    assert Quick(nodes).ask(line) == [answer(node, line) for node in nodes]
