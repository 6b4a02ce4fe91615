"""The page of one trial: what it is, its criteria in words, its candidates, where candidates are lost, exports."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from markupsafe import Markup

from paeonia.criteria.nodes import AnyOf, Node, Not, children
from paeonia.criteria.when import parts
from paeonia.criteria.words import heading
from paeonia.guidance.preparing import preparing
from paeonia.guidance.said import NONE_OF, group_words
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials import exports, queries, queries_sites, sheet
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.candidates import CHOICES, PAGE, losses, worklist
from paeonia.modules.trials.cohorts import base_of
from paeonia.modules.trials.registry_words import country_words
from paeonia.modules.trials.slots import panel
from paeonia.modules.trials.views import WORDS
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.ui.charts.bars import Step
from paeonia.ui.shapes import Pages, Progress
from paeonia.ui.words import words

Said = dict[str, str]
HOME = "China"      # its sites are listed first
READING = {"en": "Reading all patients, once a day", "zh": "正在读取全部患者（每日一次）"}


@page(verb="trials.read")
@require_GET
def trial(request: HttpRequest, slug: str) -> HttpResponse:
    """Summary, sites and status, criteria, and for those who may match the worklist and the funnel."""
    try:
        detail, viewer = queries.detail(slug), viewer_of(request)
    except KeyError:
        return elsewhere(slug, "trial", request)
    included, excluded = criteria(base_of(detail.question))
    shown: dict[str, Any] = {
        "detail": detail, "card": detail.card, "included": included, "excluded": excluded, "sites": _places(detail),
        "around": queries_sites.around(detail.sites, viewer, request.GET.get("from", "")),
        "city_choices": queries_sites.city_choices, "country_words": country_words,
        "matching": may(viewer, "trials.match"), "curating": may(viewer, "curation.write"),
        "opening": may(viewer, "conduct.write"), **panel.shown(request, detail.question), **WORDS}
    if shown["matching"]:
        shown |= _candidates(request, slug)
    return render(request, "trials/trial.jinja", shown)


@page(verb="trials.match")
@require_GET
def candidates(request: HttpRequest, slug: str) -> HttpResponse:
    """The worklist and the funnel alone, for the page that waits for them; until they are ready how far that is."""
    return render(request, "trials/_candidates.jinja", {"card": _found(slug).card, **_candidates(request, slug)})


def _candidates(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Candidates and where others are lost, or (`work`) that everybody is being read just now."""
    viewer, chosen = viewer_of(request), _chosen(request)
    shown: dict[str, Any] = {"exporting": may(viewer, "trials.export"), "chosen": chosen, "work": None}
    waiting = preparing(viewer, FAMILY)
    if waiting is not None:
        address = reverse("trial-candidates", args=[slug])
        query = request.GET.urlencode()
        return shown | {"work": Progress(READING, "running", since=waiting.since,
                                         poll=f"{address}?{query}" if query else address)}
    found = worklist(slug, viewer, chosen, _page(request))
    first = (found.page - 1) * PAGE
    return shown | {
        "worklist": found, "today": timezone.localdate(),
        "pages": Pages(found.page, found.pages, found.total, first + 1, first + len(found.candidates),
                       {"show": chosen} if chosen else {}),
        "funnel": [Step(step_words(step.node), step.possible, step.lost, step.possible - step.certain)
                   for step in losses(slug, viewer) if step.node is not None]}


def criteria(node: Node) -> tuple[list[tuple[Said, list[Said]]], list[tuple[Said, list[Said]]]]:
    """(what must be so, what must not be so), each as sentences; a group is a heading with its parts."""
    included, excluded = [], []
    for part in parts(node):
        if isinstance(part, Not):
            against = part.of.of if isinstance(part.of, AnyOf) else (part.of,)
            excluded += [grouped(one) for one in against]
        else:
            included.append(grouped(part))
    return included, excluded


def grouped(node: Node) -> tuple[Said, list[Said]]:
    """A sentence, or a heading and the sentences under it."""
    inner = children(node)
    if isinstance(node, Not) and len(children(node.of)) > 1:
        inner = children(node.of)
    if len(inner) < 2:
        return queries.said(node), []
    names = NONE_OF if isinstance(node, Not) and isinstance(node.of, AnyOf) else {
        language: heading(node, language) for language in ("en", "zh")}  # type: ignore[arg-type]
    return names, [queries.said(one) for one in inner]


def step_words(node: Node) -> Any:
    """A criterion for the funnel; of a group the heading, with its parts to unfold."""
    said, inner = grouped(node)
    if not inner:
        return said
    if said is not NONE_OF:
        said = group_words(node, dictionary())
    lines = Markup("").join(Markup("<li>{}</li>").format(words(one)) for one in inner)
    return Markup('<details class="step-more"><summary>{} <small class="quiet">({})</small></summary><ul>{}</ul>'
                  "</details>").format(words(said), len(inner), lines)


def _places(detail: queries.Detail) -> list[tuple[Said, list[Any]]]:
    found = [(country, list(sites)) for country, sites in groupby(detail.sites, key=lambda site: site.country)]
    found.sort(key=lambda one: (one[0] != HOME, -len(one[1]), one[0]))
    return [(dict(country_words(country)) if country else {"en": "country not given", "zh": "未注明国家"}, sites)
            for country, sites in found]


def elsewhere(slug: str, name: str, request: HttpRequest) -> HttpResponse:
    """A trial asked for by any of its numbers is sent on to its own address."""
    own = queries.slug_of(slug)
    if own is None:
        raise Http404(slug)
    query = request.GET.urlencode()
    return redirect(reverse(name, args=[own]) + (f"?{query}" if query else ""))


def _found(slug: str) -> queries.Detail:
    try:
        return queries.detail(slug)
    except KeyError:
        raise Http404(slug) from None


def _chosen(request: HttpRequest) -> str:
    chosen = request.GET.get("show", "")
    return chosen if chosen in CHOICES else ""


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1


@page(verb="trials.export")
@require_GET
def candidates_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The worklist as a file for a spreadsheet; the export is audited like a chart reading."""
    return exports.csv_of(_found(slug), viewer_of(request), _chosen(request))


@page(verb="trials.export")
@require_GET
def candidates_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The worklist as a sheet to print."""
    return sheet.pdf_of(_found(slug), viewer_of(request), _chosen(request))
