"""Asking the whole bank: a sentence, checked while it is written, answered with counts, a funnel and the tubes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.criteria.words import both
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import asking, queries
from .frame import answered, examples, reading, show
from .words import GROUPS, words


@page(verb="bank.see")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The sentence, questions kept, examples; and under them what the bank answers."""
    viewer = viewer_of(request)
    chosen = next((one for one in examples(viewer) if one.id == request.GET.get("example")), None)
    text = request.POST.get("sentence", "") if request.method == "POST" else chosen.sentence if chosen else ""
    context: dict[str, Any] = {
        "text": text[:asking.LONGEST], "wrong": [], "found": None, "work": None,
        "examples": examples(viewer), "chosen": chosen, "questions": queries.questions(viewer)}
    if request.method == "POST" or chosen:
        try:
            node = asking.read(text, viewer)
            context["work"] = reading(viewer, "ask")
            context |= {} if context["work"] else answered(asking.ask(node, viewer))
        except Refused as refused:
            context["wrong"] = refusal(refused)
    return show(request, "ask", context, 422 if context["wrong"] else 200)


@page(verb="bank.see")
@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """How far the bank is read; once it is, the page that waited asks again by itself."""
    again = "ask" if request.GET.get("again") == "ask" else ""
    work = reading(viewer_of(request), again)
    answer = show(request, "_reading", {"work": work, "again": again})
    if work is None and not again:
        answer["HX-Refresh"] = "true"
    return answer


@page(verb="bank.see")
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """While it is written: the sentence in words, or what is wrong with it."""
    text = request.POST.get("sentence", "")
    try:
        node = asking.read(text, viewer_of(request))
    except Refused as refused:
        return show(request, "_check", {"wrong": refusal(refused) if text.strip() else [], "told": None})
    return show(request, "_check", {"wrong": [], "told": both(node, words().dictionary)})


@page(verb="bank.see")
@require_GET
def manual(request: HttpRequest) -> HttpResponse:
    """Every word about a tube, with what it may say."""
    spoken = words()
    groups = [(said, [one for one in (spoken.dictionary[id] for id in spoken.own) if one.group == name])
              for name, said in GROUPS.items()]
    return show(request, "words", {"groups": groups, "problems": refusal(Refused(list(spoken.problems)))
                                   if spoken.problems else []})
