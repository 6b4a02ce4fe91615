"""Windows that open within a week: near misses that time alone will mend, found by asking everybody as of later days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from datetime import date

import numpy as np

from paeonia.chart import door
from paeonia.criteria.kleene import NO
from paeonia.criteria.population import Matcher
from paeonia.criteria.when import near_miss
from paeonia.guidance.kept import Kept
from paeonia.guidance.survey import Survey
from paeonia.knowledge.trials import trials
from paeonia.modules.trials.watch import actions, telling
from paeonia.modules.trials.watch.choices import Cause, Kind
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

AHEAD = 7       # days
TOGETHER = 100
_MATCHERS = Kept(Matcher, most=2)


def tell(hospital_id: int, who: Viewer, held: Survey, own: Container[int]) -> None:
    """Tell of each window once."""
    found = _candidates(held, own)
    ids = sorted(found)
    for start in range(0, len(ids), TOGETHER):
        with acting(who):
            lines = door.timelines(ids[start:start + TOGETHER], who, why="trials watch")
            opens = []
            for id, line in lines.items():
                for slug in found[id]:
                    miss = near_miss(held.asked[slug].node, line)
                    if miss and miss.opens and miss.opens <= line.as_of + AHEAD:
                        opens.append((id, slug, date.fromordinal(miss.opens)))
            to = telling.recipients(hospital_id, {id for id, *_ in opens}, who)
            actions.tell(hospital_id, [telling.Item(id, Kind.OPENS, slug, Cause.WINDOW, int(NO), day, None, to[id])
                                       for id, slug, day in opens])


def _candidates(held: Survey, own: Container[int]) -> dict[int, list[str]]:
    """Patients refused today and no longer refused on some day of the week to come, by patient."""
    slugs = [slug for slug in trials() if slug in held.asked]
    order = held.order
    now = np.stack([held.verdicts.answers(order.index(slug)) for slug in slugs]) if slugs else np.zeros((0, 0))
    later = np.zeros(now.shape, bool)
    matcher = _MATCHERS.of(held.version, [held.asked[slug].node for slug in slugs])
    for ahead in range(1, AHEAD + 1):
        said = matcher.match(held.columns.at(held.columns.as_of + ahead))
        for place in range(len(slugs)):
            later[place] |= said.answers(place) > NO
    found: dict[int, list[str]] = defaultdict(list)
    for place, patient in zip(*np.nonzero((now == NO) & later), strict=True):
        id = held.columns.ids[int(patient)]
        if id in own:
            found[id].append(slugs[int(place)])
    return found
