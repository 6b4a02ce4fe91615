"""Long imports in the background: the page can be left and found again; a killed worker's run is taken up by the next."""

from __future__ import annotations

from procrastinate.contrib.django import app

from paeonia.people.viewer import Viewer, viewer_again
from paeonia.record.problems import Refused

from . import actions, queries, seen
from .models import Import, State


def start(run: Import, viewer: Viewer) -> None:
    """Ask for a run to be carried out, with the rights of whoever asks."""
    bring_in.defer(run_id=run.pk, user_id=viewer.user_id, role=viewer.role, language=viewer.language)


def start_looking(run: Import, viewer: Viewer) -> None:
    """Ask for a long file to be looked at."""
    look.defer(run_id=run.pk, user_id=viewer.user_id, role=viewer.role, language=viewer.language)


@app.task(queue="intake", name="bank.look_at", retry=3)
def look(run_id: int, user_id: int, role: str, language: str) -> None:
    """Look at a file from its beginning, however often somebody was killed over it."""
    viewer = viewer_again(user_id, role, language=language)
    actions.look_at(queries.run(run_id, viewer), viewer)


@app.task(queue="intake", name="bank.bring_in", retry=3)
def bring_in(run_id: int, user_id: int, role: str, language: str) -> None:
    """Keep batch after batch until nothing is left."""
    viewer = viewer_again(user_id, role, language=language)
    run = queries.run(run_id, viewer)
    if run.state == State.DONE:
        return
    carry_out(run, viewer)


def carry_out(run: Import, viewer: Viewer) -> None:
    """The same for pages, background work and tests; killed at any point, the next call goes on behind what is kept."""
    try:
        while actions.carry_on(run, viewer):
            pass
    except Refused as refused:      # a gate, as more people than an approval allows: what is kept stays
        actions.failed(run, " ".join(one.text(viewer.language) for one in refused.problems), viewer)
        return
    except Exception as broken:
        # A page that says "under way" for ever would be a lie.
        actions.failed(run, type(broken).__name__, viewer)
        raise
    seen.forget(run.stored)
