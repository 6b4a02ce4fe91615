"""How many patients each sentence lets through, over everybody the reader may match; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paeonia.criteria.nodes import Node
from paeonia.criteria.population import Matcher
from paeonia.guidance.preparing import preparing
from paeonia.guidance.survey import survey
from paeonia.modules.trials.asking import FAMILY
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .freezing import of_group, whole
from .models import Group, Line
from .reading import read


@dataclass(frozen=True)
class Count:
    """Patients by answer."""

    no: int
    unknown: int
    yes: int

    @property
    def everybody(self) -> int:
        """All patients asked."""
        return self.no + self.unknown + self.yes


@dataclass(frozen=True)
class Counts:
    """By line, by group, and of the whole; `since` when patients are still being read."""

    lines: Mapping[int, Count]
    groups: Mapping[int, Count]
    whole: Count | None
    since: object = None


def counts(viewer: Viewer, lines: Sequence[Line], groups: Sequence[Group] = ()) -> Counts:
    """Counts for a reader who may match; for others, and until everybody has been read today, none."""
    if not may(viewer, "trials.match"):
        return Counts({}, {}, None)
    waiting = preparing(viewer, FAMILY)
    if waiting is not None:
        return Counts({}, {}, None, waiting.since)
    said = [(line.pk, node) for line in lines if line.sentence and (node := read(line.sentence).node) is not None]
    found = _asked(viewer, [*(node for _, node in said), *(of_group(lines, one) for one in groups), whole(lines)])
    return Counts({id: one for (id, _), one in zip(said, found, strict=False)},
                  {group.pk: one for group, one in zip(groups, found[len(said):], strict=False)}, found[-1])


def count(viewer: Viewer, node: Node) -> Count | None:
    """One sentence, if its reader may match and everybody has been read."""
    if not may(viewer, "trials.match") or preparing(viewer, FAMILY) is not None:
        return None
    return _asked(viewer, [node])[0]


def _asked(viewer: Viewer, nodes: Sequence[Node]) -> list[Count]:
    columns = survey(viewer, FAMILY).columns
    return [Count(*(int(n) for n in row)) for row in Matcher(list(nodes)).match(columns).counts()]
