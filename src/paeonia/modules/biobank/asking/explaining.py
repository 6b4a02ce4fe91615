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


def deciding(node: Node, tube: Tube, held: Bank, viewer: Viewer, about_chart: bool) -> tuple[Reason, Timeline]:
    """The reasoning for a tube; of a pool, that for the donor on whom its answer hangs."""
    lines = [line_of(tube, donor, held, viewer, about_chart) for donor in (tube.donor, *tube.others)]
    return min(((explain(node, line), line) for line in lines), key=lambda pair: pair[0].answer)


def line_of(tube: Tube, donor: int, held: Bank, viewer: Viewer, about_chart: bool) -> Timeline:
    """What is known of a tube and, where the question asks for it, of a donor of it; opening a chart is written down."""
    as_of = held.columns.as_of
    known = [*facts(tube, held.sampled.get((tube.id, donor))), *held.entries.get(donor, ())]
    reviewed = {"specimen": iso(as_of)} if donor in held.entries else {}
    if donor in held.reviewed:
        reviewed["specimen_before"] = held.reviewed[donor]
    patient = held.patients.get(donor)
    if about_chart and patient is not None:
        chart = door.timelines([patient], viewer, why="bank-question", as_of=as_of).get(patient)
        if chart is not None:
            known, reviewed = [*chart.facts, *known], {**chart.reviewed, **reviewed}
    return Timeline(known, held.words.dictionary, as_of, reviewed)
