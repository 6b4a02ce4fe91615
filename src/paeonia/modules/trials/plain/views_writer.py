"""What writers and reviewers see: every trial with the state of its text, one text with its versions, writing, measuring."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.modules.trials import queries as trials
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import actions, queries
from .choices import HINTS, LANGUAGES, LEVELS, SECTIONS, Outcome
from .content import Content, joined, missing, one_language, parts, whole
from .measuring import Measured, measured
from .shipped import shipped
from .targets import targets

STATES = ("waiting", "returned", "incomplete", "withdrawn", "signed", "none")


@page(verb="plain.write")
@require_GET
def texts(request: HttpRequest) -> HttpResponse:
    """Every structured trial with the state of its text: what waits for somebody stands first."""
    viewer, today = viewer_of(request), timezone.localdate()
    files, here = queries.files(viewer.language), queries.open_here(viewer)
    chosen = request.GET.get("state", "")
    rows = [(one, trials.structured_questions()[slug].words, slug in here, one.reread(today)) for slug, one in files.items()]
    rows.sort(key=lambda row: (not row[3], not row[2], STATES.index(row[0].state), row[0].slug))
    counts = {state: sum(row[0].state == state for row in rows) for state in STATES}
    counts["reread"] = sum(bool(row[3]) for row in rows)
    shown = [row for row in rows if not chosen or chosen == row[0].state or (chosen == "reread" and row[3])]
    return render(request, "plain/texts.jinja", {
        "rows": shown, "counts": counts, "chosen": chosen, "shipped": shipped(), "states": STATES})


@page(verb="plain.write")
@require_GET
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """One text as patients would read it, its measure, its versions and what reviewers said."""
    return _text(request, slug)


def _text(request: HttpRequest, slug: str, wrong: list[str] | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    file = _file(request, slug)
    content, origin = (file.latest.content, "") if file.latest else queries.beginning(slug)
    tongue = request.GET.get("in") if request.GET.get("in") in LANGUAGES else viewer.language
    shown = [(one, parts(content, tongue, one), measured(joined(content, tongue, one), tongue)) for one in LEVELS]
    return render(request, "plain/text.jinja", {
        "slug": slug, "file": file, "words_of_trial": trials.structured_questions()[slug].words, "content": content,
        "origin": origin, "tongue": tongue, "levels": shown, "gaps": missing(content), "sections": SECTIONS,
        "reviewing": may(viewer, "plain.review"), "own_hand": viewer.user_id in file.hands, "wrong": wrong or [],
        "said": request.POST, "source": shipped().get(slug),
        "next_due": timezone.localdate() + timedelta(targets().review_every),
        "reread": file.reread(timezone.localdate())}, status=422 if wrong else 200)


def _file(request: HttpRequest, slug: str) -> queries.File:
    try:
        return queries.file(slug, viewer_of(request).language)
    except KeyError:
        raise Http404(slug) from None


@page(verb="plain.review")
@require_POST
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign off, send back or withdraw."""
    _file(request, slug)
    said = request.POST
    number, outcome = said.get("number", ""), said.get("outcome", "")
    if outcome not in Outcome.values or not number.isdecimal() or len(number) > 8:
        return _text(request, slug, [gettext("Choose what you decide.")])
    try:
        due = parse_date(said.get("due", ""))
    except ValueError:
        due = None
    if outcome == Outcome.SIGNED and (due is None or due <= timezone.localdate()):
        return _text(request, slug, [gettext("The day of the next reading must be a day to come, as YYYY-MM-DD.")])
    try:
        actions.review(slug, int(number), outcome, viewer_of(request), said.get("remark", ""), due)
    except Refused as refused:
        return _text(request, slug, refusal(refused))
    except KeyError:
        raise Http404(slug) from None
    messages.success(request, {
        "signed": gettext("Signed off. Patients read this version from now on."),
        "returned": gettext("Sent back to the writer."),
        "withdrawn": gettext("Withdrawn. Patients no longer read about this trial here.")}[outcome])
    return redirect("plain-text", slug)


@page(verb="plain.write")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str, tongue: str) -> HttpResponse:
    """Write one language; how easy it is to read is measured while one writes."""
    file = _file(request, slug)
    if tongue not in LANGUAGES:
        raise Http404(tongue)
    begun, origin = queries.beginning(slug)
    content, base, wrong = begun, file.latest.number if file.latest else 0, []
    if request.method == "POST":
        said = _given(request)
        content = whole({**begun, tongue: said})
        held = request.POST.get("base", "")
        try:
            actions.write(slug, tongue, said, int(held) if held.isdecimal() and len(held) < 8 else 0, viewer_of(request))
            messages.success(request, gettext("Kept as a further version. An oncologist who did not write it signs it off."))
            return redirect("plain-text", slug)
        except Refused as refused:
            wrong = refusal(refused)
    return render(request, "plain/write.jinja", {
        "slug": slug, "file": file, "words_of_trial": trials.structured_questions()[slug].words, "tongue": tongue,
        "said": content[tongue], "base": base, "origin": origin, "wrong": wrong, "sections": SECTIONS, "hints": HINTS,
        "other": begun["en" if tongue == "zh" else "zh"], "source": shipped().get(slug),
        **_measures(content, tongue)}, status=422 if wrong else 200)


@page(verb="plain.write")
@require_POST
def measure(request: HttpRequest, slug: str, tongue: str) -> HttpResponse:
    """How easy what is being written is to read: the part of the page that follows the writer's hand."""
    _file(request, slug)
    if tongue not in LANGUAGES:
        raise Http404(tongue)
    return render(request, "plain/_measures.jinja", _measures(whole({tongue: _given(request)}), tongue))


def _given(request: HttpRequest) -> Content:
    said = request.POST
    return one_language({"title": said.get("title"), **{
        level: {name: said.get(f"{level}-{name}") for name in SECTIONS} for level in LEVELS}})


def _measures(content: Content, tongue: str) -> dict[str, Any]:
    found: list[tuple[str, Measured]] = [(level, measured(joined(content, tongue, level), tongue)) for level in LEVELS]
    return {"measures": found, "targets": targets(), "target": targets().of[tongue]}
