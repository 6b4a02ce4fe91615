"""Pages of exchange: the template, a file looked at and kept, the rows that could not be taken, what leaves."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from openpyxl import Workbook
from openpyxl.writer.excel import save_workbook

from paeonia.chart.intake.safe_cell import safe_cell
from paeonia.chart.uploads import TooLarge
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.shapes import Progress
from paeonia.ui.words import language, refusal

from ..incoming import sorts
from ..queries import NotHere
from . import actions, others, queries, seen, tasks
from .forms import FileForm
from .models import Import, Mode, State
from .reading import others as other_rows
from .reading import rows
from .reading.columns import COLUMNS

SHOWN = 100
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOOKING = {
    seen.WAIT: {"en": "The file is here and will be looked at next …", "zh": "文件已收到，等待检查……"},
    seen.READ: {"en": "The file is being read; nothing is kept yet …", "zh": "正在读取文件，尚未保存任何内容……"},
    seen.WEIGH: {"en": "Its rows are compared with the bank; nothing is kept yet …",
                 "zh": "正在与样本库核对，尚未保存任何内容……"},
    seen.TRY: {"en": "Each row is tried and taken back; nothing is kept yet …", "zh": "正在逐行试运行，尚未保存任何内容……"}}
KEEPING = {"en": "Rows are being kept …", "zh": "正在保存数据行……"}


def _show(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"bankexchange/{name}.jinja", context, status=status)


def _row(pk: int, viewer: Viewer) -> Import:
    try:
        return queries.run(pk, viewer)
    except NotHere:
        raise Http404 from None


@page(verb="bank.see")
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Hand in a file (managers); imports so far; what can be exported."""
    viewer = viewer_of(request)
    manages, held = may(viewer, "bank.manage"), queries.protocols(viewer)
    form = FileForm(request.POST or None, request.FILES or None, codes=[one.code for one in held])
    if request.method == "POST":
        if not manages:
            raise Http404
        if form.is_valid() and viewer.hospital_ids:
            said = form.cleaned_data
            try:
                made = actions.hand_in(said["file"], said["mode"], said["days"], said["protocol"], viewer.hospital_ids[0],
                                       viewer, wait=False)
                if made.state == State.LOOKING:
                    tasks.start_looking(made, viewer)
                return redirect("bankexchange-run", made.pk)
            except TooLarge:
                form.add_error("file", gettext("The file is larger than 200 MB. Hand it in in parts."))
            except Refused as refused:
                form.add_error("file", refusal(refused)[:10])
    return _show(request, "home", {"form": form, "runs": queries.runs(viewer), "protocols": held, "may_manage": manages,
                                  "sorts": sorts().values(), "most": (rows.MOST, other_rows.MOST)},
                 422 if form.is_bound else 200)


@page(verb="bank.see")
@require_GET
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One import: what would happen, how far it is, what could not be taken."""
    viewer = viewer_of(request)
    one = _row(run_id, viewer)
    work = None
    if one.state == State.RUNNING:
        work = Progress(KEEPING, "running", done=one.done, total=one.good, poll=request.path)
    if one.state == State.LOOKING:
        phase, done = seen.far(one.stored)
        amount = one.total if phase in (seen.READ, seen.TRY) and one.total > done else None
        work = Progress(LOOKING[phase], "waiting" if phase == seen.WAIT else "running", done=done, total=amount,
                        poll=request.path)
    context = {"one": one, "first": "label" if one.of_samples else others.sort_of(one).columns[0].name,
               "bad": queries.bad_rows(one, viewer, SHOWN), "changed": queries.changed_rows(one, viewer, SHOWN),
               "work": work, "changes": one.mode == Mode.UPDATE or (
                   not one.of_samples and others.sort_of(one).changes),
               "rule": {} if one.of_samples else others.sort_of(one).rule,
               "may_manage": may(viewer, "bank.manage", one)}
    context["total_changed"] = one.changed if one.state == State.DONE else one.good - one.already
    return _show(request, "_run" if request.headers.get("HX-Request") else "run", context)


@page(verb="bank.manage")
@require_POST
def keep(request: HttpRequest, run_id: int) -> HttpResponse:
    """Keep the good rows, in the background."""
    viewer = viewer_of(request)
    one = _row(run_id, viewer)
    if actions.begin(one, viewer):
        tasks.start(one, viewer)
    return redirect("bankexchange-run", one.pk)


@page(verb="bank.see")
@require_GET
def bad(request: HttpRequest, run_id: int) -> HttpResponse:
    """The rows that could not be taken, as a file to be mended and handed in again, with the reasons beside them."""
    viewer = viewer_of(request)
    one = _row(run_id, viewer)
    zh = language() == "zh"
    columns = COLUMNS if one.of_samples else others.sort_of(one).columns
    lines = [[gettext("Row"), *(column.zh if zh else column.en for column in columns), gettext("Why not")]]
    for held in queries.bad_rows(one, viewer):
        why = "; ".join(said["zh" if zh else "en"] for said in held.why)
        lines.append([str(held.number), *(held.cells.get(column.name, "") for column in columns), why])
    return _csv(lines, f"rows-{one.pk}.csv")


@page(verb="bank.see")
@require_GET
def changes(request: HttpRequest, run_id: int) -> HttpResponse:
    """Every value a file changes, or has changed, beside the one that was there."""
    viewer, tongue = viewer_of(request), language()
    one = _row(run_id, viewer)
    lines = [[gettext("Row"), gettext("What is changed"), gettext("Column"), gettext("Until now"), gettext("From now on")]]
    for held in queries.changed_rows(one, viewer):
        lines += [[str(held.number), held.name, *(change[part][tongue] for part in ("column", "old", "new"))]
                  for change in held.changes]
    return _csv(lines, f"changes-{one.pk}.csv")


def _csv(lines: list[list[str]], name: str) -> HttpResponse:
    out = StringIO()
    csv.writer(out).writerows([safe_cell(cell) for cell in line] for line in lines)
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@page(verb="bank.see")
@require_GET
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty table with one example, as CSV or XLSX; `of` names what is no sample."""
    of = request.GET.get("of", "samples")
    if of != "samples" and of not in sorts():
        raise Http404(of)
    table = rows.template() if of == "samples" else other_rows.template(sorts()[of])
    if kind == "csv":
        out = StringIO()
        csv.writer(out).writerows(table)
        answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    elif kind == "xlsx":
        book, held = Workbook(), BytesIO()
        assert book.active is not None
        for line in table:
            book.active.append(line)
        save_workbook(book, held)
        answer = HttpResponse(held.getvalue(), content_type=WORKBOOK)
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{of}.{kind}"'
    return answer
