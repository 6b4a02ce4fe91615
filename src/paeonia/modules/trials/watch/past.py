"""How a hospital's answers stood on an earlier day, as far as today's record tells of it."""

from __future__ import annotations

from datetime import date

from paeonia.chart import door
from paeonia.criteria.population import Matcher
from paeonia.guidance.questions import questions, version
from paeonia.guidance.survey import Survey
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.watch import actions, sweeping
from paeonia.modules.trials.watch.fresh import house
from paeonia.people.context import acting


def learn(hospital_id: int, day: date) -> None:
    """Begin the watch as of a day without telling anybody; the next round finds what has changed since."""
    who, asked = house(hospital_id), questions(FAMILY)
    columns = door.columns(who, day.toordinal())
    verdicts = Matcher([question.node for question in asked.values()]).match(columns)
    held = Survey(columns, asked, verdicts, door.stamp(who), version(asked))
    own = {id for id, home in door.homes(who).items() if home == hospital_id}
    with acting(who):
        actions.one_at_a_time(hospital_id)
        book = actions.rulebook(asked)
        for rows in sweeping.swept(held, own):
            actions.stand(hospital_id, book, rows, day, door.stamps(rows, who))
        actions.round_done(hospital_id, day, held.version)
