"""The random sentences are worth asking: each answer and each kind of node occurs often enough to be tested."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.criteria.strategies import TODAY, WORDS, leaf_texts, patients, sentence_texts

from paeonia.criteria.nodes import (
    Aged,
    All,
    AnyOf,
    Ask,
    AtLeast,
    CodeTest,
    Compare,
    Count,
    Event,
    Is,
    Node,
    Not,
    NumberTest,
    Ongoing,
    Since,
    TimeTest,
    children,
)
from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.record.timeline import Timeline

KINDS = {kind.__name__ for kind in (Aged, All, AnyOf, Ask, AtLeast, CodeTest, Compare, Count, Event, Is, Not, NumberTest,
                                    Ongoing, Since, TimeTest)}


def kinds(node: Node) -> Counter[str]:
    found = Counter({type(node).__name__: 1})
    if isinstance(node, Event):
        found.update(type(part).__name__ for part in (*node.tests, *node.times, *([node.count] if node.count else [])))
    for child in children(node):
        found += kinds(child)
    return found


def test_random_sentences_and_patients_give_every_answer_and_every_node() -> None:
    said, met = Counter[str](), Counter[str]()

    @seed(20261123)
    @settings(max_examples=600, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(sentence_texts(), patients())
    def ask(text: object, patient: tuple) -> None:
        node = sentence(text, WORDS)
        said[answer(node, Timeline(patient[0], WORDS, TODAY, patient[1])).word] += 1
        met.update(kinds(node))

    ask()
    total = sum(said.values())
    assert total >= 500
    assert all(said[word] >= 0.05 * total for word in ("yes", "no", "unknown")), said
    assert KINDS - set(met) == set(), met


def test_random_leaves_alone_give_every_answer() -> None:
    """Gates could hide a leaf that always says the same."""
    said: dict[str, set[str]] = {}

    @seed(20261124)
    @settings(max_examples=300, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        people = data.draw(st.lists(patients(), min_size=4, max_size=4))
        lines = [Timeline(facts, WORDS, TODAY, reviewed) for facts, reviewed in people]
        for text in data.draw(st.lists(leaf_texts(), min_size=10, max_size=10)):
            node = sentence(text, WORDS)
            kind = type(node.of if isinstance(node, Not) else node).__name__
            said.setdefault(kind, set()).update(answer(node, line).word for line in lines)

    ask()
    assert {kind: {"yes", "no", "unknown"} - words for kind, words in said.items() if len(words) < 3} == {}
    assert set(said) == {"Is", "Compare", "Aged", "Since", "Event", "Ask"}
