"""What a patient reads: the trials of her hospital in plain words, one of them at two levels, and the same on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from paeonia.modules.trials import exports
from paeonia.modules.trials import queries as trials
from paeonia.modules.trials.search_words import folded
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.roles import Role
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.ui.words import language

from . import hearing, leaflet, queries
from .choices import LANGUAGES, LEVELS
from .content import joined, parts
from .measuring import explained_words


@dataclass(frozen=True)
class Entry:
    """A trial in the list of a reader."""

    slug: str
    title: str
    lead: str
    name: str


def level_of(request: HttpRequest) -> str:
    """The level the reader chose; short unless she asks for more."""
    return "more" if request.GET.get("level") == "more" else LEVELS[0]


@page(verb="trials.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Trials with a place at the reader's hospital and a text that was signed off; no word about the reader herself."""
    viewer = viewer_of(request)
    asked = request.GET.get("q", "").replace("\0", "")[:80].strip()
    here = queries.open_here(viewer)
    found = [_entry(slug, one) for slug, one in queries.read_by_patients(viewer.language).items() if slug in here]
    shown = [entry for entry, said in found if all(word in said for word in folded(asked).split())]
    return render(request, "plain/list.jinja", {
        "entries": sorted(shown, key=lambda one: one.title), "asked": asked, "total": len(found), **_reader(viewer)})


def _entry(slug: str, version: queries.Version) -> tuple[Entry, str]:
    """An entry in the reader's language and everything it is found by, in either."""
    said, question = version.content[language()], trials.structured_questions()[slug]
    words = " ".join((*(joined(version.content, one, "more") for one in LANGUAGES), *question.words.values(), slug))
    return Entry(slug, said["title"], said["short"]["what"].split("\n")[0], queries.name_of(slug)), folded(words)


def _reader(viewer: Viewer) -> dict[str, Any]:
    """What depends on who reads: her own wish, or the work of staff."""
    patient = hearing.own_chart(viewer) if viewer.role == Role.PATIENT else None
    word = hearing.of_one(patient.id, viewer) if patient else None
    return {"herself": patient, "word": word, "would": hearing.would(word.value) if word else None,
            "writing": may(viewer, "plain.write"), "matching": may(viewer, "trials.match")}


@page(verb="trials.read")
@require_GET
def trial(request: HttpRequest, slug: str) -> HttpResponse:
    """One trial in plain words, at the level the reader chose."""
    viewer, level = viewer_of(request), level_of(request)
    try:
        file = queries.file(slug, viewer.language)
    except KeyError:
        raise Http404(slug) from None
    shown = file.shown
    return render(request, "plain/trial.jinja", {
        "slug": slug, "name": queries.name_of(slug), "version": shown, "level": level, "file": file,
        "title": shown.content[language()]["title"] if shown else queries.name_of(slug),
        "parts": parts(shown.content, language(), level) if shown else (),
        "explained": explained_words(joined(shown.content, language(), level), language()) if shown else (),
        "open_here": slug in queries.open_here(viewer), "staff": viewer.role != Role.PATIENT, **_reader(viewer)})


@page(verb="trials.read")
@require_GET
def handout(request: HttpRequest, slug: str, tongue: str) -> HttpResponse:
    """The text patients read as a sheet to take home, with the way to the page; only what was signed off is printed."""
    try:
        file = queries.file(slug, viewer_of(request).language)
    except KeyError:
        raise Http404(slug) from None
    if file.shown is None or tongue not in LANGUAGES:
        raise Http404(slug)
    address = request.build_absolute_uri(reverse("plain-trial", args=[slug]))
    made = leaflet.pdf(file.shown, queries.name_of(slug), tongue, level_of(request), address)
    return exports.sent(made, "application/pdf", f"{slug}-{tongue}.pdf")
