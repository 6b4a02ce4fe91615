"""One tube, one question: the whole reasoning, from the chart of its donor and from the bank."""

from __future__ import annotations

from paeonia.chart import door
from paeonia.criteria.nodes import Node
from paeonia.criteria.person import Reason, explain
from paeonia.people.viewer import Viewer
from paeonia.record.dates import iso
from paeonia.record.timeline import Timeline

from .bank import Bank
from .tubes import Tube, facts


def line_of(tube: Tube, held: Bank, viewer: Viewer, about_chart: bool) -> Timeline:
    """What is known of a tube and, where the question asks for it, of its donor; opening a chart is written down."""
    as_of = held.columns.as_of
    known = [*facts(tube, held.sampled.get(tube.id)), *held.entries.get(tube.donor, ())]
    reviewed = {"specimen": iso(as_of)} | ({"specimen_before": held.reviewed[tube.donor]}
                                           if tube.donor in held.reviewed else {})
    patient = held.patients.get(tube.donor)
    if about_chart and patient is not None:
        chart = door.timelines([patient], viewer, why="bank-question", as_of=as_of).get(patient)
        if chart is not None:
            known, reviewed = [*chart.facts, *known], {**chart.reviewed, **reviewed}
    return Timeline(known, held.words.dictionary, as_of, reviewed)


def why(node: Node, line: Timeline) -> Reason:
    """Every criterion with its answer and what it was read from."""
    return explain(node, line)
