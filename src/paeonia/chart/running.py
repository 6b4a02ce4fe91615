"""A run from its first statement to its report, the same for pages, background work and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from paeonia.people.viewer import Viewer
from paeonia.record.facts import Statement, Unread
from paeonia.record.problems import Refused

from . import door, sources
from .cards import Run, Source
from .report import Report


def carry_out(
    path: Path, about: Source, run: Run, viewer: Viewer, progress: Callable[[Report], None] | None = None
) -> Run:
    """Read a source into the record; killed at any point, the same call continues where it stopped.

    A source that cannot be read at all ends as a failed run that says why; other errors are raised.
    """
    try:
        counted = _Counted(sources.read(path, about))

        def say(report: Report) -> None:
            door.advance(run.id, viewer, counted.percent(path))
            if progress:
                progress(report)

        door.accept(counted, viewer, run.id, progress=say)
    except Refused as refused:
        return door.finish(
            run.id, viewer, "\n".join(problem.text(viewer.language) for problem in refused.problems)
        )
    return door.finish(run.id, viewer)


class _Counted:
    """Passes statements on and counts them."""

    def __init__(self, said: Iterable[Statement | Unread]) -> None:
        self.said, self.count = said, 0

    def __iter__(self) -> Iterator[Statement | Unread]:
        for item in self.said:
            self.count += 1
            yield item

    def percent(self, path: Path) -> int:
        """A guess from the size of the source: a statement takes some 400 bytes of it."""
        size = sum(part.stat().st_size for part in sources.files(path))
        return min(99, round(100 * self.count * 400 / max(size, 1)))
