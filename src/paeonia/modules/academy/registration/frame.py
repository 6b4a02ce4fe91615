"""Small things the desk's pages share: a registration or a list of this very activity, or not found."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.http import Http404, HttpResponse

from paeonia.chart.intake.safe_cell import safe_cell
from paeonia.modules.academy.queries import NotHere
from paeonia.people.access import record_access
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

Found = TypeVar("Found")


def found(ask: Callable[..., Found], *what: Any) -> Found:
    """What was asked for, or the page of things that are not there."""
    try:
        return ask(*what)
    except NotHere:
        raise Http404 from None


def exported(lines: Iterable[Sequence[Any]], name: str, viewer: Viewer, what: str) -> HttpResponse:
    """A table as CSV; that it left the house is written down."""
    with acting(viewer):
        record_access("exported", viewer, what)
    out = io.StringIO()
    csv.writer(out).writerows(["" if cell is None else safe_cell(str(cell)) for cell in line] for line in lines)
    answer = HttpResponse(("\ufeff" + out.getvalue()).encode(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def number(text: str) -> int:
    """A number of a form, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0      # noqa: PLR2004  as the database holds
