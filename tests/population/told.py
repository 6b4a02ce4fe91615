"""The day on which the tests stand, and a patient's statements as a timeline."""

from datetime import date

from paeonia.criteria.derive import derive
from paeonia.record.check import check
from paeonia.record.facts import Fact, Review
from paeonia.record.problems import Problem
from paeonia.record.timeline import Timeline

TODAY = date(2026, 11, 23).toordinal()


def timeline(said, words):
    """A patient's timeline as the door would build it; every fact must pass the dictionary."""
    facts = [check(s.says, words, TODAY) for s in said if isinstance(s.says, Fact)]
    assert not [fact for fact in facts if isinstance(fact, Problem)]
    reviewed = {}
    for one in said:
        if isinstance(one.says, Review):
            reviewed[one.says.key] = min(one.says.on, reviewed.get(one.says.key, one.says.on))
    return Timeline(derive(tuple(facts), words), words, TODAY, reviewed)
