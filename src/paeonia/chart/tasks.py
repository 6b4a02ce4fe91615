"""Long intakes in the background: the page can be left and found again."""

from __future__ import annotations

from procrastinate.contrib.django import app

from paeonia.people.viewer import Viewer, viewer_again
from paeonia.record.problems import Problem

from . import door, uploads
from .cards import Run, Source
from .running import carry_out


def start(run: Run, viewer: Viewer) -> None:
    """Ask for a run to be carried out; it carries who asked, and has the rights of then."""
    bring_in.defer(intake_id=run.id, user_id=viewer.user_id, role=viewer.role, language=viewer.language)


@app.task(queue="intake", name="chart.bring_in", retry=3)
def bring_in(intake_id: int, user_id: int, role: str, language: str) -> None:
    """Carry out one run for the person who asked for it; a killed worker's run is taken up by the next."""
    who = viewer_again(user_id, role, language=language)
    run = door.run(intake_id, who)
    if run.state == "done":
        return
    path = uploads.path_of(run.stored)
    if not path.exists():
        door.finish(run.id, who, Problem("upload-gone", run.name).text(language))
        return
    try:
        done = carry_out(path, Source(run.name, run.kind, "", run.stored, run.mapping), run, who)
    except Exception as broken:
        # A page that says "under way" for ever would be a lie; the next attempt opens the run again.
        problem = Problem("intake-broke", run.name, {"reason": type(broken).__name__})
        door.finish(run.id, who, problem.text(language))
        raise
    if done.state == "done":
        uploads.forget(run.stored)
