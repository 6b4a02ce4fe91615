"""Both engines give the same answer to random sentences about random patients, on the day and on later days."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.criteria.strategies import PROBLEMS, TODAY, WORDS, patients, sentence_texts

from paeonia.criteria.build import columns_of
from paeonia.criteria.person import answer, explain
from paeonia.criteria.population import Matcher
from paeonia.criteria.read import sentence
from paeonia.record.timeline import Timeline

SLOW = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def test_the_small_dictionary_is_sound() -> None:
    assert [str(problem) for problem in PROBLEMS] == []


@SLOW
@given(st.lists(sentence_texts(), min_size=1, max_size=4), st.lists(patients(), min_size=1, max_size=5),
       st.sampled_from([0, 1, 30]))
def test_engines_agree(texts: list[object], people: list[tuple], later: int) -> None:
    nodes = [sentence(text, WORDS) for text in texts]
    lines = [Timeline(facts, WORDS, TODAY, reviewed) for facts, reviewed in people]
    columns = columns_of(lines, WORDS).at(TODAY + later)
    verdicts = Matcher(nodes).match(columns)
    for i, (facts, reviewed) in enumerate(people):
        # Facts that lie in the future of the load are not in the columns: the later day must not see them either.
        seen = [fact for fact in facts if not _future(fact, lines[i])]
        line = Timeline(seen, WORDS, TODAY + later, reviewed)
        for k, node in enumerate(nodes):
            said = answer(node, line)
            assert verdicts.answer(k, i) == said, (texts[k], facts, reviewed)
            assert verdicts.answers(k)[i] == said
            assert explain(node, line).answer == said


def _future(fact: object, line: Timeline) -> bool:
    return not (Timeline([fact], WORDS, TODAY).latest or Timeline([fact], WORDS, TODAY).asked  # type: ignore[list-item]
                or Timeline([fact], WORDS, TODAY).episodes(fact.variable))  # type: ignore[list-item,attr-defined]


@SLOW
@given(st.lists(sentence_texts(), min_size=1, max_size=3), st.lists(patients(), min_size=1, max_size=5))
def test_counts_add_up(texts: list[object], people: list[tuple]) -> None:
    columns = columns_of([Timeline(facts, WORDS, TODAY, reviewed) for facts, reviewed in people], WORDS)
    verdicts = Matcher([sentence(text, WORDS) for text in texts]).match(columns)
    for k, row in enumerate(verdicts.counts()):
        assert list(row) == [list(verdicts.answers(k)).count(value) for value in (0, 1, 2)]
