"""Questions somebody keeps: what has changed since, why for one tube, and what is done with them."""

from __future__ import annotations

import csv
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from paeonia.chart.intake.safe_cell import safe_cell
from paeonia.criteria.nodes import leaves
from paeonia.guidance.said import said
from paeonia.people.access import record_access
from paeonia.people.context import acting
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import actions, asking, explaining, queries
from .frame import answered, examples, reading, row, show


@page(verb="bank.see")
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a question and note what it is answered today."""
    viewer, said_ = viewer_of(request), request.POST
    try:
        if not viewer.hospital_ids:
            raise Http404
        made = actions.keep(said_.get("title_zh", ""), said_.get("title_en", ""), said_.get("sentence", ""),
                            viewer.hospital_ids[0], viewer)
        if reading(viewer) is None:     # else its page shows how far the bank is read, and nothing is noted yet
            actions.note(made, asking.ask(asking.read(made.sentence, viewer), viewer), viewer)
    except Refused as refused:
        return show(request, "ask", {
            "text": said_.get("sentence", "")[:asking.LONGEST], "wrong": refusal(refused), "found": None, "work": None,
            "chosen": None, "examples": examples(viewer), "questions": queries.questions(viewer)}, 422)
    return redirect("bankask-question", made.pk)


@page(verb="bank.see")
@require_GET
def question(request: HttpRequest, question_id: int) -> HttpResponse:
    """A kept question answered now, beside the answer noted last."""
    viewer = viewer_of(request)
    one = row(question_id, viewer)
    blank = {"one": one, "wrong": [], "found": None, "since": None, "own": False, "may_request": False, "readable": False}
    try:
        node = asking.read(one.sentence, viewer)
    except Refused as refused:
        return show(request, "question", {**blank, "wrong": refusal(refused)})
    work = reading(viewer)
    if work is not None:
        return show(request, "question", {**blank, "work": work})
    found = asking.ask(node, viewer)
    return show(request, "question", {
        "one": one, "wrong": [], "since": queries.since(one, found, viewer), "may_request": may(viewer, "bank.request"),
        "own": one.by_id == viewer.user_id or may(viewer, "bank.manage"), "readable": True, **answered(found)})


@page(verb="bank.see")
@require_POST
def do(request: HttpRequest, question_id: int) -> HttpResponse:
    """Note the answer, share the question or not, take it off the list."""
    viewer, what = viewer_of(request), request.POST.get("do", "")
    one = row(question_id, viewer)
    if what == "note" and reading(viewer) is not None:
        messages.info(request, gettext("The bank is being read. Note the answer once it stands here."))
    elif what == "note":
        try:
            actions.note(one, asking.ask(asking.read(one.sentence, viewer), viewer), viewer)
        except Refused as refused:
            for line in refusal(refused):
                messages.error(request, line)
            return redirect("bankask-question", one.pk)
        messages.success(request, gettext("Noted. The next look shows what has changed since."))
    elif what in ("share", "unshare"):
        actions.share(one, what == "share", viewer)
    elif what == "retire":
        actions.retire(one, viewer)
        return redirect("bankask")
    return redirect("bankask-question", one.pk)


@page(verb="bank.see")
@require_GET
def why(request: HttpRequest, question_id: int, specimen_id: int) -> HttpResponse:
    """Every criterion for one tube, with what it was read from."""
    viewer = viewer_of(request)
    one = row(question_id, viewer)
    try:
        node = asking.read(one.sentence, viewer)
    except Refused:
        raise Http404 from None
    if reading(viewer) is not None:
        return redirect("bankask-question", one.pk)
    found = asking.ask(node, viewer)
    place = queries.tube(specimen_id, found)
    if place is None:
        raise Http404
    tube, spoken = found.held.tubes[place], found.held.words
    reason, line = explaining.deciding(node, tube, found.held, viewer,
                                       any(asking.clinical(leaf, spoken) for leaf in leaves(node)))
    return show(request, "why", {
        "one": one, "tube": tube, "answer": reason.answer.word, "reason": said(reason, line),
        "as_of": date.fromordinal(line.as_of), "rules": spoken.dictionary.version,
        "awaiting": any(spoken.sampled(leaf) for leaf in leaves(node))})


@page(verb="bank.see")
@require_GET
def sheet(request: HttpRequest, question_id: int) -> HttpResponse:
    """The tubes that answer, or may, as a sheet: codes alone."""
    viewer = viewer_of(request)
    one = row(question_id, viewer)
    try:
        node = asking.read(one.sentence, viewer)
    except Refused:
        raise Http404 from None
    if reading(viewer) is not None:
        return redirect("bankask-question", one.pk)
    found = asking.ask(node, viewer)
    with acting(viewer):
        record_access("exported", viewer, f"samples of question {one.pk}")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="question-{one.pk}.csv"'
    response.write("\ufeff")        # so that a spreadsheet reads Chinese as it is
    out = csv.writer(response)
    out.writerow(["label", "type", "tissue", "site", "collected", "available", "freeze_thaw", "answer"])
    for answer, tubes in (("yes", found.yes), ("unknown", found.open)):
        for tube in tubes:
            out.writerow([safe_cell(tube.label), tube.kind, tube.tissue, tube.site,
                          date.fromordinal(tube.day).isoformat() if tube.day else "", "yes" if tube.available else "no",
                          tube.derived.get("freeze_thaw", ""), answer])
    return response

